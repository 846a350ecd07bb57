"""A city made from a table: its areas, categories and units, numbered, named and nothing invented.

Areas get a point inside (the mean of their cases) and no boundary, because the table states none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casework.area import Area, Category, Gazetteer, Limit, LimitUnit
from casework.unit import Unit
from console.feeds.csvlog import Row
from console.feeds.mapping import Mapping

#: A category must name a limit; no case of an imported log is ever given a deadline from it.
_LIMIT = Limit(1, LimitUnit.CALENDAR_DAY)


@dataclass(frozen=True)
class ImportedCity:
    """`towns`, `villages` and `categories` lead from the table's words to codes; `unit_ids` from
    the call sign to the number."""

    gazetteer: Gazetteer
    towns: dict[str, str]
    villages: dict[tuple[str, str], str]
    categories: dict[str, str]
    unit_ids: dict[str, int]
    units: list[Unit]


def build_city(mapping: Mapping, rows: Sequence[Row]) -> ImportedCity:
    """The city that `rows` speak of."""
    rule, city = mapping.case.area, mapping.city
    towns = _numbered({r.cells[rule.town] for r in rows}, city.code[:6], "000")
    pairs = sorted({(r.cells[rule.town], r.cells[rule.village]) for r in rows if rule.village})
    villages: dict[tuple[str, str], str] = {}
    for town in towns:
        below = [pair for pair in pairs if pair[0] == town and pair[1]]
        villages |= {p: f"{towns[town][:9]}{n:03d}" for n, p in enumerate(below, 1)}
    categories = _numbered({r.cells[mapping.case.category] for r in rows}, "", "")
    units = _units(mapping, rows)
    gazetteer = Gazetteer(
        city=city.code,
        name_zh=city.name_zh,
        name_en=city.name_en,
        zone=mapping.time.zone,
        areas=_areas(mapping, rows, towns, villages),
        departments=[mapping.department],
        categories=[_category(mapping, word, code) for word, code in categories.items()],
        sources=[mapping.name, *mapping.notes],
    )
    unit_ids = {unit.call_sign: unit.unit_id for unit in units}
    return ImportedCity(gazetteer, towns, villages, categories, unit_ids, units)


def _numbered(words: set[str], before: str, after: str) -> dict[str, str]:
    """A code for every word, the same for the same table."""
    return {word: f"{before}{n:03d}{after}" for n, word in enumerate(sorted(words), 1)}


def _areas(
    mapping: Mapping,
    rows: Sequence[Row],
    towns: dict[str, str],
    villages: dict[tuple[str, str], str],
) -> list[Area]:
    city, rule = mapping.city, mapping.case.area
    lon, lat = _middle(rows)
    areas = [Area(city.code, "city", city.name_zh, city.name_en, "", lon, lat)]
    for town, code in towns.items():
        inside = [r for r in rows if r.cells[rule.town] == town]
        areas.append(Area(code, "town", town, town, city.code, *_middle(inside)))
    for (town, village), code in villages.items():
        inside = [
            r for r in rows if r.cells[rule.town] == town and r.cells[rule.village] == village
        ]
        areas.append(Area(code, "village", village, village, towns[town], *_middle(inside)))
    return areas


def _middle(rows: Sequence[Row]) -> tuple[float, float]:
    """Mean (lon, lat) in degrees; one city is small and far from ±180."""
    count = max(1, len(rows))
    lon = sum(r.place[0] for r in rows) / count
    return round(lon, 6), round(sum(r.place[1] for r in rows) / count, 6)


def _category(mapping: Mapping, word: str, code: str) -> Category:
    rule = mapping.categories
    return Category(
        code=code,
        kind="event",
        class_zh=rule.class_zh,
        class_en=rule.class_en,
        name_zh=rule.zh.get(word, word),
        name_en=rule.en.get(word, word),
        department=mapping.department.code,
        priority=min(4, max(1, mapping.case.priority.default)),
        limit=_LIMIT,
    )


def _units(mapping: Mapping, rows: Sequence[Row]) -> list[Unit]:
    """Units in the order of their call signs; their home is the city, the table states no other."""
    kinds = {r.unit: r.cells.get(mapping.unit.kind, "") for r in reversed(rows)}
    return [
        Unit(
            unit_id=number,
            kind=mapping.unit.kinds.get(kinds[call_sign], mapping.unit.default),
            call_sign=call_sign,
            area=mapping.city.code,
            team=kinds[call_sign],
            department=mapping.department.code,
        )
        for number, call_sign in enumerate(sorted(kinds), 1)
    ]
