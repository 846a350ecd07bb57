"""Every clock of one case, those that run and those that are past, from its state and history.

The state knows the clocks of now; what came before is folded out of the events, with the domain's
own fold. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from casework import clock
from casework.case import Case
from casework.events import CaseReopened, Envelope
from casework.fold import fold
from casework.instant import from_ms, to_ms
from casework.vocabulary import CaseState, TrafficLight
from console.board.deadlines import Deadline

Span = tuple[int, int]


@dataclass(frozen=True)
class CaseClock:
    """One limit and how it went. Milliseconds; 0 for an instant that is not there.

    `state`: where the case was, which names the stage. `end_ms`: 0 while it runs. `met`: what had
    to be done was done. `paused_ms`: it stands still since then. `pauses`: spans in which it stood
    still, the last one with end 0 while it does; the begin of a clock moves with them, so that what
    is spent never counts a pause.
    """

    kind: Deadline
    state: CaseState
    begin_ms: int
    due_ms: int
    end_ms: int = 0
    met: bool = True
    paused_ms: int = 0
    pauses: tuple[Span, ...] = ()

    def read_at(self, now_ms: int) -> int:
        """The instant this clock is to be read at: its end, where it stopped, or now."""
        return self.end_ms or self.paused_ms or now_ms

    def light(self, now_ms: int) -> TrafficLight:
        """Green up to 80 % of the limit, yellow to 100 %, red after; judged where it is read."""
        begin = from_ms(self.begin_ms) if self.begin_ms else None
        return clock.light(from_ms(self.read_at(now_ms)), begin, from_ms(self.due_ms))


def clocks(case: Case, history: Iterable[Envelope] = ()) -> tuple[CaseClock, ...]:
    """The clocks of now, the nearest first, then the past ones in their order."""
    past, pauses = _past(sorted(history, key=lambda e: e.seq))
    now = sorted(_present(case, pauses), key=lambda c: (c.end_ms > 0, c.due_ms))
    return (*now, *past)


def _present(case: Case, pauses: tuple[Span, ...]) -> Iterator[CaseClock]:
    over = 0 if case.is_open else _ms(case.closed_at)
    due = case.due_at or case.paused_due
    if due:
        still = _ms(case.paused_at) if case.state is CaseState.SUSPENDED else 0
        if still and (not pauses or pauses[-1][1]):
            pauses = (*pauses, (still, 0))  # the history has not arrived
        main = CaseClock(Deadline.DISPOSAL, case.state, _ms(case.limit_from), to_ms(due), over)
        yield replace(main, paused_ms=still, pauses=pauses)
    if case.stage_due:
        begin, end = _ms(case.stage_from), to_ms(case.stage_due)
        yield CaseClock(Deadline.STAGE, case.state, begin, end, over, met=not over)
    for kind, limit, done in (
        (Deadline.CONTACT, case.contact_due, case.contacted_at),
        (Deadline.ARRIVAL, case.arrival_due, case.arrived_at),
    ):
        if limit:
            end = _ms(done) or over
            begin = to_ms(case.reported_at)
            yield CaseClock(kind, case.state, begin, to_ms(limit), end, met=bool(done) or not over)


def _past(history: list[Envelope]) -> tuple[list[CaseClock], tuple[Span, ...]]:
    """Clocks that ended with an event, and when the case's limit stood still."""
    ended: list[CaseClock] = []
    pauses: list[Span] = []
    before: Case | None = None
    for envelope in history:
        after = fold(before, envelope)
        if before is not None and after is not None:
            at = to_ms(envelope.at)
            ended.extend(_ended(before, after, envelope, at))
            _pause(after, at, pauses)
            if isinstance(envelope.event, CaseReopened):
                pauses.clear()  # they were the old limit's
        before = after
    return ended, tuple(pauses)


def _ended(before: Case, after: Case, envelope: Envelope, at: int) -> Iterator[CaseClock]:
    if before.stage_due and (before.stage_due, before.stage_from) != (
        after.stage_due,
        after.stage_from,
    ):
        begin, due = _ms(before.stage_from), to_ms(before.stage_due)
        yield CaseClock(Deadline.STAGE, before.state, begin, due, at)
    if isinstance(envelope.event, CaseReopened) and before.due_at:
        begin, due = _ms(before.limit_from), to_ms(before.due_at)
        yield CaseClock(Deadline.DISPOSAL, before.state, begin, due, _ms(before.closed_at))


def _pause(after: Case, at: int, pauses: list[Span]) -> None:
    """A merge neither begins nor ends one: a case asleep wakes up as it was."""
    open_now = bool(pauses) and not pauses[-1][1]
    if after.state is CaseState.SUSPENDED and not open_now:
        pauses.append((at, 0))
    elif open_now and after.state not in (CaseState.SUSPENDED, CaseState.MERGED):
        pauses[-1] = (pauses[-1][0], at)


def _ms(at: datetime | None) -> int:
    return to_ms(at) if at else 0
