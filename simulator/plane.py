"""A local plane in metres: what walks and flies is reckoned there, not in degrees."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

#: One degree of a great circle, WGS-84 semi-major axis, metres.
METRES_PER_DEGREE = 111_319.490_793

Number = TypeVar("Number", float, NDArray[np.float64])


@dataclass(frozen=True)
class Plane:
    """Equirectangular around (lon, lat) WGS-84 degrees: x metres east, y metres north.

    Over a city of 80 km the scale is wrong by less than 0.3 % at its edges.
    """

    lon: float
    lat: float

    @property
    def _per_degree_east(self) -> float:
        return METRES_PER_DEGREE * math.cos(math.radians(self.lat))

    def to_xy(self, lon: Number, lat: Number) -> tuple[Number, Number]:
        """(lon, lat) degrees WGS-84 → (x, y) metres."""
        return (lon - self.lon) * self._per_degree_east, (lat - self.lat) * METRES_PER_DEGREE

    def to_lonlat(self, x: Number, y: Number) -> tuple[Number, Number]:
        """(x, y) metres → (lon, lat) degrees WGS-84."""
        return x / self._per_degree_east + self.lon, y / METRES_PER_DEGREE + self.lat


def compass(dx: float, dy: float) -> int:
    """Heading of a step (east, north): whole degrees clockwise from north, 0…359."""
    return round(math.degrees(math.atan2(dx, dy))) % 360
