"""A long log for the benches, written through central's own store: some eight events a case."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

from casework import events as ev
from casework.case import Case
from casework.codec import ENCODER, encode_envelope
from casework.fold import fold
from casework.instant import to_ms
from casework.vocabulary import Channel
from central.store.interface import EventRow
from central.store.opening import open_store
from tests.contract.central import small_city

_BATCH = 5_000
_NOTES = 7
_BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def fill(folder: Path, count: int, open_cases: int = 2_000) -> None:
    """A log of `count` events in `folder`; all but the last cases are closed and old."""
    store = open_store(folder)
    writer = _Writer(count, open_cases)
    while writer.seq < count:
        rows, cases = writer.batch()
        with store.begin() as tx:
            tx.write(rows, cases, (), ())
    store.close()


class _Writer:
    """Makes up one case after another: a report, then notes."""

    def __init__(self, count: int, open_cases: int) -> None:
        self.seq = 0
        self._count = count
        self._closed_before = max(0, count // (_NOTES + 1) - open_cases) + 1_001
        self._step = timedelta(days=100) / max(1, count)
        self._case: Case | None = None
        self._case_id = 1_000

    def batch(self) -> tuple[list[EventRow], list[tuple[Case, bytes]]]:
        rows: list[EventRow] = []
        cases: dict[int, tuple[Case, bytes]] = {}
        while len(rows) < _BATCH and self.seq < self._count:
            rows.append(self._next())
            assert self._case
            cases[self._case_id] = self._case, b""
        return rows, [(case, ENCODER.encode(case)) for case, _ in cases.values()]

    def _next(self) -> EventRow:
        self.seq += 1
        if self.seq % (_NOTES + 1) == 1:
            self._case, self._case_id = None, self._case_id + 1
        before = self._case.department if self._case else ""
        version = self._case.version + 1 if self._case else 1
        event = self._event(version)
        envelope = ev.Envelope(
            seq=self.seq,
            id=str(uuid.UUID(int=self.seq)),
            at=_BEGAN + self._step * self.seq,
            actor="bench",
            area=small_city.NORTH,
            case_id=self._case_id,
            version=version,
            command_id=str(uuid.UUID(int=self.seq)),
            event=event,
        )
        self._case = fold(self._case, envelope)
        assert self._case
        return EventRow(
            self.seq,
            self._case_id,
            version,
            to_ms(envelope.at),
            envelope.area,
            before,
            self._case.department,
            str(event.__struct_config__.tag),
            encode_envelope(envelope),
        )

    def _event(self, version: int) -> ev.CaseEvent:
        if version == 1:
            at = _BEGAN + self._step * self.seq
            return ev.CaseReported(
                "0101", "占道经营", small_city.NORTH, 113.75, 23.04, 2, Channel.OFFICER, at,
                description="流动摊贩占用人行道",
            )  # fmt: skip
        if version == _NOTES + 1 and self._case_id < self._closed_before:
            return ev.CaseClosed("solved", "现场已恢复")
        return ev.NoteAdded("已到现场, 正在处理")
