"""Web Mercator on the unit square (EPSG:3857): x and y in [0, 1], y downwards as in tile schemes.

WGS-84 degrees in. Latitudes are clamped to ±85.05112878°, where the square ends.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

F64 = NDArray[np.float64]
MAX_LATITUDE = 85.051_128_779_806_59
EARTH_RADIUS_M = 6_378_137.0


def project(lon: ArrayLike, lat: ArrayLike) -> tuple[F64, F64]:
    """(lon, lat) degrees, any equal shape → (x, y) in the unit square, same shape."""
    x = np.asarray(lon, dtype=np.float64) / 360.0 + 0.5
    phi = np.radians(np.clip(np.asarray(lat, dtype=np.float64), -MAX_LATITUDE, MAX_LATITUDE))
    y = 0.5 - np.arcsinh(np.tan(phi)) / (2.0 * np.pi)
    return x, y


def project_one(lon: float, lat: float) -> tuple[float, float]:
    """The same for one point, without arrays."""
    phi = math.radians(max(-MAX_LATITUDE, min(MAX_LATITUDE, lat)))
    return lon / 360.0 + 0.5, 0.5 - math.asinh(math.tan(phi)) / (2.0 * math.pi)


def unproject(x: float, y: float) -> tuple[float, float]:
    """(x, y) in the unit square → (lon, lat) WGS-84 degrees."""
    return (x - 0.5) * 360.0, math.degrees(math.atan(math.sinh((0.5 - y) * 2.0 * math.pi)))


def metres_per_unit(lat: float) -> float:
    """Ground metres covered by a length of 1 on the unit square at `lat` degrees."""
    return 2.0 * math.pi * EARTH_RADIUS_M * math.cos(math.radians(lat))


def distance_m(lon1: ArrayLike, lat1: ArrayLike, lon2: float, lat2: float) -> F64:
    """Great-circle metres from each (lon1, lat1) to (lon2, lat2), haversine on the mean sphere."""
    return metres_between(lon1, lat1, lon2, lat2)


def metres_between(lon1: ArrayLike, lat1: ArrayLike, lon2: ArrayLike, lat2: ArrayLike) -> F64:
    """Great-circle metres between places pair by pair, degrees, haversine on the mean sphere."""
    phi1 = np.radians(np.asarray(lat1, dtype=np.float64))
    phi2 = np.radians(np.asarray(lat2, dtype=np.float64))
    d_lambda = np.radians(np.asarray(lon1, dtype=np.float64) - np.asarray(lon2, np.float64))
    h = np.sin((phi1 - phi2) / 2) ** 2 + np.cos(phi1) * np.cos(phi2) * np.sin(d_lambda / 2) ** 2
    metres: F64 = 2.0 * 6_371_008.8 * np.arcsin(np.sqrt(np.minimum(h, 1.0)))
    return metres
