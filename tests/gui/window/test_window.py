"""The whole seat: keys only, languages, themes, layouts, two seats on one log."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from casework import commands as cm
from casework import events as ev
from casework.instant import from_ms
from console.actions import Actions
from console.catalogue import ACTIONS
from console.feeds.port import Log
from console.tokens import load_tokens
from console.views import theme
from console.views.parts import languages
from console.views.window import ConsoleWindow
from tests.gui.window.draw import Memory
from tests.support.seat import ME, NOW_MS, Seat, officers, reported, seat

Key = Qt.Key


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, load_tokens("light"))
    yield
    languages.install("en")


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Seat]:
    made = begin(qtbot)
    yield made
    made.session.stop()


def begin(qtbot: QtBot, read_only: bool = False) -> Seat:
    made = seat(read_only)
    with qtbot.waitSignal(made.session.linked):
        pass
    made.session._apply([made.envelope(0, officers(9))], [], False)
    for case_id in range(1, 31):
        events = [reported(due_ms=NOW_MS + case_id * 60_000)]
        if case_id % 2:
            events += [ev.CaseAccepted(), ev.CaseFiled(), ev.CaseDispatched("D01")]
        made.session._apply([made.envelope(case_id, e) for e in events], [], False)
    return made


def opened(at: Seat, qtbot: QtBot, memory: Memory | None = None) -> ConsoleWindow:
    window = ConsoleWindow(
        at.session, Actions(at.session, at.session), load_tokens("light"), memory or Memory("en")
    )
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def window(at: Seat, qtbot: QtBot) -> Iterator[ConsoleWindow]:
    made = opened(at, qtbot)
    yield made
    made.close()


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


# -- language and theme ----------------------------------------------------------------------


def texts(window: ConsoleWindow) -> dict[str, str]:
    """Every text of the window's own controls, by where it stands."""
    found: dict[str, str] = {}
    for i, label in enumerate(window.findChildren(QLabel)):
        found[f"label {i}"] = label.text()
    for i, button in enumerate(window.findChildren(QPushButton)):
        found[f"button {i}"] = button.text()
    for name, entry in {**window.menus.of_action, **window.menus.of_view}.items():
        found[f"menu {name}"] = entry.text()
    for name, dock in window.places.docks.items():
        found[f"dock {name}"] = dock.windowTitle()
    for view in (window.queue.table, window.units.table):
        for column in range(view.model().columnCount()):
            key = f"{view.accessibleName() and type(view).__name__} {column}"
            found[key] = view.model().headerData(column, Qt.Orientation.Horizontal)
    return found


def has_latin(text: str) -> bool:
    return any(c.isalpha() and c.isascii() for c in text)


def test_the_language_changes_everywhere_while_running(
    at: Seat, window: ConsoleWindow, qtbot: QtBot
) -> None:
    at.session.select(1)
    window.menus.refresh()
    english = texts(window)

    def all_chinese() -> None:
        same = {k: v for k, v in texts(window).items() if english.get(k) == v and has_latin(v)}
        data = ("Ctrl+", "WGS-84", "WG-", "Asia/Shanghai", "http", "seat-1")
        assert {k: v for k, v in same.items() if not any(d in v for d in data)} == {}

    def english_again() -> None:
        now = texts(window)
        moving = ("Shanghai", "central", "ago", "now", "Asking")  # clocks, the silent link
        assert {k: v for k, v in now.items() if not any(m in v for m in moving)} == {
            k: v for k, v in english.items() if not any(m in now.get(k, "") for m in moving)
        }

    window.apply_language("zh_CN")
    qtbot.waitUntil(all_chinese)
    window.apply_language("en")
    qtbot.waitUntil(english_again)


def test_the_chosen_language_and_theme_are_remembered(at: Seat, qtbot: QtBot) -> None:
    memory = Memory("en")
    window = opened(at, qtbot, memory)
    window.apply_language("zh_CN")
    window.apply_theme("dark")
    assert (memory.language, memory.theme) == ("zh_CN", "dark")
    window.close()


def test_the_theme_changes_everywhere_while_running(window: ConsoleWindow) -> None:
    def corner(widget: QWidget) -> int:
        return widget.grab().toImage().pixelColor(3, 3).lightness()

    parts = (window.queue, window.units, window.case, window.command, window.menuWidget())
    light = [corner(p) for p in parts]
    window.apply_theme("dark")
    dark = [corner(p) for p in parts]
    assert all(a > 200 for a in light)
    assert all(b < 60 for b in dark)


# -- layout ----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1_600, 900), (1_280, 720)])
@pytest.mark.parametrize("code", languages.LANGUAGES)
def test_everything_has_its_place_and_nothing_overlaps(
    at: Seat, qtbot: QtBot, size: tuple[int, int], code: str
) -> None:
    window = opened(at, qtbot, Memory(code))
    window.resize(*size)
    window.places.share_out()
    qtbot.waitUntil(lambda: (window.width(), window.height()) == size)
    panes = [*window.places.docks.values(), window.map, window.command, window.status]
    boxes = [p.rect().translated(p.mapTo(window, p.rect().topLeft())) for p in panes]
    for i, box in enumerate(boxes):
        assert window.rect().contains(box), panes[i]
        assert box.width() >= 300
        assert all(not box.intersects(other) for other in boxes[i + 1 :])
    assert window.map.height() >= 180
    window.close()


def test_a_layout_is_found_again(at: Seat, qtbot: QtBot) -> None:
    memory = Memory("en")
    window = opened(at, qtbot, memory)
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, window.places.docks["units"])
    window.queue.table.horizontalHeader().moveSection(9, 2)
    window.close()
    again = opened(at, qtbot, memory)
    area = again.dockWidgetArea(again.places.docks["units"])
    assert area is Qt.DockWidgetArea.RightDockWidgetArea
    assert again.queue.table.horizontalHeader().visualIndex(9) == 2
    again.do("reset")
    area = again.dockWidgetArea(again.places.docks["units"])
    assert area is Qt.DockWidgetArea.LeftDockWidgetArea
    again.close()


@pytest.mark.parametrize("damage", [b"\x00", b"rubbish" * 50, b""])
def test_a_damaged_layout_is_ignored(at: Seat, qtbot: QtBot, damage: bytes) -> None:
    memory = Memory("en")
    for key in ("window", "docks", "columns-queue", "columns-units"):
        memory.kept[key] = damage
    window = opened(at, qtbot, memory)
    area = window.dockWidgetArea(window.places.docks["queue"])
    assert area is Qt.DockWidgetArea.TopDockWidgetArea
    assert all(d.isVisible() for d in window.places.docks.values())
    window.close()


def test_every_target_of_the_seat_is_large_enough(window: ConsoleWindow) -> None:
    for view in (window.queue, window.units, window.command):
        for button in view.findChildren(QPushButton):
            if button.isVisible():
                assert button.height() >= theme.TARGET, button.text()


def test_every_control_of_the_seat_has_a_name(window: ConsoleWindow) -> None:
    for widget in (
        window.queue.table, window.queue.bar.field, window.queue.bar.areas,
        window.queue.bar.departments, window.queue.bar.states, window.units.table,
        window.units.field, window.map, window.command.field, window.command.answer,
    ):  # fmt: skip
        assert widget.accessibleName()
