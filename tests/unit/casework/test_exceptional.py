"""Requests, pauses, merges and levels: nothing is lost, no time is bought, nobody decides below."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from casework import commands as cm
from casework import events as ev
from casework.actor import Actor
from casework.area import LimitUnit
from casework.case import Case
from casework.clock import Clocks, WorkCalendar
from casework.codec import decode_event, encode_event
from casework.decide import decide
from casework.exceptional import echo
from casework.refusal import Refusal, RefusalCode
from casework.vocabulary import CaseState, Level, Post, Request, Stage
from tests.contract.central import small_city
from tests.unit.casework.test_lifecycle import MEI, record, reported, twin
from tests.unit.casework.world import ACTORS, COMMANDS, NOON, SHANGHAI, USUAL, later, ruling

CALENDAR = WorkCalendar(SHANGHAI)
BY_ID = {actor.actor_id: actor for actor in ACTORS}
_minutes = st.integers(0, 60 * 24 * 40)


def done(case: Case, command: cm.CaseCommand, at: datetime = NOON, who: Actor = MEI) -> Case:
    """The case after a command that must be allowed."""
    outcome = decide(case, case.version, command, ruling(who, at, case))
    assert isinstance(outcome, tuple), outcome
    for event in outcome:
        case = record(case, event, [], at)
    return case


def working(at: datetime = NOON) -> Case:
    case, _ = reported()
    for command in USUAL[:4]:
        case = done(case, command, at)
    return case


def suspended(at: datetime) -> Case:
    case = done(working(), cm.SuspendCase("waits-for-law"), at)
    return done(case, cm.ApproveRequest(), at)


@given(_minutes, _minutes)
def test_paused_time_never_counts(until: int, pause: int) -> None:
    before, paused_at = working(), later(NOON, until)
    resumed_at = later(paused_at, pause)
    after = done(suspended(paused_at), cm.ResumeCase(), resumed_at)
    assert before.due_at
    assert after.due_at
    if before.due_at >= paused_at:
        left_before = CALENDAR.worked(paused_at, before.due_at)
        assert CALENDAR.worked(resumed_at, after.due_at) == left_before
    assert after.due_at >= before.due_at
    assert before.limit_from
    assert after.limit_from
    assert resumed_at - after.limit_from == paused_at - before.limit_from


@given(_minutes, _minutes, st.booleans(), st.booleans())
def test_the_clocks_of_an_emergency_stand_while_it_is_suspended(
    until: int, pause: int, contacted: bool, arrived: bool
) -> None:
    paused_at = later(NOON, until)
    stood = replace(
        suspended(paused_at),
        contact_due=later(NOON, 30),
        arrival_due=later(NOON, 60),
        contacted_at=NOON if contacted else None,
        arrived_at=NOON if arrived else None,
    )
    after = done(stood, cm.ResumeCase(), later(paused_at, pause))
    assert after.contact_due == later(NOON, 30 if contacted else 30 + pause)
    assert after.arrival_due == later(NOON, 60 if arrived else 60 + pause)


def test_a_pause_of_an_older_log_leaves_an_emergency_its_clocks() -> None:
    stood = replace(suspended(NOON), contact_due=later(NOON, 30), arrival_due=later(NOON, 60))
    event = decode_event(b'{"kind":"case_resumed","text":"","due_at":null,"limit_from":null}')
    case = record(stood, event, [], later(NOON, 90))  # type: ignore[arg-type]
    assert (case.contact_due, case.arrival_due) == (later(NOON, 30), later(NOON, 60))


@given(_minutes, _minutes)
def test_two_pauses_cost_what_they_lasted_together(first: int, second: int) -> None:
    begin = NOON
    middle, end = later(begin, first), later(begin, first + second)
    due = CALENDAR.add_work_hours(NOON, 30)
    for unit in LimitUnit:
        in_turn = CALENDAR.moved(CALENDAR.moved(due, begin, middle, unit), middle, end, unit)
        at_once = CALENDAR.moved(due, begin, end, unit)
        assert CALENDAR.worked(NOON, in_turn) == CALENDAR.worked(NOON, at_once)


@given(st.lists(COMMANDS, max_size=12), st.integers(0, 500))
def test_an_unmerge_restores_both_cases_exactly(way: list[cm.CaseCommand], minutes: int) -> None:
    case, _ = reported()
    into, _ = twin()
    for command in (*USUAL[:3], *way):
        outcome = decide(case, case.version, command, ruling(MEI, NOON, case))
        for event in outcome if isinstance(outcome, tuple) else ():
            case = record(case, event, [], NOON)
    if not case.is_open:
        return
    merge = decide(
        case, case.version, cm.MergeCase(1002, "same-matter"), ruling(MEI, NOON, case, into)
    )
    assert isinstance(merge, tuple)
    asleep, host = _both(case, into, merge, NOON)
    assert not asleep.is_open
    at = later(NOON, minutes)
    undo = decide(asleep, asleep.version, cm.UnmergeCase(), ruling(MEI, at, asleep, host))
    assert isinstance(undo, tuple)
    again, host = _both(asleep, host, undo, at)
    assert _plain(again) == _plain(case)
    assert _plain(host) == _plain(into)


def _both(
    case: Case, other: Case, events: tuple[ev.CaseEvent, ...], at: datetime
) -> tuple[Case, Case]:
    for event in events:
        meant = echo(event, case.case_id)
        assert meant is not None
        assert meant[0] == other.case_id
        case, other = record(case, event, [], at), record(other, meant[1], [], at)
    return case, other


def _plain(case: Case) -> Case:
    return replace(case, version=0, updated_at=NOON)


def test_after_the_third_bounce_only_the_level_above_decides() -> None:
    case = working()
    for target in ("D02", "D01", "D02"):
        assert case.level is Level.TOWN
        case = done(case, cm.ReassignCase(target, "not-ours"), who=BY_ID["north"])
    assert (case.level, case.bounces) == (Level.CITY, 3)
    for below in (BY_ID["north"], BY_ID["dept"]):
        no = decide(case, case.version, cm.ReassignCase("D01", "not-ours"), ruling(below, NOON))
        assert isinstance(no, Refusal)
        assert no.params["level"] == Level.CITY
    assert done(case, cm.ReassignCase("D01", "not-ours"), who=BY_ID["li"]).department == "D01"


@pytest.mark.parametrize(
    ("asked", "posts"),
    [
        (cm.ReturnCase("wrong-department"), {Post.DISPATCHER, Post.SHIFT_SUPERVISOR}),
        (cm.ExtendCase("parts-ordered"), {Post.DISPATCHER, Post.SHIFT_SUPERVISOR}),
        (cm.SuspendCase("waits-for-law"), {Post.SHIFT_SUPERVISOR}),
    ],
)
def test_a_department_asks_and_the_right_post_decides(
    asked: cm.CaseCommand, posts: set[Post]
) -> None:
    case = done(working(), asked)
    for post in set(Post) - {Post.WALL}:
        somebody = Actor("somebody", "Somebody", frozenset({post}))
        outcome = decide(case, case.version, cm.ApproveRequest(), ruling(somebody, NOON))
        assert isinstance(outcome, tuple) is (post in posts)


@pytest.mark.parametrize("verb", ["return", "extend", "suspend"])
def test_who_asked_may_take_it_back_and_not_approve_it(verb: str) -> None:
    reason = {"return": "wrong-department", "extend": "parts-ordered", "suspend": "waits-for-law"}
    case = replace(working(), request=Request(verb), request_reason=reason[verb])
    mine, of_another = replace(case, request_by="mei"), replace(case, request_by="li")
    no = decide(mine, mine.version, cm.ApproveRequest(), ruling(MEI, NOON))
    assert isinstance(no, Refusal)
    assert no.code is RefusalCode.OWN_REQUEST
    assert "approve" not in no.allowed
    assert isinstance(decide(mine, mine.version, cm.DenyRequest(), ruling(MEI, NOON)), tuple)
    yes = decide(of_another, mine.version, cm.ApproveRequest(), ruling(MEI, NOON))
    assert isinstance(yes, tuple)


def test_more_time_is_counted_from_the_old_deadline_and_only_when_approved() -> None:
    case = working()
    asked = done(case, cm.ExtendCase("parts-ordered"), later(NOON, 90))
    assert asked.due_at == case.due_at
    assert case.due_at
    assert asked.request_due == CALENDAR.add_work_hours(case.due_at, 4)
    granted = done(asked, cm.ApproveRequest())
    assert (granted.due_at, granted.extensions) == (asked.request_due, 1)


def test_a_request_lapses_when_the_case_moves_on() -> None:
    case = done(working(), cm.ReturnCase("wrong-department"))
    case = done(case, cm.GiveFeedback("done after all"))
    assert case.request is Request.NONE
    assert case.request_by == case.request_reason == ""


@given(COMMANDS, st.sampled_from(ACTORS), st.sampled_from(CaseState))
def test_every_no_names_both_states_the_posts_and_what_is_allowed(
    command: cm.CaseCommand, who: Actor, state: CaseState
) -> None:
    case = replace(working(), state=state)
    no = decide(case, case.version, command, ruling(who, NOON, case))
    if isinstance(no, Refusal) and no.current is not None:
        assert no.state == state
        assert CaseState(no.target)
        assert {Post(p) for p in no.params["posts"].split(", ")}
        assert "expire" not in no.allowed


def test_the_narrower_limit_counts() -> None:
    clocks = small_city.clocks()
    assert clocks.limit(Stage.ACCEPT, "0101", 2) == clocks.stages[Stage.ACCEPT]
    assert clocks.limit(Stage.ACCEPT, "0305", 1) == clocks.by_priority[1][Stage.ACCEPT]
    assert clocks.limit(Stage.VERIFY, "0202", 1) == clocks.by_category["0202"][Stage.VERIFY]
    assert Clocks().limit(Stage.CLOSE, "0101", 1) is None


@pytest.mark.parametrize(
    "line",
    [
        b'{"kind":"case_accepted"}',
        b'{"kind":"case_filed"}',
        b'{"kind":"feedback_given","text":"x"}',
        b'{"kind":"case_verified","passed":true,"text":""}',
        b'{"kind":"case_reopened","reason":"came-back","text":"","due_at":null}',
    ],
)
def test_an_event_of_an_older_log_starts_no_new_clock(line: bytes) -> None:
    case = record(reported()[0], decode_event(line), [], later(NOON, 5))  # type: ignore[arg-type]
    assert case.stage_due is None
    assert case.stage_from is None


@given(st.datetimes(datetime(2026, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_the_events_of_a_request_come_back_as_they_were(at: datetime) -> None:
    for event in (
        ev.StepRequested(Request.EXTEND, "weather", "雨", at),
        ev.RequestApproved(Request.RETURN, "", None, at),
        ev.CaseResumed("", at, at - timedelta(hours=3)),
        ev.CaseEscalated(Level.CITY, bounce=3),
    ):
        assert decode_event(encode_event(event)) == event
