"""Which names of a level have room: the more important first, none over another. Pure.

How broad a word comes out is only guessed here, generously; the map measures the few that are left.
"""

from __future__ import annotations

import math
from unicodedata import east_asian_width

import numpy as np

from console.basemap.vector.shapes import LEAST_PX, Names

_EM_PX, _GAP_PX, _HIGH_PX = 12.0, 5.0, 21.0  # logical pixels, like the map's smaller names


def with_room(names: Names, z: int, ratio: float) -> Names:
    """The names that are drawn in cells of level `z`; `ratio` device pixels make a logical one."""
    scale = LEAST_PX * (1 << z) / ratio  # logical pixels of the world where it is smallest
    taken: set[tuple[int, int]] = set()
    kept = []
    for i, (text, (x, y)) in enumerate(zip(names.texts, names.places.tolist(), strict=True)):
        squares = _squares(x * scale, y * scale, breadth(text) / 2 + _GAP_PX)
        if taken.isdisjoint(squares):
            taken.update(squares)
            kept.append(i)
    return names.only(np.array(kept, np.int64))


def breadth(text: str) -> float:
    """Logical pixels, at least what the word needs."""
    return _EM_PX * sum(1.0 if _broad(c) else 0.72 for c in text)


def _broad(letter: str) -> bool:
    return letter.isupper() or letter in "mw%@" or east_asian_width(letter) in "WFA"


def _squares(x: float, y: float, half: float) -> list[tuple[int, int]]:
    """The squares of the height of a line that a word covers."""
    across = range(math.floor((x - half) / _HIGH_PX), math.floor((x + half) / _HIGH_PX) + 1)
    rows = {math.floor((y - _HIGH_PX / 2) / _HIGH_PX), math.floor((y + _HIGH_PX / 2) / _HIGH_PX)}
    return [(i, j) for j in rows for i in across]
