"""`import-areas`: boundaries from GeoJSON, in a datum that somebody has to declare."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from casework.area import Area, Gazetteer
from casework.datum import Datum
from central.errors import EXIT_INPUT, StartError
from central.importing.shapes import ShapeError, rings_of

#: Names a file may give by which WGS-84 (or CGCS2000, the same to a hand's breadth) is meant.
_WGS84_NAMES = ("CRS84", "4326", "4490")
_FIELDS = ("code", "level", "name_zh", "name_en", "parent")


@dataclass(frozen=True)
class Report:
    """How many areas got a boundary, and how many of them are new."""

    changed: int
    added: int


def with_areas(
    old: Gazetteer, path: Path, datum: Datum, names: dict[str, str]
) -> tuple[Gazetteer, Report]:
    """The gazetteer with the boundaries of a file; `names` maps our fields to the file's.

    Raises:
        StartError: the file cannot be used; the message names the feature.
    """
    areas = {area.code: area for area in old.areas}
    seen: set[str] = set()
    added = 0
    for index, feature in enumerate(_features(path, datum)):
        area = _area(index, feature, datum, names, areas)
        if area.code in seen:
            raise ShapeError(index, f"the code {area.code} occurs twice in the file")
        seen.add(area.code)
        added += area.code not in areas
        areas[area.code] = area
    source = f"areas: {path.name}, {datum.value}"
    sources = [*(s for s in old.sources if s != source), source]
    new = replace(old, areas=list(areas.values()), sources=sources)
    return new, Report(len(seen) - added, added)


def _features(path: Path, datum: Datum) -> list[Any]:
    try:
        document = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise StartError(EXIT_INPUT, f"cannot read {path}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise StartError(EXIT_INPUT, f"{path} is not GeoJSON in UTF-8: {error}") from error
    found = document.get("features") if isinstance(document, dict) else None
    if not isinstance(found, list) or not found:
        raise StartError(EXIT_INPUT, f"{path} is not a GeoJSON FeatureCollection with features")
    declared = json.dumps(document.get("crs")) if document.get("crs") else ""
    if declared and (datum is not Datum.WGS84 or not any(n in declared for n in _WGS84_NAMES)):
        message = f"{path} declares {declared[:120]}, which is not {datum.value}"
        raise StartError(EXIT_INPUT, f"{message}; remove the wrong one of the two declarations")
    return found


def _area(
    index: int, feature: Any, datum: Datum, names: dict[str, str], areas: dict[str, Area]
) -> Area:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        raise ShapeError(index, "it is not a Feature with properties")
    given = feature["properties"]
    fields = {
        field: str(given[names.get(field, field)]).strip()
        for field in _FIELDS
        if given.get(names.get(field, field)) not in (None, "")
    }
    fields.setdefault("code", _code_by_name(index, fields, names, areas))
    rings, lon, lat = rings_of(index, feature.get("geometry"), datum)
    old = areas.get(fields["code"])
    base = msgspec.to_builtins(old) if old else {"name_en": fields.get("name_zh", "")}
    whole = {"parent": "", **base, **fields}
    whole |= {"rings": rings, "lon": lon, "lat": lat, "approximate": False}
    try:
        return msgspec.convert(whole, Area)
    except msgspec.ValidationError as error:
        raise ShapeError(index, f"a new area needs more: {error}") from error


def _code_by_name(
    index: int, fields: dict[str, str], names: dict[str, str], areas: dict[str, Area]
) -> str:
    """Files without codes are common: then the Chinese name must be that of one known area."""
    if "code" in fields:
        return fields["code"]
    if "name_zh" not in fields:
        called = names.get("code", "code")
        raise ShapeError(index, f"it has no property {called!r}; name it with --field code=NAME")
    found = [area.code for area in areas.values() if area.name_zh == fields["name_zh"]]
    if len(found) != 1:
        count = "no area is" if not found else f"{len(found)} areas are"
        raise ShapeError(index, f"it has no code, and {count} called {fields['name_zh']!r}")
    return found[0]
