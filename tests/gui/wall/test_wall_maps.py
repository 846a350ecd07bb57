"""The wall's base map: from the same list as the seat's, under the map of every page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from casework.vocabulary import Post
from console.app.arguments import parse
from console.app.maps import wall_maps
from console.map.tilelayer import NAME
from console.settings import load_settings
from console.tokens import THEMES, load_tokens
from console.views.wall import WallWindow
from console.views.wall.maps import WallMaps
from tests.support.seat import Seat, operator, seat
from tests.support.tiles import mbtiles, picture, pyramid

DECLARED = """
[[map]]
id = "city"
name = "City map"
kind = "mbtiles"
file = "city.mbtiles"
datum = "WGS-84"
attribution = "© <b>somebody</b>"

[[map]]
id = "gone"
kind = "mbtiles"
file = "gone.mbtiles"
datum = "WGS-84"
attribution = "nobody"
"""


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Seat]:
    made = seat(read_only=True, actor=operator(Post.WALL))
    with qtbot.waitSignal(made.session.linked):
        pass
    yield made
    made.session.stop()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    mbtiles(tmp_path / "city.mbtiles", [(key, picture(key)) for key in pyramid(2)])
    (tmp_path / "maps.toml").write_text(DECLARED, "utf-8")
    return tmp_path


def maps_at(home: Path, *words: str) -> WallMaps:
    return wall_maps(parse(["--wall", *words]), load_settings(home))


def wall(qtbot: QtBot, at: Seat, maps: WallMaps, page: str = "map") -> WallWindow:
    made = WallWindow(at.session, load_tokens("dark"), page, maps)
    qtbot.addWidget(made)
    made.resize(960, 540)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.mark.parametrize("theme", THEMES)
def test_the_map_named_at_the_start_lies_under_every_page_and_is_remembered(
    qtbot: QtBot, at: Seat, home: Path, theme: str
) -> None:
    maps = maps_at(home, "--base-map", "city")
    made = wall(qtbot, at, maps)
    made.set_tokens(load_tokens(theme))
    for page in ("front", "towns", "alarms", "map"):
        made.show_page(page)
        if made.page.map is None:
            continue
        stage = made.page.map.stage
        qtbot.waitUntil(lambda s=stage: s.layers.ground_covered)
        credit = next(layer for layer in stage.layers.all() if layer.name == "basemap-credit")
        assert credit.text == "© <b>somebody</b>"  # type: ignore[attr-defined]
        made.grab()
    maps.stop()
    later = maps_at(home)
    made = wall(qtbot, at, later)
    assert made.page.map is not None
    assert NAME in made.page.map.stage.shown
    later.stop()


def test_the_city_s_own_drawing_can_be_asked_for_again(qtbot: QtBot, at: Seat, home: Path) -> None:
    maps_at(home, "--base-map", "city").stop()
    maps = maps_at(home, "--base-map", "-")
    made = wall(qtbot, at, maps)
    assert made.page.map is not None
    assert NAME not in made.page.map.stage.shown
    assert load_settings(home).wall_map == "-"
    assert load_settings(home).base_map == "", "the seat's choice is its own"
    maps.stop()


def test_what_is_wrong_with_a_map_stands_on_the_wall_itself(
    qtbot: QtBot, at: Seat, home: Path
) -> None:
    maps = maps_at(home, "--base-map", "gone")
    made = wall(qtbot, at, maps)
    qtbot.waitUntil(lambda: bool(maps.problems))
    assert made.page.map is not None
    layers = made.page.map.stage.layers.all()
    said = next(layer for layer in layers if layer.name == "map-trouble").text  # type: ignore[attr-defined]
    assert said.startswith("▲ Base map maps.toml › gone")
    before = made.page.map.grab().toImage()
    made.show_page("alarms")
    assert made.page.map.grab().toImage() != before
    maps.stop()


def test_a_map_that_is_not_in_the_list_is_said_with_those_that_are(home: Path) -> None:
    maps = maps_at(home, "--base-map", "nowhere")
    assert [(p.code, p.detail) for p in maps.problems] == [("map-unknown", "'nowhere': city, gone")]
    assert load_settings(home).wall_map == ""
    maps.stop()
