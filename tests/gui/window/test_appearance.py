"""The whole seat in two languages, two themes, any layout."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from console.views import theme
from console.views.parts import languages
from console.views.window import ConsoleWindow
from tests.gui.window.draw import Memory
from tests.gui.window.opening import opened
from tests.support.seat import Seat

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
    similar = window.case.page.similar
    with qtbot.waitSignal(similar.shown, check_params_cb=lambda n: n > 0):
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
    docks = [d for d in window.places.docks.values() if not d.visibleRegion().isEmpty()]
    assert len(docks) == len(window.places.docks) - 2  # outbox and alerts are tabs behind the units
    panes = [*docks, window.map, window.command, window.status]
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
