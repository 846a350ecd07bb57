"""Polygons of a file as rings of WGS-84, each trouble named with its feature.

Rings are kept flat, holes among them: a point is inside where an odd number of rings holds it.
That is only right for rings that do not cross, so a boundary that is not valid is refused, or
repaired where the caller says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.validation import explain_validity

from casework.area import Ring
from casework.datum import Datum, check_lon_lat, to_wgs84
from central.errors import EXIT_INPUT, StartError

#: Nearer to (0, 0) than this is no place but a missing one, degrees.
_NULL_ISLAND = 0.01
_FEWEST = 4
_DIGITS = 7
_REPAIR = "mend it in the file, or say --repair"
Points = list[tuple[float, float]]


class ShapeError(StartError):
    """What is wrong with one feature."""

    def __init__(self, label: str, why: str) -> None:
        super().__init__(EXIT_INPUT, f"{label}: {why}; nothing was written")


class Outline(NamedTuple):
    """Rings without the repeated point, a point inside (WGS-84), and what had to be repaired."""

    rings: list[Ring]
    lon: float
    lat: float
    repaired: list[str]


def outline_of(label: str, geometry: Any, datum: Datum, *, repair: bool = False) -> Outline:
    """The boundary that a geometry as in GeoJSON describes.

    Raises:
        ShapeError: it is not a polygon, or not a sound one and `repair` is not said.
    """
    mended: list[str] = []
    polygons = [
        [_ring(label, ring, mended if repair else None) for ring in polygon]
        for polygon in _polygons(label, geometry)
    ]
    shape = _sound(label, polygons, mended if repair else None)
    moved = [[to_wgs84(x, y, datum) for x, y in ring.coords] for ring in _rings(shape)]
    inside = _there(shape, datum).representative_point()
    rounded = [[(round(x, _DIGITS), round(y, _DIGITS)) for x, y in ring[:-1]] for ring in moved]
    return Outline(rounded, round(inside.x, _DIGITS), round(inside.y, _DIGITS), mended)


def _polygons(label: str, geometry: Any) -> Iterable[Sequence[Any]]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in {"Polygon", "MultiPolygon"}:
        raise ShapeError(label, f"its geometry is {kind}, it must be Polygon or MultiPolygon")
    found = geometry.get("coordinates")
    polygons = [found] if kind == "Polygon" else found
    if not _is_list(polygons) or not polygons:
        raise ShapeError(label, "it has no coordinates")
    for polygon in polygons:
        if not _is_list(polygon) or not polygon:
            raise ShapeError(label, "it has an empty polygon")
        yield polygon


def _ring(label: str, points: Any, mended: list[str] | None) -> Points:
    """A closed ring; `mended` takes the note of a repair, None where none is wanted."""
    if not _is_list(points) or len(points) < _FEWEST - (mended is not None):
        raise ShapeError(label, f"a ring has fewer than {_FEWEST} points")
    ring = [_point(label, point) for point in points]
    if ring[0] != ring[-1]:
        if mended is None:
            open_ring = f"a ring is not closed: it begins at {ring[0]}, ends at {ring[-1]}"
            raise ShapeError(label, f"{open_ring}; {_REPAIR}")
        mended.append(f"closed a ring at {ring[0]}")
        ring.append(ring[0])
    if len(ring) < _FEWEST:
        raise ShapeError(label, f"a ring has fewer than {_FEWEST} points")
    return ring


def _sound(label: str, polygons: list[list[Points]], mended: list[str] | None) -> MultiPolygon:
    shape = MultiPolygon([Polygon(shell, holes) for shell, *holes in polygons])
    if shape.is_valid:
        return shape
    why = f"its boundary is not simple: {explain_validity(shape)}"
    if mended is None:
        raise ShapeError(label, f"{why}; {_REPAIR}")
    mended.append(why)
    made = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    parts = [part for part in shapely.get_parts(made) if isinstance(part, Polygon)]
    if not parts or not sum(part.area for part in parts):
        raise ShapeError(label, f"{why}; it has no inside that could be kept")
    return MultiPolygon(parts)


def _rings(shape: MultiPolygon) -> Iterable[Any]:
    for polygon in shape.geoms:
        yield polygon.exterior
        yield from polygon.interiors


def _there(shape: MultiPolygon, datum: Datum) -> MultiPolygon:
    """The shape in WGS-84, holes and all: the point must not lie in one."""
    return shapely.transform(
        shape, lambda all_points: [to_wgs84(x, y, datum) for x, y in all_points.tolist()]
    )


def _point(label: str, point: Any) -> tuple[float, float]:
    if not _is_list(point) or len(point) < 2:
        raise ShapeError(label, f"{str(point)[:60]} is not a position")
    lon, lat = point[0], point[1]
    if (
        isinstance(lon, bool)
        or not isinstance(lon, int | float)
        or not isinstance(lat, int | float)
    ):
        raise ShapeError(label, f"{str(point)[:60]} is not a pair of numbers")
    try:
        lon, lat = float(lon), float(lat)
        check_lon_lat(lon, lat)
    except (ValueError, OverflowError) as error:
        raise ShapeError(label, str(error)) from error
    if math.hypot(lon, lat) < _NULL_ISLAND:
        raise ShapeError(label, "it has a point at null island (0, 0), which stands for no place")
    return lon, lat


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)
