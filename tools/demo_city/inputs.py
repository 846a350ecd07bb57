"""What the tool reads from the data folder: outline, town seats, village names. Facts only."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from shapely.geometry import Point, Polygon

from casework.datum import Datum, to_wgs84
from tools.demo_city.areas import TOWN_KM2
from tools.demo_city.plane import Coordinates, polygons, to_plane

_OUTLINE = "geo/dongguan_city_GCJ02_echarts.geojson"
_SEATS = "geo/dongguan_town_seats.csv"
_VILLAGES = "geo/dongguan_villages_2023.csv"
_TOLERANCE = 200.0  # metres; leaves some 260 points of 3,193
_COMMITTEES = ("居民委员会", "村民委员会")
_SONGSHAN_LAKE = {"松山湖虚拟社区": "松山湖园区"}  # the code list's placeholder for the park


@dataclass(frozen=True)
class Town:
    """A town-level unit; `seat` and `inner` are points of the plane, `km2` its published area."""

    code: str
    name_zh: str
    name_en: str
    seat: Point
    inner: Point
    km2: float


@dataclass(frozen=True)
class Village:
    code: str
    name_zh: str
    town: str


def read_outline(data: Path) -> tuple[Polygon, Point]:
    """The city's simplified outline and its centre, on the plane; the file is in GCJ-02."""
    document = json.loads((data / _OUTLINE).read_text("utf-8"))
    feature = document["features"][0]
    ring = _wgs84_plane(feature["geometry"]["coordinates"][0])
    whole = max(polygons(Polygon(ring).buffer(0)), key=lambda part: part.area)
    outline = Polygon(whole.exterior).simplify(_TOLERANCE)
    if not (isinstance(outline, Polygon) and outline.is_valid):
        raise ValueError(f"{_OUTLINE} is not one ring after simplifying by {_TOLERANCE} m")
    return outline, Point(_wgs84_plane([feature["properties"]["cp"]])[0])


def read_towns(data: Path) -> list[Town]:
    """The 32 towns and streets and the Songshan Lake park, by code."""
    rows = [row for row in _rows(data / _SEATS) if row["name_zh"] in TOWN_KM2]
    if len(rows) != len(TOWN_KM2):
        raise ValueError(f"{_SEATS} has {len(rows)} of the {len(TOWN_KM2)} towns")
    return [_town(row) for row in rows]


def read_villages(data: Path) -> list[Village]:
    """Every village and community of those towns, by code."""
    towns = {town.code for town in read_towns(data)}
    return [
        Village(row["village_code"], _short(row["village_name"]), f"{row['street_code']}000")
        for row in _rows(data / _VILLAGES)
        if f"{row['street_code']}000" in towns
    ]


def _town(row: dict[str, str]) -> Town:
    inner = _point(row["inner_lon"], row["inner_lat"])
    seat = _point(row["seat_lon"], row["seat_lat"]) if row["seat_lon"] else inner
    name_en = row["name_en"].strip() or {"松山湖": "Songshan Lake"}[row["name_zh"]]
    km2 = TOWN_KM2[row["name_zh"]]
    return Town(f"{row['code']}000", row["name_zh"], name_en, seat, inner, km2)


def _short(name: str) -> str:
    for committee in _COMMITTEES:
        name = name.removesuffix(committee)
    return _SONGSHAN_LAKE.get(name, name.replace("社区社区", "社区"))


def _point(lon: str, lat: str) -> Point:
    return Point(to_plane(np.array([[float(lon), float(lat)]]))[0])


def _wgs84_plane(gcj02: list[list[float]]) -> Coordinates:
    return to_plane(np.array([to_wgs84(lon, lat, Datum.GCJ02) for lon, lat in gcj02]))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)
