"""Which points lie in a window, at a cost that depends on the window. Pure.

Points are kept in Z-order: at any level a cell is one contiguous run, so that a window is a handful
of binary searches. New points wait in a small buffer that is looked through whole, and are sorted
in when it has grown.
"""

from __future__ import annotations

import math
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
_BUFFER = 4_096


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


class PointIndex:
    """Rows of a table by place: the Z-order code of the finest cell that they lie in."""

    def __init__(self) -> None:
        self._code: I64 = _EMPTY  # sorted
        self._row: I32 = _NO_ROWS  # -1: the point has moved away
        self._gone = 0
        self._new_code: I64 = _EMPTY
        self._new_row: I32 = _NO_ROWS

    def __len__(self) -> int:
        return len(self._row) - self._gone + len(self._new_row)

    @property
    def nbytes(self) -> int:
        return sum(a.nbytes for a in (self._code, self._row, self._new_code, self._new_row))

    def add(self, rows: I64, code: I64) -> None:
        """Add rows that are not in the index."""
        self._new_code = np.concatenate([self._new_code, code])
        self._new_row = np.concatenate([self._new_row, rows.astype(np.int32)])
        if len(self._new_row) > max(_BUFFER, len(self._row) // 64):
            self._sort_in()

    def remove(self, rows: I64, code: I64) -> None:
        """Take rows out; `code` is where they were added."""
        begin = np.searchsorted(self._code, code, "left")
        end = np.searchsorted(self._code, code, "right")
        spot = runs(begin, end)
        spot = spot[self._row[spot] == np.repeat(rows, end - begin)]
        self._row[spot] = -1
        self._gone += len(spot)
        if len(spot) < len(rows):
            keep = ~np.isin(self._new_row, rows)
            self._new_code, self._new_row = self._new_code[keep], self._new_row[keep]

    def _sort_in(self) -> None:
        order = np.argsort(self._new_code, kind="stable")
        code, row = self._new_code[order], self._new_row[order]
        self._new_code, self._new_row = _EMPTY, _NO_ROWS
        if self._gone:
            alive = self._row >= 0
            self._code, self._row, self._gone = self._code[alive], self._row[alive], 0
        at = np.searchsorted(self._code, code, "right") + np.arange(len(code))
        old = np.ones(len(self._code) + len(code), bool)
        old[at] = False
        self._code, self._row = _merged(old, self._code, code), _merged(old, self._row, row)

    def within(self, code: I64, level: int) -> tuple[I64, I64]:
        """Rows inside the cells `code` (rising) of `level`, and for each the place of its cell."""
        shift = 2 * (DEPTH - level)
        begin = np.searchsorted(self._code, code << shift, "left")
        end = np.searchsorted(self._code, (code + 1) << shift, "left")
        rows = self._row[runs(begin, end)].astype(np.int64)
        where = np.repeat(np.arange(len(code)), end - begin)
        if len(self._new_row) and len(code):
            rows, where = self._with_new(rows, where, code, shift)
        alive = rows >= 0
        return (rows, where) if alive.all() else (rows[alive], where[alive])

    def _with_new(self, rows: I64, where: I64, code: I64, shift: int) -> tuple[I64, I64]:
        late = self._new_code >> shift
        at = np.minimum(np.searchsorted(code, late), len(code) - 1)
        inside = code[at] == late
        return np.concatenate([rows, self._new_row[inside]]), np.concatenate([where, at[inside]])


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
