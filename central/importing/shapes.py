"""Polygons of a file as rings of WGS-84, each trouble named with the feature's number from 0."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from shapely.geometry import MultiPolygon, Polygon
from shapely.validation import explain_validity

from casework.area import Ring
from casework.datum import Datum, check_lon_lat, to_wgs84
from central.errors import EXIT_INPUT, StartError

#: Nearer to (0, 0) than this is no place but a missing one, degrees.
_NULL_ISLAND = 0.01
_FEWEST = 4
_DIGITS = 7


class ShapeError(StartError):
    """What is wrong with one feature."""

    def __init__(self, index: int, why: str) -> None:
        super().__init__(EXIT_INPUT, f"feature {index}: {why}; nothing was written")


def rings_of(index: int, geometry: Any, datum: Datum) -> tuple[list[Ring], float, float]:
    """Outer rings without the repeated point, and a point inside; WGS-84.

    Raises:
        ShapeError: it is not a polygon, or not a sound one.
    """
    rings = [[to_wgs84(x, y, datum) for x, y in ring] for ring in _outer_rings(index, geometry)]
    shape = MultiPolygon([Polygon(ring) for ring in rings])
    inside = shape.representative_point()
    rounded = [[(round(x, _DIGITS), round(y, _DIGITS)) for x, y in ring[:-1]] for ring in rings]
    return rounded, round(inside.x, _DIGITS), round(inside.y, _DIGITS)


def _outer_rings(index: int, geometry: Any) -> Iterator[list[tuple[float, float]]]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in {"Polygon", "MultiPolygon"}:
        raise ShapeError(index, f"its geometry is {kind}, it must be Polygon or MultiPolygon")
    found = geometry.get("coordinates")
    polygons = [found] if kind == "Polygon" else found
    if not isinstance(polygons, list) or not polygons:
        raise ShapeError(index, "it has no coordinates")
    for polygon in polygons:
        if not isinstance(polygon, list) or not polygon:
            raise ShapeError(index, "it has an empty polygon")
        if len(polygon) > 1:
            raise ShapeError(index, "it has a hole; an area is kept by its outer rings only")
        yield _ring(index, polygon[0])


def _ring(index: int, points: Any) -> list[tuple[float, float]]:
    if not isinstance(points, list) or len(points) < _FEWEST:
        raise ShapeError(index, f"a ring has fewer than {_FEWEST} points")
    ring = [_point(index, point) for point in points]
    if ring[0] != ring[-1]:
        raise ShapeError(index, f"a ring is not closed: it begins at {ring[0]}, ends at {ring[-1]}")
    shape = Polygon(ring)
    if not shape.is_valid:
        raise ShapeError(index, f"a ring is not simple: {explain_validity(shape)}")
    return ring


def _point(index: int, point: Any) -> tuple[float, float]:
    if not isinstance(point, Sequence) or len(point) < 2 or isinstance(point, str):
        raise ShapeError(index, f"{str(point)[:60]} is not a position")
    lon, lat = point[0], point[1]
    if (
        isinstance(lon, bool)
        or not isinstance(lon, int | float)
        or not isinstance(lat, int | float)
    ):
        raise ShapeError(index, f"{str(point)[:60]} is not a pair of numbers")
    try:
        lon, lat = float(lon), float(lat)
        check_lon_lat(lon, lat)
    except (ValueError, OverflowError) as error:
        raise ShapeError(index, str(error)) from error
    if math.hypot(lon, lat) < _NULL_ISLAND:
        raise ShapeError(index, "it has a point at null island (0, 0), which stands for no place")
    return lon, lat
