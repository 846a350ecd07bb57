"""A local plane in metres for the demo city, so that areas and distances mean something.

Equirectangular around (113.8 E, 22.9 N), WGS-84; x east, y north. Over the city's 80 km the scale
is off by less than 0.3 %, far below what a constructed boundary can claim.
"""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Point, Polygon

Coordinates = NDArray[np.float64]  # shape (n, 2)
Region: TypeAlias = Polygon | MultiPolygon
Ring = list[tuple[float, float]]

_ORIGIN = np.array([113.8, 22.9])  # lon, lat
_METRES = 111_319.490_793 * np.array([math.cos(math.radians(22.9)), 1.0])  # per degree
_DECIMALS = 5  # of a degree, about 1 m


def to_plane(lon_lat: Coordinates) -> Coordinates:
    """(lon, lat) in WGS-84 degrees → (x, y) in metres."""
    metres: Coordinates = (lon_lat - _ORIGIN) * _METRES
    return metres


def to_degrees(metres: Coordinates) -> Coordinates:
    """(x, y) in metres → (lon, lat) in WGS-84 degrees, 5 decimals."""
    lon_lat: Coordinates = np.round(metres / _METRES + _ORIGIN, _DECIMALS)
    return lon_lat


def point_degrees(point: Point) -> tuple[float, float]:
    """A point of the plane as (lon, lat), WGS-84 degrees."""
    lon, lat = to_degrees(np.array([[point.x, point.y]]))[0]
    return float(lon), float(lat)


def rings_degrees(region: Region) -> list[Ring]:
    """The outer rings of a region of the plane, largest first, as (lon, lat) WGS-84.

    The first point is not repeated at the end.

    Raises:
        ValueError: the region has a hole, which a list of outer rings cannot say.
    """
    rings: list[Ring] = []
    for part in sorted(polygons(region), key=lambda one: -one.area):
        if len(part.interiors) > 0:
            raise ValueError(f"a region around {point_degrees(part.centroid)} has a hole")
        ring = [(float(x), float(y)) for x, y in to_degrees(np.array(part.exterior.coords)[:-1])]
        distinct = [p for n, p in enumerate(ring) if p != ring[n - 1]]
        if len(distinct) >= 3:
            rings.append(distinct)
    return rings


def polygons(shape: shapely.Geometry) -> list[Polygon]:
    """The polygons in a shape of any type; lines and points that clipping left are dropped."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    return [part for part in parts if isinstance(part, Polygon) and not part.is_empty]
