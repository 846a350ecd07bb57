"""The order of commands on their way, and what an answer to one means for the others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from casework.case import Case
from casework.refusal import Refusal, RefusalCode
from casework.vocabulary import CaseState, Channel
from console.feeds.port import Trouble
from console.outbox.letter import Letter, Stage
from console.outbox.port import Outcome
from console.outbox.tray import BLIND_FOR, KEPT, LIMIT, Tray

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)


def letter(name: str, case_id: int = 7, version: int | None = 3, verb: str = "note") -> Letter:
    path = f"/v1/cases/{case_id}/{verb}"
    return Letter(name, case_id, verb, path, b"{}", version, given_at=NOW)


def yes(x: Letter, version: int) -> Outcome:
    case = Case(
        case_id=x.case_id,
        version=version,
        state=CaseState.REPORTED,
        category="20101",
        title="t",
        area="a",
        lon=113.7,
        lat=23.0,
        priority=3,
        channel=Channel.OFFICER,
        reported_at=NOW,
        updated_at=NOW,
    )
    return Outcome(x.command_id, x.case_id, x.verb, case=case, seqs=(version,))


def no(x: Letter) -> Outcome:
    refusal = Refusal(RefusalCode.VERSION, "changed", verb=x.verb)
    return Outcome(x.command_id, x.case_id, x.verb, refusal=refusal)


def given(*letters: Letter) -> Tray:
    tray = Tray()
    for each in letters:
        assert tray.give(each) is not None
    return tray


def due(tray: Tray) -> Letter:
    """The next one, as it goes out."""
    found = tray.due()
    assert found is not None
    return tray.begin(found.command_id)


def test_they_leave_in_the_order_they_were_given() -> None:
    tray = given(letter("a", 1), letter("b", 2), letter("c", 1))
    left = []
    while tray.due() is not None:
        out = due(tray)
        left.append(out.command_id)
        tray.conclude(yes(out, 4), NOW)
    assert left == ["a", "b", "c"]


def test_a_follower_is_decided_on_what_the_earlier_one_made() -> None:
    tray = given(letter("a"), letter("b"), letter("c"))
    for expected, made in ((3, 5), (5, 6), (6, 7)):
        out = due(tray)
        assert out.sent_version == expected
        tray.conclude(yes(out, made), NOW)


def test_a_version_that_somebody_else_may_have_made_is_not_passed_over() -> None:
    tray = given(letter("a", version=3), letter("b", version=4))
    tray.conclude(yes(due(tray), 5), NOW)  # 3 → 5 is ours; the person of "b" saw a 4 in between
    assert due(tray).sent_version == 4


def test_a_command_given_before_the_event_of_the_last_one_is_moved_along_too() -> None:
    tray = given(letter("a"))
    tray.conclude(yes(due(tray), 4), NOW)
    tray.give(letter("b"))
    assert due(tray).sent_version == 4


def test_every_attempt_repeats_the_version_of_the_first() -> None:
    tray = given(letter("a"))
    first = due(tray)
    again = Tray(tray.all())  # a crash in between
    assert due(again) == first
    assert first.tried
    assert first.stage is Stage.SENDING


def test_a_refusal_stops_the_followers_of_its_case_only() -> None:
    tray = given(letter("a"), letter("b"), letter("other", 8), letter("c"))
    changed = tray.conclude(no(due(tray)), NOW)
    assert [(x.command_id, x.stage) for x in changed] == [
        ("b", Stage.STOPPED),
        ("c", Stage.STOPPED),
        ("a", Stage.REFUSED),
    ]
    assert [x.command_id for x in tray.waiting()] == ["other"]


def test_a_hold_that_could_not_be_renewed_stops_nobody() -> None:
    tray = given(letter("a", verb="renew"), letter("b"))
    tray.conclude(no(due(tray)), NOW)
    assert due(tray).command_id == "b"


def test_a_held_one_holds_up_its_own_case_and_no_other() -> None:
    tray = given(letter("a"), letter("b"), letter("other", 8))
    tray.hold("a", Trouble.TOO_OLD)
    assert due(tray).command_id == "other"


def test_commands_about_no_case_hold_nobody_up() -> None:
    tray = given(letter("n", 0, None, "next"), letter("m", 0, None, "next"))
    tray.hold("n", Trouble.TOO_OLD)
    assert due(tray).command_id == "m"


@pytest.mark.parametrize("age", [BLIND_FOR + timedelta(seconds=1), -BLIND_FOR - timedelta(1)])
def test_what_central_may_have_forgotten_is_held_until_somebody_agrees(age: timedelta) -> None:
    tray = given(letter("a"))
    (held,) = tray.aged(NOW + age)
    assert (held.stage, held.trouble, tray.due()) == (Stage.HELD, Trouble.TOO_OLD, None)
    tray.agree("a")
    assert tray.aged(NOW + age) == ()
    assert due(tray).command_id == "a"


def test_a_young_one_is_not_held() -> None:
    assert given(letter("a")).aged(NOW + BLIND_FOR) == ()


def test_one_meant_for_another_log_can_only_be_cancelled() -> None:
    tray = given(letter("a"))
    tray.hold("a", Trouble.OTHER_LOG)
    assert tray.agree("a") is None
    cancelled = tray.cancel("a", under_way=False, now=NOW)
    assert cancelled is not None
    assert cancelled.stage is Stage.CANCELLED


def test_cancelling_tells_whether_it_may_have_been_carried_out() -> None:
    tray = given(letter("tried"), letter("fresh", 8))
    due(tray)
    late, early = (tray.cancel(x, under_way=False, now=NOW) for x in ("tried", "fresh"))
    assert late is not None
    assert early is not None
    assert (late.trouble, early.trouble) == (Trouble.CANCELLED_LATE, Trouble.CANCELLED)


def test_the_answer_to_an_attempt_under_way_counts_although_it_was_called_off() -> None:
    tray = given(letter("a"))
    out = due(tray)
    asked = tray.cancel("a", under_way=True, now=NOW)
    assert asked is not None
    assert not asked.over
    tray.conclude(yes(out, 4), NOW)
    assert tray["a"].stage is Stage.CONFIRMED


def test_one_too_many_is_refused_and_nothing_is_dropped() -> None:
    tray = given(*(letter(f"c{n}", n + 1) for n in range(LIMIT)))
    assert tray.give(letter("more")) is None
    assert len(tray.waiting()) == LIMIT
    tray.cancel("c3", under_way=False, now=NOW)
    assert tray.give(letter("more")) is not None


def test_of_those_that_are_over_the_newest_are_kept() -> None:
    tray = given(*(letter(f"c{n}", n + 1) for n in range(KEPT + 3)), letter("last", 9_999))
    for _ in range(KEPT + 3):
        tray.conclude(yes(due(tray), 4), NOW)
    assert tray.forget(KEPT) == ("c0", "c1", "c2")
    assert tray["last"] == replace(letter("last", 9_999), number=KEPT + 4)
