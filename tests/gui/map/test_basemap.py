"""A base map under the canvas: real archives, a real server, and the picture to the pixel."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from console.basemap.port import Problem
from console.basemap.service import DeclaredMaps
from console.board.mercator import project_one
from console.map.basemaps import BaseMapChooser
from console.map.layerlist import LayerList
from console.map.tilelayer import VEIL
from console.views.parts import languages
from console.views.parts.basemapmenu import BaseMapMenu
from tests.gui.map.stand import Stand
from tests.support.tiles import colour, mbtiles, picture, pmtiles, pyramid

AT = (113.72, 23.03)
DEEPEST = 12


def tiles_about(
    deepest: int = DEEPEST, size: int = 256
) -> list[tuple[tuple[int, int, int], bytes]]:
    """The world down to zoom 4, and deeper the neighbourhood."""
    keys = pyramid(4)
    x, y = project_one(*AT)
    for z in range(5, DEEPEST + 1):
        for i in range(-5, 6):
            keys += [(z, int(x * 2**z) + i, int(y * 2**z) + j) for j in range(-5, 6)]
    return [(key, picture(key)) for key in keys]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("maps")
    tiles = tiles_about()
    mbtiles(made / "a.mbtiles", tiles)
    pmtiles(made / "b.pmtiles", tiles)
    broken = [(key, b"<html>" if sum(key) % 3 == 0 else data) for key, data in tiles if key[0] > 11]
    mbtiles(made / "broken.mbtiles", broken)
    declared = [
        ("plain", "mbtiles", "a.mbtiles", "WGS-84"),
        ("shifted", "pmtiles", "b.pmtiles", "GCJ-02"),
        ("broken", "mbtiles", "broken.mbtiles", "WGS-84"),
        ("gone", "mbtiles", "gone.mbtiles", "WGS-84"),
        ("nowhere", "mbtiles", "a.mbtiles", ""),
    ]
    text = "".join(
        f'[[map]]\nid = "{i}"\nname_zh = "图{i}"\nname_en = "Map {i}"\nkind = "{k}"\nfile = "{f}"\n'
        f'attribution = "© <b>{i}</b>"\n' + (f'datum = "{d}"\n' if d else "")
        for i, k, f, d in declared
    )
    (made / "maps.toml").write_text(text, "utf-8")
    return made


@pytest.fixture
def chooser(full: Stand, folder: Path) -> Iterator[BaseMapChooser]:
    made = BaseMapChooser(full.canvas, DeclaredMaps(folder / "maps.toml", folder / "tiles"))
    yield made
    made.stop()


def complete(full: Stand, chooser: BaseMapChooser) -> QImage:
    """Wait until every cell of the window has the best picture there is."""
    full.canvas.repaint()
    full.canvas.settle()

    def ready() -> None:
        layer = chooser._layer
        assert layer is not None
        assert layer.scale == full.canvas.view.scale
        assert layer.wanted(full.canvas.view) == ([], [])
        assert not chooser._show.isActive()

    full.qtbot.waitUntil(ready, timeout=30_000)
    return full.finish()


@pytest.mark.parametrize("ratio", [1.0, 1.5])
@pytest.mark.parametrize(("name", "zoom"), [("plain", 11.3), ("plain", 13.6), ("shifted", 11.8),
                                            ("broken", 12.2)])  # fmt: skip
def test_a_scrolled_picture_with_a_base_map_equals_a_redrawn_one(
    full: Stand,
    chooser: BaseMapChooser,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    zoom: float,
    ratio: float,
) -> None:
    monkeypatch.setattr(full.canvas, "devicePixelRatioF", lambda: ratio)
    full.canvas.centre_on(*AT, zoom)
    chooser.choose(name)
    complete(full, chooser)
    dice = random.Random(int(zoom * 10))
    for _ in range(8):
        full.canvas.pan_by(dice.randint(-70, 70), dice.randint(-70, 70))
        full.picture()
    complete(full, chooser)
    for _ in range(4):  # back and forth over what is there: strips, not one redraw
        for step in ((13, -7), (-13, 7)):
            full.canvas.pan_by(*step)
            scrolled = full.picture()
    complete(full, chooser)
    full.canvas.stage.composer.ground_changed()
    redrawn = full.finish()
    assert scrolled == redrawn


def test_a_tile_stands_where_its_number_says(full: Stand, chooser: BaseMapChooser) -> None:
    full.canvas.centre_on(*AT, 11.0)
    chooser.choose("plain")
    for name in ("areas", "villages", "cases", "officers", "drones", "links"):
        full.canvas.set_layer_visible(name, False)
    shown = complete(full, chooser)
    view, ground = full.canvas.view, QColor(full.canvas.stage.atlas.tokens.map.outside)
    seen = set()
    for px in range(5, view.width, 37):
        for py in range(5, view.height, 41):
            x, y = view.to_unit(px + 0.5, py + 0.5)
            near = [(x * 2**11) % 1 * 256, (y * 2**11) % 1 * 256]
            if min(near) < 3 or abs(near[0] - near[1]) < 3:
                continue  # the border and the diagonal
            key = (11, int(x * 2**11), int(y * 2**11))
            under, part = ground.getRgb()[:3], VEIL["dark"]
            veiled = [u * part + c * (1 - part) for u, c in zip(under, colour(key), strict=True)]
            assert QColor(shown.pixel(px, py)).getRgb()[:3] == pytest.approx(veiled, abs=2)
            seen.add(key)
    assert len(seen) >= 6


def test_the_city_s_own_drawing_comes_back_as_it_was(full: Stand, chooser: BaseMapChooser) -> None:
    full.canvas.centre_on(*AT, 11.4)
    before = full.finish()
    chooser.choose("plain")
    assert complete(full, chooser) != before
    chooser.choose("")
    assert chooser.current == ""
    assert full.finish() == before
    assert {"basemap", "basemap-credit"}.isdisjoint(full.canvas.stage.shown)


def test_one_map_is_changed_for_another_while_it_is_being_drawn(
    full: Stand, chooser: BaseMapChooser
) -> None:
    full.canvas.centre_on(*AT, 11.4)
    for _ in range(4):
        chooser.choose("plain")
        full.picture()
        chooser.choose("shifted")
        full.picture()
    shifted = complete(full, chooser)
    chooser.choose("plain")
    assert complete(full, chooser) != shifted


def test_while_zooming_the_tiles_there_are_fill_the_window(
    full: Stand, chooser: BaseMapChooser
) -> None:
    full.canvas.centre_on(*AT, 11.4)
    chooser.choose("plain")
    complete(full, chooser)
    for _ in range(6):
        full.canvas.zoom_by(0.1)
        full.picture()
    full.canvas.settle()
    just_settled = full.picture()
    outside = QColor(full.canvas.stage.atlas.tokens.map.outside)
    bare = sum(
        just_settled.pixelColor(x, y) == outside
        for x in range(0, just_settled.width(), 9)
        for y in range(0, just_settled.height(), 9)
    )
    assert bare == 0


def test_a_map_that_cannot_be_opened_leaves_the_city_as_it_is(
    full: Stand, chooser: BaseMapChooser
) -> None:
    before = full.finish()
    with full.qtbot.waitSignal(chooser.troubled) as told:
        chooser.choose("gone")
    problem = told.args[0]
    assert isinstance(problem, Problem)
    assert (problem.code, problem.source) == ("archive-absent", "gone")
    assert full.finish() == before


def test_whose_map_it_is_stands_on_it_as_plain_text(full: Stand, chooser: BaseMapChooser) -> None:
    full.canvas.centre_on(*AT, 11.4)
    chooser.choose("plain")
    complete(full, chooser)
    with_credit = full.canvas.grab().toImage()
    assert chooser._credit.text == "© <b>plain</b>"
    chooser._credit.text = "© plain"
    without_tags = full.canvas.grab().toImage()
    assert with_credit != without_tags
    assert "basemap-credit" not in listed(full)
    full.canvas.set_layer_visible("basemap", False)
    hidden = full.canvas.grab().toImage()
    chooser._credit.text = "© another"
    assert full.canvas.grab().toImage() == hidden


def listed(full: Stand) -> set[str]:
    """The layers that have a switch."""
    layers = LayerList(full.canvas.stage, lambda: full.canvas.view, full.canvas)
    layers.refresh()
    return set(layers.boxes)


class Choice:
    base_map = "plain"


def test_the_menu_offers_every_usable_map_and_says_why_of_the_others(
    full: Stand, chooser: BaseMapChooser, qtbot: QtBot
) -> None:
    view_menu, told = QMenu(), []
    qtbot.addWidget(view_menu)
    settings = Choice()
    menu = BaseMapMenu(view_menu, chooser, settings, told.append)
    assert chooser.current == "plain"
    texts = [a.text() for a in menu.menu.actions() if not a.isSeparator()]
    assert texts[:5] == [
        "The city's own drawing", "Map plain", "Map shifted", "Map broken", "Map gone",
    ]  # fmt: skip
    assert "nowhere" in texts[5]
    assert not menu.menu.actions()[-1].isEnabled()
    assert len(told) == 1
    assert "datum" in told[0]
    with qtbot.waitSignal(chooser.troubled):
        menu.menu.actions()[4].trigger()
    assert settings.base_map == "gone"
    assert len(told) == 2
    assert "gone" in menu.menu.actions()[-1].text()
    assert "gone.mbtiles" in menu.menu.actions()[-1].toolTip()
    menu.menu.actions()[0].trigger()
    assert (chooser.current, settings.base_map) == ("", "-")


def test_the_menu_speaks_the_language_of_the_window(
    full: Stand, chooser: BaseMapChooser, qtbot: QtBot
) -> None:
    view_menu = QMenu()
    qtbot.addWidget(view_menu)
    menu = BaseMapMenu(view_menu, chooser, Choice(), lambda _: None)
    languages.install("zh_CN")
    try:
        menu.retranslate()
        texts = [a.text() for a in menu.menu.actions() if not a.isSeparator()]
    finally:
        languages.install("en")
        QLocale.setDefault(QLocale.c())
    assert texts[1] == "图plain"
    assert not any("drawing" in t or "datum is declared" in t for t in texts)
