"""Counts and centres of all cells of all coarse levels, kept up to date case by case. Pure.

One sorted table holds every level, so that a change is one search and one addition, and a picture
of a million cases costs what its few hundred cells cost.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from console.map.culling import DEPTH, cell_of, z_code
from console.map.symbols import SEVERITIES

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]
#: x, y, severity and pull of some cases, each of shape (n,).
Columns4 = tuple[F64, F64, NDArray[np.int8], NDArray[np.float32]]
#: Levels kept; finer ones are counted on the spot, for there a window holds few cases.
COARSEST, FINEST = 6, 16
_LEVELS = np.arange(COARSEST, FINEST + 1)
_LEVEL_BIT = 2 * DEPTH + 1


class Pyramid:
    """Per cell: cases by severity, total weight, and weighted offset from the cell's corner."""

    def __init__(self) -> None:
        self._key: I64 = np.empty(0, np.int64)
        self.kinds: NDArray[np.int32] = np.zeros((0, SEVERITIES), np.int32)
        self.weight: F64 = np.zeros((0, 3))  # total, and times x and y offset in cells

    def __len__(self) -> int:
        return len(self._key)

    @property
    def nbytes(self) -> int:
        return self._key.nbytes + self.kinds.nbytes + self.weight.nbytes

    def build(self, cases: Columns4) -> None:
        """Count these cases, and nothing else."""
        x, y, severity, pull = cases
        code = z_code(*cell_of(x, y)) >> (2 * (DEPTH - FINEST))
        order = np.argsort(code, kind="stable")
        code, first = _first_of_runs(code[order])
        kinds = np.zeros((len(x), SEVERITIES), np.int32)
        kinds[np.arange(len(x)), severity[order]] = 1
        weight = weights(x[order], y[order], pull[order], np.full(len(x), FINEST))
        levels = [(code, _sums(kinds, first), _sums(weight, first))]
        for _ in range(FINEST - COARSEST):
            levels.append(_coarser(*levels[-1]))
        levels.reverse()
        self._key = np.concatenate(
            [_keys(n, lv[0]) for n, lv in zip(_LEVELS.tolist(), levels, strict=True)]
        )
        self.kinds = np.concatenate([lv[1] for lv in levels])
        self.weight = np.concatenate([lv[2] for lv in levels])

    def change(self, cases: Columns4, sign: int) -> None:
        """Count these cases in (`sign` 1) or out (-1) again."""
        x, y, severity, pull = cases
        if not len(x):
            return
        steps = len(_LEVELS)
        level = np.repeat(_LEVELS, len(x))
        code = np.tile(z_code(*cell_of(x, y)), steps) >> (2 * (DEPTH - level))
        key = _keys(level, code)
        at = self._rows_for(key)
        np.add.at(self.kinds.reshape(-1), at * SEVERITIES + np.tile(severity, steps), sign)
        weight = weights(np.tile(x, steps), np.tile(y, steps), np.tile(pull, steps), level)
        for i in range(3):
            np.add.at(self.weight[:, i], at, sign * weight[:, i])

    def find(self, level: int, code: I64) -> I64:
        """Table rows of the cells with Z-order `code` at `level`, -1 for empty ones."""
        key = _keys(level, code)
        at = np.searchsorted(self._key, key)
        at[at == len(self._key)] = 0
        if not len(self._key):
            return np.full(len(code), -1)
        return np.where(self._key[at] == key, at, -1)

    def _rows_for(self, key: I64) -> I64:
        """Table rows of these keys; new cells are made for those that have none."""
        at = np.searchsorted(self._key, key)
        known = at < len(self._key)
        known[known] = self._key[at[known]] == key[known]
        if known.all():
            return at
        fresh = np.unique(key[~known])
        joined = np.concatenate([self._key, fresh])
        order = np.argsort(joined, kind="stable")
        more = len(fresh)
        self._key = joined[order]
        self.kinds = np.concatenate([self.kinds, np.zeros((more, SEVERITIES), np.int32)])[order]
        self.weight = np.concatenate([self.weight, np.zeros((more, 3))])[order]
        return np.searchsorted(self._key, key)


def _keys(level: I64 | int, code: I64) -> I64:
    key: I64 = (np.asarray(level, np.int64) << _LEVEL_BIT) | code
    return key


def weights(x: F64, y: F64, pull: NDArray[np.float32], level: I64) -> F64:
    """(weight, times x offset, times y offset), shape (n, 3); offsets in cells of `level`."""
    side = np.ldexp(1.0, level)
    across, down = x * side, y * side
    weight = pull.astype(np.float64)
    # The corner is that of the cell the point was counted in, also on the very edge of the world.
    column, row = np.clip(np.floor(across), 0, side - 1), np.clip(np.floor(down), 0, side - 1)
    return np.stack([weight, weight * (across - column), weight * (down - row)], axis=1)


def _first_of_runs(code: I64) -> tuple[I64, I64]:
    first = np.flatnonzero(np.diff(code, prepend=-1))
    return code[first], first


def _sums(values: NDArray[Any], first: I64) -> NDArray[Any]:
    sums: NDArray[Any] = np.add.reduceat(values, first, axis=0) if len(first) else values[:0]
    return sums


def _coarser(
    code: I64, kinds: NDArray[np.int32], weight: F64
) -> tuple[I64, NDArray[np.int32], F64]:
    """Four cells become one; offsets are counted from the larger cell's corner, in its measure."""
    right, low = code & 1, (code >> 1) & 1
    moved = weight.copy()
    moved[:, 1] = (weight[:, 1] + right * weight[:, 0]) / 2
    moved[:, 2] = (weight[:, 2] + low * weight[:, 0]) / 2
    parent, first = _first_of_runs(code >> 2)
    return parent, _sums(kinds, first), _sums(moved, first)
