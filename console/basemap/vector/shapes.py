"""What one source draws, at any level of the tile grid: made when it is first asked for. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray

from console.basemap.vector.read import Geometries
from console.basemap.vector.thin import F64, I64, Paths, thinned

#: Device pixels that a cell's picture is wide, at the least and at the most (see `level_for`).
LEAST_PX, MOST_PX = 362.0, 725.0
#: Half a pixel where it counts most.
_TOLERANCE_PX = 0.5
_LINES, _POINTS = (1, 5), (0, 4)  # shapely's numbers of these kinds and their multiples
_RINGS = (3, 6)


@dataclass(frozen=True)
class Names:
    """Words at places of the unit square, the most important first."""

    texts: list[str]
    places: F64

    def only(self, which: I64) -> Names:
        return Names([self.texts[i] for i in which.tolist()], self.places[which])


@dataclass(frozen=True)
class Level:
    """What is drawn in cells of one level; rings so that what is within counts once or never."""

    areas: Paths
    lines: Paths
    area_boxes: F64
    line_boxes: F64


@dataclass
class Shapes:
    """All of a file on the unit square."""

    areas: Paths
    lines: Paths
    points: F64
    names: Names
    _levels: dict[int, Level] = field(default_factory=dict)

    @classmethod
    def of(cls, shapes: Geometries, names: list[str]) -> Shapes:
        """`shapes` from `mend`, shape (n,), and n names."""
        parts, of = shapely.get_parts(shapes, return_index=True)
        kinds = shapely.get_type_id(parts)
        rings, part = shapely.get_rings(parts[np.isin(kinds, _RINGS)], return_index=True)
        areas = _paths(rings, of[np.isin(kinds, _RINGS)][part])
        lines = _paths(parts[np.isin(kinds, _LINES)], of[np.isin(kinds, _LINES)])
        points = shapely.get_coordinates(parts[np.isin(kinds, _POINTS)])
        return cls(areas, lines, points, _names(shapes, names))

    def level(self, z: int) -> Level:
        """Thinned for cells of level `z`; what would not fill a pixel is left out."""
        found = self._levels.get(z)
        if found is None:
            side = float(1 << z)
            pixel = 1.0 / (LEAST_PX * side)
            areas, lines = _seen(self.areas, pixel), _seen(self.lines, pixel)
            found = self._levels[z] = _level(areas, lines, _TOLERANCE_PX / (MOST_PX * side))
        return found

    def count(self) -> int:
        """How many rings, lines and points there are."""
        return len(self.areas) + len(self.lines) + len(self.points)


def _paths(simple: NDArray[np.object_], of: NDArray[np.int64]) -> Paths:
    points, path = shapely.get_coordinates(simple, return_index=True)
    starts = np.searchsorted(path, np.arange(len(simple) + 1))
    return Paths(points, starts.astype(np.int64), of.astype(np.int64))


def _seen(paths: Paths, pixel: float) -> Paths:
    boxes = paths.boxes()
    return paths.chosen((boxes[:, 2:] - boxes[:, :2]).max(axis=1, initial=0.0) >= pixel)


def _level(areas: Paths, lines: Paths, tolerance: float) -> Level:
    areas, lines = thinned(areas, tolerance), thinned(lines, tolerance)
    areas = areas.chosen(np.diff(areas.starts) > 3)  # a ring of three points has no inside
    return Level(areas, lines, areas.boxes(), lines.boxes())


def _names(shapes: Geometries, names: list[str]) -> Names:
    named = np.array([bool(n) for n in names], bool) & ~np.equal(shapes, None)  # type: ignore[call-overload]
    which = np.flatnonzero(named)
    chosen = shapes[which]
    anchors = np.array(shapely.point_on_surface(_plainer(chosen)), object)
    lines = np.isin(shapely.get_type_id(chosen), _LINES)
    anchors[lines] = shapely.line_interpolate_point(_longest(chosen[lines]), 0.5, normalized=True)
    places = shapely.get_coordinates(anchors)
    size = np.maximum(shapely.area(chosen) * 1e6, shapely.length(chosen))
    order = np.argsort(-size, kind="stable")
    return Names([names[i] for i in which[order].tolist()], places[order])


def _plainer(shapes: Geometries) -> Geometries:
    """Large ones with fewer points: a place inside is found all the same, and soon."""
    made = shapes.copy()
    large = shapely.get_num_coordinates(made) > 20_000
    made[large] = shapely.envelope(made[large])
    return made


def _longest(lines: Geometries) -> Geometries:
    parts = [max(shapely.get_parts(line).tolist(), key=lambda p: p.length) for line in lines]
    return np.array(parts, object)
