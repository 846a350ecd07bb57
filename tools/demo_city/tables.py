"""The department and category tables: CSV beside this file → the product's types.

A category's code has five digits, KCCTT: K is 1 for a component (部件) or 2 for an event (事件),
CC the class within its kind and TT the type within its class, both in table order. The standards
count the classes of both kinds from 01, which the leading digit keeps apart. New types are appended
to their class; an existing code is never given to another type.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from casework.area import Category, Department, Limit, LimitUnit

_HERE = Path(__file__).parent
_STANDARDS = "vocab/yuncheng_filing_disposal_closing_standards.csv"
_KIND_DIGIT = {"component": 1, "event": 2}
_UNITS = {
    "紧急工作时": LimitUnit.EMERGENCY_HOUR,
    "小时": LimitUnit.WORK_HOUR,
    "天": LimitUnit.WORK_DAY,
    "紧急工作日": LimitUnit.CALENDAR_DAY,
}


def departments() -> list[Department]:
    """The 24 departments that take cases; which 24 is a reasoned choice, their names are real."""
    rows = _rows(_HERE / "departments.csv")
    return [
        msgspec.convert({**row, "also_zh": tuple(row["also_zh"].split())}, Department)
        for row in rows
    ]


def categories() -> list[Category]:
    """The category table with codes."""
    classes: dict[str, list[str]] = {kind: [] for kind in _KIND_DIGIT}
    types: Counter[tuple[str, str]] = Counter()
    found = []
    for row in _rows(_HERE / "categories.csv"):
        kind, of = row["kind"], row["class_zh"]
        if of not in classes[kind]:
            classes[kind].append(of)
        types[kind, of] += 1
        code = f"{_KIND_DIGIT[kind]}{classes[kind].index(of) + 1:02d}{types[kind, of]:02d}"
        found.append(_category(code, row))
    return found


def check_limits(data: Path) -> Counter[str]:
    """Compare every limit that names a source with that source; how many stand on what.

    Raises:
        ValueError: a limit is said to be in the standards table and is not.
    """
    known: dict[str, set[tuple[float, LimitUnit]]] = {}
    for row in _rows(data / _STANDARDS):
        limit = (float(row["limit_value"]), _UNITS[row["limit_unit"]])
        known.setdefault(row["subclass_name"], set()).add(limit)
    counts: Counter[str] = Counter()
    for row in _rows(_HERE / "categories.csv"):
        basis, _, name = row["source"].partition(" ")
        limit = (float(row["limit"]), LimitUnit(row["unit"]))
        if basis != "assumed" and limit not in known.get(name, set()):
            raise ValueError(f"{row['name_zh']}: {limit} is not among {name}: {known.get(name)}")
        counts[basis] += 1
    return counts


def _category(code: str, row: dict[str, str]) -> Category:
    fields = {**row, "code": code, "limit": Limit(float(row["limit"]), LimitUnit(row["unit"]))}
    del fields["unit"], fields["source"]
    return msgspec.convert(fields, Category, strict=False)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)
