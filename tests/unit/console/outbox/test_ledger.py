"""The ledger: a command is pending until its event is on the board or its refusal has arrived."""

from __future__ import annotations

import pytest

from casework.refusal import Refusal, RefusalCode
from console.feeds.port import Trouble
from console.outbox.ledger import Ledger
from console.outbox.port import Outcome
from tests.unit.console.board.logs import random_log


@pytest.fixture
def ledger() -> Ledger:
    ledger = Ledger()
    ledger.sent("c5", 7, "accept", 1.0)
    return ledger


EVENT = random_log(1, 5)[4]  # seq 5, caused by command c5
YES = Outcome("c5", 7, "accept", seqs=(5,))
NO = Outcome("c5", 7, "accept", refusal=Refusal(RefusalCode.HELD, "because"))


def test_a_command_stays_pending_when_it_is_accepted_before_its_event(ledger: Ledger) -> None:
    ledger.conclude(YES, head=4)
    assert [p.command_id for p in ledger.of_case(7)] == ["c5"]
    assert ledger.settle([EVENT]) == {7}
    assert ledger.pending == {}


def test_an_event_before_the_answer_ends_it(ledger: Ledger) -> None:
    assert ledger.settle([EVENT]) == {7}
    ledger.conclude(YES, head=5)
    assert (ledger.pending, ledger.refusals) == ({}, {})


def test_an_answer_about_what_the_board_already_has_ends_it(ledger: Ledger) -> None:
    ledger.conclude(YES, head=5)
    assert ledger.pending == {}


def test_an_event_that_came_inside_a_new_picture_ends_it(ledger: Ledger) -> None:
    ledger.conclude(YES, head=4)
    assert ledger.settle([], head=4) == frozenset()
    assert ledger.settle([], head=9) == {7}


def test_a_later_event_of_anybody_ends_it_too(ledger: Ledger) -> None:
    ledger.conclude(YES, head=4)
    assert ledger.settle([random_log(1, 9)[8]]) == {7}


def test_a_refusal_ends_it_and_is_kept_until_the_next_command(ledger: Ledger) -> None:
    ledger.conclude(NO, head=4)
    assert (ledger.pending, ledger.refusals) == ({}, {7: NO})
    ledger.sent("c6", 7, "claim", 2.0)
    assert ledger.refusals == {}


def test_no_answer_leaves_it_pending_and_marks_it_waiting(ledger: Ledger) -> None:
    waiting = Outcome("c5", 7, "accept", trouble=Trouble.UNREACHABLE, final=False)
    assert ledger.conclude(waiting, head=4) == {7}
    assert ledger.pending["c5"].waiting
    assert ledger.refusals == {}
    ledger.conclude(YES, head=4)
    assert not ledger.pending["c5"].waiting


def test_taking_the_next_case_names_it_with_the_answer() -> None:
    ledger = Ledger()
    ledger.sent("c5", 0, "next", 1.0)
    ledger.conclude(Outcome("c5", 31, "next", seqs=(5,)), head=4)
    assert [p.command_id for p in ledger.of_case(31)] == ["c5"]
    assert ledger.settle([EVENT]) == {31}


def test_an_acceptance_without_events_is_over_at_once(ledger: Ledger) -> None:
    ledger.conclude(Outcome("c5", 7, "accept"), head=4)
    assert ledger.pending == {}


def test_an_answer_nobody_waits_for_any_more_changes_nothing_pending(ledger: Ledger) -> None:
    ledger.conclude(Outcome("other", 8, "accept", seqs=(99,)), head=4)
    assert set(ledger.pending) == {"c5"}
