"""From the rows of a table to a log: proper events with versions, in time order, numbered.

Each call is a case, each row a unit with its steps. received → reported, entry → accepted and
filed, first dispatch → dispatched, first unit on scene → working, last unit available → closed.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from casework import events as ev
from casework.instant import from_ms
from casework.unit import Fixes
from casework.vocabulary import Step
from console.feeds.csvcity import ImportedCity
from console.feeds.csvlog import Row, Table
from console.feeds.mapping import UNIT_STEPS
from console.feeds.recording import Problem

ACTOR = "import"
_LARGEST_ID = 1 << 53
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:zhiwang:imported-log")
#: At one instant things happen in the order of the lifecycle.
_REPORTED, _FILED, _DISPATCHED, _ASSIGNED, _PROGRESS, _WORKING, _CLOSED = range(7)


@dataclass(frozen=True)
class Happening:
    """An event that has no number yet."""

    at_ms: int
    rank: int
    event: ev.CaseEvent


class Chronicle:
    """Turns a table into events and positions. `problems` grows by what contradicts itself."""

    def __init__(self, table: Table, city: ImportedCity) -> None:
        self._table, self._city = table, city
        self._mapping = table.mapping
        self._unknown_priorities: set[str] = set()
        self.problems: list[Problem] = []

    def envelopes(self) -> list[ev.Envelope]:
        """The log, from the registration of the units on."""
        calls = self._calls()
        numbers = case_numbers(list(calls))
        happenings = [
            (h, numbers[key], self._area(rows))
            for key, rows in calls.items()
            for h in self._happenings(rows)
        ]
        happenings.sort(key=lambda found: (found[0].at_ms, found[1], found[0].rank))
        units = ev.UnitsRegistered(self._city.units)
        begin = happenings[0][0].at_ms if happenings else 0
        log = [_envelope(1, begin, "", 0, 0, units)]
        versions: dict[int, int] = {}
        for seq, (happening, case_id, area) in enumerate(happenings, 2):
            versions[case_id] = version = versions.get(case_id, 0) + 1
            log.append(_envelope(seq, happening.at_ms, area, case_id, version, happening.event))
        return log

    def frames(self) -> list[tuple[int, Fixes]]:
        """(instant, positions): a unit is where its call is from the moment it is on scene."""
        arrivals: dict[int, list[Row]] = {}
        for row in self._table.rows:
            if "on_scene" in row.steps:
                arrivals.setdefault(row.steps["on_scene"], []).append(row)
        return [(at, self._fixes(at, rows)) for at, rows in sorted(arrivals.items())]

    def _fixes(self, at_ms: int, rows: Sequence[Row]) -> Fixes:
        return Fixes(
            unit=[self._city.unit_ids[row.unit] for row in rows],
            lon=[row.place[0] for row in rows],
            lat=[row.place[1] for row in rows],
            at_ms=[at_ms] * len(rows),
        )

    def _calls(self) -> dict[str, list[Row]]:
        """Rows by call, calls in the order of their report."""
        calls: dict[str, list[Row]] = {}
        for row in sorted(self._table.rows, key=lambda r: r.steps["reported"]):
            calls.setdefault(row.key, []).append(row)
        return calls

    def _area(self, rows: Sequence[Row]) -> str:
        return self._city.towns[rows[0].cells[self._mapping.case.area.town]]

    def _happenings(self, rows: Sequence[Row]) -> Iterable[Happening]:
        """Everything that happened to one call, in order."""
        found = [Happening(_first(rows, "reported"), _REPORTED, self._reported(rows))]
        found += self._desk(rows)
        for row in rows:
            found += self._unit(row)
        arrived = [t for t in _all(rows, "on_scene") if t >= _first(rows, "assigned")]
        if arrived:
            found.append(Happening(min(arrived), _WORKING, ev.WorkStarted()))
        found += self._closing(rows)
        return sorted(found, key=attrgetter("at_ms", "rank"))

    def _desk(self, rows: Sequence[Row]) -> Iterable[Happening]:
        filed, dispatched = _all(rows, "filed"), _all(rows, "assigned")
        if filed and dispatched and min(filed) > min(dispatched):
            reason = "filed after the first dispatch; the filing is left out"
            self.problems.append(Problem(rows[0].line, "backwards", reason))
        elif filed:
            yield Happening(min(filed), _FILED, ev.CaseAccepted())
            yield Happening(min(filed), _FILED, ev.CaseFiled())
        if dispatched:
            event = ev.CaseDispatched(self._mapping.department.code)
            yield Happening(min(dispatched), _DISPATCHED, event)

    def _unit(self, row: Row) -> Iterable[Happening]:
        unit = self._city.unit_ids[row.unit]
        if "assigned" in row.steps:
            yield Happening(row.steps["assigned"], _ASSIGNED, ev.UnitAssigned(unit))
        for means, step in UNIT_STEPS.items():
            # A unit that was never sent anywhere cannot come back.
            if means in row.steps and not (step is Step.DONE and not _was_out(row)):
                yield Happening(row.steps[means], _PROGRESS, ev.UnitProgressed(unit, step))

    def _closing(self, rows: Sequence[Row]) -> Iterable[Happening]:
        rule = self._mapping.case
        if rule.closing == "never":
            return
        open_rows = [row for row in rows if "done" not in row.steps]
        for row in open_rows:
            reason = f"unit {row.unit!r} is never available again; its case stays open"
            self.problems.append(Problem(row.line, "no-end", reason))
        if not open_rows:
            last = max(row.steps["done"] for row in rows)
            yield Happening(last, _CLOSED, ev.CaseClosed(rule.close_reason))

    def _reported(self, rows: Sequence[Row]) -> ev.CaseReported:
        rule, row = self._mapping.case, rows[0]
        town = row.cells[rule.area.town]
        village = row.cells.get(rule.area.village, "")
        word = row.cells[rule.category]
        return ev.CaseReported(
            category=self._city.categories[word],
            title=row.cells[rule.title] if rule.title else word,
            area=self._city.towns[town],
            lon=row.place[0],
            lat=row.place[1],
            priority=self._priority(row),
            channel=rule.channel,
            reported_at=from_ms(row.steps["reported"]),
            village=self._city.villages.get((town, village), ""),
            address=row.cells.get(rule.address, ""),
        )

    def _priority(self, row: Row) -> int:
        rule = self._mapping.case.priority
        word = row.cells[rule.column]
        if word not in rule.values and word not in self._unknown_priorities:
            self._unknown_priorities.add(word)
            reason = f"priority {word!r} is not declared; taken as {rule.default}"
            self.problems.append(Problem(row.line, "priority", reason))
        return min(4, max(1, rule.values.get(word, rule.default)))


def case_numbers(keys: Sequence[str]) -> dict[str, int]:
    """Case numbers: the table's own where they are numbers, else counted."""
    if all(key.isascii() and key.isdecimal() and 0 < int(key) < _LARGEST_ID for key in keys):
        own = {key: int(key) for key in keys}
        if len(set(own.values())) == len(keys):
            return own
    return {key: number for number, key in enumerate(keys, 1)}


def _all(rows: Sequence[Row], means: str) -> list[int]:
    return [row.steps[means] for row in rows if means in row.steps]


def _first(rows: Sequence[Row], means: str) -> int:
    return min(_all(rows, means), default=0)


def _was_out(row: Row) -> bool:
    return any(means in row.steps for means in ("assigned", *UNIT_STEPS) if means != "done")


def _envelope(
    seq: int, at_ms: int, area: str, case_id: int, version: int, event: ev.KnownEvent
) -> ev.Envelope:
    # The same table gives the same ids, so that two readings can be compared.
    name = str(uuid.uuid5(_NAMESPACE, f"{seq}/{case_id}/{version}"))
    return ev.Envelope(seq, name, from_ms(at_ms), ACTOR, area, case_id, version, "", event)
