"""Counts and centres of all cells of all coarse levels, kept up to date case by case. Pure.

One sorted table of keys holds every level, so that a change is one search and one addition, and a
picture of a million cases costs what its few hundred cells cost.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from console.map.culling import DEPTH, corner_of, runs
from console.map.symbols import SEVERITIES

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]
I32 = NDArray[np.int32]
#: Place (code of the finest cell), severity and pull of some cases, each of shape (n,).
Columns3 = tuple[I64, NDArray[np.int8], NDArray[np.float32]]
#: Levels kept; finer ones are counted on the spot, for there a window holds few cases.
COARSEST, FINEST = 6, 16
_LEVELS = np.arange(COARSEST, FINEST + 1)
_SHIFTS = 2 * (DEPTH - _LEVELS)
_LEVEL_BIT = 2 * FINEST + 1
#: So many cases are summed up at once: no single step takes long.
_SLICE = 16_384


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

    def total(self) -> int:
        """How many cases are counted."""
        coarse = np.searchsorted(self._key, (COARSEST + 1) << _LEVEL_BIT)
        return int(self.kinds[self._number[:coarse]].sum())

    def change(self, cases: Columns3, sign: int) -> None:
        """Count these cases in (`sign` 1) or out (-1) again."""
        order = np.argsort(cases[0])
        for first in range(0, len(order), _SLICE):
            part = order[first : first + _SLICE]
            self._change(cases[0][part], cases[1][part], cases[2][part], sign)

    def _change(
        self, place: I64, severity: NDArray[np.int8], pull: NDArray[np.float32], sign: int
    ) -> None:
        """The same for cases in Z-order: those of a cell follow each other on every level."""
        steps = len(_LEVELS)
        key = ((_LEVELS << _LEVEL_BIT)[:, None] | (place >> _SHIFTS[:, None])).reshape(-1)
        begins = np.diff(key, prepend=-1) != 0
        cell = np.cumsum(begins) - 1
        size = int(cell[-1]) + 1
        at = self._numbers_of(key[begins])
        kinds = np.bincount(
            cell * SEVERITIES + np.tile(severity, steps), minlength=size * SEVERITIES
        )
        self.kinds[at] += sign * kinds.reshape(size, SEVERITIES).astype(np.int32)
        each = weights(place, pull, _LEVELS[:, None])
        summed = [np.bincount(cell, part.reshape(-1), size) for part in each]
        self.weight[at] += sign * np.stack(summed, axis=1)

    def find(self, level: int, code: I64) -> I64:
        """Numbers of the cells with Z-order `code` at `level`, -1 for empty ones."""
        if not len(self._key):
            return np.full(len(code), -1)
        key = _keys(level, code)
        at = np.minimum(np.searchsorted(self._key, key), len(self._key) - 1)
        return np.where(self._key[at] == key, self._number[at].astype(np.int64), -1)

    def parts(self, level: int, parents: I64, up: int) -> tuple[I64, I64]:
        """(code, number) of the cells of `level` with a count, or that had one, in the cells
        `parents` (codes rising) of the level `up` above: each parent is one run of keys.
        """
        begin = np.searchsorted(self._key, _keys(level, parents << 2 * up))
        end = np.searchsorted(self._key, _keys(level, (parents + 1) << 2 * up))
        spot = runs(begin, end)
        return self._key[spot] & ((1 << _LEVEL_BIT) - 1), self._number[spot].astype(np.int64)

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


def weights(place: I64, pull: NDArray[np.float32], level: I64 | int) -> tuple[F64, F64, F64]:
    """(weight, times x offset, times y offset); offsets in cells of `level`.

    Each of shape (n,), or (levels, n) where `level` has shape (levels, 1).
    """
    side = np.int64(1) << (DEPTH - np.asarray(level, np.int64))
    column, row = corner_of(place)
    weight = pull.astype(np.float64)
    across, down = ((column & (side - 1)) + 0.5) / side, ((row & (side - 1)) + 0.5) / side
    return np.broadcast_to(weight, across.shape), weight * across, weight * down
