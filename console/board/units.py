"""The unit table: officers, drones and vehicles with their newest fix and what they are at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casework.unit import Fixes, Unit
from casework.vocabulary import STEP_ORDER, UNIT_KIND_ORDER, Step
from console.board.columns import Columns, Lookup, Words
from console.board.mercator import project

_FIELDS: dict[str, Any] = {
    "unit_id": np.int64,
    "kind": np.int8,  # index into UNIT_KIND_ORDER
    "area": np.int32,  # words
    "lon": np.float64,
    "lat": np.float64,
    "x": np.float64,  # unit square
    "y": np.float64,
    "fix_ms": np.int64,  # 0: never heard of
    "heading": np.int16,  # degrees, -1 unknown
    "battery": np.int8,  # per cent, -1 unknown
    "range_m": np.float32,
    "case_id": np.int64,  # 0: free
    "step": np.int8,  # index into STEP_ORDER, meaningful while case_id is set
}
_KIND = {k: i for i, k in enumerate(UNIT_KIND_ORDER)}
_STEP = {s: i for i, s in enumerate(STEP_ORDER)}


class UnitTable(Columns):
    """Units as columns; `words` holds the area codes."""

    def __init__(self, capacity: int = 1_024) -> None:
        super().__init__(_FIELDS, capacity)
        self.words = Words()
        self.call_sign: list[str] = []
        self.team: list[str] = []
        self.name: list[str] = []
        self.by_call_sign: dict[str, int] = {}
        self._lookup = Lookup()

    def row(self, unit_id: int) -> int:
        """The row of a unit, or -1."""
        return self._lookup.get(unit_id)

    def register(self, units: Iterable[Unit]) -> NDArray[np.int64]:
        """Add units or renew what is known of them; returns their rows."""
        rows = []
        for unit in units:
            row = self._lookup.get(unit.unit_id)
            if row < 0:
                row = self._append(unit)
            self._store["kind"][row] = _KIND[unit.kind]
            self._store["area"][row] = self.words.index(unit.area)
            self._store["range_m"][row] = unit.range_m
            self.call_sign[row] = unit.call_sign
            self.team[row] = unit.team
            self.name[row] = unit.name
            self.by_call_sign[unit.call_sign.casefold()] = row
            rows.append(row)
        return np.asarray(rows, np.int64)

    def _append(self, unit: Unit) -> int:
        row = self.extend(1)
        self._lookup.set(unit.unit_id, row)
        self._store["unit_id"][row] = unit.unit_id
        self._store["heading"][row] = -1
        self._store["battery"][row] = -1
        for texts in (self.call_sign, self.team, self.name):
            texts.append("")
        return row

    def move(self, fixes: Fixes) -> NDArray[np.int64]:
        """Take newer positions; returns the rows that moved. Older fixes, unknown units are left.

        Where one frame holds several fixes of a unit the last one wins.
        """
        rows = self._lookup.rows(np.asarray(fixes.unit, np.int64))
        at = np.asarray(fixes.at_ms, np.int64)
        known = np.flatnonzero(rows >= 0)
        keep = known[at[known] >= self._store["fix_ms"][rows[known]]]
        if not len(keep):
            return keep
        target = rows[keep]
        lon = np.asarray(fixes.lon, np.float64)[keep]
        lat = np.asarray(fixes.lat, np.float64)[keep]
        self._store["lon"][target], self._store["lat"][target] = lon, lat
        self._store["x"][target], self._store["y"][target] = project(lon, lat)
        self._store["fix_ms"][target] = at[keep]
        if fixes.heading:
            self._store["heading"][target] = np.asarray(fixes.heading, np.int16)[keep]
        if fixes.battery:
            self._store["battery"][target] = np.asarray(fixes.battery, np.int8)[keep]
        return np.unique(target)

    def occupy(self, unit_id: int, case_id: int, step: Step) -> int:
        """The unit is at `case_id` with `step`; returns its row, -1 when unknown."""
        row = self._lookup.get(unit_id)
        if row >= 0:
            self._store["case_id"][row] = case_id
            self._store["step"][row] = _STEP[step]
        return row

    def release(self, unit_id: int, case_id: int) -> int:
        """The unit has left `case_id`; its row, or -1 when unknown or at another case by now."""
        row = self._lookup.get(unit_id)
        if row < 0 or self._store["case_id"][row] != case_id:
            return -1
        self._store["case_id"][row] = 0
        return row
