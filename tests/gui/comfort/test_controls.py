"""Every control of every window: large enough, named, reached by the keyboard, and of use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from console.app.faults import Faults
from console.app.run import Room
from console.app.sources import Source
from console.tokens import THEMES
from console.views import theme
from tests.gui.comfort.house import SIZES, House, doors, let_live
from tests.gui.comfort.inks import read
from tests.gui.comfort.walk import (
    controls,
    does_something,
    idle_actions,
    named,
    parts_too_small,
    too_small,
    where,
)
from tools.paneseat import At, Pane
from tools.paneset import LIVE, OFFLINE

#: A tool tip that ends with its key: "Slower ([)".
_KEY_NAMED = re.compile(r"\(.+\)$")


def everywhere(house: House) -> Iterator[tuple[str, QWidget]]:
    for name, window in house.all().items():
        for widget in controls(window):
            yield name, widget


def test_the_walk_meets_what_there_is(house: House) -> None:
    """A walk that finds nothing would praise everything."""
    met = Counter(name for name, _widget in everywhere(house))
    assert met["seat"] > 40
    assert met["replay"] > met["seat"]
    assert len(house.dialogs) >= 12, list(house.dialogs)
    assert all(met[name] > 0 for name in house.dialogs if name != "Second map"), met


def test_every_target_is_large_enough(house: House) -> None:
    house.resize(*SIZES[0])
    small = {
        f"{name}: {where(w)}: {w.width()}×{w.height()}"
        for name, w in everywhere(house)
        if too_small(w, theme.TARGET)
    }
    parts = {
        f"{name}: {part}"
        for name, window in house.all().items()
        for part in parts_too_small(window, theme.TARGET)
    }
    assert small | parts == set()


def test_every_control_has_a_name(house: House) -> None:
    nameless = {f"{name}: {where(w)}" for name, w in everywhere(house) if not named(w)}
    assert nameless == set()


def test_no_control_does_nothing(house: House) -> None:
    idle = {
        f"{name}: {where(w)}"
        for name, w in everywhere(house)
        if isinstance(w, QAbstractButton) and not does_something(w)
    }
    entries = {
        f"{name}: {entry!r}"
        for name, window in house.all().items()
        for entry in idle_actions(window)
    }
    assert idle | entries == set()


def test_every_control_is_reached_by_the_tab_key_or_has_a_key_of_its_own(house: House) -> None:
    lost = {
        f"{name}: {where(w)}"
        for name, w in everywhere(house)
        if w.isEnabled() and not w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not _KEY_NAMED.search(w.toolTip())
        and not isinstance(w.parentWidget(), QLineEdit)  # its clear button: Escape and Delete do it
    }  # fmt: skip
    assert lost == set()


def test_the_tab_key_goes_round_and_comes_back(house: House) -> None:
    """Each window's chain meets every control once, left to right and down within a row."""
    window = house.seat
    window.activateWindow()
    first = window.queue.bar.chips.findChildren(QAbstractButton)[0]
    chain, at = [], first.nextInFocusChain()
    while at is not first and len(chain) < 2_000:
        chain.append(at)
        at = at.nextInFocusChain()
    assert at is first
    met = Counter(id(w) for w in chain)
    assert max(met.values()) == 1
    chips = [w for w in chain if isinstance(w, QAbstractButton) and "chip-" in w.objectName()]
    for one, other in pairwise(chips):
        if one.parentWidget() is other.parentWidget():
            assert (one.y(), one.x()) <= (other.y(), other.x())


def keys_of(window: QWidget) -> Iterator[tuple[str, str]]:
    """(key, whose) of everything in `window` that a key brings about from anywhere in it."""
    inner = (Qt.ShortcutContext.WidgetShortcut, Qt.ShortcutContext.WidgetWithChildrenShortcut)
    for action in window.findChildren(QAction):
        for key in action.shortcuts():
            if action.shortcutContext() not in inner and not key.isEmpty():
                yield key.toString(), f"entry {action.text()!r}"
    for shortcut in window.findChildren(QShortcut):
        for key in shortcut.keys():  # noqa: SIM118 - Qt's, not a dict's
            if shortcut.context() not in inner and not key.isEmpty():
                yield key.toString(), "key"


def test_no_two_shortcuts_collide(house: House) -> None:
    """Qt answers a key that means two things with neither."""
    for name, window in house.all().items():
        found = Counter(key for key, _whose in keys_of(window))
        twice = {key: n for key, n in found.items() if n > 1}
        assert twice == {}, name
        if name == "seat":
            assert len(found) > 40
            begins = [k for k in found if any(o != k and o.startswith(k + ", ") for o in found)]
            assert begins == []


def test_no_two_keys_of_one_menu_collide(house: House) -> None:
    """Of two entries with the same letter after & only one is reached at once."""
    menus = [
        ("the bar", [a for a in house.seat.menuWidget().findChildren(QAction) if a.menu()]),
    ]
    for name, entries in menus:
        letters = Counter(QKeySequence.mnemonic(a.text()).toString() for a in entries if a.text())
        letters.pop("", None)
        assert [k for k, n in letters.items() if n > 1] == [], name


# -- what is painted ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", THEMES)
def test_every_text_holds_seven_to_one_against_what_is_painted_behind_it(
    house: House, name: str
) -> None:
    """Those that are off too, though WCAG 2.1 (1.4.3) would let them be weaker."""
    house.wear(name)
    window = house.seat
    window.do("alerts")
    window.command.begin("re")
    window.session.select(3)
    window.case.desk.open("reassign", 3)
    window.menus.case_menu.popup(window.pos())
    let_live(20)
    asked = [w for w in house.dialogs.values() if w.objectName() not in ("lock", "sign-in")]
    fresh = doors(window, house.entrance)
    for door in fresh:
        door.setWindowModality(Qt.WindowModality.NonModal)
        door.show()
    let_live(20)
    shown = (window, house.replay, *house.walls.values(), *asked, *fresh, window.menus.case_menu)
    readings = {f"{type(w).__name__} {w.windowTitle()}": read(w, 7.0) for w in shown}
    window.menus.case_menu.close()
    for door in fresh:
        door.deleteLater()
    assert {name: lines for name, (lines, _n) in readings.items() if lines} == {}, name
    assert sum(n for _lines, n in readings.values()) > 300
    assert sum(read(wall, 7.0)[1] for wall in house.walls.values()) > 40


def test_a_text_that_cannot_be_read_is_found(house: House) -> None:
    """The check itself: dark words on a dark line."""
    window = house.seat
    strip = window.alerts.strip
    assert not strip.isHidden()
    ground, strip._ground = strip._ground, strip._text._colour
    try:
        found = [line for line in read(window, 7.0)[0] if "AlertStrip" in line]
    finally:
        strip._ground = ground
    assert [strip.text() in line for line in found] == [True]


@pytest.mark.parametrize("pane", [*LIVE, *OFFLINE], ids=lambda pane: pane.name)
def test_every_pane_of_the_pictures_can_be_opened_and_put_away(
    house: House, tmp_path: Path, pane: Pane
) -> None:
    house.at.session.select(3)
    room = Room(house.at.session, house.seat, Source(house.at.feed, house.at.outbox))
    at = At(room, house.desk, house.entrance, Faults(tmp_path), case=3)
    shown = pane.open(at)
    assert shown is not None
    assert shown.isVisible()
    pane.close(at)
