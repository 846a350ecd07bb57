"""Everything the domain can say has words, and a no always names place, reason and way out."""

from __future__ import annotations

import pytest
from msgspec import structs
from pytestqt.qtbot import QtBot

from casework import dutyevents as de
from casework import events as ev
from casework.area import LimitUnit
from casework.case import Case
from casework.commands import CaseCommand
from casework.instant import from_ms
from casework.refusal import Refusal, RefusalCode
from casework.unit import Unit
from casework.vocabulary import (
    CaseState,
    Channel,
    Level,
    PlaceDoubt,
    Post,
    Request,
    Step,
    TrafficLight,
    UnitKind,
)
from console import words
from console.feeds.port import LinkState, Trouble
from console.outbox.port import Outcome
from tests.support.seat import ME, NOW_MS, TOWN, Seat, officers, reported, seat


@pytest.fixture
def here(qtbot: QtBot) -> Seat:
    made = seat()
    with qtbot.waitSignal(made.session.changed):
        pass
    with qtbot.waitSignal(made.session.changed):
        made.happens(0, officers())
        made.happens(7, reported())
    return made


def case(here: Seat) -> Case:
    found = here.session.board.case(7)
    assert found is not None
    return found


def refusal(code: RefusalCode, here: Seat) -> Refusal:
    return Refusal(
        code,
        "detail",
        verb="close",
        state="working",
        target="closed",
        holder="chen",
        allowed=("note", "feedback"),
        params={
            "unit": "1",
            "other": "44",
            "value": "D02",
            "known": "on-the-spot, duplicate",
            "posts": "shift_supervisor, dispatcher",
        },
        current=case(here),
    )


@pytest.mark.parametrize("code", RefusalCode)
def test_every_refusal_is_said_without_a_gap(code: RefusalCode, here: Seat) -> None:
    said = words.refusal(refusal(code, here), here.session)
    assert said.endswith(".")
    assert "{" not in said
    assert code.value not in said


@pytest.mark.parametrize("code", RefusalCode)
def test_a_refusal_that_knows_nothing_still_reads(code: RefusalCode) -> None:
    said = words.refusal(Refusal(code, "detail"))
    assert said
    assert "{" not in said


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        (RefusalCode.TRANSITION, ("Case 7", "To accept", "Closed", "Add a note, Give feedback")),
        (RefusalCode.HELD, ("Case 7", "chen")),
        (RefusalCode.POST, ("shift supervisor, dispatcher", "Close")),
        (RefusalCode.UNIT_BUSY, ("WG-00001", "44")),
        (RefusalCode.SAME_DEPARTMENT, ("Housing",)),
        (RefusalCode.SHORT_CLOSING, ("on-the-spot, duplicate",)),
    ],
)
def test_a_refusal_names_what_it_is_about(
    code: RefusalCode, parts: tuple[str, ...], here: Seat
) -> None:
    said = words.refusal(refusal(code, here), here.session)
    for part in parts:
        assert part in said


def test_a_unit_busy_with_a_case_of_others_is_busy_all_the_same(here: Seat) -> None:
    no = Refusal(RefusalCode.UNIT_BUSY, "", verb="assign", params={"unit": "1", "other": ""})
    assert "WG-00001 is busy with a case outside your area" in words.refusal(no, here.session, 7)


def test_a_held_case_says_until_when_in_the_citys_zone(here: Seat) -> None:
    no = Refusal(RefusalCode.HELD, "", holder="li", params={"until": "2026-03-11T06:30:00+00:00"})
    assert "until 14:30" in words.refusal(no, here.session, 7)


def test_a_held_case_of_which_the_end_is_not_known_says_no_more_than_that(here: Seat) -> None:
    no = Refusal(RefusalCode.HELD, "", holder="li")
    assert words.refusal(no, here.session, 7) == (
        "Case 7 is held by li. Ask li to release it, or take another."
    )


def test_every_closed_set_has_words() -> None:
    for texts in (
        [words.state(s) for s in CaseState],
        [words.channel(c) for c in Channel],
        [words.unit_kind(k) for k in UnitKind],
        [words.step(s) for s in Step],
        [words.post(p) for p in Post],
        [words.traffic_light(t) for t in TrafficLight],
        [words.trouble(t) for t in Trouble],
        [words.request(r) for r in Request],
        [words.level(v) for v in Level],
        [words.link(s) for s in LinkState],
        [words.priority(p) for p in range(1, 5)],
        [words.limit_unit(4, u) for u in LimitUnit],
    ):
        assert all(texts)
        assert len(set(texts)) == len(texts)


def test_every_command_has_a_word_of_its_own() -> None:
    verbs = [str(c.__struct_config__.tag) for c in CaseCommand.__args__]
    said = [words.verb(v) for v in (*verbs, "next", "report")]
    assert len(set(said)) == len(said)
    assert not set(said) & set(verbs)


def test_a_verb_of_a_newer_central_is_shown_as_it_is() -> None:
    assert words.verb("teleport") == "teleport"


EVENTS: tuple[ev.AnyEvent, ...] = (
    reported(),
    ev.CaseAccepted(),
    ev.CaseRejected("not-a-case", "said so"),
    ev.CaseFiled(),
    ev.CaseDispatched("D01"),
    ev.CaseClaimed(ME, from_ms(NOW_MS)),
    ev.LeaseRenewed(from_ms(NOW_MS)),
    ev.CaseReleased(),
    ev.LeaseExpired("li"),
    ev.UnitAssigned(1),
    ev.UnitWithdrawn(2, "not-needed"),
    ev.UnitProgressed(1, Step.ON_SCENE),
    ev.CaseReassigned("D01", "D02", "not-ours", 2, "see note"),
    ev.AttachmentAdded("a", "坑.jpg", "image/jpeg", 1, "0"),
    ev.NoteAdded("a\nb"),
    ev.WorkStarted(),
    ev.FeedbackGiven("cleared"),
    ev.CaseVerified(True),
    ev.CaseVerified(False, "still there"),
    ev.CaseClosed("done"),
    ev.CaseReopened("came-back"),
    ev.StepRequested(Request.RETURN, "wrong-department", "not us"),
    ev.StepRequested(Request.EXTEND, "parts-ordered", "", from_ms(NOW_MS)),
    ev.RequestApproved(Request.SUSPEND, "yes"),
    ev.RequestDenied(Request.REWORK, "no"),
    ev.CaseResumed("the plan is approved"),
    ev.CaseVoided("test-report"),
    ev.CaseEscalated(Level.CITY, bounce=3),
    ev.CaseEscalated(Level.CITY, "cannot-agree", "see note"),
    ev.ReporterContacted("by telephone"),
    ev.CaseMerged(8, "same-matter"),
    ev.CaseUnmerged(8),
    ev.DuplicateAdded(9),
    ev.DuplicateRemoved(9),
    ev.DuplicateDenied(9, "two holes"),
    ev.DenialLifted(9),
    de.HandoverOffered("h", "li", (7, 8), "the gate\nis locked"),
    de.HandoverOffered("h", "", ()),
    de.HandoverAcknowledged("h", (7,)),
    de.HandoverDeclined("h", "I am at the hospital"),
    de.HandoverWithdrawn("h"),
    de.AlertAcknowledged("breach:7", 7, "seen"),
    de.ViewShared("v", "night", "prio:1"),
    de.ViewWithdrawn("v"),
    ev.UnitsRegistered([Unit(9, UnitKind.DRONE, "D-09", TOWN)]),
)


@pytest.mark.parametrize("event", EVENTS, ids=lambda e: type(e).__name__)
def test_every_event_is_one_line_that_names_who(event: ev.AnyEvent, here: Seat) -> None:
    said = words.event(here.envelope(7, event, actor="wang"), here.session)
    assert said.startswith("wang: ")
    assert "\n" not in said
    assert "{" not in said


def test_no_event_of_the_domain_is_left_without_words(here: Seat) -> None:
    imported = ev.CaseImported(case(here))
    said = {type(e) for e in (*EVENTS, imported)}
    assert said == set(ev.KnownEvent.__args__)
    assert "To accept" in words.event(here.envelope(7, imported), here.session)


def test_an_event_of_a_newer_version_is_named_and_not_hidden(here: Seat) -> None:
    unknown = ev.UnknownEvent("case_suspended", {"kind": "case_suspended"})
    assert "case_suspended" in words.event(here.envelope(7, unknown), here.session)


@pytest.mark.parametrize("doubt", [doubt for doubt in PlaceDoubt if doubt])
def test_a_doubtful_place_is_said_in_the_history(doubt: PlaceDoubt, here: Seat) -> None:
    event = structs.replace(reported(), doubt=doubt)
    said = words.event(here.envelope(7, event), here.session)
    assert "doubtful" in said
    assert words.doubt(doubt) in said
    assert doubt.value not in said


def test_a_bounce_names_both_departments_the_reason_and_the_count(here: Seat) -> None:
    event = ev.CaseReassigned("D01", "D02", "not-ours", 2, "see note")
    said = words.event(here.envelope(7, event), here.session)
    for part in ("Urban Management", "Housing", "not-ours", "2", "see note"):
        assert part in said


def test_what_i_did_myself_reads_as_mine(here: Seat) -> None:
    assert words.event(here.envelope(7, ev.CaseFiled(), actor=ME), here.session) == "you: filed"


def test_a_unit_goes_by_its_call_sign_and_a_vanished_one_by_its_number(here: Seat) -> None:
    assert "WG-00001" in words.event(here.envelope(7, ev.UnitAssigned(1)), here.session)
    assert "unit 999" in words.event(here.envelope(7, ev.UnitAssigned(999)), here.session)


@pytest.mark.parametrize("trouble", [t for t in Trouble if t])
@pytest.mark.parametrize("final", [True, False])
def test_an_order_without_an_answer_says_whether_it_is_tried_again(
    trouble: Trouble, final: bool
) -> None:
    said = words.outcome(Outcome("c", 7, "claim", trouble=trouble, final=final))
    assert words.trouble(trouble) in said
    held = not final and trouble in (Trouble.TOO_OLD, Trouble.OTHER_LOG)
    assert ("Still trying" in said) is (not final and not held)
    assert ("Decide in the outbox" in said) is held


def test_a_value_that_looks_like_a_place_stays_as_it_is() -> None:
    assert words.fill("{a} and {b}", a="{b}", b="{{7*7}}") == "{b} and {{7*7}}"
