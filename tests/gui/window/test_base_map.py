"""The base map from the command line to the window and back into the settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from console.app.arguments import parse
from console.app.maps import offer_maps
from console.settings import load_settings
from console.views.window import ConsoleWindow
from tests.support.tiles import mbtiles, picture, pyramid

DECLARED = """
[[map]]
id = "city"
name = "City map"
kind = "mbtiles"
file = "city.mbtiles"
datum = "WGS-84"
attribution = "somebody"
"""


@pytest.fixture
def maps(tmp_path: Path) -> Path:
    mbtiles(tmp_path / "city.mbtiles", [(key, picture(key)) for key in pyramid(3)])
    file = tmp_path / "list.toml"
    file.write_text(DECLARED, "utf-8")
    return file


def test_a_map_is_chosen_with_the_keyboard_and_found_again(
    window: ConsoleWindow, qtbot: QtBot, tmp_path: Path, maps: Path
) -> None:
    options, settings = parse(["--maps", str(maps)]), load_settings(tmp_path / "data")
    menu, _ = offer_maps(options, settings, window)
    assert menu.menu.title() == "&Base map"
    menu.menu.popup(window.mapToGlobal(window.rect().center()))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(menu.menu, key)
    assert menu.chooser.current == settings.base_map == "city"
    qtbot.waitUntil(lambda: window.map.stage.layers.ground_covered)
    menu.stop()
    assert load_settings(tmp_path / "data").base_map == "city"


def test_a_list_that_is_not_there_is_told_in_the_window(
    window: ConsoleWindow, tmp_path: Path
) -> None:
    options = parse(["--maps", str(tmp_path / "gone.toml")])
    menu, _ = offer_maps(options, load_settings(tmp_path / "data"), window)
    assert "gone.toml" in window.command.answer.text()
    assert menu.chooser.current == ""
    menu.stop()


def test_without_a_list_there_is_the_city_s_own_drawing_and_no_word(
    window: ConsoleWindow, tmp_path: Path
) -> None:
    before = window.command.answer.text()
    settings = load_settings(tmp_path / "data")
    settings.base_map = "a map of yesterday"
    menu, _ = offer_maps(parse([]), settings, window)
    assert len(menu.menu.actions()) == 2  # and a line under it
    assert window.command.answer.text() == before
    menu.stop()


def test_a_map_named_at_the_start_is_shown_and_remembered(
    window: ConsoleWindow, tmp_path: Path, maps: Path
) -> None:
    settings = load_settings(tmp_path / "data")
    menu, _ = offer_maps(parse(["--maps", str(maps), "--base-map", "city"]), settings, window)
    assert menu.chooser.current == "city"
    menu.stop()
    assert load_settings(tmp_path / "data").base_map == "city"


def test_a_name_that_is_no_map_is_answered_with_those_there_are(
    window: ConsoleWindow, tmp_path: Path, maps: Path
) -> None:
    settings = load_settings(tmp_path / "data")
    menu, _ = offer_maps(parse(["--maps", str(maps), "--base-map", "town"]), settings, window)
    said = window.command.answer.text()
    assert "no base map of this id" in said
    assert "'town': city" in said
    assert (menu.chooser.current, settings.base_map) == ("", "")
    menu.stop()


def test_the_list_says_what_is_shown_while_nobody_has_chosen(
    window: ConsoleWindow, tmp_path: Path, maps: Path
) -> None:
    maps.write_text('default = "city"\n' + DECLARED, "utf-8")
    settings = load_settings(tmp_path / "data")
    options = parse(["--maps", str(maps)])
    menu, _ = offer_maps(options, settings, window)
    assert menu.chooser.current == "city"
    menu.menu.actions()[0].trigger()
    menu.stop()
    again, _ = offer_maps(options, load_settings(tmp_path / "data"), window)
    assert again.chooser.current == "", "the city's own drawing was chosen"
    again.stop()
