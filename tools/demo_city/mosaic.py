"""Voronoi mosaics: spread points evenly in a region and cut the region among them. All metres."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry import MultiPoint, Point

from tools.demo_city.plane import Coordinates, Region, polygons

SNAP = 1.0  # metres; neighbouring cells are snapped to one grid so that they share their edges


def spread(region: Region, count: int, rng: np.random.Generator, rounds: int) -> Coordinates:
    """`count` points inside `region`, evened out by `rounds` of Lloyd relaxation."""
    points = _scatter(region, count, rng)
    for _ in range(rounds if count > 1 else 0):
        points = np.array([(p.x, p.y) for p in map(middle, cells(points, region))])
    return points


def cells(points: Coordinates, region: Region) -> list[Region]:
    """The part of `region` nearest to each point, in the order of the points."""
    if len(points) == 1:
        return [region]
    raw = shapely.voronoi_polygons(MultiPoint(points), extend_to=region, ordered=True)
    clipped = shapely.intersection(shapely.get_parts(raw), region, grid_size=SNAP)
    return [join(polygons(cell)) for cell in clipped]


def join(shapes: list[Region]) -> Region:
    """One region out of touching ones.

    Raises:
        ValueError: there is no area in it.
    """
    parts = polygons(shapely.union_all(shapes, grid_size=SNAP))
    if not parts:
        raise ValueError("a cell has no area; use fewer points or another seed")
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def middle(region: Region) -> Point:
    """The centroid of a region's largest part where it lies inside, else a point that does."""
    largest = max(polygons(region), key=lambda part: part.area)
    centroid: Point = largest.centroid
    if largest.buffer(-2 * SNAP).contains(centroid):
        return centroid
    inside: Point = largest.representative_point()
    return inside


def _scatter(region: Region, count: int, rng: np.random.Generator) -> Coordinates:
    west, south, east, north = region.bounds
    found = np.empty((0, 2))
    while len(found) < count:
        trial = rng.uniform((west, south), (east, north), (4 * count + 16, 2))
        inside = shapely.contains_xy(region, trial[:, 0], trial[:, 1])
        found = np.concatenate([found, trial[inside]])
    return found[:count]
