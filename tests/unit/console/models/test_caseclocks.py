"""The clocks of a case: what runs, what is past, and where it stood still."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from casework import events as ev
from casework.case import Case
from casework.fold import fold
from casework.instant import from_ms
from casework.vocabulary import CaseState, Request, TrafficLight
from console.board.board import Board
from console.board.deadlines import Deadline, nearest
from console.models.caseclocks import CaseClock, clocks
from tests.support.seat import NOW_MS, reported
from tests.unit.console.board.logs import random_log

MIN = 60_000


def told(*happened: tuple[int, ev.AnyEvent]) -> tuple[Case, list[ev.Envelope]]:
    """A case after events, each so many minutes after its report."""
    log, case = [], None
    for seq, (minutes, event) in enumerate(happened, 1):
        at = from_ms(NOW_MS + minutes * MIN)
        log.append(ev.Envelope(seq, f"e{seq}", at, "li", "4419", 7, seq, f"c{seq}", event))
        case = fold(case, log[-1])
    assert case is not None
    return case, log


def after(minutes: int) -> int:
    return NOW_MS + minutes * MIN


def test_a_stage_that_is_past_keeps_its_clock_and_the_next_one_runs() -> None:
    case, log = told(
        (0, replace(reported(), stage_due=from_ms(after(30)))),
        (40, ev.CaseAccepted(stage_due=from_ms(after(70)))),
    )
    stage, disposal, past = clocks(case, log)[1], clocks(case, log)[0], clocks(case, log)[2]
    assert (disposal.kind, disposal.due_ms) == (Deadline.DISPOSAL, after(60))
    assert stage == CaseClock(Deadline.STAGE, CaseState.ACCEPTED, after(40), after(70))
    assert past == CaseClock(Deadline.STAGE, CaseState.REPORTED, after(0), after(30), after(40))
    assert past.light(after(500)) is TrafficLight.RED


def test_a_pause_is_a_span_and_what_is_spent_does_not_count_it() -> None:
    suspended = (
        (0, reported()),
        (10, ev.CaseDispatched("D01")),
        (20, ev.RequestApproved(Request.SUSPEND)),
    )
    case, log = told(*suspended)
    (still,) = clocks(case, log)
    assert (still.paused_ms, still.pauses) == (after(20), ((after(20), 0),))
    assert still.read_at(after(900)) - still.begin_ms == 20 * MIN
    assert still.light(after(900)) is TrafficLight.GREEN
    case, log = told(*suspended, (50, ev.CaseResumed("", from_ms(after(90)), from_ms(after(30)))))
    (runs,) = clocks(case, log)
    assert runs.pauses == ((after(20), after(50)),)
    assert runs.read_at(after(55)) - runs.begin_ms == 25 * MIN


def test_a_case_merged_and_unmerged_while_suspended_stood_still_throughout() -> None:
    case, log = told(
        (0, reported()),
        (20, ev.RequestApproved(Request.SUSPEND)),
        (30, ev.CaseMerged(8, "same-matter")),
        (40, ev.CaseUnmerged(8)),
    )
    (still,) = clocks(case, log)
    assert (still.paused_ms, still.pauses) == (after(20), ((after(20), 0),))


def test_without_its_history_a_suspended_case_still_shows_since_when() -> None:
    case, _ = told((0, reported()), (20, ev.RequestApproved(Request.SUSPEND)))
    (still,) = clocks(case)
    assert still.pauses == ((after(20), 0),)


def test_an_emergency_is_met_or_not() -> None:
    urgent = replace(
        reported(priority=1), contact_due=from_ms(after(30)), arrival_due=from_ms(after(60))
    )
    case, log = told((0, urgent), (10, ev.ReporterContacted()), (20, ev.CaseClosed("duplicate")))
    by_kind = {c.kind: c for c in clocks(case, log)}
    assert by_kind[Deadline.CONTACT].end_ms == after(10)
    assert by_kind[Deadline.CONTACT].met
    assert not by_kind[Deadline.ARRIVAL].met


def test_a_reopened_case_has_a_new_limit_and_keeps_the_old_one_in_sight() -> None:
    case, log = told(
        (0, reported()),
        (50, ev.CaseClosed("done")),
        (80, ev.CaseReopened("came-back", due_at=from_ms(after(200)))),
    )
    new, old = clocks(case, log)
    assert (new.begin_ms, new.due_ms, new.end_ms) == (after(80), after(200), 0)
    assert (old.begin_ms, old.due_ms, old.end_ms) == (after(0), after(60), after(50))


@pytest.mark.parametrize(
    ("minutes", "light"),
    [(48, TrafficLight.GREEN), (49, TrafficLight.YELLOW), (60, TrafficLight.YELLOW),
     (61, TrafficLight.RED)],
)  # fmt: skip
def test_the_light_turns_at_80_and_at_100_per_cent(minutes: int, light: TrafficLight) -> None:
    assert (
        CaseClock(Deadline.STAGE, CaseState.FILED, NOW_MS, after(60)).light(after(minutes)) is light
    )


@given(st.integers(0, 10_000))
def test_whatever_happens_pauses_are_in_order_and_the_nearest_deadline_runs_first(
    seed: int,
) -> None:
    log = random_log(seed, 160)
    board = Board("log")
    board.apply(log)
    for row in range(board.cases.rows):
        case = board.cases.get(row)
        found = clocks(case, [e for e in log if e.case_id == case.case_id])
        for clock in found:
            edges = [edge for span in clock.pauses for edge in span if edge]
            assert edges == sorted(edges)
            assert all(end for _begin, end in clock.pauses[:-1])
            assert not clock.paused_ms or case.state is CaseState.SUSPENDED
        due, kind = nearest(case)
        running = [c for c in found if not c.end_ms and not c.paused_ms]
        if kind and case.state is not CaseState.SUSPENDED:
            assert (running[0].due_ms, running[0].kind) == (due, kind)
