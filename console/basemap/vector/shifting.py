"""`casework.datum` for many places at once. Pure."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from casework.datum import Datum

F64 = NDArray[np.float64]
Forward = Callable[[F64, F64], tuple[F64, F64]]
_A, _EE = 6_378_245.0, 0.006_693_421_622_965_943
_BD = np.pi * 3_000.0 / 180.0


def all_to_wgs84(places: F64, datum: Datum) -> F64:
    """(lon, lat) degrees of a datum, shape (n, 2) → WGS-84, shape (n, 2); error below 1 cm."""
    if datum is Datum.WGS84:
        return places
    lon, lat = places[:, 0], places[:, 1]
    if datum is Datum.BD09:
        lon, lat = _undone(_gcj02_to_bd09, lon, lat)
    return np.stack(_undone(_wgs84_to_gcj02, lon, lat), axis=1)


def _undone(forward: Forward, lon: F64, lat: F64) -> tuple[F64, F64]:
    """The inverse by fixed-point iteration, as for a single place."""
    guess_lon, guess_lat = lon.copy(), lat.copy()
    for _ in range(6):
        there_lon, there_lat = forward(guess_lon, guess_lat)
        guess_lon += lon - there_lon
        guess_lat += lat - there_lat
    return guess_lon, guess_lat


def _wgs84_to_gcj02(lon: F64, lat: F64) -> tuple[F64, F64]:
    inside = (lon >= 72.004) & (lon <= 137.8347) & (lat >= 0.8293) & (lat <= 55.8271)
    x, y = lon - 105.0, lat - 35.0
    rad = np.radians(lat)
    magic = 1.0 - _EE * np.sin(rad) ** 2
    common = 20.0 * np.sin(6.0 * x * np.pi) + 20.0 * np.sin(2.0 * x * np.pi)
    root = np.sqrt(np.abs(x))
    d_lat = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    d_lat += 2 / 3 * (common + 20.0 * np.sin(y * np.pi) + 40.0 * np.sin(y / 3 * np.pi))
    d_lat += 2 / 3 * (160.0 * np.sin(y / 12 * np.pi) + 320.0 * np.sin(y * np.pi / 30))
    d_lon = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    d_lon += 2 / 3 * (common + 20.0 * np.sin(x * np.pi) + 40.0 * np.sin(x / 3 * np.pi))
    d_lon += 2 / 3 * (150.0 * np.sin(x / 12 * np.pi) + 300.0 * np.sin(x / 30 * np.pi))
    d_lat = np.degrees(d_lat * magic * np.sqrt(magic) / (_A * (1.0 - _EE)))
    d_lon = np.degrees(d_lon * np.sqrt(magic) / (_A * np.cos(rad)))
    return lon + np.where(inside, d_lon, 0.0), lat + np.where(inside, d_lat, 0.0)


def _gcj02_to_bd09(lon: F64, lat: F64) -> tuple[F64, F64]:
    radius = np.hypot(lon, lat) + 0.000_02 * np.sin(lat * _BD)
    angle = np.arctan2(lat, lon) + 0.000_003 * np.cos(lon * _BD)
    return radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006
