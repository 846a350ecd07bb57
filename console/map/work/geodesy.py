"""Lengths and areas on the ground. Pure.

Both are of the sphere of mean radius, not of the ellipsoid: between the tropics and 60° a length
may be wrong by 0.5 %, an area by 1 %. Whoever shows them says so.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import numpy as np

from console.board.mercator import EARTH_RADIUS_M, distance_m

MEAN_RADIUS_M = 6_371_008.8
#: How far from the truth, as a share of what is measured.
LENGTH_ERROR, AREA_ERROR = 0.005, 0.01
#: (lon, lat), WGS-84 degrees.
Place = tuple[float, float]


def length_m(path: Sequence[Place]) -> float:
    """Metres along great circles through all of `path`; 0 for fewer than two places."""
    return sum(float(distance_m(*one, *other)) for one, other in itertools.pairwise(path))


def area_m2(ring: Sequence[Place]) -> float:
    """Square metres inside `ring`, closed or not, by its spherical excess; never negative.

    A ring that crosses itself counts its lobes against each other. Rings over a pole are not meant.
    """
    excess = 0.0
    for (lon1, lat1), (lon2, lat2) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        low, high = math.tan(math.radians(lat1) / 2), math.tan(math.radians(lat2) / 2)
        across = math.tan(math.radians(math.remainder(lon2 - lon1, 360.0)) / 2)
        excess += 2 * math.atan2(across * (low + high), 1 + low * high)
    return abs(excess) * MEAN_RADIUS_M**2


def circle(lon: float, lat: float, radius_m: float, points: int = 72) -> list[Place]:
    """A ring of `points` places, each `radius_m` from (lon, lat)."""
    angular, phi = radius_m / MEAN_RADIUS_M, math.radians(lat)
    bearing = np.arange(points) * (2 * np.pi / points)
    sine = np.clip(
        math.sin(phi) * math.cos(angular) + math.cos(phi) * math.sin(angular) * np.cos(bearing),
        -1.0,
        1.0,
    )
    east = np.arctan2(
        np.sin(bearing) * math.sin(angular) * math.cos(phi),
        math.cos(angular) - math.sin(phi) * sine,
    )
    lons, lats = lon + np.degrees(east), np.degrees(np.arcsin(sine))
    return list(zip(lons.tolist(), lats.tolist(), strict=True))


def degrees_of(metres: float, lat: float) -> tuple[float, float]:
    """How many degrees of longitude and of latitude `metres` are at `lat`."""
    per_degree = math.radians(1.0) * EARTH_RADIUS_M
    return metres / (per_degree * max(0.01, math.cos(math.radians(lat)))), metres / per_degree
