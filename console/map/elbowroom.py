"""Discs of many cases stand beside the names, not upon them. Pure.

A disc stands for cells tens of pixels wide, so it may stand a few pixels aside; a single case may
not, and does not. Where a disc goes hangs on its own place, on the names of the zoom and on nothing
else: it is the same in every window, in every strip of a pan and in a replay.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from console.map.culling import runs

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]
#: Pixels between a disc and a name.
_GAP = 1.0
#: No disc goes further from its place than so many times its radius and half a name's height.
_FURTHEST = 1.4
#: How far above and below a name a disc also goes sideways, in its own radius.
_SLANT = np.array([[0.0], [-0.7], [0.7], [-1.4], [1.4]])
#: The part of a disc that its count is in; how many ways round such a part are tried.
_CORE, _TRIES = 0.8, 4


class Taken:
    """What names take up: `boxes` (left, top, right, bottom), shape (m, 4), in pixels."""

    def __init__(self, boxes: F64) -> None:
        self.boxes = boxes[np.argsort(boxes[:, 1], kind="stable")]
        high = self.boxes[:, 3] - self.boxes[:, 1]
        self._tops, self._highest = self.boxes[:, 1].copy(), float(high.max(initial=0.0))

    def touched(self, x: F64, y: F64, reach: F64) -> I64:
        """Which box each square of half-width `reach` about (x, y) touches first; -1: none."""
        first = self._tops.searchsorted(y - reach - self._highest)
        last = self._tops.searchsorted(y + reach)
        box, who = runs(first, last), np.repeat(np.arange(len(x)), last - first)
        left, _, right, bottom = self.boxes[box].T
        hit = (left < (x + reach)[who]) & (right > (x - reach)[who]) & (bottom > (y - reach)[who])
        found = np.full(len(x), -1, np.int64)
        found[who[hit][::-1]] = box[hit][::-1]  # the first of each is written last
        return found


def beside(x: F64, y: F64, radius: F64, names: Taken) -> tuple[F64, F64]:
    """Where discs about (x, y), pixels, go to clear the names: the nearest way there is.

    They keep clear of the discs that stay, too, as far as there is room for that. One that has no
    free place near by stays where it is.
    """
    reach = radius + _GAP
    box = names.touched(x, y, reach)
    moved = np.flatnonzero(box >= 0)
    if not len(moved):
        return x, y
    at_x, at_y, away = x[moved], y[moved], reach[moved]
    to_x, to_y = _ways(at_x, at_y, away, names.boxes[box[moved]])
    far = np.hypot(to_x - at_x, to_y - at_y)
    upon = names.boxes[box[moved]]
    near = far <= furthest(away, (upon[:, 3] - upon[:, 1]) / 2.0)
    clear = names.touched(to_x[near], to_y[near], (away - _GAP / 2.0 + 0.0 * far)[near]) < 0
    far[~near] = np.inf
    far[near] = np.where(clear, far[near], np.inf)
    still = np.flatnonzero(box < 0)
    others = np.stack([x, y, x, y], axis=1)[still] + _CORE * np.outer(radius[still], (-1, -1, 1, 1))
    way = _free_of(Taken(others), far, to_x, to_y, away)
    free = np.flatnonzero(way >= 0)
    x, y = x.copy(), y.copy()
    x[moved[free]], y[moved[free]] = to_x[way[free], free], to_y[way[free], free]
    return x, y


def _free_of(others: Taken, far: F64, to_x: F64, to_y: F64, reach: F64) -> I64:
    """The nearest way of each that is free of `others`, else the nearest; -1: there is none.

    Only a few ways are tried: most are free at the first go.
    """
    far, who = far.copy(), np.arange(far.shape[1])
    way: I64 = far.argmin(axis=0)
    way[np.isinf(far[way, who])] = -1
    first, left = way.copy(), np.flatnonzero(way >= 0)
    for _ in range(_TRIES):
        if not len(left):
            return way
        at = way[left], left
        left = left[others.touched(to_x[at], to_y[at], reach[left]) >= 0]
        far[way[left], left] = np.inf
        way[left] = far[:, left].argmin(axis=0)
        none = np.isinf(far[way[left], left])
        way[left[none]] = first[left[none]]
        left = left[~none]
    way[left] = first[left]
    return way


def furthest(radius: F64, half: F64) -> F64:
    """How far a disc may go aside for a name of half the height `half`."""
    most: F64 = _FURTHEST * (radius + half)
    return most


def _ways(x: F64, y: F64, away: F64, box: F64) -> tuple[F64, F64]:
    """Places that clear the box, shape (ways, n): above and below it, also slantwise, and aside."""
    left, top, right, bottom = box.T
    many = len(_SLANT)
    to_x, to_y = np.empty((2, 2 * many + 2, len(x)))
    to_x[:many] = to_x[many:-2] = x + _SLANT * away
    to_y[:many], to_y[many:-2] = top - away, bottom + away
    to_x[-2], to_x[-1], to_y[-2:] = left - away, right + away, y
    return to_x, to_y
