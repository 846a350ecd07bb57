"""Counts and centres of all cells of all coarse levels, kept up to date case by case. Pure.

One sorted table of keys holds every level, so that a change is one search and one addition, and a
picture of a million cases costs what its few hundred cells cost.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from console.map.culling import DEPTH, corner_of
from console.map.symbols import SEVERITIES

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]
I32 = NDArray[np.int32]
#: Place (code of the finest cell), severity and pull of some cases, each of shape (n,).
Columns3 = tuple[I64, NDArray[np.int8], NDArray[np.float32]]
#: Levels kept; finer ones are counted on the spot, for there a window holds few cases.
COARSEST, FINEST = 6, 16
_LEVEL_BIT = 2 * FINEST + 1
#: So many cases are summed up at once: no single step takes long.
_SLICE = 131_072


class Pyramid:
    """Per cell: cases by severity, total weight, and weighted offset from the cell's corner.

    Cells are numbered as they appear: a new one does not move the others.
    """

    def __init__(self) -> None:
        self._key: I64 = np.empty(0, np.int64)  # sorted
        self._number: I32 = np.empty(0, np.int32)  # of the cell with that key
        self.kinds: I32 = np.zeros((0, SEVERITIES), np.int32)
        self.weight: F64 = np.zeros((0, 3))  # total, and times x and y offset in cells

    def __len__(self) -> int:
        return len(self._key)

    @property
    def nbytes(self) -> int:
        parts = (self._key, self._number, self.kinds, self.weight)
        return sum(part.nbytes for part in parts)

    def change(self, cases: Columns3, sign: int) -> None:
        """Count these cases in (`sign` 1) or out (-1) again."""
        order = np.argsort(cases[0])
        for first in range(0, len(order), _SLICE):
            part = order[first : first + _SLICE]
            self._change(cases[0][part], cases[1][part], cases[2][part], sign)

    def _change(
        self, place: I64, severity: NDArray[np.int8], pull: NDArray[np.float32], sign: int
    ) -> None:
        """The same for cases in Z-order; those of a cell follow each other on every level."""
        levels = [_finest(place, severity, pull)]
        for _ in range(FINEST - COARSEST):
            levels.append(_coarser(*levels[-1]))
        levels.reverse()
        keys = [_keys(level, made[0]) for level, made in enumerate(levels, COARSEST)]
        at = self._numbers_of(np.concatenate(keys))
        self.kinds[at] += sign * np.concatenate([made[1] for made in levels])
        self.weight[at] += sign * np.concatenate([made[2] for made in levels])

    def find(self, level: int, code: I64) -> I64:
        """Numbers of the cells with Z-order `code` at `level`, -1 for empty ones."""
        if not len(self._key):
            return np.full(len(code), -1)
        key = _keys(level, code)
        at = np.minimum(np.searchsorted(self._key, key), len(self._key) - 1)
        return np.where(self._key[at] == key, self._number[at].astype(np.int64), -1)

    def _numbers_of(self, key: I64) -> I64:
        """Numbers of these cells (keys rising, each once); those not known are made."""
        at = np.searchsorted(self._key, key)
        known = at < len(self._key)
        known[known] = self._key[at[known]] == key[known]
        if not known.all():
            fresh, first = ~known, len(self._key)
            number = np.arange(first, first + np.count_nonzero(fresh), dtype=np.int32)
            self._key = np.insert(self._key, at[fresh], key[fresh])
            self._number = np.insert(self._number, at[fresh], number)
            self._grow(len(self._key))
            at += np.cumsum(fresh) - fresh
        return self._number[at].astype(np.int64)

    def _grow(self, cells: int) -> None:
        """Make room for new cells, and for some more: not all are copied for each new one."""
        missing = cells - len(self.kinds)
        if missing > 0:
            missing += cells // 16
            self.kinds = np.concatenate([self.kinds, np.zeros((missing, SEVERITIES), np.int32)])
            self.weight = np.concatenate([self.weight, np.zeros((missing, 3))])


def _keys(level: int, code: I64) -> I64:
    key: I64 = np.int64(level << _LEVEL_BIT) | code
    return key


def weights(place: I64, pull: NDArray[np.float32], level: int) -> tuple[F64, F64, F64]:
    """(weight, times x offset, times y offset), each of shape (n,); offsets in cells of `level`."""
    inner, side = (1 << (DEPTH - level)) - 1, float(1 << (DEPTH - level))
    column, row = corner_of(place)
    weight = pull.astype(np.float64)
    return weight, weight * ((column & inner) + 0.5) / side, weight * ((row & inner) + 0.5) / side


def _finest(
    place: I64, severity: NDArray[np.int8], pull: NDArray[np.float32]
) -> tuple[I64, I32, F64]:
    """(cells, their counts by severity, their weights) of cases in Z-order."""
    cell, first = _first_of_runs(place >> (2 * (DEPTH - FINEST)))
    size, of = len(cell), np.repeat(np.arange(len(cell)), np.diff(first, append=len(place)))
    kinds = np.bincount(of * SEVERITIES + severity, minlength=size * SEVERITIES)
    weight: F64 = np.stack([np.bincount(of, w, size) for w in weights(place, pull, FINEST)], axis=1)
    return cell, kinds.reshape(size, SEVERITIES).astype(np.int32), weight


def _first_of_runs(code: I64) -> tuple[I64, I64]:
    first = np.flatnonzero(np.diff(code, prepend=-1))
    return code[first], first


def _sums(values: NDArray[Any], first: I64) -> NDArray[Any]:
    sums: NDArray[Any] = np.add.reduceat(values, first, axis=0) if len(first) else values[:0]
    return sums


def _coarser(code: I64, kinds: I32, weight: F64) -> tuple[I64, I32, F64]:
    """Four cells become one; offsets are counted from the larger cell's corner, in its measure."""
    right, low = code & 1, (code >> 1) & 1
    moved = weight.copy()
    moved[:, 1] = (weight[:, 1] + right * weight[:, 0]) / 2
    moved[:, 2] = (weight[:, 2] + low * weight[:, 0]) / 2
    parent, first = _first_of_runs(code >> 2)
    return parent, _sums(kinds, first), _sums(moved, first)
