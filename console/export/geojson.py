"""The situation as GeoJSON (RFC 7946): WGS-84, longitude first, outer rings counter-clockwise."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import Any

import msgspec
import numpy as np
import shapely
from numpy.typing import NDArray

from casework.area import Area
from casework.instant import from_ms
from casework.vocabulary import CHANNEL_ORDER, STATE_ORDER, UNIT_KIND_ORDER
from console.export.situation import Situation
from console.map.symbols import Severity, on_globe

_BLOCK = 5_000
_DIGITS = 7  # about a centimetre
_encode = msgspec.json.Encoder().encode


def pieces(situation: Situation, severity: NDArray[np.int8]) -> Iterator[tuple[int, bytes]]:
    """(things written so far, text), one after the other; each piece is small."""
    shapes = {a.code: made for a in situation.head.areas if (made := shape(a)) is not None}
    yield 0, _opening(situation, list(shapes.values()))
    first = True
    done = 0
    for of in (_areas(situation, shapes), _units(situation), _cases(situation, severity)):
        for features in of:
            if features:
                text = b",\n".join(_encode(f) for f in features)
                done += len(features)
                yield done, text if first else b",\n" + text
                first = False
    yield done, b"\n]}\n"


def shape(area: Area) -> shapely.Geometry | None:
    """A polygon with its parts and holes; None where no ring encloses anything."""
    parts = []
    for ring in area.rings:
        points = np.array(ring, np.float64).reshape(-1, 2)
        if len(points) >= 3 and on_globe(points[:, 0], points[:, 1]).all():
            parts.append(shapely.make_valid(shapely.Polygon(points)))
    if not parts:
        return None
    whole = reduce(shapely.symmetric_difference, parts)
    flat = [g for g in shapely.get_parts(whole) if g.geom_type in ("Polygon", "MultiPolygon")]
    if not flat:
        return None
    made = flat[0] if len(flat) == 1 else shapely.union_all(flat)
    return shapely.orient_polygons(made)


def _opening(situation: Situation, shapes: list[shapely.Geometry]) -> bytes:
    head = situation.head
    about = {
        "city": head.city,
        "title": head.title,
        "scope": head.scope,
        "taken_at": instant(head.taken_ms),
        "known_at": instant(head.known_ms),
        "stale": head.stale,
        "last_event": head.seq,
        "cases_without_place": head.left_out,
    }
    parts = [b'{"type":"FeatureCollection",\n"situation":', _encode(about)]
    box = _box(situation, shapes)
    if box is not None:
        parts += [b',\n"bbox":', _encode(box)]
    return b"".join([*parts, b',\n"features":[\n'])


def _box(situation: Situation, shapes: list[shapely.Geometry]) -> list[float] | None:
    """West, south, east, north of all there is."""
    lon, lat = [], []
    for table in (situation.cases, situation.units):
        good = on_globe(table.column("lon"), table.column("lat"))
        lon.append(table.column("lon")[good])
        lat.append(table.column("lat")[good])
    if shapes:
        west, south, east, north = shapely.total_bounds(shapes)
        lon.append(np.array([west, east]))
        lat.append(np.array([south, north]))
    lons, lats = np.concatenate(lon), np.concatenate(lat)
    if not len(lons):
        return None
    corners = (lons.min(), lats.min(), lons.max(), lats.max())
    return [round(float(c), _DIGITS) for c in corners]


def _areas(
    situation: Situation, shapes: dict[str, shapely.Geometry]
) -> Iterator[list[dict[str, Any]]]:
    yield [
        {
            "type": "Feature",
            "id": f"area-{a.code}",
            "geometry": _rounded(shapely.geometry.mapping(shapes[a.code])),
            "properties": {
                "kind": "area",
                "code": a.code,
                "level": a.level,
                "name_zh": a.name_zh,
                "name_en": a.name_en,
                "approximate": a.approximate,
            },
        }
        for a in situation.head.areas
        if a.code in shapes
    ]


def _rounded(geometry: dict[str, Any]) -> dict[str, Any]:
    def at(value: Any) -> Any:
        if isinstance(value, float):
            return round(value, _DIGITS)
        return [at(v) for v in value]

    return {"type": geometry["type"], "coordinates": at(geometry["coordinates"])}


def _units(situation: Situation) -> Iterator[list[dict[str, Any]]]:
    table = situation.units
    good = np.flatnonzero(on_globe(table.column("lon"), table.column("lat")))
    of = {n: table.column(n)[good].tolist() for n in ("unit_id", "kind", "fix_ms", "case_id")}
    lon, lat = table.column("lon")[good].tolist(), table.column("lat")[good].tolist()
    yield [
        {
            "type": "Feature",
            "id": f"unit-{of['unit_id'][i]}",
            "geometry": _point(lon[i], lat[i]),
            "properties": {
                "kind": "unit",
                "unit": of["unit_id"][i],
                "call_sign": table.call_sign[row],
                "unit_kind": UNIT_KIND_ORDER[of["kind"][i]].value,
                "position_at": instant(of["fix_ms"][i]),
                "case": of["case_id"][i] or None,
            },
        }
        for i, row in enumerate(good.tolist())
    ]


def _cases(situation: Situation, severity: NDArray[np.int8]) -> Iterator[list[dict[str, Any]]]:
    table = situation.cases
    good = np.flatnonzero(on_globe(table.column("lon"), table.column("lat")))
    for start in range(0, len(good), _BLOCK):
        rows = good[start : start + _BLOCK]
        of = {name: table.column(name)[rows].tolist() for name in _READ}
        clock = severity[rows].tolist()
        yield [_case(situation, row, i, of, clock[i]) for i, row in enumerate(rows.tolist())]


def _case(
    situation: Situation, row: int, i: int, of: dict[str, list[Any]], clock: int
) -> dict[str, Any]:
    """The feature of table row `row`, `i`-th of the columns `of`."""
    table, names = situation.cases, situation.head.terms.names
    return {
        "type": "Feature",
        "id": f"case-{of['case_id'][i]}",
        "geometry": _point(of["lon"][i], of["lat"][i]),
        "properties": {
            "kind": "case",
            "case": of["case_id"][i],
            "title": table.title[row],
            "address": table.address[row],
            "state": STATE_ORDER[of["state"][i]].value,
            "clock": _CLOCKS[clock],
            "priority": of["priority"][i],
            "channel": CHANNEL_ORDER[of["channel"][i]].value,
            **{name: names[name].get(of[name][i], "") for name in _NAMES},
            "reported_at": instant(of["reported_ms"][i]),
            "due_at": instant(of["deadline_ms"][i]),
            "place_doubt": situation.doubts.get(row, ""),
        },
    }


_CLOCKS = [s.name.lower() for s in Severity]
_NAMES = ("category", "area", "village", "department")
_READ = (
    "case_id", "lon", "lat", "state", "priority", "channel", *_NAMES, "reported_ms", "deadline_ms",
)  # fmt: skip


def _point(lon: float, lat: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [round(lon, _DIGITS), round(lat, _DIGITS)]}


def instant(ms: int) -> str | None:
    """RFC 3339 in UTC; None for 0 (none)."""
    return from_ms(ms).isoformat().replace("+00:00", "Z") if ms else None
