"""Finding a piece of text in a million titles without a Python loop over them.

Each block of rows is one run of UTF-8 bytes with a separator after each text; numpy finds the bytes
and a binary search turns places into rows. UTF-8 cannot match across characters by mistake.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
_SEPARATOR = "\x1e"
_BLOCKS = 24


class TextIndex:
    """Texts by row, appended in order. Letter case does not matter."""

    def __init__(self) -> None:
        self.rows = 0
        self._blocks: list[_Block] = []

    def extend(self, texts: Sequence[str]) -> None:
        """Take in the texts from `self.rows` on."""
        fresh = texts[self.rows :]
        if not len(fresh):
            return
        self._blocks.append(_Block(self.rows, fresh))
        self.rows += len(fresh)
        if len(self._blocks) > _BLOCKS:
            first = self._blocks[1].first
            self._blocks[1:] = [_Block(first, texts[first : self.rows])]

    def find(self, needle: str) -> NDArray[np.bool_]:
        """Shape (rows,): whether the row's text contains `needle`."""
        hit = np.zeros(self.rows, np.bool_)
        wanted = folded(needle).encode("utf-8", "replace")
        if not wanted:
            hit[:] = True
            return hit
        for block in self._blocks:
            hit[block.find(wanted)] = True
        return hit


def folded(text: str) -> str:
    """How a text is compared: without letter case, the separator as a blank."""
    return text.replace(_SEPARATOR, " ").casefold()


class _Block:
    """The folded bytes of some consecutive rows."""

    def __init__(self, first: int, texts: Sequence[str]) -> None:
        self.first = first
        joined = _SEPARATOR.join(texts)
        if joined.count(_SEPARATOR) != len(texts) - 1:
            # A text from outside holds the separator itself; rare, so it may cost a pass.
            joined = _SEPARATOR.join(t.replace(_SEPARATOR, " ") for t in texts)
        raw = (joined + _SEPARATOR).casefold().encode("utf-8", "replace")
        self._bytes = np.frombuffer(raw, np.uint8)
        self._ends = np.flatnonzero(self._bytes == ord(_SEPARATOR))
        self._common = np.bincount(self._bytes, minlength=256)

    def find(self, needle: bytes) -> Rows:
        """Rows whose text holds `needle`, repeats possible."""
        wanted = np.frombuffer(needle, np.uint8)
        if len(wanted) > len(self._bytes):
            return np.empty(0, np.int64)
        # Begin with the byte that is rarest here, so that few places are looked at twice.
        anchor = int(np.argmin(self._common[wanted]))
        room = len(self._bytes) - len(wanted) + 1
        places = np.flatnonzero(self._bytes[anchor : anchor + room] == wanted[anchor])
        for offset in range(len(wanted)):
            if not len(places):
                break
            places = places[self._bytes[places + offset] == wanted[offset]]
        rows: Rows = np.searchsorted(self._ends, places) + self.first
        return rows
