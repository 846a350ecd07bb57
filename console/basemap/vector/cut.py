"""The part of paths that a small piece of the map needs. Pure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from console.basemap.vector.thin import F64, Paths

Box = tuple[float, float, float, float]  # west, north, east, south


def touching(paths: Paths, boxes: F64, box: Box) -> Paths:
    """The paths whose box touches `box`."""
    west, north, east, south = box
    near = (boxes[:, 0] <= east) & (boxes[:, 2] >= west)
    near &= (boxes[:, 1] <= south) & (boxes[:, 3] >= north)
    return paths.chosen(near)


def nearby(paths: Paths, box: Box) -> Paths:
    """The same paths without the points on whose stretch nothing reaches into `box`.

    Of a stretch that runs on one and the same side of the box only the ends stay: lines within the
    box, and how often a ring goes round any point in it, are as before.
    """
    side = _sides(paths.points, box)
    keep = np.ones(len(side), bool)
    keep[1:-1] = (side[1:-1] == 0) | (side[1:-1] != side[:-2]) | (side[1:-1] != side[2:])
    keep[paths.starts[:-1]] = keep[paths.starts[1:] - 1] = True
    counted = np.concatenate([[0], np.cumsum(keep)])
    return Paths(paths.points[keep], counted[paths.starts], paths.of)


def _sides(points: F64, box: Box) -> NDArray[np.int8]:
    """0 within the box, else one of the sides that a point is beyond."""
    x, y = points[:, 0], points[:, 1]
    found: NDArray[np.int8] = np.select(
        [x < box[0], x > box[2], y < box[1], y > box[3]], [1, 2, 3, 4], 0
    ).astype(np.int8)
    return found
