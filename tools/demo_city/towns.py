"""Town shapes by construction: no surveyed boundary goes in, and none comes out.

Each town owns two sites, its seat and a point inside. A weighted Voronoi rule (squared distance
minus the town's weight) says which town a place belongs to, with the weights tuned until every
town has its published area. The rule is applied to small Voronoi cells, so that borders look
grown rather than ruled, and the borders are then simplified together.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Polygon

from tools.demo_city.inputs import Town
from tools.demo_city.mosaic import cells, join, spread
from tools.demo_city.plane import Coordinates, Region, polygons

Owners = NDArray[np.intp]
Border = tuple[int, int, float]  # two cells and the metres they share

_CELL_KM2 = 0.8
_RASTER = 400.0  # metres between the sample points that measure areas
_TUNING_ROUNDS = 400
_BORDER_TOLERANCE = 420.0  # metres, of the Visvalingam triangle's side


def draw_towns(outline: Polygon, towns: list[Town], rng: np.random.Generator) -> list[Region]:
    """One region a town, in their order; together they are the outline."""
    weights = _tune(outline, towns)
    points = spread(outline, round(outline.area / 1e6 / _CELL_KM2), rng, rounds=3)
    mosaic = cells(points, outline)
    owners = np.argmin(_distance2(points, towns) - weights, axis=1)
    owners = _mend(mosaic, owners, len(towns))
    shapes = [join([mosaic[n] for n in np.flatnonzero(owners == i)]) for i in range(len(towns))]
    if not shapely.coverage_is_valid(shapes):
        raise ValueError("the towns overlap or leave gaps; use another seed")
    simple = shapely.coverage_simplify(shapes, _BORDER_TOLERANCE, simplify_boundary=False)
    return [join(polygons(shape)) for shape in simple]


def _distance2(points: Coordinates, towns: list[Town]) -> NDArray[np.float64]:
    """Square metres from each point to each town's nearer site, shape (points, towns)."""
    both = []
    for sites in ([town.seat for town in towns], [town.inner for town in towns]):
        away = points[:, None, :] - np.array([(p.x, p.y) for p in sites])[None]
        both.append((away**2).sum(axis=2))
    nearer: NDArray[np.float64] = np.minimum(*both)
    return nearer


def _tune(outline: Polygon, towns: list[Town]) -> NDArray[np.float64]:
    west, south, east, north = outline.bounds
    xs, ys = np.meshgrid(np.arange(west, east, _RASTER), np.arange(south, north, _RASTER))
    raster = np.column_stack([xs.ravel(), ys.ravel()])
    raster = raster[shapely.contains_xy(outline, raster[:, 0], raster[:, 1])]
    distance2 = _distance2(raster, towns)
    share = np.array([town.km2 for town in towns])
    target = share / share.sum() * len(raster)
    weights = np.zeros(len(towns))
    for _ in range(_TUNING_ROUNDS):
        held = np.bincount(np.argmin(distance2 - weights, axis=1), minlength=len(towns))
        weights += 0.25 * (target - held) * _RASTER**2
    return weights


def _mend(mosaic: list[Region], owners: Owners, towns: int) -> Owners:
    """Give cells cut off from the rest of their town to the neighbour they border most."""
    borders = _borders(mosaic)
    for _ in range(20):
        astray = [n for i in range(towns) for n in _cut_off(mosaic, owners, i)]
        if not astray:
            return owners
        for cell in astray:
            shared: Counter[int] = Counter()
            for one, other, metres in borders:
                if cell in (one, other):
                    town = int(owners[other if cell == one else one])
                    shared[town] += round(metres) * (town != owners[cell])
            owners[cell] = shared.most_common(1)[0][0]
    raise ValueError("the towns do not become connected; use another seed")


def _cut_off(mosaic: list[Region], owners: Owners, town: int) -> list[int]:
    mine = np.flatnonzero(owners == town)
    parts = polygons(join([mosaic[n] for n in mine]))
    largest = max(parts, key=lambda part: part.area)
    return [int(n) for n in mine if not largest.contains(mosaic[n].representative_point())]


def _borders(mosaic: list[Region]) -> list[Border]:
    tree = shapely.STRtree(mosaic)
    found = []
    for one, other in zip(*tree.query(mosaic, predicate="intersects"), strict=True):
        if one < other:
            metres = mosaic[one].intersection(mosaic[other]).length
            if metres > 0.0:
                found.append((int(one), int(other), float(metres)))
    return found
