"""Lines and fills that come out the same wherever the window's edge cuts them. Pure.

Qt's raster engine shortens every path that reaches more than 64 pixels beyond the picture, and what
is left is not quite the same line: a scrolled strip would differ from a redraw by a shade. Here
lines are chopped into short sides, and only sides near the picture are ever handed to Qt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

F64 = NDArray[np.float64]
Box = tuple[float, float, float, float]  # left, top, right, bottom
#: Qt lets a path overshoot by 64 pixels; a side and a broad pen stay well below.
SIDE_PX = 48.0


@dataclass(frozen=True)
class Strokes:
    """Many lines in one: `points`, shape (n, 2), and for each whether a line begins with it."""

    points: F64
    begins: NDArray[np.bool_]

    @classmethod
    def of(cls, lines: Sequence[F64]) -> Strokes:
        if not lines:
            return cls(np.empty((0, 2)), np.zeros(0, bool))
        lines = [part for line in lines for part in _opened(line)]
        begins = np.zeros(sum(len(line) for line in lines), bool)
        begins[np.cumsum([0] + [len(line) for line in lines[:-1]])] = True
        return cls(np.concatenate(lines), begins)

    def chopped(self) -> Strokes:
        """Points in pixels on eighths of a pixel, set in until no side is longer than `SIDE_PX`.

        They keep their value when moved by whole pixels.
        """
        points, begins = np.round(self.points * 8.0) / 8.0, self.begins
        if not len(points):
            return self
        steps = np.ceil(np.abs(np.diff(points, axis=0)).max(axis=1, initial=0.0) / SIDE_PX)
        steps[begins[1:]] = 1  # from one line to the next there is no side
        steps = np.maximum(steps, 1).astype(np.int64)
        if (steps == 1).all():
            return Strokes(points, begins)
        side = np.repeat(np.arange(len(steps)), steps)
        step = np.arange(len(side)) - np.repeat(np.cumsum(steps) - steps, steps)
        along = points[side] + (step / steps[side])[:, None] * (points[side + 1] - points[side])
        made = np.round(np.concatenate([along, points[-1:]]) * 8.0) / 8.0
        return Strokes(made, np.append(begins[side] & (step == 0), begins[-1]))

    def near(self, box: Box) -> Strokes:
        """The stretches of chopped lines whose sides touch the box."""
        if not len(self.points):
            return self
        beyond = _beyond(self.points, box)
        touch = np.zeros(len(self.points) + 1, bool)  # touch[i]: the side from point i - 1 to i
        touch[1:-1] = ((beyond[:-1] & beyond[1:]) == 0) & ~self.begins[1:]
        kept = np.flatnonzero(touch[:-1] | touch[1:])
        return Strokes(self.points[kept], ~touch[:-1][kept])

    def moved(self, left: float, top: float) -> Strokes:
        """Seen from (left, top)."""
        return Strokes(self.points - (left, top), self.begins)

    def lines(self) -> list[F64]:
        """The lines one by one."""
        return np.split(self.points, np.flatnonzero(self.begins)[1:]) if len(self.points) else []


def _opened(line: F64) -> tuple[F64, ...]:
    """A closed line as two open ones: Qt joins the ends of a closed one, but not of its stretches,
    and what the window's edge cuts off must not change the rest.
    """
    if len(line) < 4 or (line[0] != line[-1]).any():
        return (line,)
    middle = len(line) // 2
    return line[: middle + 1], line[middle:]


def chopped(points: F64) -> F64:
    """A single line, shape (n, 2), with points set in like those of `Strokes.chopped`."""
    begins = np.zeros(len(points), bool)
    begins[:1] = True
    return Strokes(points, begins).chopped().points


def _beyond(points: F64, box: Box) -> NDArray[np.int64]:
    """For each point the edges of the box that it lies beyond, as bits."""
    left, top, right, bottom = box
    x, y = points[:, 0], points[:, 1]
    bits: NDArray[np.int64] = (x < left) * 1 | (x > right) * 2 | (y < top) * 4 | (y > bottom) * 8
    return bits


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
