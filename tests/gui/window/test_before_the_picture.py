"""Before central has been heard nobody knows how many cases there are; zero would be a lie."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from console.actions import Actions
from console.board.board import Board
from console.feeds.port import City, Link, LinkState, Picture, Trouble
from console.session import Session
from console.settings import load_settings
from console.tokens import load_tokens
from console.views.wall import WallWindow
from console.views.window import ConsoleWindow
from tests.support.seat import HandFeed, HandOutbox, gazetteer, operator, reasons


def test_the_window_shows_dashes_until_the_first_picture(qtbot: QtBot, tmp_path: Path) -> None:
    feed = HandFeed()
    session = Session(feed, HandOutbox())
    window = ConsoleWindow(session, Actions(session), load_tokens("light"), load_settings(tmp_path))
    qtbot.addWidget(window)
    window.apply_language("en")
    session.start()
    with qtbot.waitSignal(session.linked):
        feed.post(Link(LinkState.REFUSED, Trouble.NOT_CENTRAL))
    all_open = window.findChild(QPushButton, "chip-all")
    assert isinstance(all_open, QPushButton)
    assert "Open – " in window.status.counts.text()
    assert "–" in all_open.text()
    assert window.queue.empty.text() == "No cases received yet."
    with qtbot.waitSignal(session.changed):
        feed.post(City(gazetteer(), reasons(), operator()), Picture(Board("log-1")))
    assert "Open 0 " in window.status.counts.text()
    assert window.queue.empty.text() == "No case fits this filter."
    session.stop()


def test_the_wall_shows_dashes_until_the_first_picture(qtbot: QtBot) -> None:
    feed = HandFeed()
    session = Session(feed, HandOutbox(read_only=True))
    wall = WallWindow(session, load_tokens("light"))
    qtbot.addWidget(wall)
    session.start()
    assert wall.page.tiles is not None
    assert all("–" in text for text in wall.page.tiles.texts())
    with qtbot.waitSignal(session.changed):
        feed.post(City(gazetteer(), reasons(), operator()), Picture(Board("log-1")))
    wall.refresh()
    assert not any("–" in text for text in wall.page.tiles.texts())
    session.stop()
