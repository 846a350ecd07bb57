"""The unit table: officers, drones and vehicles with their newest fix and what they are at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casework.unit import Fixes, Unit
from casework.vocabulary import STEP_ORDER, UNIT_KIND_ORDER, Step
from console.board.columns import Columns, Lookup, Words
from console.board.doubt import BELIEVED, Doubt, Latest, Sights, doubts, in_rounds, too_far
from console.board.heard import AHEAD_MS, Heard
from console.board.mercator import project
from console.board.trails import Trails

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
    "skills": np.int32,  # words, several joined by SKILL_SEPARATOR; 0: nobody has said
    "doubt": np.int8,  # doubt.Doubt: why a fix that came after this one was not taken
    "odd_lon": np.float64,  # where that fix was, degrees
    "odd_lat": np.float64,
    "odd_ms": np.int64,  # 0: none
    "odd_run": np.int8,  # how many of them bear each other out
    "case_id": np.int64,  # 0: free
    "step": np.int8,  # index into STEP_ORDER, meaningful while case_id is set
    "cases": np.int16,  # how many cases it is at
}
SKILL_SEPARATOR = "|"
_KIND = {k: i for i, k in enumerate(UNIT_KIND_ORDER)}
_STEP = {s: i for i, s in enumerate(STEP_ORDER)}


class UnitTable(Columns):
    """Units as columns; `words` holds the area codes and the skills."""

    def __init__(self, capacity: int = 1_024) -> None:
        super().__init__(_FIELDS, capacity)
        self.words = Words()
        self.call_sign: list[str] = []
        self.team: list[str] = []
        self.name: list[str] = []
        self.by_call_sign: dict[str, int] = {}
        self.trails = Trails()
        #: How many fixes were not taken, by `Doubt`.
        self.doubted = np.zeros(len(Doubt), np.int64)
        self._lookup = Lookup()
        #: Duties by unit id: case id → step. A unit sent out "even if busy" has more than one.
        self._duties: dict[int, dict[int, Step]] = {}

    def row(self, unit_id: int) -> int:
        """The row of a unit, or -1."""
        return self._lookup.get(unit_id)

    def register(self, units: Iterable[Unit]) -> NDArray[np.int64]:
        """Add units or renew what is known of them; returns their rows.

        A column at a time: a city has thousands of them, and the first picture waits for this.
        """
        told = tuple(units)
        ids = np.asarray([unit.unit_id for unit in told], np.int64)
        self._append(list(dict.fromkeys(ids[self._lookup.rows(ids) < 0].tolist())))
        rows, index = self._lookup.rows(ids), self.words.index
        skills = [index(SKILL_SEPARATOR.join(u.skills)) if u.skills else 0 for u in told]
        self._store["kind"][rows] = [_KIND[unit.kind] for unit in told]
        self._store["area"][rows] = [index(unit.area) for unit in told]
        self._store["range_m"][rows] = [unit.range_m for unit in told]
        self._store["skills"][rows] = skills
        for row, unit in zip(rows.tolist(), told, strict=True):
            before, spoken = self.call_sign[row].casefold(), unit.call_sign.casefold()
            if self.by_call_sign.get(before) == row:
                del self.by_call_sign[before]
            self.by_call_sign[spoken] = row
            self.call_sign[row], self.team[row] = unit.call_sign, unit.team
            self.name[row] = unit.name
        return rows

    def _append(self, unit_ids: list[int]) -> None:
        """Rows for units that have none, whatever they may be at already."""
        first, many = self.extend(len(unit_ids)), len(unit_ids)
        ids = np.asarray(unit_ids, np.int64)
        self._lookup.put(ids, first)
        self._store["unit_id"][first : self.rows] = ids
        self._store["heading"][first : self.rows] = -1
        self._store["battery"][first : self.rows] = -1
        for texts in (self.call_sign, self.team, self.name):
            texts.extend([""] * many)
        for unit_id in self._duties.keys() & set(unit_ids):
            self._show_duty(self._lookup.get(unit_id), unit_id)

    def move(self, fixes: Fixes, latest_ms: int | None = None) -> NDArray[np.int64]:
        """Take newer positions that can be true; returns the rows that moved or came into doubt.

        `latest_ms`: fixes later than this are from the future; None: whatever they say. Where one
        frame holds several fixes of a unit the newest wins, and the last of equals. A fix without
        heading or battery makes them unknown: they belonged to the place before.
        """
        rows = self._lookup.rows(np.asarray(fixes.unit, np.int64))
        at = np.asarray(fixes.at_ms, np.int64)
        known = np.flatnonzero(rows >= 0)
        known = known[np.argsort(at[known], kind="stable")]
        lon, lat = np.asarray(fixes.lon, np.float64), np.asarray(fixes.lat, np.float64)
        told: list[NDArray[np.int64]] = []
        for turn in in_rounds(rows[known]):
            which = known[turn]
            seen = Sights(lon[which], lat[which], at[which])
            good = self._judge(rows[which], seen, latest_ms)
            self._put(rows[which[good]], seen[good])
            for name, values in (("heading", fixes.heading), ("battery", fixes.battery)):
                kind = self._store[name].dtype
                self._store[name][rows[which[good]]] = _clipped(values, which[good], kind)
            told.append(rows[which])
        return np.unique(np.concatenate(told)) if told else known

    def follow(self, heard: Heard) -> NDArray[np.int64]:
        """Take positions as they were received, each judged by what was known and late then.

        However many are taken in at once, the table is the same as when each frame is moved by
        itself at its own time. Returns the rows that moved or came into doubt.
        """
        heard = heard[np.lexsort((heard.at_ms, heard.received_ms))]
        rows = self._lookup.rows(heard.unit)
        known = np.flatnonzero(rows >= 0)
        for turn in in_rounds(rows[known]):
            which = known[turn]
            seen = Sights(heard.lon[which], heard.lat[which], heard.at_ms[which])
            good = self._judge(rows[which], seen, heard.received_ms[which] + AHEAD_MS)
            self._put(rows[which[good]], seen[good])
            self._store["heading"][rows[which[good]]] = heard.heading[which[good]]
            self._store["battery"][rows[which[good]]] = heard.battery[which[good]]
        return np.unique(rows[known])

    def _judge(self, rows: NDArray[np.int64], seen: Sights, latest_ms: Latest) -> NDArray[np.bool_]:
        """Which of the fixes, one a row, are taken; what is doubtful is set down beside the row."""
        of = self._store
        known = Sights(of["lon"][rows], of["lat"][rows], of["fix_ms"][rows])
        doubt = doubts(known, seen, of["kind"][rows], latest_ms)
        odd = np.flatnonzero(doubt == Doubt.JUMP)
        at, place = rows[odd], seen[odd]
        last = Sights(of["odd_lon"][at], of["odd_lat"][at], of["odd_ms"][at])
        follows = (last.at_ms > 0) & (place.at_ms > last.at_ms)
        follows &= ~too_far(last, place, of["kind"][at])
        of["odd_run"][at] = np.where(follows, of["odd_run"][at] + 1, 1)
        of["odd_lon"][at], of["odd_lat"][at] = place.lon, place.lat
        of["odd_ms"][at] = place.at_ms
        believed = of["odd_run"][at] >= BELIEVED
        doubt[odd[believed]] = Doubt.NONE
        self.trails.forget(at[believed])  # it was there that it was seen wrongly
        of["fix_ms"][at[believed]] = 0
        self.doubted += np.bincount(doubt, minlength=len(Doubt)) * (np.arange(len(Doubt)) > 0)
        of["doubt"][rows] = doubt
        taken: NDArray[np.bool_] = doubt == Doubt.NONE
        return taken

    def _put(self, rows: NDArray[np.int64], seen: Sights) -> None:
        """These fixes, one a row, are where the units are."""
        of = self._store
        self.trails.leave(rows, of["x"][rows], of["y"][rows], of["fix_ms"][rows])
        of["lon"][rows], of["lat"][rows] = seen.lon, seen.lat
        of["x"][rows], of["y"][rows] = project(seen.lon, seen.lat)
        of["fix_ms"][rows] = seen.at_ms
        of["odd_ms"][rows], of["odd_run"][rows] = 0, 0

    def occupy(self, unit_id: int, case_id: int, step: Step) -> int:
        """The unit is at `case_id` with `step`; returns its row, -1 when unknown."""
        self._duties.setdefault(unit_id, {})[case_id] = step
        return self._show_duty(self._lookup.get(unit_id), unit_id)

    def release(self, unit_id: int, case_id: int) -> int:
        """The unit has left `case_id`; returns its row, -1 when unknown."""
        duties = self._duties.get(unit_id, {})
        duties.pop(case_id, None)
        if not duties:
            self._duties.pop(unit_id, None)
        return self._show_duty(self._lookup.get(unit_id), unit_id)

    def _show_duty(self, row: int, unit_id: int) -> int:
        """Of several duties the columns show the newest case's, however the table came about."""
        if row >= 0:
            duties = self._duties.get(unit_id)
            case_id = max(duties) if duties else 0
            self._store["case_id"][row] = case_id
            self._store["cases"][row] = len(duties or ())
            self._store["step"][row] = _STEP[duties[case_id]] if duties else 0
        return row

    def copy(self) -> UnitTable:
        """An independent table with the same rows."""
        twin = UnitTable(1)
        twin.take_columns(self)
        twin.call_sign, twin.team = self.call_sign.copy(), self.team.copy()
        twin.name, twin.by_call_sign = self.name.copy(), self.by_call_sign.copy()
        twin.trails, twin.doubted = self.trails.copy(), self.doubted.copy()
        twin.words, twin._lookup = self.words.copy(), self._lookup.copy()
        twin._duties = {unit: duties.copy() for unit, duties in self._duties.items()}
        return twin


def _clipped(values: Sequence[int], keep: NDArray[np.int64], kind: np.dtype[Any]) -> NDArray[Any]:
    """`values` at `keep`, unknown where there are none; what a column cannot hold is clipped."""
    if not values:
        return np.full(len(keep), -1, kind)
    info = np.iinfo(kind)
    return np.clip(np.asarray(values, np.int64)[keep], info.min, info.max).astype(kind)
