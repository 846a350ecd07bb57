"""Sessions on a real central in its own process: equal to it and to each other, come what may."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from casework import commands as cm
from casework.vocabulary import Step
from console.board.board import Board
from console.feeds.live import LiveFeed
from console.feeds.port import LinkState, Trouble
from console.outbox.port import HistoryAnswer
from console.outbox.rest import RestOutbox
from console.session import Session
from tests.contract.central import small_city
from tests.support.consoles import SLOW_MS, City, Desk, opened

pytestmark = pytest.mark.e2e


@pytest.fixture
def open_desk(qtbot: QtBot, city: City) -> Iterator[Callable[[str], Desk]]:
    yield from opened(lambda actor: Desk(qtbot, city.url, actor))


def shown(board: Board) -> dict[str, Any]:
    """What a board shows, whatever the order of its rows."""
    units = board.units
    names = ("kind", "lon", "lat", "fix_ms", "heading", "battery", "case_id", "step")
    return {
        "head": board.head,
        "cases": {c.case_id: c for c in map(board.cases.get, range(board.cases.rows))},
        "units": {
            units.column("unit_id")[row].item(): [units.column(n)[row].item() for n in names]
            for row in range(units.rows)
        },
    }


def any_command(dice: random.Random) -> Any:
    unit = dice.randint(1, 6)
    return dice.choice(
        [
            cm.AcceptCase(),
            cm.FileCase(),
            cm.DispatchCase("D01"),
            cm.ClaimCase(),
            cm.ReleaseCase(),
            cm.AssignUnit(unit, even_if_busy=True),
            cm.AssignUnit(unit),
            cm.ProgressUnit(unit, dice.choice([Step.EN_ROUTE, Step.ON_SCENE, Step.DONE])),
            cm.WithdrawUnit(unit, "mistake"),
            cm.StartWork(),
            cm.ReassignCase("D02", "not-ours"),
            cm.GiveFeedback("done"),
            cm.VerifyCase(dice.random() < 0.7),
            cm.CloseCase("solved"),
            cm.ReopenCase("not-solved"),
            cm.AddNote("看过了"),
        ]
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_two_desks_and_central_stay_equal_under_random_commands(
    seed: int, qtbot: QtBot, city: City, open_desk: Callable[[str], Desk]
) -> None:
    dice = random.Random(seed)
    desks = [open_desk("mei"), open_desk("li")]
    city.register(6)
    cases = city.report(8)
    for desk in desks:
        qtbot.waitUntil(lambda desk=desk: desk.board.cases.rows == 8, timeout=SLOW_MS)
    for turn in range(120):
        desk = dice.choice(desks)
        if dice.random() < 0.1:
            desk.session.take_next()
        else:
            desk.session.dispatch(dice.choice(cases), any_command(dice))
        if turn % 10 == 0:
            qtbot.waitUntil(lambda: all(d.quiet for d in desks), timeout=SLOW_MS)
    qtbot.waitUntil(lambda: all(d.quiet for d in desks), timeout=SLOW_MS)
    head = city.mei.head()
    qtbot.waitUntil(lambda: all(d.board.head == head for d in desks), timeout=SLOW_MS)
    assert shown(desks[0].board) == shown(desks[1].board) == shown(city.board())
    finals = [o for d in desks for o in d.outcomes if o.final]
    assert len(finals) == 120
    # whoever is refused takes along what was decided on top of it
    assert {o.trouble for o in finals} <= {Trouble.NONE, Trouble.STOPPED}
    assert 10 < sum(o.accepted for o in finals) < 120


def test_central_killed_and_started_again_loses_and_doubles_nothing(
    qtbot: QtBot, city: City, open_desk: Callable[[str], Desk]
) -> None:
    desk = open_desk("mei")
    cases = city.report(12)
    qtbot.waitUntil(lambda: desk.board.cases.rows == 12, timeout=SLOW_MS)
    for case_id in cases[:6]:
        desk.session.dispatch(case_id, cm.AddNote(f"note on {case_id}"))
    city.central.kill()
    killed = time.monotonic()
    qtbot.waitUntil(lambda: desk.session.link.state is LinkState.STALE, timeout=5_000)
    assert time.monotonic() - killed < 5
    for case_id in cases[6:]:
        desk.session.dispatch(case_id, cm.AddNote(f"note on {case_id}"))
    qtbot.waitUntil(lambda: any(not o.final for o in desk.outcomes), timeout=SLOW_MS)
    assert not desk.quiet
    city.again()
    qtbot.waitUntil(lambda: desk.session.link.state is LinkState.LIVE, timeout=SLOW_MS)
    qtbot.waitUntil(lambda: desk.quiet, timeout=SLOW_MS)
    head = city.mei.head()
    qtbot.waitUntil(lambda: desk.board.head == head, timeout=SLOW_MS)
    assert desk.pictures == 1
    assert shown(desk.board) == shown(city.board())
    notes = Counter(
        line["event"]["text"] for line in city.mei.log() if line["event"]["kind"] == "note_added"
    )
    assert notes == {f"note on {case_id}": 1 for case_id in cases}
    assert all(o.accepted for o in desk.outcomes if o.final)


def test_a_case_taken_over_is_refused_with_who_holds_it(
    qtbot: QtBot, city: City, open_desk: Callable[[str], Desk]
) -> None:
    mei, li = open_desk("mei"), open_desk("li")
    (case_id,) = city.report(1)
    for desk in (mei, li):
        qtbot.waitUntil(lambda desk=desk: desk.board.cases.rows == 1, timeout=SLOW_MS)
    mei.session.dispatch(case_id, cm.ClaimCase())
    qtbot.waitUntil(lambda: li.board.cases.get(0).holder == "mei", timeout=SLOW_MS)
    li.session.dispatch(case_id, cm.ClaimCase(), version=1)
    qtbot.waitUntil(lambda: case_id in li.session.ledger.refusals, timeout=SLOW_MS)
    refusal = li.session.ledger.refusals[case_id].refusal
    assert refusal is not None
    assert (refusal.holder, refusal.code) == ("mei", "held-by-another")
    assert refusal.current is not None
    assert li.quiet


def test_history_is_what_happened_to_the_case(
    qtbot: QtBot, city: City, open_desk: Callable[[str], Desk]
) -> None:
    desk = open_desk("mei")
    (case_id,) = city.report(1)
    qtbot.waitUntil(lambda: desk.board.cases.rows == 1, timeout=SLOW_MS)
    desk.session.dispatch(case_id, cm.AddNote("hello"))
    qtbot.waitUntil(lambda: desk.quiet, timeout=SLOW_MS)
    with qtbot.waitSignal(desk.session.history_ready, timeout=SLOW_MS) as told:
        desk.session.ask_history(case_id)
    (answer,) = told.args
    assert isinstance(answer, HistoryAnswer)
    kinds = [type(e.event).__name__ for e in answer.envelopes]
    assert kinds == ["CaseReported", "NoteAdded"]


def test_positions_reach_the_map(
    qtbot: QtBot, city: City, open_desk: Callable[[str], Desk]
) -> None:
    desk = open_desk("mei")
    city.register(2)
    qtbot.waitUntil(lambda: desk.board.units.rows == 2, timeout=SLOW_MS)
    fixes = {"unit": [2], "lon": [113.7], "lat": [23.0], "at_ms": [int(time.time() * 1_000)]}
    body = {"area": small_city.NORTH, "datum": "WGS-84", "fixes": fixes}
    assert city.mei.send("/v1/positions", body).status_code == 202
    row = desk.board.units.row(2)
    qtbot.waitUntil(lambda: desk.board.units.column("lon")[row] == 113.7, timeout=SLOW_MS)
    assert desk.board.units.column("fix_ms")[row] == fixes["at_ms"][0]


def test_somebody_with_one_town_sees_its_cases_only_and_follows_without_new_pictures(
    qtbot: QtBot, city: City, open_desk: Callable[[str], Desk]
) -> None:
    north = open_desk("north")
    city.mei.report(area=small_city.SOUTH)
    city.mei.report(area=small_city.SOUTH)
    there = city.mei.report(area=small_city.NORTH)["case_id"]
    qtbot.waitUntil(lambda: north.board.cases.row(there) >= 0, timeout=SLOW_MS)
    assert north.board.cases.rows == 1
    before = north.pictures
    city.mei.report(area=small_city.SOUTH)
    last = city.mei.report(area=small_city.NORTH)["case_id"]
    qtbot.waitUntil(lambda: north.board.cases.row(last) >= 0, timeout=SLOW_MS)
    assert north.board.cases.rows == 2
    assert north.pictures <= before + 1


def test_a_wrong_token_is_refused_and_said(qtbot: QtBot, city: City) -> None:
    session = Session(LiveFeed(city.url, "wrong"), RestOutbox(city.url, "wrong"))
    session.start()
    try:
        qtbot.waitUntil(lambda: session.link.state is LinkState.REFUSED, timeout=SLOW_MS)
        assert session.link.trouble is Trouble.UNAUTHORISED
    finally:
        session.stop()
