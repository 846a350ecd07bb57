"""`import-areas`: boundaries from a file, in a datum that somebody has to declare."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import msgspec
from msgspec.structs import replace

from casework.area import Area, Gazetteer
from casework.datum import Datum
from central.importing.features import Feature
from central.importing.shapes import Outline, ShapeError, outline_of

_FIELDS = ("code", "level", "name_zh", "name_en", "parent")


class Repair(msgspec.Struct, frozen=True):
    """A boundary that is not as the file has it, and why."""

    code: str
    feature: str
    what: list[str]


@dataclass
class Report:
    """How many areas got a boundary, how many of them are new, and what was repaired."""

    changed: int = 0
    added: int = 0
    repaired: list[Repair] = field(default_factory=list)


def with_areas(
    old: Gazetteer,
    features: Iterable[Feature],
    source: str,
    datum: Datum,
    names: dict[str, str],
    *,
    repair: bool = False,
) -> tuple[Gazetteer, Report]:
    """The gazetteer with the boundaries of a file; `names` maps our fields to the file's.

    Raises:
        StartError: the file cannot be used; the message names the feature.
    """
    areas = {area.code: area for area in old.areas}
    seen: set[str] = set()
    report = Report()
    for feature in features:
        fields = _fields(feature, names, areas)
        outline = outline_of(feature.label, feature.geometry, datum, repair=repair)
        area = _area(feature.label, fields, outline, areas)
        if area.code in seen:
            raise ShapeError(feature.label, f"the code {area.code} occurs twice in the file")
        seen.add(area.code)
        if area.code in areas:
            report.changed += 1
        else:
            report.added += 1
        if outline.repaired:
            report.repaired.append(Repair(area.code, feature.label, outline.repaired))
        areas[area.code] = area
    said = f"areas: {source}, {datum.value}"
    sources = [*(s for s in old.sources if s != said), said]
    return replace(old, areas=list(areas.values()), sources=sources), report


def _fields(feature: Feature, names: dict[str, str], areas: dict[str, Area]) -> dict[str, str]:
    given = feature.properties
    if not isinstance(given, dict):
        raise ShapeError(feature.label, "it is not a Feature with properties")
    fields = {
        field: str(given[names.get(field, field)]).strip()
        for field in _FIELDS
        if given.get(names.get(field, field)) not in (None, "")
    }
    fields.setdefault("code", _code_by_name(feature.label, fields, names, areas))
    return fields


def _area(label: str, fields: dict[str, str], outline: Outline, areas: dict[str, Area]) -> Area:
    old = areas.get(fields["code"])
    base = msgspec.to_builtins(old) if old else {"name_en": fields.get("name_zh", "")}
    whole: dict[str, Any] = {"parent": "", **base, **fields}
    whole |= {"rings": outline.rings, "lon": outline.lon, "lat": outline.lat, "approximate": False}
    try:
        return msgspec.convert(whole, Area)
    except msgspec.ValidationError as error:
        raise ShapeError(label, f"a new area needs more: {error}") from error


def _code_by_name(
    label: str, fields: dict[str, str], names: dict[str, str], areas: dict[str, Area]
) -> str:
    """Files without codes are common: then the Chinese name must be that of one known area."""
    if "code" in fields:
        return fields["code"]
    if "name_zh" not in fields:
        called = names.get("code", "code")
        raise ShapeError(label, f"it has no property {called!r}; name it with --field code=NAME")
    found = [area.code for area in areas.values() if area.name_zh == fields["name_zh"]]
    if len(found) != 1:
        count = "no area is" if not found else f"{len(found)} areas are"
        raise ShapeError(label, f"it has no code, and {count} called {fields['name_zh']!r}")
    return found[0]
