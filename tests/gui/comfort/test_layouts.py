"""Layouts: by the screens of the desk, by name, and never where no screen is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QInputDialog, QPushButton, QTableView

from console.views import theme
from console.views.parts.screens import GRIP_HEIGHT, GRIP_WIDTH, fitted
from tests.gui.comfort.house import House, let_live

ROOT = Path(__file__).resolve().parents[3]
LAPTOP, LEFT, RIGHT = (0, 0, 1_366, 768), (0, 0, 1_920, 1_080), (1_920, 0, 1_920, 1_080)


def desk(
    folder: Path, screens: list[tuple[int, int, int, int]], *wishes: str, **environment: str
) -> dict[str, Any]:
    """Open the seat on `screens` in a process of its own; where it stood."""
    listed = [
        {"name": f"S{i}", "x": x, "y": y, "width": w, "height": h, "dpr": 1}
        for i, (x, y, w, h) in enumerate(screens)
    ]
    file = folder / f"screens-{len(screens)}.json"
    file.write_text(json.dumps({"screens": listed}), "utf-8")
    platform = {"QT_QPA_PLATFORM": f"offscreen:configfile={file}"}
    return ask(folder, platform | environment, *wishes)


def ask(folder: Path, environment: dict[str, str], *wishes: str) -> dict[str, Any]:
    words = [sys.executable, "-m", "tests.gui.comfort.desk_of_screens", str(folder), *wishes]
    done = subprocess.run(
        words, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_a_desk_of_two_screens_is_found_again_and_a_laptop_shows_all_of_it(
    tmp_path: Path,
) -> None:
    spread = desk(tmp_path, [LEFT, RIGHT], "--spread")
    assert spread["floating"] == 1
    assert spread["frames"][0][0] >= 1_920
    alone = desk(tmp_path, [LAPTOP])
    assert alone["key"] != spread["key"]
    assert alone["reachable"]
    assert alone["frames"][0][0] < 1_366
    again = desk(tmp_path, [LEFT, RIGHT])
    assert again["key"] == spread["key"]
    assert again["frames"][0] == spread["frames"][0]
    assert again["floating"] == 1
    assert again["reachable"]


@pytest.mark.parametrize(("scale", "wide"), [("1.5", 1_280), ("2", 960)])
def test_nothing_is_cut_at_another_scale_of_the_screen(
    tmp_path: Path, scale: str, wide: int
) -> None:
    """A new seat on a screen of 1920 × 1080 pixels fits it, however large these are."""
    found = desk(tmp_path, [LEFT], QT_SCALE_FACTOR=scale)
    assert found["ratio"] == float(scale)
    assert found["frames"][0][2] <= wide
    assert found["cut"] == []


# -- where a window may stand ----------------------------------------------------------------------

_AT = st.integers(-5_000, 5_000)
_LONG = st.integers(1, 4_000)
_RECTS = st.builds(QRect, _AT, _AT, _LONG, _LONG)
_SCREENS = st.lists(
    st.builds(QRect, _AT, _AT, st.integers(640, 4_000), st.integers(480, 3_000)),
    min_size=1,
    max_size=4,
)


@given(_RECTS, _SCREENS)
def test_a_window_can_always_be_taken_hold_of(frame: QRect, screens: list[QRect]) -> None:
    there = fitted(frame, screens)
    head = QRect(there.left(), there.top(), there.width(), min(GRIP_HEIGHT, there.height()))
    seen = [head.intersected(room) for room in screens]
    assert any(
        s.height() == head.height() and s.width() >= min(GRIP_WIDTH, head.width()) for s in seen
    )
    assert there.width() <= frame.width()
    assert there.height() <= frame.height()
    assert fitted(there, screens) == there


@given(_RECTS)
def test_without_a_screen_nothing_is_moved(frame: QRect) -> None:
    assert fitted(frame, []) == frame


# -- by name --------------------------------------------------------------------------------------


def test_layouts_are_kept_by_name_taken_up_and_forgotten(house: House) -> None:
    window = house.seat
    comfort, places = window.comfort, window.places
    comfort.keep("  night   shift ")
    assert places.names() == ["night shift"]
    places.docks["units"].setFloating(True)
    comfort.keep("R & D")
    places.reset()
    assert not places.docks["units"].isFloating()
    comfort.refresh()
    shown = {a.text(): a for a in comfort.layouts.actions() if a.text()}
    shown["R && D"].trigger()
    let_live(20)
    assert places.docks["units"].isFloating()
    shown["night shift"].trigger()
    let_live(20)
    assert not places.docks["units"].isFloating()
    comfort.refresh()
    next(a for a in comfort.forgetting.actions() if a.text() == "R && D").trigger()
    assert places.names() == ["night shift"]
    assert not places.stand_as("R & D")
    places.forget("night shift")


def test_a_layout_without_a_name_is_refused_and_a_long_one_cut(house: House) -> None:
    comfort, places = house.seat.comfort, house.seat.places
    comfort.keep("   ")
    assert places.names() == []
    assert "!" in house.seat.command.answer.text()
    comfort.keep("名" * 300)
    assert [len(n) for n in places.names()] == [40]
    places.forget(places.names()[0])


def test_the_name_is_asked_beside_the_work(house: House) -> None:
    comfort = house.seat.comfort
    comfort.ask_name()
    dialog = house.seat.findChild(QInputDialog)
    assert dialog is not None
    dialog.setTextValue("desk of two")
    dialog.accept()
    assert house.seat.places.names() == ["desk of two"]
    house.seat.places.forget("desk of two")


# -- the size of text -----------------------------------------------------------------------------


def test_everything_is_written_larger_at_once_and_next_time(house: House) -> None:
    window = house.seat
    before = window.queue.table.verticalHeader().defaultSectionSize()
    chip = window.queue.bar.chips.findChildren(QPushButton)[0]
    small = chip.fontMetrics().height()
    try:
        window.comfort.choose_size(150)
        let_live(20)
        assert window.settings.text_size == 150
        assert window.queue.table.verticalHeader().defaultSectionSize() == round(before * 1.5)
        assert chip.fontMetrics().height() > small * 1.3
        assert chip.height() >= theme.TARGET
        tables = window.findChildren(QTableView)  # those of its dialogs too
        assert len(tables) >= 8
        low = [t for t in tables if t.verticalHeader().defaultSectionSize() < theme.row_height()]
        assert low == []
    finally:
        window.comfort.choose_size(100)
    let_live(20)
    assert window.queue.table.verticalHeader().defaultSectionSize() == before


@pytest.mark.parametrize("percent", theme.TEXT_SIZES)
def test_the_smallest_window_fits_a_laptop_at_every_size_of_text(
    house: House, percent: int
) -> None:
    house.seat.comfort.choose_size(percent)
    try:
        let_live(20)
        for window in (house.seat, house.replay):
            least = window.minimumSizeHint()
            assert least.width() <= 1_366
            assert least.height() <= 768 - 40  # a title bar
    finally:
        house.seat.comfort.choose_size(100)


def test_a_size_that_does_not_exist_is_the_usual_one() -> None:
    theme.set_text_size(7_000)
    assert theme.text_size() == 100
