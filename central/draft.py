"""What one transaction would change, before it is written: an overlay on the desk.

Nothing in it is visible to anybody until the office has committed it and handed it to the desk.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from casework import events as ev
from casework.actor import Actor
from casework.case import Case
from casework.codec import ENCODER, encode_envelope
from casework.duty import fold_duty
from casework.dutybench import DutyDecision
from casework.dutyevents import HandoverOffered, ViewShared
from casework.fold import fold
from casework.instant import to_ms
from casework.unit import Unit
from central.desk import Desk
from central.jobs import Done, Job
from central.store.interface import AnswerRow, EventRow, Tx

#: Facts by which something new is there, with a number of its own.
MADE = (HandoverOffered, ViewShared)


class Draft:
    """Facts and states of one batch; `now` never runs behind the log."""

    def __init__(self, desk: Desk, now: datetime, tx: Tx) -> None:
        self._desk, self._tx = desk, tx
        self.now = max(now, desk.last_at)
        self.head = desk.head
        self.next_case_id = desk.next_case_id
        self.events: list[EventRow] = []
        self.cases: dict[int, tuple[Case, bytes]] = {}
        self.units: dict[int, Unit] = {}
        self.duty = desk.duty
        self.answers: list[AnswerRow] = []
        self._at: dict[int, tuple[int, ...]] = {}

    def case(self, case_id: int) -> Case | None:
        """The case as this batch sees it."""
        found = self.cases.get(case_id)
        if found is not None:
            return found[0]
        if case_id >= self.next_case_id:
            return None
        return self._desk.cases.get(case_id) or self._tx.case(case_id)

    def busy_with(self, unit: int, actor: Actor) -> int | None:
        """The newest of a unit's cases that `actor` may see, 0 for others, None when it is free.

        Raises:
            KeyError: no such unit is registered.
        """
        if unit not in self.units and unit not in self._desk.units:
            raise KeyError(unit)
        cases = self._cases_of(unit)
        for case in map(self.case, reversed(cases)):
            if case is not None and actor.covers(case.area, case.department):
                return case.case_id
        return 0 if cases else None

    def record(
        self, case: Case | None, case_id: int, events: Iterable[ev.CaseEvent], job: Job
    ) -> Done:
        """Fold `events` into `case` (None: a new one) and keep both."""
        before, lines = case, []
        for event in events:
            case, line = self._fold(case, case_id, event, job)
            lines.append(line)
        if case is None:
            raise RuntimeError(f"a decision on case {case_id} without an event")
        body = ENCODER.encode(case)
        self.cases[case_id] = (case, body)
        self._move_units(before, case)
        return Done(body, case.version, lines, case_id, created=before is None)

    def register(self, units: list[Unit], job: Job) -> Done:
        """Keep the fact that units were registered."""
        areas = {unit.area for unit in units}
        area = areas.pop() if len(areas) == 1 else ""
        envelope = self._envelope(ev.UnitsRegistered(units), 0, 0, area, job)
        line = self._keep(envelope, "", "")
        self.units.update((unit.unit_id, unit) for unit in units)
        return Done(b"", 0, [line], registered=len(units))

    def tell(self, decision: DutyDecision, job: Job) -> Done:
        """Keep a fact about no single case, after what it does to cases."""
        lines: list[bytes] = []
        for case, events in decision.cases:
            lines += self.record(case, case.case_id, events, job).lines
        envelope = self._envelope(decision.event, 0, 0, decision.area, job)
        lines.append(self._keep(envelope, decision.department, decision.department))
        self.duty = fold_duty(self.duty, envelope)
        return Done(b"", 0, lines, created=isinstance(decision.event, MADE))

    def _fold(
        self, case: Case | None, case_id: int, event: ev.CaseEvent, job: Job
    ) -> tuple[Case, bytes]:
        version = case.version + 1 if case else 1
        envelope = self._envelope(event, case_id, version, case.area if case else "", job)
        after = fold(case, envelope)
        if after is None:
            raise RuntimeError(f"{type(event).__name__} has no case {case_id} to act on")
        if case is None:
            envelope = replace(envelope, area=after.area)
        return after, self._keep(envelope, case.department if case else "", after.department)

    def _envelope(
        self, event: ev.KnownEvent, case_id: int, version: int, area: str, job: Job
    ) -> ev.Envelope:
        return ev.Envelope(
            seq=self.head + 1,
            id=str(uuid.uuid4()),
            at=self.now,
            actor=job.actor.actor_id,
            area=area,
            case_id=case_id,
            version=version,
            command_id=job.key or str(uuid.uuid4()),
            event=event,
        )

    def _keep(self, envelope: ev.Envelope, before: str, department: str) -> bytes:
        line = encode_envelope(envelope)
        self.head = envelope.seq
        self.events.append(
            EventRow(
                seq=envelope.seq,
                case_id=envelope.case_id,
                version=envelope.version,
                at_ms=to_ms(envelope.at),
                area=envelope.area,
                before=before,
                department=department,
                kind=str(envelope.event.__struct_config__.tag),
                line=line,
            )
        )
        return line

    def _cases_of(self, unit: int) -> tuple[int, ...]:
        found = self._at.get(unit)
        return self._desk.cases_of(unit) if found is None else found

    def _move_units(self, before: Case | None, after: Case) -> None:
        was = before.units if before else {}
        for unit in was.keys() - after.units.keys():
            self._at[unit] = tuple(c for c in self._cases_of(unit) if c != after.case_id)
        for unit in after.units.keys() - was.keys():
            self._at[unit] = (*self._cases_of(unit), after.case_id)
