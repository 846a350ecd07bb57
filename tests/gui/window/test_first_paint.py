"""The queue is there first: it has the keyboard and its age before any other pane is made."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from console.actions import Actions
from console.app.opening import Opening
from console.board.board import Board
from console.feeds.port import CacheTrouble, City, Link, LinkState, Picture
from console.tokens import load_tokens
from console.views.parts import languages
from console.views.window import ConsoleWindow
from tests.gui.window.draw import Memory
from tests.support.seat import Seat, gazetteer, operator, reasons


@pytest.fixture
def bare(at: Seat, qtbot: QtBot) -> ConsoleWindow:
    languages.install("en")
    actions = Actions(at.session, at.session)
    made = ConsoleWindow(at.session, actions, load_tokens("light"), Memory("en"), at_once=False)
    qtbot.addWidget(made)
    return made


def show(window: ConsoleWindow, qtbot: QtBot) -> None:
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def test_a_key_moves_the_selection_before_there_is_any_other_pane(
    at: Seat, bare: ConsoleWindow, qtbot: QtBot
) -> None:
    show(bare, qtbot)
    assert bare.queue.table.hasFocus()
    qtbot.keyClick(bare.focusWidget(), Qt.Key.Key_Down)
    first = at.session.selected_case
    qtbot.keyClick(bare.focusWidget(), Qt.Key.Key_Down)
    assert at.session.selected_case not in (0, first)
    assert not bare.furnished
    assert not hasattr(bare, "map")


def test_the_other_panes_follow_the_first_painted_queue_and_know_what_is_selected(
    at: Seat, bare: ConsoleWindow, qtbot: QtBot
) -> None:
    told: list[str] = []
    Opening(bare, lambda: told.append("painted"), lambda: told.append("whole"))
    trouble = CacheTrouble("disk", "no room")
    at.feed.post(trouble)
    at.session.select(3)
    show(bare, qtbot)
    qtbot.waitUntil(lambda: "whole" in told)
    assert told == ["painted", "whole"]
    assert bare.furnished
    assert bare.case.isVisible()
    assert not bare.case.page.isHidden()
    assert bare.units.model.rowCount() == 9
    assert bare.map.isVisible()
    assert bare.queue.table.hasFocus()
    assert "no room" in bare.command.answer.text()
    bare.close()


def test_what_needs_a_pane_does_not_wait_to_be_told_that_it_is_there(
    bare: ConsoleWindow, qtbot: QtBot
) -> None:
    show(bare, qtbot)
    bare.do("outbox")
    assert bare.outbox.isVisible()
    bare.close()


def test_a_city_of_last_time_says_its_age_in_the_frame_in_which_it_is_shown(
    at: Seat, bare: ConsoleWindow, qtbot: QtBot
) -> None:
    show(bare, qtbot)
    with qtbot.waitSignal(at.session.linked):
        at.feed.post(Link(LinkState.CONNECTING))
    with qtbot.waitSignal(at.session.changed):
        kept = Picture(Board("log-1"), known_ms=1_700_000_000_000)
        at.feed.post(City(gazetteer(), reasons(), operator()), kept)
    assert "As known at" in bare.banner.text()
    assert "not the present" in bare.banner.text()


def test_a_window_that_is_closed_before_it_is_whole_stays_closed(
    bare: ConsoleWindow, qtbot: QtBot
) -> None:
    show(bare, qtbot)
    bare.close()
    assert not bare.isVisible()
    assert not bare.furnished
