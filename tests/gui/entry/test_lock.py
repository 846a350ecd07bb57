"""A console that nobody sits at: covered and deaf, but for what cannot wait."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from casework import events as ev
from casework.instant import from_ms
from console.actions import ACTIONS
from console.app.entrance import Entrance
from console.app.seatdesk import SeatDesk
from console.profiles import Profile
from tests.contract.central.people_at_the_door import PASSWORD, Door
from tests.gui.entry.conftest import SLOW_MS, Bench
from tests.gui.window.opening import begin, opened
from tests.support.seat import NOW_MS, Seat, reported


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Seat]:
    made = begin(qtbot)
    yield made
    made.session.stop()


@pytest.fixture
def desk(at: Seat, qtbot: QtBot, bench: Bench) -> SeatDesk:
    """A seat without a password."""
    made = SeatDesk(opened(at, qtbot), bench.entrance(), None, None, lambda: bench.idle_s)
    bench.seats.append(made)
    return made


NEXT_KEY = ACTIONS["next"].shortcut


def press(window: object, keys: str) -> None:
    """A key as the window's own system would bring it."""
    combination = QKeySequence(keys)[0]
    QTest.keyClick(window, combination.key(), combination.keyboardModifiers())


def urgent(at: Seat, case_id: int) -> None:
    emergency = ev.CaseReported(
        **{
            **{f: getattr(reported(), f) for f in reported().__struct_fields__},
            "category": "20501",
            "priority": 1,
        }
    )
    at.session._apply([at.envelope(case_id, emergency)], [], False)


def unlock(qtbot: QtBot, desk: SeatDesk, password: str) -> None:
    screen = desk.lock_desk.screen
    assert screen is not None
    screen.password.setText(password)
    qtbot.keyClick(screen.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.lock_desk.screen is None or not screen._busy, timeout=SLOW_MS)


def test_a_locked_window_is_covered_and_hears_no_key_and_no_click(
    qtbot: QtBot, at: Seat, desk: SeatDesk
) -> None:
    window = desk._window
    press(window, NEXT_KEY)
    assert len(at.outbox.nexts) == 1, "the key lives"
    at.session.select(3)
    press(window, window.acts.keys.key("seat.lock"))
    assert desk.lock_desk.locked
    sheet = window.findChild(object, "lock-sheet")
    assert sheet is not None
    assert sheet.geometry() == window.rect()
    assert sheet.isVisible()
    for key in ("Ctrl+L", "Ctrl+K", "Ctrl+Down", NEXT_KEY):
        press(window, key)
        press(window.queue.table, key)
    QTest.mouseClick(window.queue.table.viewport(), Qt.MouseButton.LeftButton)
    assert at.outbox.sent == []
    assert len(at.outbox.nexts) == 1
    assert at.session.selected_case == 3
    late = QDialog(window)
    late.show()
    assert late.findChild(object, "lock-sheet") is not None, "what opens meanwhile is covered too"
    late.close()


def test_the_emergencies_stay_in_sight_and_new_ones_are_announced(
    qtbot: QtBot, at: Seat, desk: SeatDesk
) -> None:
    for case_id in range(101, 109):
        urgent(at, case_id)
    desk.lock()
    listed = desk.lock_desk.screen.emergencies
    assert "8 emergencies waiting" in listed.count.text()
    assert len(listed.texts()) == 6
    assert all("Collapse" in line and "Dongcheng" in line for line in listed.texts())
    assert listed.news.isHidden()
    urgent(at, 200)
    assert "9 emergencies waiting" in listed.count.text()
    assert "No. 200" in listed.news.text()
    until = from_ms(NOW_MS + 900_000)
    at.session._apply([at.envelope(200, ev.CaseClaimed("lin", until))], [], False)
    assert "8 emergencies waiting" in listed.count.text()
    assert listed.news.isHidden(), "somebody has taken it"


def test_a_seat_without_a_password_says_so_and_opens_at_any_key_as_it_was_left(
    qtbot: QtBot, at: Seat, desk: SeatDesk
) -> None:
    window = desk._window
    at.session.select(5)
    field = window.command.field
    field.setFocus()
    field.setText("note 5 half a thou")
    desk.lock()
    screen = desk.lock_desk.screen
    assert "any key opens it" in screen.hint.text()
    screen.reject()
    screen.close()
    assert screen.isVisible(), "neither Escape nor the window's frame opens it"
    press(screen, "Space")
    assert not desk.lock_desk.locked
    qtbot.waitUntil(field.hasFocus)
    assert field.text() == "note 5 half a thou"
    assert at.session.selected_case == 5
    assert (
        window.findChild(object, "lock-sheet") is None
        or not window.findChild(object, "lock-sheet").isVisible()
    )
    qtbot.waitUntil(window.isActiveWindow)
    press(window, NEXT_KEY)
    assert at.outbox.nexts, "keys live again"


def test_a_console_that_nobody_touches_locks_itself_after_the_chosen_time(
    bench: Bench, desk: SeatDesk
) -> None:
    bench.idle_s = 10 * 60 - 1
    desk.look()
    assert not desk.lock_desk.locked
    next(e for e in desk.menu.after.actions() if e.data() == 20).trigger()
    assert bench.settings.lock_after_min == 20
    bench.idle_s = 20 * 60
    desk.look()
    assert desk.lock_desk.locked
    desk.lock_desk.release()
    desk.menu.lock_after.emit(0)
    desk.look()
    assert not desk.lock_desk.locked, "never means never"


def test_central_judges_the_password_and_the_memory_does_while_it_is_away(
    qtbot: QtBot, bench: Bench, door: Door, profile: Profile
) -> None:
    entrance = bench.entrance()
    desk = bench.seat(entrance, bench.enter(entrance, profile))
    before = len(door.book.sessions("chen", door.ms))
    desk.lock()
    assert bench.settings.profiles[0].locked, "ending it now does not open it"
    unlock(qtbot, desk, "guess")
    assert "wrong" in desk.lock_desk.screen.told.text()
    unlock(qtbot, desk, PASSWORD)
    assert not desk.lock_desk.locked
    assert not bench.settings.profiles[0].locked
    qtbot.waitUntil(lambda: len(door.book.sessions("chen", door.ms)) == before, timeout=SLOW_MS)
    desk.signed = _elsewhere(desk)
    desk.lock()
    unlock(qtbot, desk, "guess")
    assert desk.lock_desk.locked
    unlock(qtbot, desk, PASSWORD)
    assert not desk.lock_desk.locked


def test_without_a_memory_and_without_central_it_stays_locked_and_says_why(
    qtbot: QtBot, bench: Bench, door: Door, profile: Profile
) -> None:
    entrance: Entrance = bench.entrance()
    desk = bench.seat(entrance, bench.enter(entrance, profile))
    entrance.memory.forget()
    desk.signed = _elsewhere(desk)
    desk.lock()
    unlock(qtbot, desk, PASSWORD)
    assert "has not seen your password" in desk.lock_desk.screen.told.text()


def _elsewhere(desk: SeatDesk) -> object:
    """The same person, whose central does not answer any more."""
    from dataclasses import replace

    gone = Profile("office", "http://127.0.0.1:1", "", "chen")
    return replace(desk.signed, profile=gone)
