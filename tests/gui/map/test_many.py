"""Very many cases: they are sorted by a worker, and the map goes on meanwhile."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from console.feeds.port import Picture
from console.map import loading
from console.map.cases import CaseLayer
from tests.gui.map.stand import NOW, Spot, Stand, board_of, spread, stand
from tests.unit.console.map.mapcases import case

LET_GO = threading.Event()


@pytest.fixture
def busy(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Stand:
    """A map with 40 cases that calls 50 very many, and has been given 300 instead.

    Its worker is not done before `loaded` lets it go on, however slow the test is.
    """
    made, really = stand(qtbot, board_of(spread(40))), loading._made
    monkeypatch.setattr(loading, "AT_ONCE", 50)
    LET_GO.clear()

    def when_let(*order: Any) -> CaseLayer:
        LET_GO.wait(10.0)
        return really(*order)

    monkeypatch.setattr(loading, "_made", when_let)
    made.finish()
    made.hear(Picture(board_of(spread(300))))
    return made


def loaded(made: Stand) -> None:
    LET_GO.set()
    if made.canvas.stage.follower.busy:
        with made.qtbot.waitSignal(made.canvas.stage.follower.loaded):
            pass


def test_until_the_worker_is_done_the_map_shows_what_it_had(busy: Stand) -> None:
    assert busy.canvas.visible_counts["cases"] == 40
    loaded(busy)
    assert busy.canvas.visible_counts["cases"] == 300


def test_meanwhile_no_old_case_is_taken_for_a_new_one(busy: Stand) -> None:
    stage, view = busy.canvas.stage, busy.canvas.view
    points = [(x, y) for x in range(0, view.width, 8) for y in range(0, view.height, 8)]
    assert not any(stage.pick(view, x, y) for x, y in points)
    busy.session.select(1)
    busy.canvas.grab()
    loaded(busy)
    assert any(stage.pick(view, x, y) for x, y in points)


def test_what_happens_meanwhile_is_seen_in_the_end(busy: Stand) -> None:
    board, follower = busy.session.board, busy.canvas.stage.follower
    board.cases.put(case(7, Spot(due=-1, priority=1)))
    rows = [board.cases.put(case(number, Spot()))[0] for number in (301, 302)]
    follower.take(np.array([6, *rows]))
    loaded(busy)
    fresh = CaseLayer()
    fresh.load(board.cases, NOW)
    known = board.cases.rows
    assert follower.layer.severity[:known].tolist() == fresh.severity[:known].tolist()
    assert len(follower.layer.index) == len(fresh.index) == 302


def test_of_two_loads_the_later_one_counts(busy: Stand) -> None:
    busy.hear(Picture(board_of(spread(200))))
    loaded(busy)
    assert busy.canvas.visible_counts["cases"] == 200
    assert busy.canvas.stage.follower.known


def test_many_changes_at_once_are_left_to_the_worker_too(busy: Stand) -> None:
    loaded(busy)
    follower = busy.canvas.stage.follower
    follower.take(np.arange(200))
    assert follower.busy
    loaded(busy)
    assert busy.canvas.visible_counts["cases"] == 300
