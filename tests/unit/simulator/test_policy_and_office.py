"""What people intend, and how the office keeps track of it."""

from __future__ import annotations

import itertools
import random
from collections import Counter

import pytest
from msgspec.structs import replace

from casework import commands as cm
from casework import events as ev
from casework.case import Case
from casework.instant import from_ms
from casework.vocabulary import CaseState, Request, Step
from casework.workflow import find
from simulator.agenda import Agenda
from simulator.crew import Crew
from simulator.dice import share
from simulator.office import DeskStep, FieldStep, Office
from simulator.policy import (
    FAILED_CHECK,
    HELD_BACK,
    HELD_BACK_S,
    MOST_BOUNCES,
    RETURNED,
    Policy,
    SendNearest,
    situation,
)
from tests.unit.simulator.small_city import MORNING_S, a_case, small_city

POLICY = Policy(small_city(), 1, lambda at: (at - MORNING_S) / 3_600.0 % 24.0)
#: A case whose department sends a wrong dispatch on by itself.
KEEPS_TO_ITSELF = next(n for n in range(99) if share(1, "returns", n) >= RETURNED)
DUE = from_ms(int((MORNING_S + 8 * 3_600) * 1_000))


def intents(case: Case, throw: int = 0) -> list[tuple[float, object]]:
    return [(i.at, i.errand) for i in POLICY(case, MORNING_S, random.Random(throw))]


@pytest.mark.parametrize("state", list(CaseState))
def test_whatever_is_intended_is_allowed_and_lies_ahead(state: CaseState) -> None:
    for number in range(200):
        case = a_case(state, case_id=number, department="D01", due_at=DUE)
        for at, errand in intents(case, number):
            assert at > MORNING_S
            if not isinstance(errand, SendNearest):
                verb = str(errand.__struct_config__.tag)  # type: ignore[attr-defined]
                assert find(state, verb) is not None


def test_the_same_case_and_dice_give_the_same_intents() -> None:
    assert intents(a_case(), 5) == intents(a_case(), 5)


def test_two_in_a_hundred_are_not_accepted() -> None:
    kinds = Counter(type(intents(a_case(), n)[0][1]).__name__ for n in range(4_000))
    assert 40 < kinds["RejectCase"] < 130


def test_a_third_of_the_filed_cases_waits_for_people_at_the_console() -> None:
    waits = [
        (intents(a_case(CaseState.FILED, case_id=n), n)[0][0] - MORNING_S, POLICY.is_held_back(n))
        for n in range(2_000)
    ]
    assert abs(sum(back for _, back in waits) / 2_000 - HELD_BACK) < 0.05
    assert all(wait >= HELD_BACK_S for wait, back in waits if back)
    assert all(wait <= 600.0 for wait, back in waits if not back)


def test_dispatch_is_mostly_right() -> None:
    chosen = [intents(a_case(CaseState.FILED, case_id=n), n)[0][1] for n in range(2_000)]
    wrong = sum(isinstance(c, cm.DispatchCase) and c.department != "D01" for c in chosen)
    assert 20 < wrong < 110


def test_a_wrong_dispatch_is_sent_back_and_an_endless_dispute_ends() -> None:
    case = a_case(CaseState.DISPATCHED, case_id=KEEPS_TO_ITSELF, department="D04", due_at=DUE)
    (_, errand), *_ = intents(case)
    assert isinstance(errand, cm.ReassignCase)
    assert errand.department == "D01"
    tired = replace(case, bounces=MOST_BOUNCES)
    assert isinstance(intents(tired)[0][1], cm.StartWork)


def test_a_city_without_a_second_person_asks_for_nothing() -> None:
    alone = Policy(small_city(), 1, lambda _at: 12.0, asks=False)
    asking = cm.ReturnCase | cm.ExtendCase | cm.SuspendCase
    for number, state in itertools.product(range(300), (CaseState.DISPATCHED, CaseState.WORKING)):
        case = a_case(state, case_id=number, department="D04", due_at=DUE)
        found = alone(case, MORNING_S, random.Random(number))
        assert found
        assert not any(isinstance(intent.errand, asking) for intent in found)


def test_some_wrong_dispatches_go_back_to_the_dispatcher_who_then_gets_it_right() -> None:
    wrong = [
        a_case(CaseState.DISPATCHED, case_id=n, department="D04", due_at=DUE) for n in range(500)
    ]
    asked = [case for case in wrong if isinstance(intents(case)[0][1], cm.ReturnCase)]
    assert 150 < len(asked) < 250
    waiting = replace(asked[0], request=Request.RETURN)
    assert isinstance(intents(waiting)[0][1], cm.ApproveRequest)
    for number in range(300):
        (_, errand), *_ = intents(a_case(CaseState.FILED, case_id=number, returns=1), number)
        assert errand == cm.DispatchCase("D01")


def test_a_few_cases_are_suspended_once_and_taken_up_again() -> None:
    begun = {"department": "D01", "due_at": DUE, "limit_from": a_case().reported_at}
    cases = [a_case(CaseState.WORKING, case_id=n, **begun) for n in range(3_000)]
    asked = [case for case in cases if isinstance(intents(case)[0][1], cm.SuspendCase)]
    assert 10 < len(asked) < 60
    later = replace(asked[0], limit_from=DUE)
    assert not isinstance(intents(later)[0][1], cm.SuspendCase)
    assert isinstance(intents(a_case(CaseState.SUSPENDED))[0][1], cm.ResumeCase)


def test_some_who_would_be_late_ask_for_more_time_once() -> None:
    cases = [a_case(CaseState.WORKING, case_id=n, due_at=DUE) for n in range(3_000)]
    asked = [case for case in cases if isinstance(intents(case)[0][1], cm.ExtendCase)]
    assert 10 < len(asked) < 70
    again = replace(asked[0], extensions=1)
    assert isinstance(intents(again)[0][1], cm.GiveFeedback)


def test_most_feedback_is_in_time_and_six_in_a_hundred_fail_the_check() -> None:
    limit = DUE.timestamp()
    late = sum(
        intents(a_case(CaseState.WORKING, case_id=n, due_at=DUE), n)[0][0] > limit
        for n in range(2_000)
    )
    assert 0.035 < late / 2_000 < 0.08
    checks = [intents(a_case(CaseState.FEEDBACK), n)[0][1] for n in range(4_000)]
    failed = sum(isinstance(c, cm.VerifyCase) and not c.passed for c in checks)
    assert abs(failed / 4_000 - FAILED_CHECK) < 0.015


class Desk:
    """What the crew needs of a desk while nobody talks to central."""

    def __init__(self) -> None:
        self.busy: set[int] = set()


class Moves:
    def __init__(self) -> None:
        self.seen: list[tuple[int, Step | None]] = []

    def __call__(self, case: Case, unit: int, step: Step | None) -> None:
        self.seen.append((unit, step))


def office(moves: Moves | None = None) -> Office:
    return Office(POLICY, 1, lambda: MORNING_S, moves or Moves(), me="city", planning=True)


def envelope(event: ev.AnyEvent, version: int, case_id: int = 7) -> ev.Envelope:
    at = from_ms(int(MORNING_S * 1_000))
    return ev.Envelope(9, "e", at, "x", "441900001000", case_id, version, "c", event)


def test_a_claim_or_a_note_does_not_make_people_start_thinking_again() -> None:
    desk = office()
    desk.learn(a_case(CaseState.FILED))
    assert len(desk.agenda) == 1
    assert desk.apply(envelope(ev.NoteAdded("hm"), 4))
    assert len(desk.agenda) == 1
    assert desk.apply(envelope(ev.CaseDispatched("D01"), 5))
    assert len(desk.agenda) >= 2
    stale = desk.agenda.pop_due(1e12)
    while isinstance(stale, DeskStep) and stale.while_in[0] is not CaseState.FILED:
        stale = desk.agenda.pop_due(1e12)
    assert isinstance(stale, DeskStep)
    assert desk.stands(stale) is None


def test_old_news_is_passed_over_and_a_gap_is_asked_about() -> None:
    desk = office()
    desk.learn(a_case(CaseState.FILED, version=6))
    assert desk.apply(envelope(ev.CaseAccepted(), 4))
    assert desk.cases[7].state is CaseState.FILED
    assert not desk.apply(envelope(ev.CaseDispatched("D01"), 8))
    assert not desk.apply(envelope(ev.CaseReopened("again"), 3, case_id=99))
    assert desk.apply(envelope(ev.NoteAdded("x"), 3, case_id=99))


def test_a_case_that_is_over_is_forgotten_and_frees_its_units() -> None:
    moves = Moves()
    desk = office(moves)
    desk.learn(a_case(CaseState.VERIFIED, units={5: Step.ON_SCENE}))
    assert desk.apply(envelope(ev.CaseClosed("done"), 4))
    assert desk.cases == {}
    assert moves.seen == [(5, Step.ON_SCENE), (5, None)]


def test_a_lease_of_somebody_else_counts_until_it_ends() -> None:
    desk = office()
    until, past = from_ms(int(MORNING_S * 1e3) + 60_000), from_ms(int(MORNING_S * 1e3) - 1)
    assert desk.held_until(a_case(holder="ann", lease_until=until)) == MORNING_S + 60.0
    assert desk.held_until(a_case(holder="ann", lease_until=past)) == 0.0
    assert desk.held_until(a_case(holder="city", lease_until=until)) == 0.0


def test_a_new_snapshot_frees_units_and_plans_afresh() -> None:
    moves = Moves()
    desk = office(moves)
    desk.learn(a_case(CaseState.WORKING, units={5: Step.EN_ROUTE}))
    desk.reset([a_case(CaseState.FILED, case_id=8)])
    assert list(desk.cases) == [8]
    assert moves.seen[-1] == (5, None)
    assert len(desk.agenda) == 1


def test_a_unit_that_is_assigned_gets_going_and_one_that_is_withdrawn_goes_home() -> None:
    from simulator.fleet import Fleet
    from simulator.roster import make_roster

    city = small_city()
    fleet = Fleet(city, make_roster(city, 1), 1, MORNING_S)
    crew = Crew(fleet, 1, lambda: MORNING_S)
    desk = Office(POLICY, 1, lambda: MORNING_S, crew.units_changed)
    crew.office, crew.desk = desk, Desk()  # type: ignore[assignment]
    desk.learn(a_case(CaseState.WORKING, units={5: Step.ASSIGNED, 999: Step.ASSIGNED}))
    step = desk.agenda.pop_due(MORNING_S + 60.0)
    assert step == FieldStep(7, 5, Step.ASSIGNED)
    assert desk.apply(envelope(ev.UnitProgressed(5, Step.EN_ROUTE), 4))
    assert fleet.on_duty(MORNING_S)[4]
    assert crew.desk.busy == {5}
    assert desk.apply(envelope(ev.UnitWithdrawn(5, "recalled"), 5))
    assert crew.desk.busy == set()


def test_the_agenda_gives_what_is_due_in_order() -> None:
    agenda: Agenda[str] = Agenda()
    agenda.push(3.0, "c")
    agenda.push(1.0, "a")
    agenda.push(1.0, "b")
    assert [agenda.pop_due(2.0) for _ in range(3)] == ["a", "b", None]
    assert len(agenda) == 1


def test_situations_differ_by_what_matters() -> None:
    case = a_case(CaseState.DISPATCHED)
    assert situation(case) == situation(replace(case, version=9, holder="ann"))
    assert situation(case) != situation(replace(case, bounces=1))
