"""From a key or a word to a command: what may be done, what is asked for, what is sent."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from casework import commands as cm
from casework import events as ev
from casework.actor import Actor
from casework.instant import from_ms
from casework.vocabulary import CaseState, Level, Post, Request
from console.actions import ACTIONS, Actions, reasons_for
from console.catalogue import Need
from console.feeds.port import Link, LinkState, Log
from tests.support.seat import ME, NOW_MS, Seat, officers, operator, reported, seat

LATER = from_ms(NOW_MS + 10 * 60_000)


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Seat]:
    made = seat()
    with qtbot.waitSignal(made.session.linked):
        pass
    yield made
    made.session.stop()


def hear(qtbot: QtBot, at: Seat, case_id: int, *events: ev.AnyEvent) -> None:
    with qtbot.waitSignal(at.session.changed):
        at.happens(case_id, *events)


def test_every_action_has_its_own_key() -> None:
    keys = [action.shortcut for action in ACTIONS.values()]
    assert len(set(keys)) == len(keys)


def test_every_need_of_a_reason_names_its_list() -> None:
    for action in ACTIONS.values():
        assert (Need.REASON in action.needs) == bool(action.reasons)


def test_without_a_case_a_person_is_told_to_select_one(at: Seat) -> None:
    actions = Actions(at.session)
    assert actions.availability("claim", 0).why == "Select a case first."
    assert actions.availability("next", 0).ok


def test_claiming_sends_the_version_the_board_shows(qtbot: QtBot, at: Seat) -> None:
    hear(qtbot, at, 7, reported(), ev.CaseAccepted())
    command_id = Actions(at.session).run("claim", 7)
    order = at.outbox.sent[-1]
    assert (order.command_id, order.case_id, order.version) == (command_id, 7, 2)
    assert order.command == cm.ClaimCase()


def test_the_same_thing_cannot_be_sent_twice_while_it_is_under_way(qtbot: QtBot, at: Seat) -> None:
    hear(qtbot, at, 7, reported())
    actions = Actions(at.session)
    assert actions.run("claim", 7)
    assert actions.run("claim", 7) is None
    assert len(at.outbox.sent) == 1


def test_an_action_that_needs_words_asks_for_them(qtbot: QtBot, at: Seat) -> None:
    hear(qtbot, at, 7, reported(), ev.CaseAccepted(), ev.CaseFiled(), ev.CaseDispatched("D01"))
    actions = Actions(at.session)
    at.session.select(7)
    with qtbot.waitSignal(actions.form_wanted) as asked:
        actions.trigger("reassign")
    assert asked.args == ["reassign", 7]
    assert at.outbox.sent == []


def test_a_reassignment_carries_department_reason_and_text(qtbot: QtBot, at: Seat) -> None:
    hear(qtbot, at, 7, reported(), ev.CaseAccepted(), ev.CaseFiled(), ev.CaseDispatched("D01"))
    Actions(at.session).run("reassign", 7, department="D02", reason="not-ours", text="属住建")
    assert at.outbox.sent[-1].command == cm.ReassignCase("D02", "not-ours", "属住建")


def test_a_case_held_by_a_colleague_is_left_alone_until_the_lease_ends(
    qtbot: QtBot, at: Seat
) -> None:
    hear(qtbot, at, 7, reported(), ev.CaseClaimed("colleague", LATER))
    actions = Actions(at.session)
    assert actions.availability("claim", 7).why == "Held by colleague."
    assert actions.availability("note", 7).ok
    hear(qtbot, at, 7, ev.LeaseExpired("colleague"))
    assert actions.availability("claim", 7).ok


def test_only_the_holder_releases(qtbot: QtBot, at: Seat) -> None:
    hear(qtbot, at, 7, reported())
    actions = Actions(at.session)
    assert not actions.availability("release", 7).ok
    hear(qtbot, at, 7, ev.CaseClaimed(ME, LATER))
    assert actions.availability("release", 7).ok
    assert not actions.availability("claim", 7).ok


def test_a_forbidden_step_says_where_the_case_is(qtbot: QtBot, at: Seat) -> None:
    hear(qtbot, at, 7, reported())
    why = Actions(at.session).availability("reassign", 7).why
    assert "Not possible while the case is" in why


def test_withdrawing_needs_a_unit_at_the_case(qtbot: QtBot, at: Seat) -> None:
    hear(qtbot, at, 0, officers())
    hear(qtbot, at, 7, reported())
    actions = Actions(at.session)
    assert not actions.availability("withdraw", 7).ok
    hear(qtbot, at, 7, ev.UnitAssigned(1))
    assert actions.availability("withdraw", 7).ok


def test_a_replay_refuses_every_action_in_words(qtbot: QtBot, at: Seat) -> None:
    hear(qtbot, at, 7, reported())
    with qtbot.waitSignal(at.session.linked):
        at.feed.post(Link(LinkState.REPLAY))
    actions = Actions(at.session)
    with qtbot.waitSignal(actions.told) as told:
        assert actions.run("claim", 7) is None
    assert told.args == ["This is a replay: nothing can be sent."]
    assert at.outbox.sent == []


def test_posts_that_do_not_allow_a_step_are_named(qtbot: QtBot) -> None:
    made = seat(actor=operator(Post.DEPARTMENT))
    with qtbot.waitSignal(made.session.linked):
        pass
    hear(qtbot, made, 7, reported())
    assert Actions(made.session).availability("claim", 7).why == "Your posts do not allow this."
    made.session.stop()


def test_an_unverified_case_offers_only_the_short_closings() -> None:
    codes = ("done", "on-the-spot", "not-found")
    close = ACTIONS["close"]
    assert reasons_for(close, CaseState.WORKING, codes) == ("on-the-spot", "not-found")
    assert reasons_for(close, CaseState.VERIFIED, codes) == codes


def to_work(qtbot: QtBot, at: Seat, *more: ev.AnyEvent) -> Actions:
    """Case 7 in the hands of a department; `more` happens to it then."""
    way = (ev.CaseAccepted(), ev.CaseFiled(), ev.CaseDispatched("D01"), ev.WorkStarted())
    hear(qtbot, at, 7, reported(), *way, *more)
    return Actions(at.session)


@pytest.mark.parametrize(
    ("action", "said", "command"),
    [
        ("return", "wrong-department", cm.ReturnCase("wrong-department")),
        ("extend", "parts-ordered", cm.ExtendCase("parts-ordered")),
        ("suspend", "waits-for-law", cm.SuspendCase("waits-for-law")),
        ("escalate", "cannot-agree", cm.EscalateCase("cannot-agree")),
        ("void", "test-report", cm.VoidCase("test-report")),
    ],
)
def test_an_exceptional_step_is_sent_with_its_reason(
    qtbot: QtBot, at: Seat, action: str, said: str, command: cm.CaseCommand
) -> None:
    actions = to_work(qtbot, at)
    assert actions.run(action, 7, reason=said)
    assert at.outbox.sent[-1].command == command


def test_only_what_waits_can_be_decided_and_nothing_else_be_asked_for(
    qtbot: QtBot, at: Seat
) -> None:
    actions = to_work(qtbot, at)
    assert actions.availability("approve", 7).why == "Nothing waits for a decision."
    hear(qtbot, at, 7, ev.StepRequested(Request.SUSPEND, "waits-for-law"))
    assert actions.availability("extend", 7).why == "Something else waits for a decision already."
    assert actions.run("approve", 7)
    assert at.outbox.sent[-1].command == cm.ApproveRequest()


def test_nobody_approves_what_he_asked_for_himself(qtbot: QtBot, at: Seat) -> None:
    actions = to_work(qtbot, at)
    mine = at.envelope(7, ev.StepRequested(Request.SUSPEND, "waits-for-law"), actor=ME)
    with qtbot.waitSignal(at.session.changed):
        at.feed.post(Log((mine,)))
    no = actions.availability("approve", 7)
    assert (no.ok, no.why) == (
        False,
        "You asked for it yourself: somebody else has to approve it.",
    )
    assert not actions.run("approve", 7)
    assert actions.availability("deny", 7).ok


def test_a_suspended_case_is_resumed_and_not_worked_on(qtbot: QtBot, at: Seat) -> None:
    asked = ev.StepRequested(Request.SUSPEND, "waits-for-law")
    actions = to_work(qtbot, at, asked, ev.RequestApproved(Request.SUSPEND))
    assert actions.availability("resume", 7).ok
    assert not actions.availability("feedback", 7).ok


def test_what_the_city_decides_a_town_may_not_send_on(qtbot: QtBot) -> None:
    town = seat(actor=Actor("chen", "陈", frozenset({Post.DISPATCHER}), ("441900003000",)))
    with qtbot.waitSignal(town.session.linked):
        pass
    actions = to_work(qtbot, town, ev.CaseEscalated(Level.CITY, bounce=3))
    assert actions.availability("reassign", 7).why == "Only the level above decides this now."
    town.session.stop()
