"""The whole seat by keys alone; one selection; two seats on one log."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework import commands as cm
from casework import events as ev
from casework.instant import from_ms
from console.catalogue import ACTIONS
from console.feeds.port import Log
from console.views.window import ConsoleWindow
from tests.gui.window.opening import begin, opened
from tests.support.seat import ME, NOW_MS, Seat

Key = Qt.Key


def press(qtbot: QtBot, keys: str) -> None:
    """A key on whatever has the focus."""
    qtbot.keySequence(QApplication.focusWidget(), QKeySequence(keys))


def type_in(qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), text)


# -- keys ------------------------------------------------------------------------------------


def test_a_case_is_claimed_by_keys_alone(at: Seat, window: ConsoleWindow, qtbot: QtBot) -> None:
    press(qtbot, "Ctrl+Down")
    press(qtbot, "Ctrl+Down")
    press(qtbot, "Ctrl+L")
    assert [(o.case_id, o.command) for o in at.outbox.sent] == [(2, cm.ClaimCase())]


def test_the_next_case_is_taken_by_one_key(at: Seat, window: ConsoleWindow, qtbot: QtBot) -> None:
    press(qtbot, "Ctrl+Return")
    assert len(at.outbox.nexts) == 1


def test_a_unit_is_sent_by_keys_alone(at: Seat, window: ConsoleWindow, qtbot: QtBot) -> None:
    press(qtbot, "Ctrl+Down")
    press(qtbot, "F6")
    press(qtbot, "Down")
    press(qtbot, "Return")
    assert [o.case_id for o in at.outbox.sent] == [1]
    assert isinstance(at.outbox.sent[0].command, cm.AssignUnit)


def test_a_case_is_reassigned_by_keys_alone(at: Seat, window: ConsoleWindow, qtbot: QtBot) -> None:
    press(qtbot, "/")
    assert QApplication.focusWidget() is window.command.field
    assert window.command.field.text() == ""
    type_in(qtbot, "re 1 D02 not-ours")
    press(qtbot, "Return")
    assert [o.command for o in at.outbox.sent] == [cm.ReassignCase("D02", "not-ours")]
    press(qtbot, "Escape")
    assert QApplication.focusWidget() is window.queue.table


@pytest.mark.parametrize("keys", ["Ctrl+K", "Ctrl+F"])
def test_a_field_is_reached_from_another_field(
    window: ConsoleWindow, qtbot: QtBot, keys: str
) -> None:
    there = window.queue.bar.field if keys == "Ctrl+F" else window.command.field
    for start in (window.queue.bar.field, window.units.field, window.command.field):
        start.setFocus()
        press(qtbot, keys)
        assert QApplication.focusWidget() is there


def test_f6_goes_round_every_pane_and_back(window: ConsoleWindow, qtbot: QtBot) -> None:
    def pane() -> int:
        focus = QApplication.focusWidget()
        return next(i for i, p in enumerate(window.panes()) if p is focus or p.isAncestorOf(focus))

    assert pane() == 0
    there = []
    for _ in window.panes():
        press(qtbot, "F6")
        there.append(pane())
    assert there == [1, 2, 3, 4, 0]
    press(qtbot, "Shift+F6")
    assert pane() == 4


def test_every_action_is_in_the_menu_with_its_key(window: ConsoleWindow) -> None:
    window.menus.refresh()
    for name, action in ACTIONS.items():
        text = window.menus.of_action[name].text()
        key = QKeySequence(action.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        assert text.endswith("\t" + key)


def test_what_cannot_be_done_is_grey_and_says_why(window: ConsoleWindow) -> None:
    window.session.select(0)
    window.menus.refresh()
    claim = window.menus.of_action["claim"]
    assert not claim.isEnabled()
    assert "Select a case first" in claim.text()


def test_a_seat_that_may_only_watch_says_so_everywhere(qtbot: QtBot) -> None:
    at = begin(qtbot, read_only=True)
    window = opened(at, qtbot)
    at.session.select(1)
    window.menus.refresh()
    assert all(not e.isEnabled() for e in window.menus.of_action.values())
    press(qtbot, "Ctrl+L")
    assert "watch" in window.command.answer.text()
    assert at.outbox.sent == []
    window.close()
    at.session.stop()


# -- one selection ---------------------------------------------------------------------------


def test_selection_is_one_thing(at: Seat, window: ConsoleWindow) -> None:
    window.map.case_picked.emit(12)
    assert at.session.selected_case == 12
    assert window.queue.model.case_at(window.queue.table.currentIndex().row()) == 12
    window.map.unit_picked.emit(3)
    assert window.units.model.unit_at(window.units.table.currentIndex().row()) == 3


def test_go_and_find_move_what_they_name(at: Seat, window: ConsoleWindow, qtbot: QtBot) -> None:
    press(qtbot, "Ctrl+K")
    type_in(qtbot, "go 5")
    press(qtbot, "Return")
    assert at.session.selected_case == 5
    press(qtbot, "Ctrl+K")
    type_in(qtbot, "go WG-00004")
    press(qtbot, "Return")
    assert at.session.selected_unit == 4
    assert "where" in window.command.answer.text()
    press(qtbot, "Ctrl+K")
    type_in(qtbot, "find 29")
    press(qtbot, "Return")
    assert window.queue.model.rowCount() == 1


def test_two_seats_on_one_log_stay_equal(qtbot: QtBot) -> None:
    one, two = begin(qtbot), begin(qtbot)
    windows = [opened(s, qtbot) for s in (one, two)]
    story: list[ev.AnyEvent] = [
        ev.CaseClaimed(ME, from_ms(NOW_MS + 60_000)),
        ev.NoteAdded("x"),
        ev.CaseReassigned("D01", "D02", "not-ours", 1),
    ]
    for event in story:
        envelope = one.envelope(1, event)
        for s in (one, two):
            with qtbot.waitSignal(s.session.changed):
                s.feed.post(Log((envelope,)))
    pictures = []
    for window in windows:
        model = window.queue.model
        pictures.append(
            [model.index(r, c).data() for r in range(model.rowCount()) for c in range(1, 5)]
        )
    assert pictures[0] == pictures[1]
    assert windows[0].status.counts.text() == windows[1].status.counts.text()
    for window, s in zip(windows, (one, two), strict=True):
        window.close()
        s.session.stop()
