"""The current picture in memory: what has been committed, nothing that has not.

The writer thread applies a batch after its commit; any thread may read. This copy decides nothing
by itself: every transaction first learns what other processes on the same database have written.
"""

from __future__ import annotations

import heapq
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from casework.case import Case
from casework.duty import NOTHING, Duty
from casework.instant import EPOCH, from_ms, to_ms
from casework.unit import Unit
from central.projections.duty import DUTY_KINDS, folded
from central.store.interface import News, Store

#: A case closed longer ago than this leaves the snapshot and the memory; it stays in the database.
KEEP_CLOSED = timedelta(days=7)
FIRST_CASE_ID = 1001


@dataclass(frozen=True)
class Picture:
    """Cases, units and what people have told each other as of `seq`."""

    seq: int
    cases: list[Case]
    units: list[Unit]
    duty: Duty = NOTHING


class Change(Protocol):
    """What a committed transaction leaves behind."""

    now: datetime
    head: int
    next_case_id: int
    cases: dict[int, tuple[Case, bytes]]
    units: dict[int, Unit]
    duty: Duty


class Desk:
    """Cases that are open or closed lately, units, and who is where."""

    def __init__(self, store: Store, now: datetime) -> None:
        self._lock = threading.Lock()
        found = store.opening(to_ms(now), KEEP_CLOSED // timedelta(milliseconds=1))
        self.head = found.head
        self.last_at = found.last_at or EPOCH
        self.next_case_id = max(found.last_case_id + 1, FIRST_CASE_ID)
        self.units: dict[int, Unit] = {unit.unit_id: unit for unit in found.units}
        self.duty = folded(found.duty).at(now)
        self.cases: dict[int, Case] = {}
        self._at: dict[int, tuple[int, ...]] = {}
        self._leases: list[tuple[datetime, int]] = []
        for case in found.cases:
            self._put(case)

    def cases_of(self, unit: int) -> tuple[int, ...]:
        """The cases a unit is at, the oldest assignment first."""
        return self._at.get(unit, ())

    def apply(self, change: Change) -> None:
        """Take over what one transaction has made durable."""
        with self._lock:
            for case, _ in change.cases.values():
                self._put(case)
            self.units.update(change.units)
            self.duty = change.duty
            if change.head > self.head:
                self.last_at = change.now
            self.head, self.next_case_id = change.head, change.next_case_id

    def learn(self, news: News) -> None:
        """Take over what others have made durable."""
        with self._lock:
            for case in news.cases:
                self._put(case)
                self.next_case_id = max(self.next_case_id, case.case_id + 1)
            self.units.update((unit.unit_id, unit) for unit in news.units)
            lines = [row.line for row in news.rows if row.kind in DUTY_KINDS]
            self.duty = folded(lines, self.duty)
            self.head, self.last_at = news.rows[-1].seq, from_ms(news.rows[-1].at_ms)

    def picture(self) -> Picture:
        """Cases and units as of one sequence number."""
        with self._lock:
            return Picture(
                self.head, list(self.cases.values()), list(self.units.values()), self.duty
            )

    def next_lease_end(self) -> datetime | None:
        """When the next lease may run out; it may have been renewed or released since."""
        return self._leases[0][0] if self._leases else None

    def run_out(self, now: datetime) -> list[Case]:
        """The cases whose lease has run out at `now`; each is named once."""
        found: dict[int, Case] = {}
        while self._leases and self._leases[0][0] <= now:
            until, case_id = heapq.heappop(self._leases)
            case = self.cases.get(case_id)
            if case is not None and case.lease_until == until:
                found[case_id] = case
        return list(found.values())

    def watch_again(self, case: Case) -> None:
        """Put a lease back on watch, where its expiry could not be written."""
        if case.lease_until is not None:
            heapq.heappush(self._leases, (case.lease_until, case.case_id))

    def forget_old(self, now: datetime) -> int:
        """Drop cases that were closed long ago from memory; how many went."""
        limit = now - KEEP_CLOSED
        with self._lock:
            old = [
                case.case_id
                for case in self.cases.values()
                if case.closed_at is not None and case.closed_at < limit
            ]
            for case_id in old:
                del self.cases[case_id]
        return len(old)

    def _put(self, case: Case) -> None:
        before = self.cases.get(case.case_id)
        self.cases[case.case_id] = case
        if case.lease_until is not None and (
            before is None or before.lease_until != case.lease_until
        ):
            heapq.heappush(self._leases, (case.lease_until, case.case_id))
        was = before.units.keys() if before else ()
        for unit in was:
            if unit not in case.units:
                left = tuple(c for c in self.cases_of(unit) if c != case.case_id)
                self._at[unit] = left
        for unit in case.units:
            if unit not in was:
                self._at[unit] = (*self.cases_of(unit), case.case_id)
