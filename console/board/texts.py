"""The texts of many rows in few bytes: UTF-8 in one piece of memory instead of an object a text.

A Python text of ten Chinese characters takes a hundred bytes with its place in a list, here
thirty-eight; with a hundred thousand cases this decides whether a console needs 300 MB.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple, overload

#: A place is where a text begins and, in its lowest bits, how many bytes it has.
_BITS = 24
LONGEST = (1 << _BITS) - 1
#: Where so many bytes, and more than half, belong to no row any more, the rest moves together.
_WASTE = 1 << 20
#: Half a character, as broken senders send it, comes back as it went in.
_BROKEN = "surrogatepass"


class _Held(NamedTuple):
    """What belongs together, so that another thread that reads sees both or neither."""

    raw: bytearray
    places: array[int]


class Texts(Sequence[str]):
    """A list of texts by row; each is made anew when it is read.

    One thread writes; others may read meanwhile: bytes that a row had are never written over.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._held = _Held(bytearray(), array("q"))
        self._used = 0  # bytes that belong to a row
        self.extend(texts)

    def __len__(self) -> int:
        return len(self._held.places)

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> list[str]: ...
    def __getitem__(self, row: int | slice) -> str | list[str]:
        if isinstance(row, slice):
            return [self[at] for at in range(*row.indices(len(self)))]
        raw, places = self._held
        place = places[row]
        first = place >> _BITS
        return raw[first : first + (place & LONGEST)].decode("utf-8", _BROKEN)

    def __setitem__(self, row: int, text: str) -> None:
        """
        Raises:
            ValueError: the text has more than `LONGEST` bytes.
        """
        raw, places = self._held
        if self[row] == text:
            return
        place = self._place(text)
        self._used -= places[row] & LONGEST
        places[row] = place
        if len(raw) - self._used > max(_WASTE, self._used):
            self._held = Texts(self)._held

    def append(self, text: str) -> None:
        self._held.places.append(self._place(text))

    def extend(self, texts: Iterable[str]) -> None:
        """Rows after the last one."""
        for text in texts:
            self.append(text)

    def copy(self) -> Texts:
        twin = Texts()
        raw, places = self._held
        twin._held, twin._used = _Held(raw[:], places[:]), self._used
        return twin

    @property
    def nbytes(self) -> int:
        """Bytes held, without spare capacity."""
        raw, places = self._held
        return len(raw) + len(places) * places.itemsize

    def _place(self, text: str) -> int:
        """Keep the bytes of `text` behind all others."""
        new = text.encode("utf-8", _BROKEN)
        if len(new) > LONGEST:
            raise ValueError(f"a text has {len(new)} bytes, at most {LONGEST} can be kept")
        raw, first = self._held.raw, len(self._held.raw)
        raw += new
        self._used += len(new)
        return first << _BITS | len(new)
