"""Which points lie in a window, at a cost that depends on the window. Pure.

Points are kept in Z-order: at any level a cell is one contiguous stretch, so that a window is a
handful of binary searches. New points wait in a small buffer that is looked through whole, and are
sorted in when it has grown.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]
I32 = NDArray[np.int32]
#: Bits a side: the finest cell is 4 cm wide at the equator.
DEPTH = 30
_EMPTY: I64 = np.empty(0, np.int64)
_NO_ROWS: I32 = np.empty(0, np.int32)
_BUFFER, _SHARE = 4_096, 8


def z_code(column: I64, row: I64) -> I64:
    """Interleave the bits of cell columns and rows: neighbours in a quad tree become neighbours."""
    return _spread(column) | (_spread(row) << 1)


def _spread(value: I64) -> I64:
    out = value.astype(np.int64) & 0x3FFFFFFF
    for shift, mask in (
        (16, 0x0000FFFF0000FFFF),
        (8, 0x00FF00FF00FF00FF),
        (4, 0x0F0F0F0F0F0F0F0F),
        (2, 0x3333333333333333),
        (1, 0x5555555555555555),
    ):
        out = (out | (out << shift)) & mask
    return out


def cell_of(x: F64, y: F64) -> tuple[I64, I64]:
    """Finest cell column and row of unit square points."""
    side = 1 << DEPTH
    column = np.clip((x * side).astype(np.int64), 0, side - 1)
    row = np.clip((y * side).astype(np.int64), 0, side - 1)
    return column, row


@lru_cache(maxsize=8)  # of one window they are asked for again and again
def cells_of_window(west: float, north: float, east: float, south: float, level: int) -> I64:
    """Z-order codes, rising, of the cells of `level` that touch a window of the unit square."""
    side = 1 << level
    first_c, last_c = (min(side - 1, max(0, math.floor(v * side))) for v in (west, east))
    first_r, last_r = (min(side - 1, max(0, math.floor(v * side))) for v in (north, south))
    column, row = np.meshgrid(np.arange(first_c, last_c + 1), np.arange(first_r, last_r + 1))
    return np.sort(z_code(column.ravel(), row.ravel()))


def corner_of(code: I64) -> tuple[I64, I64]:
    """Cell column and row of Z-order codes."""
    return _gather(code), _gather(code >> 1)


class _Run:
    """Rows in Z-order of their places; a row of -1 has been taken out."""

    def __init__(self, code: I64 = _EMPTY, row: I32 = _NO_ROWS) -> None:
        self.code, self.row, self.gone = code, row, 0

    def __len__(self) -> int:
        return len(self.row) - self.gone

    def remove(self, rows: I64, code: I64) -> int:
        """Take out those of the rows that are here; returns how many were."""
        begin = np.searchsorted(self.code, code, "left")
        end = np.searchsorted(self.code, code, "right")
        spot = runs(begin, end)
        spot = spot[self.row[spot] == np.repeat(rows, end - begin)]
        self.row[spot] = -1
        self.gone += len(spot)
        return len(spot)

    def within(self, code: I64, shift: int) -> tuple[I64, I64]:
        begin = np.searchsorted(self.code, code << shift, "left")
        end = np.searchsorted(self.code, (code + 1) << shift, "left")
        rows = self.row[runs(begin, end)].astype(np.int64)
        return rows, np.repeat(np.arange(len(code)), end - begin)

    def with_more(self, code: I64, row: I32) -> _Run:
        """The same and more, which are in order too, without those taken out."""
        kept, held = self.code, self.row
        if self.gone:
            alive = held >= 0
            kept, held = kept[alive], held[alive]
        at = np.searchsorted(kept, code, "right") + np.arange(len(code))
        old = np.ones(len(kept) + len(code), bool)
        old[at] = False
        return _Run(_merged(old, kept, code), _merged(old, held, row))


class PointIndex:
    """Rows of a table by place: the Z-order code of the finest cell that they lie in.

    What is new goes from the buffer into a small run, and that into the large one when it has
    grown to an eighth of it: the large one is seldom written anew.
    """

    def __init__(self) -> None:
        self._large, self._small = _Run(), _Run()
        self._new_code: I64 = _EMPTY
        self._new_row: I32 = _NO_ROWS

    def __len__(self) -> int:
        return len(self._large) + len(self._small) + len(self._new_row)

    @property
    def nbytes(self) -> int:
        held = (self._new_code, self._new_row)
        runs = (part for run in (self._large, self._small) for part in (run.code, run.row))
        return sum(a.nbytes for a in (*held, *runs))

    def add(self, rows: I64, code: I64) -> None:
        """Add rows that are not in the index."""
        self._new_code = np.concatenate([self._new_code, code])
        self._new_row = np.concatenate([self._new_row, rows.astype(np.int32)])
        if len(self._new_row) > _BUFFER:
            self._sort_in()

    def remove(self, rows: I64, code: I64) -> None:
        """Take rows out; `code` is where they were added."""
        found = self._large.remove(rows, code)
        if found < len(rows):
            found += self._small.remove(rows, code)
        if found < len(rows):
            keep = ~np.isin(self._new_row, rows)
            self._new_code, self._new_row = self._new_code[keep], self._new_row[keep]

    def _sort_in(self) -> None:
        order = np.argsort(self._new_code, kind="stable")
        self._small = self._small.with_more(self._new_code[order], self._new_row[order])
        self._new_code, self._new_row = _EMPTY, _NO_ROWS
        if len(self._small.row) > len(self._large.row) // _SHARE:
            alive = self._small.row >= 0
            small = self._small.code[alive], self._small.row[alive]
            self._large, self._small = self._large.with_more(*small), _Run()

    def within(self, code: I64, level: int) -> tuple[I64, I64]:
        """Rows inside the cells `code` (rising) of `level`, and for each the place of its cell."""
        shift = 2 * (DEPTH - level)
        parts = [run.within(code, shift) for run in (self._large, self._small) if len(run.row)]
        if len(self._new_row) and len(code):
            late = self._new_code >> shift
            at = np.minimum(np.searchsorted(code, late), len(code) - 1)
            inside = code[at] == late
            parts.append((self._new_row[inside].astype(np.int64), at[inside]))
        if not parts:
            return _EMPTY, _EMPTY
        rows, where = (np.concatenate(column) for column in zip(*parts, strict=True))
        alive = rows >= 0
        return (rows, where) if alive.all() else (rows[alive], where[alive])


def _merged(old: NDArray[np.bool_], kept: NDArray[Any], fresh: NDArray[Any]) -> NDArray[Any]:
    """Two arrays in one; `old`: which places of it are for `kept`."""
    made = np.empty(len(old), kept.dtype)
    made[old], made[~old] = kept, fresh
    return made


def runs(begin: I64, end: I64) -> I64:
    """begin[0] … end[0]-1, begin[1] … end[1]-1, … in one array."""
    size = end - begin
    total = int(size.sum())
    if not total:
        return _EMPTY
    before = np.cumsum(size) - size
    found: I64 = np.arange(total) + np.repeat(begin - before, size)
    return found


def _gather(code: I64) -> I64:
    """Undo `_spread`: every other bit of a Z-order code."""
    out = code & 0x5555555555555555
    for shift, mask in (
        (1, 0x3333333333333333),
        (2, 0x0F0F0F0F0F0F0F0F),
        (4, 0x00FF00FF00FF00FF),
        (8, 0x0000FFFF0000FFFF),
        (16, 0x00000000FFFFFFFF),
    ):
        out = (out | (out >> shift)) & mask
    return out
