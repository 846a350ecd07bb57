"""What a page shows beside its cases: the areas, the extent, the legend as plain data. Pure."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from casework.vocabulary import UNIT_KIND_ORDER
from console.export.situation import Head, Situation
from console.map.codes import Sign, read_code
from console.map.symbols import on_globe, on_globe_one

Points = tuple[NDArray[np.float64], NDArray[np.float64]]
_ROUND = 6
#: Shown where there is neither an area nor a case nor a unit.
_WORLD = [-180.0, -60.0, 180.0, 75.0]


def areas_of(situation: Situation) -> list[dict[str, Any]]:
    """City, towns and villages with a boundary, from below upwards; broken rings are left out."""
    order = ("city", "village", "town")
    found = []
    for area in sorted(
        (a for a in situation.head.areas if a.level in order), key=lambda a: order.index(a.level)
    ):
        rings = [[(round(x, _ROUND), round(y, _ROUND)) for x, y in r] for r in area.rings if _ok(r)]
        if rings:
            found.append({"level": area.level, "rings": rings})
    return found


def places_of(situation: Situation) -> list[dict[str, Any]]:
    """Names of towns, then of villages, with the place they stand at."""
    chinese = situation.head.language.startswith("zh")
    return [
        {
            "name": (a.name_zh or a.name_en) if chinese else (a.name_en or a.name_zh),
            "lon": a.lon,
            "lat": a.lat,
            "large": level == "town",
        }
        for level in ("town", "village")
        for a in situation.head.areas
        if a.level == level and on_globe_one(a.lon, a.lat)
    ]


def _ok(ring: list[tuple[float, float]]) -> bool:
    points = np.array(ring, np.float64).reshape(-1, 2)
    return len(points) >= 3 and bool(on_globe(points[:, 0], points[:, 1]).all())


def bounds_of(situation: Situation) -> list[float]:
    """West, south, east, north of the scope: its cases where it is a part, else the city."""
    cases, units = situation.cases, situation.units
    return bounds_among(
        situation.head,
        (cases.column("lon"), cases.column("lat")),
        (units.column("lon"), units.column("lat")),
    )


def bounds_among(head: Head, cases: Points, units: Points) -> list[float]:
    """The same of longitudes and latitudes, shape (n,) each."""
    areas = _area_points(head)
    order = [areas, cases] if head.scope == "city" else [cases, areas]
    for lon, lat in [*order, units]:
        good = on_globe(lon, lat)
        if good.any():
            x, y = lon[good], lat[good]
            return [float(v) for v in (x.min(), y.min(), x.max(), y.max())]
    return _WORLD


def _area_points(head: Head) -> Points:
    rings = [r for a in head.areas if a.level != "grid" for r in a.rings if _ok(r)]
    points = np.array([p for r in rings for p in r], np.float64).reshape(-1, 2)
    return points[:, 0], points[:, 1]


def legend_of(lines: list[tuple[str, int | None]]) -> list[tuple[str, dict[str, Any] | None]]:
    """Text and what its symbol is made of; none for a heading."""
    return [(text, None if code is None else _sign(read_code(code))) for text, code in lines]


def _sign(sign: Sign) -> dict[str, Any]:
    return {
        "kind": sign.kind,
        "shape": int(sign.shape),
        "severity": int(sign.severity),
        "emergency": sign.emergency,
        "bad": sign.share * 19 / 8,
        "unit": UNIT_KIND_ORDER.index(sign.unit) if sign.unit is not None else 0,
        "age": int(sign.age),
        "busy": sign.busy,
    }
