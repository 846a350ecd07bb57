"""The board: what the console knows of the city, changed only by events and positions.

`apply` folds each envelope with `casework.fold`, the same code central uses, so the two cannot come
to differ. The work of a call is bounded by its batch, never by the number of cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casework import events as ev
from casework.case import Case
from casework.columnar import Column
from casework.duty import NOTHING, Duty
from casework.dutyevents import DutyEvent
from casework.fold import fold
from casework.unit import Fixes, Unit
from casework.vocabulary import Step
from console.board.cases import CaseTable
from console.board.desk import Desk
from console.board.heard import Heard
from console.board.units import UnitTable

Rows = NDArray[np.int64]
_NONE: Rows = np.empty(0, np.int64)
_MOST_RECENT = 4_096
#: A snapshot's word on its own size is taken up to here; beyond it the columns grow as it comes.
_MOST_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Delta:
    """What one batch changed.

    `added`: case rows appended, contiguous and rising. `changed`: case rows already there.
    `units`: unit rows registered or whose duty changed. `moved`: unit rows with a newer fix or
    a doubtful one.
    `envelopes`: the events themselves, for history, alarms and pending commands.
    `desk`: handovers, alerts seen or shared views changed.
    `reset`: everything may have changed (new picture, seek in a replay); other fields are empty.
    """

    added: Rows = field(default_factory=lambda: _NONE)
    changed: Rows = field(default_factory=lambda: _NONE)
    units: Rows = field(default_factory=lambda: _NONE)
    moved: Rows = field(default_factory=lambda: _NONE)
    envelopes: tuple[ev.Envelope, ...] = ()
    reset: bool = False
    desk: bool = False

    @property
    def touches_cases(self) -> bool:
        return self.reset or bool(len(self.added) or len(self.changed))

    @property
    def touches_units(self) -> bool:
        return self.reset or bool(len(self.units) or len(self.moved))


class Board:
    """All cases and units of one log, as of `head`."""

    def __init__(self, log_id: str = "", capacity: int = 1_024) -> None:
        self.log_id = log_id
        self.head = 0
        self.cases = CaseTable(capacity)
        self.units = UnitTable()
        self.unknown_events = 0
        self.desk = Desk()
        #: Cases as last folded: reading one back from its columns costs ten times as much.
        self._recent: dict[int, Case] = {}

    @classmethod
    def from_snapshot(
        cls,
        log_id: str,
        seq: int,
        cases: Mapping[str, Sequence[Any]] | None,
        units: Iterable[Unit],
        fixes: Fixes | None,
        duty: Duty = NOTHING,
    ) -> Board:
        """A board as of `seq`; `cases` are the snapshot's columns (None: no cases)."""
        size = len(cases["case_id"]) if cases else 0
        blocks = [(size, cases)] if cases else []
        return cls.from_blocks(log_id, seq, size, blocks, units, fixes, duty)

    @classmethod
    def from_blocks(
        cls,
        log_id: str,
        seq: int,
        rows: int,
        blocks: Iterable[tuple[int, Mapping[str, Column]]],
        units: Iterable[Unit],
        fixes: Fixes | None,
        duty: Duty = NOTHING,
    ) -> Board:
        """A board as of `seq` from some cases after the other: (how many, their columns).

        Raises:
            ValueError: the blocks have other than `rows` cases, or do not fit together.
        """
        board = cls(log_id, capacity=max(1_024, min(rows, _MOST_AT_ONCE)))
        board.head = seq
        board.desk = Desk(duty)
        board.units.register(units)
        for size, columns in blocks:
            board.cases.load(columns, size)
        board.cases.settle()
        if board.cases.rows != rows:
            raise ValueError(f"{rows} cases were announced and {board.cases.rows} came")
        for row in np.flatnonzero(board.cases.column("unit_count")):
            case_id = int(board.cases.column("case_id")[row])
            for unit, step in board.cases.units(int(row)).items():
                board.units.occupy(unit, case_id, step)
        if fixes is not None:
            board.units.move(fixes)
        return board

    def copy(self) -> Board:
        """An independent board in the same state, for a key frame of a replay."""
        twin = Board(self.log_id, capacity=1)
        twin.head, twin.unknown_events = self.head, self.unknown_events
        twin.cases, twin.units = self.cases.copy(), self.units.copy()
        twin.desk = self.desk
        return twin

    def case(self, case_id: int) -> Case | None:
        """The case, or None when the board has not heard of it."""
        row = self.cases.row(case_id)
        return self.cases.get(row) if row >= 0 else None

    def apply(
        self,
        envelopes: Sequence[ev.Envelope] = (),
        fixes: Sequence[Fixes | Heard] = (),
        latest_ms: int | None = None,
    ) -> Delta:
        """Fold a batch in; envelopes at or below `head` are duplicates and are left out.

        `latest_ms`: fixes later than this are from the future (`UnitTable.move`); those of a
        recording say themselves when they were received.

        A case is read once and written once a batch, however many events it has in it.
        """
        before: dict[int, Case | None] = {}
        after: dict[int, Case] = {}
        units: set[int] = set()
        fresh = self._fresh(envelopes)
        desk = self.desk
        for envelope in fresh:
            if isinstance(envelope.event, DutyEvent):
                self.desk = self.desk.after(envelope)
            elif isinstance(envelope.event, ev.UnitsRegistered):
                units.update(self.units.register(envelope.event.units).tolist())
            else:
                self._fold(envelope, before, after)
        added, changed = self._write(before, after, units)
        moved = [self._moved(f, latest_ms) for f in fixes]
        return Delta(
            added=_rows(added),
            changed=_rows(changed),
            units=_rows(units),
            moved=np.unique(np.concatenate(moved)) if moved else _NONE,
            envelopes=fresh,
            desk=self.desk is not desk,
        )

    def _moved(self, fixes: Fixes | Heard, latest_ms: int | None) -> NDArray[np.int64]:
        if isinstance(fixes, Heard):
            return self.units.follow(fixes)
        return self.units.move(fixes, latest_ms)

    def _fresh(self, envelopes: Sequence[ev.Envelope]) -> tuple[ev.Envelope, ...]:
        """What the board has not seen yet; a batch may hold an envelope twice."""
        fresh = []
        for envelope in envelopes:
            if envelope.seq > self.head:
                self.head = envelope.seq
                fresh.append(envelope)
        return tuple(fresh)

    def _fold(
        self, envelope: ev.Envelope, before: dict[int, Case | None], after: dict[int, Case]
    ) -> None:
        if isinstance(envelope.event, ev.UnknownEvent):
            self.unknown_events += 1
        case_id = envelope.case_id
        known = after.get(case_id)
        if known is None:
            known = before[case_id] = self._recent.get(case_id) or self.case(case_id)
        folded = fold(known, envelope)
        if folded is not None:
            after[folded.case_id] = folded

    def _write(
        self, before: Mapping[int, Case | None], after: Mapping[int, Case], units: set[int]
    ) -> tuple[set[int], set[int]]:
        """Put the folded cases into the table; returns the rows added and those changed."""
        added: set[int] = set()
        changed: set[int] = set()
        for case_id, case in after.items():
            row, new = self.cases.put(case)
            (added if new else changed).add(row)
            self._recent[case_id] = case
            known = before.get(case_id)
            units.update(self._duty(known.units if known else {}, case))
        if len(self._recent) > _MOST_RECENT:
            self._recent.clear()
        return added, changed

    def _duty(self, before: Mapping[int, Step], after: Case) -> list[int]:
        """Rows of the units whose duty `after` changes."""
        if before == after.units:
            return []
        rows = [self.units.release(u, after.case_id) for u in before if u not in after.units]
        rows += [
            self.units.occupy(u, after.case_id, s)
            for u, s in after.units.items()
            if before.get(u) is not s
        ]
        return [r for r in rows if r >= 0]


def _rows(rows: set[int]) -> Rows:
    return np.fromiter(sorted(rows), np.int64, len(rows)) if rows else _NONE
