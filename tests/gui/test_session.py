"""The hallway between feed, board and outbox, with ports that the test holds in its hand."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from casework import commands as cm
from casework import events as ev
from casework.refusal import Refusal, RefusalCode
from console.board.board import Board
from console.feeds.port import Beat, Link, LinkState, Log, Picture, Trouble
from console.hop import PORTION
from console.outbox.port import HistoryAnswer, Outcome
from tests.support.seat import NOW_MS, Seat, reported, seat


@pytest.fixture
def here(qtbot: QtBot) -> Iterator[Seat]:
    """A live session that knows case 1."""
    made = seat()
    made.happens(1, reported())
    qtbot.waitUntil(lambda: made.session.board.cases.rows == 1)
    yield made
    made.session.stop()


def outcome(here: Seat, **more: Any) -> Outcome:
    order = here.outbox.sent[-1]
    return Outcome(order.command_id, order.case_id, "accept", **more)


def hears(qtbot: QtBot, here: Seat, answer: Outcome | HistoryAnswer) -> None:
    """Let the outbox answer, and wait until the session has told everybody."""
    told = here.session.outcome if isinstance(answer, Outcome) else here.session.history_ready
    with qtbot.waitSignal(told, timeout=2_000):
        here.outbox.answer(answer)


def pending(here: Seat) -> list[str]:
    return [p.verb for p in here.session.ledger.of_case(1)]


def test_a_command_goes_out_with_the_version_on_the_board_and_is_pending(here: Seat) -> None:
    here.session.dispatch(1, cm.AcceptCase())
    (order,) = here.outbox.sent
    assert (order.case_id, order.version, order.command) == (1, 1, cm.AcceptCase())
    assert pending(here) == ["accept"]
    assert here.session.board.cases.get(0).state == "reported"


def test_a_command_may_name_the_version_that_was_decided_on(here: Seat) -> None:
    here.session.dispatch(1, cm.AcceptCase(), version=0)
    assert here.outbox.sent[-1].version == 0


def test_a_command_about_a_case_nobody_has_heard_of_is_not_sent(here: Seat) -> None:
    with pytest.raises(LookupError):
        here.session.dispatch(99, cm.AcceptCase())
    assert here.outbox.sent == []


def test_accepted_before_the_event_it_stays_pending_until_the_event(
    qtbot: QtBot, here: Seat
) -> None:
    command = here.session.dispatch(1, cm.AcceptCase())
    hears(qtbot, here, outcome(here, seqs=(2,)))
    assert pending(here) == ["accept"]
    here.happens(1, ev.CaseAccepted(), command_id=command)
    qtbot.waitUntil(lambda: pending(here) == [])
    assert here.session.board.cases.get(0).state == "accepted"


def test_the_event_before_the_answer_ends_the_waiting(qtbot: QtBot, here: Seat) -> None:
    command = here.session.dispatch(1, cm.AcceptCase())
    here.happens(1, ev.CaseAccepted(), command_id=command)
    qtbot.waitUntil(lambda: pending(here) == [])
    hears(qtbot, here, outcome(here, seqs=(2,)))
    assert pending(here) == []
    assert here.session.ledger.refusals == {}


def test_a_refusal_is_shown_on_its_case_until_it_has_been_seen(qtbot: QtBot, here: Seat) -> None:
    here.session.dispatch(1, cm.AcceptCase())
    refusal = Refusal(RefusalCode.HELD, "held by Li")
    hears(qtbot, here, outcome(here, refusal=refusal))
    assert pending(here) == []
    assert here.session.ledger.refusals[1].refusal == refusal
    with qtbot.waitSignal(here.session.pending_changed) as changed:
        here.session.acknowledge_refusal(1)
    assert changed.args == [frozenset({1})]
    assert here.session.ledger.refusals == {}


def test_without_an_answer_the_command_stays_pending_and_waits(qtbot: QtBot, here: Seat) -> None:
    here.session.dispatch(1, cm.AcceptCase())
    hears(qtbot, here, outcome(here, trouble=Trouble.UNREACHABLE, final=False))
    assert [p.waiting for p in here.session.ledger.of_case(1)] == [True]


def test_taking_the_next_case_is_pending_on_no_case_until_it_is_named(
    qtbot: QtBot, here: Seat
) -> None:
    command = here.session.take_next()
    assert here.outbox.nexts == [command]
    hears(qtbot, here, Outcome(command, 1, "next", seqs=(9,)))
    assert pending(here) == ["next"]


def test_history_is_asked_of_the_outbox(qtbot: QtBot, here: Seat) -> None:
    here.session.ask_history(1)
    assert here.outbox.asked == [1]
    hears(qtbot, here, HistoryAnswer(1))


def test_a_burst_comes_to_the_screen_in_a_few_portions(qtbot: QtBot, here: Seat) -> None:
    deltas: list[Any] = []
    here.session.changed.connect(deltas.append)
    for case_id in range(2, 202):
        here.happens(case_id, reported())
    qtbot.waitUntil(lambda: here.session.board.cases.rows == 201)
    assert sum(len(d.added) for d in deltas) == 200
    assert len(deltas) <= 200 // PORTION + 2  # the first may come alone, and the last is a rest


def test_a_new_picture_replaces_everything_before_it(qtbot: QtBot, here: Seat) -> None:
    board = Board("log-1")
    board.head = 50
    with qtbot.waitSignal(here.session.changed) as changed:
        here.happens(2, reported())
        here.feed.post(Picture(board))
    assert changed.args[0].reset
    assert here.session.board is board
    assert board.cases.rows == 0


def test_an_envelope_that_comes_twice_changes_nothing(qtbot: QtBot, here: Seat) -> None:
    twice = here.envelope(2, reported())
    here.feed.post(Log((twice,)), Log((twice,)))
    qtbot.waitUntil(lambda: here.session.board.cases.rows == 2)
    assert here.session.board.head == 2


def test_the_clock_follows_the_beats(qtbot: QtBot, here: Seat) -> None:
    here.feed.post(Beat(NOW_MS + 5_000, 60.0, time.monotonic(), 1))
    qtbot.waitUntil(lambda: here.session.clock.rate == 60.0)
    assert here.session.clock.now_ms() >= NOW_MS + 5_000


def test_silence_makes_the_picture_stale_and_the_next_sign_of_life_makes_it_live_again(
    qtbot: QtBot, here: Seat
) -> None:
    assert here.session.link.state is LinkState.LIVE
    here.feed.post(Beat(NOW_MS, 1.0, time.monotonic() - 60, 1))
    qtbot.waitUntil(lambda: here.session.link.state is LinkState.STALE, timeout=3_000)
    here.feed.post(Beat(NOW_MS, 1.0, time.monotonic(), 1), Link(LinkState.LIVE))
    qtbot.waitUntil(lambda: here.session.link.state is LinkState.LIVE)


def test_selection_is_told_once(qtbot: QtBot, here: Seat) -> None:
    told: list[int] = []
    here.session.selected.connect(told.append)
    here.session.select(1)
    here.session.select(1)
    assert told == [1]
