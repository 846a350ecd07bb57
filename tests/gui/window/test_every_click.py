"""Every button and every menu entry is used once: none fails, and each is seen to do something."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from casework import events as ev
from casework.instant import from_ms
from console.app.entrance import Entrance
from console.app.seatdesk import SeatDesk
from console.settings import load_settings
from console.views.plaintext import PlainText
from console.views.window import ConsoleWindow
from tests.gui.alerts.coming import comes
from tests.gui.comfort.house import let_live
from tests.gui.comfort.walk import controls, where
from tests.support.seat import ME, NOW_MS, Seat

_SAYS = QLabel | QLineEdit | PlainText | QAbstractButton
_DIALOGS = ("export", "handover", "batch", "keys", "send-many", "picked")


class Hand:
    """Uses one thing after the other and looks what has become of it."""

    def __init__(self, at: Seat, window: ConsoleWindow) -> None:
        self.at, self.window = at, window
        self.answered = 0  # dialogs and menus that nobody is here to answer
        self._nobody = QTimer(window)
        self._nobody.setInterval(5)
        self._nobody.timeout.connect(self._close)
        self._nobody.start()
        self.planned = 0
        window.send_many.planner.planned.connect(self._count_plan)

    def _count_plan(self) -> None:
        self.planned += 1  # the same once more looks as before

    def _close(self) -> None:
        for shown in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
            if shown is not None:
                self.answered += 1
                shown.close()

    def seen(self) -> list[object]:
        """Everything a person could see, as cheaply as it can be had."""
        session, outbox, window = self.at.session, self.at.outbox, self.window
        view = window.map.view
        found: list[object] = [
            (self.answered, self.planned),
            QGuiApplication.clipboard().text(),
            (len(outbox.sent), len(outbox.nexts), outbox.forgotten, outbox.colleagues_asked),
            (session.selected_case, session.selected_unit, window.tokens.name, window.language),
            (view.zoom, view.left, view.top, dict(window.map.stage.shown)),
            window.alerts.alerting.muted_for_s() > 0,
            id(QApplication.focusWidget()),
        ]
        for top in QApplication.topLevelWidgets():
            if top.isVisible():
                found.append((id(top), top.geometry().getRect()))
                found += [_shown(w) for w in top.findChildren(QWidget) if w.isVisible()]
        return found

    def uses(self, act: Callable[[], None]) -> bool:
        """Whether anything is otherwise afterwards."""
        before = self.seen()
        act()
        for ms in (0, 30, 300):  # some things take their time
            let_live(ms)
            if self.seen() != before:
                return True
        return False

    def tidy(self) -> None:
        """Only the window, with all its panes, as it was."""
        for top in QApplication.topLevelWidgets():
            if top.isVisible() and top is not self.window:
                top.close()
        for dock in self.window.places.docks.values():
            dock.setFloating(False)
            dock.show()
        self.window.map.centre_on(113.6, 22.9, 11.0)  # neither the city nor a case
        self.window.command.say("", "soft")  # the same once more would look as before
        self.window.activateWindow()
        self.window.queue.table.setFocus()


def _shown(widget: QWidget) -> object:
    said: object = widget.text() if isinstance(widget, _SAYS) else ""
    if isinstance(widget, QComboBox):
        said = widget.currentText()
    if isinstance(widget, QAbstractItemView):
        model = widget.model()
        said = (widget.currentIndex().row(), model.rowCount() if model else 0)
    checked = isinstance(widget, QAbstractButton) and widget.isChecked()
    return id(widget), said, checked, widget.geometry().getRect(), widget.isEnabled()


@pytest.fixture
def hand(window: ConsoleWindow, at: Seat, qtbot: QtBot, tmp_path: Path) -> Iterator[Hand]:
    """An emergency waits, a case is held and selected, another one picked."""
    desk = SeatDesk(window, Entrance(load_settings(tmp_path)), None, None)
    until = from_ms(NOW_MS + 900_000)
    at.session._apply([at.envelope(3, ev.CaseClaimed(ME, until))], [], False)
    qtbot.waitUntil(lambda: not window.alerts.alerting.alerts.behind)
    comes(at, 50)
    window.alerts.alerting.tick()
    window.alerts.ringer._command = ("/bin/true",)
    at.session.select(3)
    made = Hand(at, window)
    made.tidy()
    yield made
    desk.lock_desk.release()
    made.tidy()


def entries(menu: QWidget) -> Iterator[QAction]:
    for inner in menu.findChildren(QMenu):
        yield from inner.actions()


def test_every_entry_of_the_menus_does_something(hand: Hand) -> None:
    idle, used = [], 0
    for entry in entries(hand.window.menuWidget()):
        usable = isValid(entry) and entry.isEnabled() and not entry.isSeparator()
        # language, theme and size of text have tests of their own, and take their time
        if usable and entry.menu() is None and entry.text() and entry.actionGroup() is None:
            name, used = entry.text(), used + 1
            if not hand.uses(entry.trigger):
                idle.append(name)
            hand.tidy()
    assert used > 30
    assert idle == []


def press_all(hand: Hand, window: QWidget) -> tuple[list[str], int]:
    """(buttons that did nothing, how many were pressed)"""
    idle, used = [], 0
    for button in [w for w in controls(window) if isinstance(w, QAbstractButton)]:
        if not isValid(button) or not button.isVisible() or not button.isEnabled():
            continue
        name, used = where(button), used + 1
        chosen = button.isChecked()  # one of several that is in force stays so
        if not hand.uses(button.click) and not (chosen and button.isChecked()):
            idle.append(name)
        if window is hand.window:
            hand.tidy()
    return idle, used


def test_every_button_of_the_window_does_something(hand: Hand) -> None:
    idle, used = press_all(hand, hand.window)
    assert used > 40
    assert idle == []


def test_every_button_of_the_dialogs_does_something(hand: Hand) -> None:
    for name in _DIALOGS:
        hand._nobody.stop()
        hand.window.queue.model.picks.add([5, 7])
        hand.window.do(name)
        let_live(20)
        shown = (w for w in QApplication.topLevelWidgets() if w.isVisible())
        (dialog,) = (w for w in shown if isinstance(w, QDialog))
        hand._nobody.start()
        idle, used = press_all(hand, dialog)
        assert (idle, used > 0) == ([], True), name
        hand.tidy()
