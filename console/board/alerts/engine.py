"""The alerts of a board: kept up from what changes and from what falls due, never from a sweep.

What holds is a matter of the board and the instant alone (`rules`), so every console comes to the
same alerts under the same keys, and nothing is lost when one starts again.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from casework import events as ev
from casework.dutyevents import AlertAcknowledged
from casework.instant import to_ms
from console.board.alerts import rules
from console.board.alerts.arrivals import Arrivals, Arrived, Backlog
from console.board.alerts.book import Book
from console.board.alerts.flags import Flags
from console.board.alerts.groups import Standing
from console.board.alerts.kinds import OF_CASES, GroupKey, Kind, Klass, klass_of
from console.board.alerts.naming import code_of
from console.board.alerts.placing import place_many, since_of
from console.board.alerts.shelf import Shelf
from console.board.alerts.silent import SilentUnits
from console.board.alerts.turns import Turns
from console.board.board import Board, Delta

I64 = NDArray[np.int64]
#: Rows looked at in one go while a new picture is taken in.
SLICE = 20_000
#: They hold whenever nobody has the case: the mark tells when it was reported, and somebody who
#: lets it go brings them anew.
_OF_STATE = (Kind.EMERGENCY, Kind.DEVICE)


class Alerts(Book):
    """All alerts that hold, in groups. The work of a call goes with what changed or fell due."""

    def __init__(self) -> None:
        super().__init__()
        self.shelf = Shelf()
        self.version = 0  # another number after every change
        self._stale, self._backlog = Flags(), Backlog()
        self._arrivals = Arrivals()
        self._cases, self._units = Turns(), SilentUnits(self.board)
        self._critical: set[str] = set()  # what was critical before a new picture
        self._unsorted: Iterator[None] | None = None  # the groups of a new picture, on their way
        self._read = 0  # rows of the cases that have been taken in
        self.behind = False  # whether `absorb` has to be called (again)
        self.opened_ms = 0  # what held before is no news, whenever it is heard of; city time

    # -- a new picture -------------------------------------------------------------------------

    def load(self, board: Board) -> None:
        """Another board; `absorb` takes it in. Alerts of watched areas stay."""
        kept = [g for g in self.groups.listed() if g.key.kind is Kind.AREA]
        self._critical = self._critical_keys()
        self.open(board)
        for group in kept:
            self.groups.add_many(group.key, group.fresh)
        self._cases, self._units = Turns(board.cases.rows), SilentUnits(board)
        self._read, self._unsorted = 0, None
        self._stale, self._backlog = Flags(), Backlog()
        self.behind = True
        self.version += 1

    def absorb(self, now_ms: int) -> None:
        """Take in the next slice of a new picture; in the end the units, who has seen what, and
        the order within the groups.
        """
        table, first = self.board.cases, self._read
        if self._unsorted is None:
            self._read = min(table.rows, first + SLICE)
            self._many(rules.running_rows(table, first, self._read), now_ms)
            if self._read == table.rows:
                self._finish(now_ms)
        elif next(self._unsorted, self) is self:
            self.behind = False
        self.version += 1

    def _finish(self, now_ms: int) -> None:
        self._cases.settle(now_ms)
        self._units_at(self._units.begin(), now_ms)
        for key in self.board.desk.duty.alerts:
            self._see(key)
        if not self._critical_keys() <= self._critical:
            self._arrivals.announce()
        self._unsorted = self.groups.sort(SLICE)

    def _many(self, rows: I64, now_ms: int) -> None:
        """Rows that have no alert yet, in bulk."""
        found = rules.look(self.board.cases, rows, now_ms)
        self._cases.put(rows, found.turns)
        self._stale.set(rows, found.stale)
        place_many(self.groups, self.board.cases, rows, found.marks, now_ms)

    # -- what happens --------------------------------------------------------------------------

    def take(self, delta: Delta, now_ms: int) -> None:
        """What one batch changed; not for a delta that is a reset."""
        for envelope in delta.envelopes:
            self._hear(envelope)
        self._backlog.hear(self.board.cases, delta.added, self.opened_ms, now_ms)
        if len(delta.added) or len(delta.changed):
            self._cases_at(np.concatenate([delta.added, delta.changed]), now_ms)
        if len(delta.units) or len(delta.moved):
            self._units_at(np.union1d(delta.units, delta.moved), now_ms)

    def tick(self, now_ms: int) -> bool:
        """City time went on; returns whether anything is otherwise than before."""
        before = self.version
        rows = self._cases.due(now_ms)
        if len(rows):
            self._cases_at(rows, now_ms)
        rows = self._units.due(now_ms)
        if len(rows):
            self._units_at(rows, now_ms)
        if self.shelf.tick(now_ms):
            self.version += 1
        return self.version != before

    def raise_area(self, key: str, place: str, since_ms: int, case_id: int = 0) -> None:
        """Something came into a watched area; holds until `clear_area`."""
        code = code_of(Kind.AREA, self.areas.add(key, case_id))
        group = GroupKey(Klass.LOW, Kind.AREA, place)
        self._put(code, group, (since_ms, since_ms), since_ms)

    def clear_area(self, key: str) -> None:
        """It is over, or somebody has acknowledged it; an unknown key is left alone."""
        row = self.areas.remove(key)
        if row is not None:
            self._drop(code_of(Kind.AREA, row), 0)

    def arrived(self) -> Arrived:
        """What is new since the last call."""
        return self._arrivals.take()

    # -- what is asked -------------------------------------------------------------------------

    @property
    def stale(self) -> int:
        """Cases over for so long that they are backlog."""
        return self._stale.count

    # -- inside --------------------------------------------------------------------------------

    def _hear(self, envelope: ev.Envelope) -> None:
        event = envelope.event
        if isinstance(event, AlertAcknowledged):
            self._see(event.alert)
        elif isinstance(event, ev.UnitAssigned):
            self._units.sent(event.unit, to_ms(envelope.at))

    def _see(self, key: str) -> None:
        code = self._names.find(key, self.groups)
        if code >= 0 and self.groups.see(code):
            self.version += 1

    def _cases_at(self, rows: I64, now_ms: int) -> None:
        found = rules.look(self.board.cases, rows, now_ms)
        self._cases.set(rows, found.turns)
        self._stale.set(rows, found.stale)
        of, word = self.board.cases.column, self.board.cases.words.word
        for i, row in enumerate(rows.tolist()):
            priority, area = int(of("priority")[row]), word(int(of("area")[row]))
            for kind, mark in zip(OF_CASES, found.marks[i].tolist(), strict=True):
                code = code_of(kind, row)
                if mark:
                    group = GroupKey(klass_of(kind, priority), kind, area)
                    standing = (mark, since_of(kind, mark, now_ms))
                    before = standing[1] < self.opened_ms and kind not in _OF_STATE
                    old = before or row in self._backlog
                    self._put(code, group, standing, now_ms, old)
                elif code in self.groups:
                    self._drop(code, now_ms)

    def _units_at(self, rows: I64, now_ms: int) -> None:
        found, over = self._units.look(rows, now_ms)
        for one in found:
            key = GroupKey(Klass.HIGH, Kind.SILENT, one.place)
            self._put(
                code_of(Kind.SILENT, one.row),
                key,
                (one.mark, one.since_ms),
                now_ms,
                one.since_ms < self.opened_ms,
            )
        for row in over:
            self._drop(code_of(Kind.SILENT, row), now_ms)

    def _put(
        self, code: int, key: GroupKey, standing: Standing, now_ms: int, old: bool = False
    ) -> None:
        """It holds now; news only where it did not, or was another occurrence."""
        known = self.groups.of(code)
        if known is not None:
            before = known.find(code)
            if known.key == key and before is not None and before[0] == standing[0]:
                return
            if before is not None and before[0] == standing[0]:  # elsewhere, or more urgent
                seen = code in known.taken
                self.groups.drop(code)
                self.groups.add(key, code, before, seen)
                self.version += 1
                return
            self.groups.drop(code)
        name = self._names.key(code, key.kind, standing[0])
        seen = self.board.desk.seen(name) is not None
        self.groups.add(key, code, standing, seen)
        self.version += 1
        if not (seen or self.shelf.has(key)):
            self._arrivals.add(name, key.klass, now_ms, old)

    def _drop(self, code: int, now_ms: int) -> None:
        group = self.groups.of(code)
        standing = self.groups.drop(code)
        if group is not None and standing is not None:
            self._arrivals.over(self._names.key(code, group.key.kind, standing[0]), now_ms)
            self.version += 1

    def _critical_keys(self) -> set[str]:
        groups = (g for g in self.groups.listed() if g.key.klass is Klass.CRITICAL)
        return {self._names.key(c, g.key.kind, s[0]) for g in groups for c, s in g.fresh.items()}
