"""The fields of a case that few cases have: kept by row, not as columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from casework.case import INSTANTS, Asleep, Case
from casework.columnar import Column
from casework.instant import from_ms, to_ms
from casework.vocabulary import PlaceDoubt
from console.board import filling

Fields = dict[str, Any]
NAMES = (
    "request_by",
    "request_reason",
    "request_due",
    "extensions",
    "returns",
    "paused_due",
    "contact_due",
    "arrival_due",
    "contacted_at",
    "arrived_at",
    "merged_into",
    "merged",
    "asleep",
    "attachments",
    "doubt",
    "distinct",
)


def of_case(case: Case) -> Fields:
    """What differs from the default: most cases have nothing here.

    Instants are kept to the millisecond, as in the columns and in a snapshot: a picture and the
    events that made it must give the same board.
    """
    found = {name: value for name in NAMES if (value := getattr(case, name))}
    for name in INSTANTS & found.keys():
        found[name] = from_ms(to_ms(found[name]))
    return found


def load(columns: Mapping[str, Column], size: int) -> dict[int, Fields]:
    """By row, from a snapshot's columns; a picture of an older central may have none of them."""
    found: dict[int, Fields] = {}
    for name in NAMES:
        for row, value in filling.unusual(columns.get(name, ()), size):
            found.setdefault(row, {})[name] = _read(name, value)
    return found


def columns(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """The columns of a snapshot, from the fields of every row."""
    every = list(rows)
    return {name: [_written(name, few) for few in every] for name in NAMES}


def _read(name: str, value: Any) -> Any:
    if name in INSTANTS:
        return from_ms(value)
    if name == "asleep":
        return msgspec.convert(value, Asleep, strict=False)
    if name == "doubt":
        return PlaceDoubt(value)
    return tuple(value) if name in ("merged", "attachments", "distinct") else value


def _written(name: str, few: Mapping[str, Any]) -> Any:
    value = few.get(name, _DEFAULTS[name])
    if name in INSTANTS:
        return to_ms(value) if value else None
    return msgspec.to_builtins(value)


_DEFAULTS = {
    name: default
    for name, default in zip(
        reversed(Case.__struct_fields__), reversed(Case.__struct_defaults__), strict=False
    )
    if name in NAMES
}
