"""Fewer points for the eye: Douglas-Peucker on the stretches between points that stay. Pure.

Stretches end where borders meet and at points chosen by their coordinates alone, and are thinned in
one direction whichever way they run: a border that two areas share stays shared. They are short, so
that the time does not explode with hostile shapes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]
#: Points nearer than this on the unit square are one point (4 cm).
_SAME = 1e-9
_ONE_IN = 128  # so many points make a stretch, on the average
_LONGEST = 1_024


@dataclass(frozen=True)
class Paths:
    """Many lines or rings in one: path i is `points[starts[i]:starts[i + 1]]`, of feature `of[i]`.

    A ring's first point is repeated at its end.
    """

    points: F64
    starts: I64
    of: I64

    def __len__(self) -> int:
        return len(self.starts) - 1

    def chosen(self, keep: NDArray[np.bool_]) -> Paths:
        """The paths that are kept, shape (len,)."""
        return self.only(np.flatnonzero(keep))

    def only(self, which: I64) -> Paths:
        sizes = np.diff(self.starts)[which]
        starts = np.concatenate([[0], np.cumsum(sizes)])
        at = np.arange(starts[-1]) + np.repeat(self.starts[which] - starts[:-1], sizes)
        return Paths(self.points[at], starts, self.of[which])

    def boxes(self) -> F64:
        """West, north, east, south of each path, shape (n, 4)."""
        if not len(self):
            return np.empty((0, 4))
        low = np.minimum.reduceat(self.points, self.starts[:-1])
        high = np.maximum.reduceat(self.points, self.starts[:-1])
        made: F64 = np.concatenate([low, high], axis=1)
        return made


def thinned(paths: Paths, tolerance: float) -> Paths:
    """No point of a path is further than `tolerance` from its thinned path."""
    if not len(paths):
        return paths
    breaks = _breaks(paths)
    first = np.flatnonzero(breaks)
    first, last = first[:-1], first[1:]
    path = np.searchsorted(paths.starts, first, side="right") - 1
    within = last < paths.starts[path + 1]  # not from the end of one path to the next one's begin
    first, last = first[within], last[within]
    keep = np.zeros(len(paths.points), bool)
    keep[paths.starts[:-1]] = keep[paths.starts[1:] - 1] = True
    keep[first] = keep[last] = True
    long = last - first > 1
    _mark(paths.points, first[long], last[long], tolerance, keep)
    counted = np.concatenate([[0], np.cumsum(keep)])
    return Paths(paths.points[keep], counted[paths.starts], paths.of)


def _mark(points: F64, first: I64, last: I64, tolerance: float, keep: NDArray[np.bool_]) -> None:
    """Keep what matters of the stretches, each from a point `first` to a point `last`."""
    if not len(first):
        return
    sizes = last - first + 1
    back = _runs_back(points, first, last)
    starts = np.cumsum(sizes) - sizes
    step = np.arange(sizes.sum()) - np.repeat(starts, sizes)
    at = np.repeat(np.where(back, last, first), sizes) + step * np.repeat(1 - 2 * back, sizes)
    # the third ordinate says which point it was
    coords = np.column_stack([points[at], at.astype(np.float64)])
    lines = shapely.linestrings(coords, indices=np.repeat(np.arange(len(sizes)), sizes))
    left = shapely.simplify(lines, tolerance, preserve_topology=False)
    keep[shapely.get_coordinates(left, include_z=True)[:, 2].astype(np.int64)] = True


def _runs_back(points: F64, first: I64, last: I64) -> NDArray[np.bool_]:
    """Whether a stretch is turned round: it then begins at its lesser end."""
    a, b = points[first], points[last]
    loop = (a == b).all(axis=1)
    a, b = (
        np.where(loop[:, None], points[first + 1], a),
        np.where(loop[:, None], points[last - 1], b),
    )
    back: NDArray[np.bool_] = (a[:, 0] > b[:, 0]) | ((a[:, 0] == b[:, 0]) & (a[:, 1] > b[:, 1]))
    return back


def _breaks(paths: Paths) -> NDArray[np.bool_]:
    """Which points stay at every zoom."""
    name = _named(paths.points)
    breaks: NDArray[np.bool_] = (name * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(40)) % np.uint64(
        _ONE_IN
    ) == 0
    breaks |= _junctions(paths, name)
    _force(breaks, paths)
    return breaks


def _named(points: F64) -> NDArray[np.uint64]:
    """A number for each place: equal places, equal numbers."""
    whole = np.round(points / _SAME).astype(np.int64).astype(np.uint64)
    mixed: NDArray[np.uint64] = whole[:, 0] * np.uint64(0x100000001B3) ^ whole[:, 1]
    return mixed * np.uint64(0xFF51AFD7ED558CCD)


def _junctions(paths: Paths, name: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Points that have other neighbours in another path: borders part there. Ends of paths too."""
    ends = np.zeros(len(name), bool)
    ends[paths.starts[:-1]] = ends[paths.starts[1:] - 1] = True
    before, after = np.roll(name, 1), np.roll(name, -1)
    pair = before + after  # whichever way the path runs
    order = np.argsort(name, kind="stable")
    same = name[order][1:] == name[order][:-1]
    differ = same & (pair[order][1:] != pair[order][:-1])
    parted = name[order][1:][differ]
    found: NDArray[np.bool_] = np.isin(name, np.concatenate([parted, name[ends]]))
    return found


def _force(breaks: NDArray[np.bool_], paths: Paths) -> None:
    """Ends of paths, and something in stretches that are too long to be thinned quickly."""
    breaks[paths.starts[:-1]] = breaks[paths.starts[1:] - 1] = True
    at = np.flatnonzero(breaks)
    for gap in np.flatnonzero(np.diff(at) > _LONGEST).tolist():
        breaks[at[gap] : at[gap + 1] : _LONGEST] = True
