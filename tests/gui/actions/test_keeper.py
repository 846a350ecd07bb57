"""Leases of the cases I work on are kept; an empty chair lets go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from casework import commands as cm
from casework import events as ev
from casework.instant import from_ms
from console.keeper import EMPTY_CHAIR_S, LeaseKeeper
from tests.support.seat import ME, NOW_MS, Seat, reported, seat


class Watch:
    """A monotonic clock in the test's hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def holding(qtbot: QtBot, minutes: int, holder: str = ME) -> Seat:
    made = seat()
    with qtbot.waitSignal(made.session.linked):
        pass
    until = from_ms(NOW_MS + minutes * 60_000)
    with qtbot.waitSignal(made.session.changed):
        made.happens(7, reported(), ev.CaseClaimed(holder, until))
    return made


def test_a_lease_near_its_end_is_renewed_once(qtbot: QtBot) -> None:
    at = holding(qtbot, minutes=4)
    keeper = LeaseKeeper(at.session)
    keeper.look()
    keeper.look()
    assert [order.command for order in at.outbox.sent] == [cm.RenewLease()]
    at.session.stop()


def test_a_fresh_lease_is_left_alone(qtbot: QtBot) -> None:
    at = holding(qtbot, minutes=14)
    LeaseKeeper(at.session).look()
    assert at.outbox.sent == []
    at.session.stop()


def test_a_colleagues_lease_is_none_of_mine(qtbot: QtBot) -> None:
    at = holding(qtbot, minutes=4, holder="colleague")
    LeaseKeeper(at.session).look()
    assert at.outbox.sent == []
    at.session.stop()


def test_an_empty_chair_lets_go(qtbot: QtBot) -> None:
    at = holding(qtbot, minutes=4)
    watch = Watch()
    keeper = LeaseKeeper(at.session, monotonic=watch)
    watch.now = EMPTY_CHAIR_S + 1
    keeper.look()
    assert at.outbox.sent == []
    at.session.stop()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A field and a shortcut, as a person has them before him."""
    made = QWidget()
    field, column = QLineEdit(made), QVBoxLayout(made)
    column.addWidget(field)
    QShortcut(QKeySequence("F5"), made)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    field.setFocus()
    return made


def handle(of: QWidget) -> QWindow:
    found = of.windowHandle()
    assert found is not None
    return found


@pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_F5], ids=["a letter", "a shortcut"])
def test_a_key_in_a_window_says_that_somebody_is_there(
    qtbot: QtBot, window: QWidget, key: Qt.Key
) -> None:
    at, watch = holding(qtbot, minutes=4), Watch()
    keeper = LeaseKeeper(at.session, monotonic=watch)
    watch.now = EMPTY_CHAIR_S + 1
    QTest.keyPress(handle(window), key)
    assert keeper.idle_s == 0.0
    at.session.stop()


def test_the_mouse_over_a_window_that_opened_later_is_seen_too(
    qtbot: QtBot, window: QWidget
) -> None:
    at, watch = holding(qtbot, minutes=14), Watch()
    keeper = LeaseKeeper(at.session, monotonic=watch)
    dialog = QDialog(window)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    keeper.look()
    watch.now = 100.0
    QTest.mouseMove(handle(dialog), QPoint(5, 5))
    assert keeper.idle_s == 0.0
    at.session.stop()


def test_what_windows_do_by_themselves_is_nobody(qtbot: QtBot, window: QWidget) -> None:
    at, watch = holding(qtbot, minutes=14), Watch()
    keeper = LeaseKeeper(at.session, monotonic=watch)
    watch.now = 100.0
    window.resize(300, 200)
    window.repaint()
    qtbot.waitUntil(lambda: window.width() == 300)
    assert keeper.idle_s == 100.0
    at.session.stop()
