"""Village cells and basic grid points, constructed inside the constructed towns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from shapely.geometry import Point

from tools.demo_city.inputs import Town, Village
from tools.demo_city.mosaic import cells, middle, spread
from tools.demo_city.plane import Region

_ROUNDS = 25
_GRID_ROUNDS = 12


@dataclass(frozen=True)
class Place:
    """A village with the cell and the point it was given on the plane."""

    village: Village
    cell: Region
    point: Point


def place_villages(
    town: Town, region: Region, villages: list[Village], rng: np.random.Generator
) -> list[Place]:
    """Spread a town's villages evenly over it.

    The village that bears the town's name gets the cell nearest to the seat, the others follow
    outwards by code: communities have the low codes and lie in the built-up middle.
    """
    shapes = cells(spread(region, len(villages), rng, _ROUNDS), region)
    shapes.sort(key=lambda cell: town.seat.distance(middle(cell)))
    own = town.name_zh.removesuffix("街道").removesuffix("镇")
    first = {f"{own}社区", f"{own}村"}
    ordered = sorted(villages, key=lambda one: (one.name_zh not in first, one.code))
    placed = [Place(v, s, middle(s)) for v, s in zip(ordered, shapes, strict=True)]
    return sorted(placed, key=lambda place: place.village.code)


def share_out(total: int, sizes: NDArray[np.float64]) -> list[int]:
    """`total` things in proportion to `sizes`, at least one each (largest remainder)."""
    exact = (total - len(sizes)) * sizes / sizes.sum()
    counts = np.floor(exact).astype(int)
    missing = total - len(sizes) - int(counts.sum())
    counts[np.argsort(counts - exact, kind="stable")[:missing]] += 1
    return [int(count) + 1 for count in counts]


def grid_points(place: Place, count: int, rng: np.random.Generator) -> list[Point]:
    """`count` points spread inside a village cell, numbered from north-west to south-east."""
    if count == 1:
        return [place.point]
    parts = cells(spread(place.cell, count, rng, _GRID_ROUNDS), place.cell)
    return sorted(map(middle, parts), key=lambda point: point.x - point.y)
