"""Lines and fills that come out the same wherever the window's edge cuts them. Pure.

Qt's raster engine shortens every path that reaches more than 64 pixels beyond the picture, and what
is left is not quite the same line: a scrolled strip would differ from a redraw by a shade. Here
lines are chopped into short sides, and only sides near the picture are ever handed to Qt.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

F64 = NDArray[np.float64]
Box = tuple[float, float, float, float]  # left, top, right, bottom
#: Qt lets a path overshoot by 64 pixels; a side and a broad pen stay well below.
SIDE_PX = 48.0


def chopped(points: F64) -> F64:
    """A line in pixels, shape (n, 2), with points set in until no side is longer than `SIDE_PX`.

    All points lie on eighths of a pixel: they keep their value when moved by whole pixels.
    """
    points = np.round(points * 8.0) / 8.0
    steps = np.ceil(np.abs(np.diff(points, axis=0)).max(axis=1, initial=0.0) / SIDE_PX)
    steps = np.maximum(steps, 1).astype(np.int64)
    if (steps == 1).all():
        return points
    side = np.repeat(np.arange(len(steps)), steps)
    part = (np.arange(len(side)) - np.repeat(np.cumsum(steps) - steps, steps)) / steps[side]
    along = points[side] + part[:, None] * (points[side + 1] - points[side])
    made: F64 = np.round(np.concatenate([along, points[-1:]]) * 8.0) / 8.0
    return made


def touching(sides: F64, box: Box) -> NDArray[np.bool_]:
    """Which sides, shape (n, 4), may touch the box: not both ends beyond the same edge of it."""
    apart: NDArray[np.bool_] = (_beyond(sides[:, :2], box) & _beyond(sides[:, 2:], box)) == 0
    return apart


def _beyond(points: F64, box: Box) -> NDArray[np.int64]:
    """For each point the edges of the box that it lies beyond, as bits."""
    left, top, right, bottom = box
    x, y = points[:, 0], points[:, 1]
    bits: NDArray[np.int64] = (x < left) * 1 | (x > right) * 2 | (y < top) * 4 | (y > bottom) * 8
    return bits


def runs(lines: Sequence[F64], box: Box) -> list[F64]:
    """The stretches of chopped lines whose sides touch the box."""
    if not lines:
        return []
    points = np.concatenate(lines)
    beyond = _beyond(points, box)
    touch = np.zeros(len(points) + 1, bool)  # touch[i]: the side from point i - 1 to point i
    touch[1:-1] = (beyond[:-1] & beyond[1:]) == 0
    touch[np.cumsum([len(line) for line in lines])] = False  # between two lines there is no side
    turns = np.flatnonzero(touch[1:] != touch[:-1]).reshape(-1, 2)
    return [points[first : last + 1] for first, last in turns.tolist()]


def held_in(ring: F64, box: Box) -> F64:
    """A chopped ring with what lies far outside the box drawn near; inside the box nothing changes.

    A side that reaches into the box has both ends within `SIDE_PX` of it, and those stay.
    """
    left, top, right, bottom = box
    far = SIDE_PX + 2.0
    low, high = (left - far, top - far), (right + far, bottom + far)
    held: F64 = np.clip(ring, low, high)
    held = held[np.append(True, (np.diff(held, axis=0) != 0).any(axis=1))]  # a corner counts once
    idle = np.zeros(len(held), bool)
    for axis in (0, 1):
        for limit in (low[axis], high[axis]):
            on = held[:, axis] == limit
            idle[1:-1] |= on[:-2] & on[1:-1] & on[2:]
    return held[~idle]
