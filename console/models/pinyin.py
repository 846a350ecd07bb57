"""Chinese names by the keys of a Latin keyboard: their pinyin and its initials.

The readings come from pypinyin's table of characters, which takes a tenth of a second to load: a
thread does it once the names are known, and until then names are found by their writing only.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from itertools import product

#: Of a name whose characters are read in several ways, no more readings than this are tried.
_READINGS = 8


def readings(name: str) -> tuple[str, ...]:
    """Initials, then whole pinyin without tones, in small letters; empty for a name without Han.

    莞城 is ``gc``, ``wc``, ``guancheng``, ``wancheng``. Only the characters of
    the basic Han block are read; others are left out.
    """
    # Phrases would cost five times the memory; all readings of a character are tried instead.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    from pypinyin import Style, pinyin

    han = "".join(c for c in name if "\u4e00" <= c <= "\u9fff")
    if not han:
        return ()
    found: dict[str, None] = {}
    for style in (Style.FIRST_LETTER, Style.NORMAL):
        each = pinyin(han, style=style, heteronym=True, errors="ignore")
        for number, choice in enumerate(product(*each)):
            if number >= _READINGS:
                break
            found["".join(choice).casefold()] = None
    return tuple(s for s in found if s.isascii() and s.isalpha())


class Pinyin:
    """The readings of the names of a city, learnt in the background."""

    def __init__(self) -> None:
        #: Replaced as a whole, so that whoever keeps what was made of it can tell.
        self.known: dict[str, tuple[str, ...]] = {}
        self._learning: threading.Thread | None = None

    def of(self, *names: str) -> tuple[str, ...]:
        """The readings of these names, as far as they have been learnt."""
        return tuple(s for name in names for s in self.known.get(name, ()))

    def learn(self, names: Iterable[str]) -> None:
        """Begin to learn; returns at once. What was known before is known until then."""
        listed = tuple(dict.fromkeys(names))

        def work() -> None:
            self.known = {name: readings(name) for name in listed}

        self._learning = threading.Thread(target=work, name="pinyin", daemon=True)
        self._learning.start()

    def wait(self, seconds: float = 10.0) -> None:
        """Until what has been begun is known."""
        if self._learning is not None:
            self._learning.join(seconds)
