"""The limits of the stages: CSV beside this file → the product's type.

Real: 半小时联系，一小时抵达, contact within half an hour and arrival within one, in emergencies.
Assumed: the limits of the desk's own stages, in the order of size the standards leave to a city.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import msgspec

from casework.clock import Clocks


def clocks() -> Clocks:
    """The table as data; a type without limits of its own takes those of its priority."""
    found: dict[str, Any] = {"version": "2026-1", "stages": {}, "by_priority": {}}
    path = Path(__file__).with_name("clocks.csv")
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            limit = {"value": float(row["value"]), "unit": row["unit"]}
            if row["scope"] == "emergency":
                found[row["stage"]] = limit
            elif row["scope"] == "priority":
                found["by_priority"].setdefault(int(row["key"]), {})[row["stage"]] = limit
            else:
                found["stages"][row["stage"]] = limit
    return msgspec.convert(found, Clocks)
