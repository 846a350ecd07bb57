"""Chinese map datums: WGS-84 (≈ CGCS2000), GCJ-02 and BD-09, as (lon, lat) in degrees.

GCJ-02 shifts coordinates inside mainland China by up to some 700 m; BD-09 shifts them once more.
The forward formulas are the publicly known ones (see the eviltransform project, MIT, for their
history); the inverse is found by fixed-point iteration to below a centimetre.
"""

from __future__ import annotations

import math
from enum import StrEnum

_A = 6_378_245.0  # semi-major axis of Krasovsky 1940, metres
_EE = 0.006_693_421_622_965_943  # its first eccentricity squared
_BD = math.pi * 3_000.0 / 180.0


class Datum(StrEnum):
    WGS84 = "WGS-84"
    GCJ02 = "GCJ-02"
    BD09 = "BD-09"


def in_mainland(lon: float, lat: float) -> bool:
    """The coarse box inside which GCJ-02 differs from WGS-84."""
    return 72.004 <= lon <= 137.8347 and 0.8293 <= lat <= 55.8271


def wgs84_to_gcj02(lon: float, lat: float) -> tuple[float, float]:
    """(lon, lat) WGS-84 → (lon, lat) GCJ-02, degrees."""
    if not in_mainland(lon, lat):
        return lon, lat
    d_lon, d_lat = _shift(lon - 105.0, lat - 35.0)
    rad = math.radians(lat)
    magic = 1.0 - _EE * math.sin(rad) ** 2
    root = math.sqrt(magic)
    d_lat = math.degrees(d_lat * magic * root / (_A * (1.0 - _EE)))
    d_lon = math.degrees(d_lon * root / (_A * math.cos(rad)))
    return lon + d_lon, lat + d_lat


def gcj02_to_wgs84(lon: float, lat: float) -> tuple[float, float]:
    """(lon, lat) GCJ-02 → (lon, lat) WGS-84, degrees; error below 1 cm."""
    guess_lon, guess_lat = lon, lat
    for _ in range(6):
        there_lon, there_lat = wgs84_to_gcj02(guess_lon, guess_lat)
        guess_lon += lon - there_lon
        guess_lat += lat - there_lat
    return guess_lon, guess_lat


def gcj02_to_bd09(lon: float, lat: float) -> tuple[float, float]:
    """(lon, lat) GCJ-02 → (lon, lat) BD-09, degrees."""
    radius = math.hypot(lon, lat) + 0.000_02 * math.sin(lat * _BD)
    angle = math.atan2(lat, lon) + 0.000_003 * math.cos(lon * _BD)
    return radius * math.cos(angle) + 0.0065, radius * math.sin(angle) + 0.006


def bd09_to_gcj02(lon: float, lat: float) -> tuple[float, float]:
    """(lon, lat) BD-09 → (lon, lat) GCJ-02, degrees; error below 1 cm."""
    guess_lon, guess_lat = lon - 0.0065, lat - 0.006
    for _ in range(6):
        there_lon, there_lat = gcj02_to_bd09(guess_lon, guess_lat)
        guess_lon += lon - there_lon
        guess_lat += lat - there_lat
    return guess_lon, guess_lat


def to_wgs84(lon: float, lat: float, datum: Datum) -> tuple[float, float]:
    """Bring a (lon, lat) of a declared datum to WGS-84.

    Raises:
        ValueError: not finite, or outside ±180/±90.
    """
    check_lon_lat(lon, lat)
    if datum is Datum.WGS84:
        return lon, lat
    if datum is Datum.BD09:
        lon, lat = bd09_to_gcj02(lon, lat)
    return gcj02_to_wgs84(lon, lat)


def check_lon_lat(lon: float, lat: float) -> None:
    """Raise ValueError unless both are finite and on the globe."""
    if not (math.isfinite(lon) and math.isfinite(lat)):
        raise ValueError(f"position ({lon}, {lat}) is not a finite number")
    if not (-180.0 <= lon <= 180.0 and -90.0 <= lat <= 90.0):
        raise ValueError(f"position lon {lon}, lat {lat} is outside ±180 / ±90 degrees")


def _shift(x: float, y: float) -> tuple[float, float]:
    common = 20.0 * math.sin(6.0 * x * math.pi) + 20.0 * math.sin(2.0 * x * math.pi)
    d_lat = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    d_lat += 2.0 / 3.0 * (common + 20.0 * math.sin(y * math.pi) + 40.0 * math.sin(y / 3 * math.pi))
    d_lat += 2.0 / 3.0 * (160.0 * math.sin(y / 12 * math.pi) + 320.0 * math.sin(y * math.pi / 30))
    d_lon = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    d_lon += 2.0 / 3.0 * (common + 20.0 * math.sin(x * math.pi) + 40.0 * math.sin(x / 3 * math.pi))
    d_lon += 2.0 / 3.0 * (150.0 * math.sin(x / 12 * math.pi) + 300.0 * math.sin(x / 30 * math.pi))
    return d_lon, d_lat
