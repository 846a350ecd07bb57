"""Vector layers on the canvas: real files, the real process that reads them, and the pixels."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot
from shapely.geometry import LineString, Point, Polygon, box

from console.basemap.port import Problem
from console.basemap.service import DeclaredMaps
from console.map.vectormaps import VectorMaps
from console.tokens import load_tokens
from console.views.parts.mapnotices import MapNotices
from tests.gui.map.stand import STEP, WEST, Stand
from tests.support.shapefiles import ring, write, write_json

AT = (113.75, 23.05)
RIM = (AT[0] + 0.0105, AT[1] + 0.0105)  # in the ring of water about it, off all borders


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("layers")
    dice = random.Random(3)

    def near() -> tuple[float, float]:
        return AT[0] + dice.uniform(-0.1, 0.1), AT[1] + dice.uniform(-0.1, 0.1)

    lakes = [Point(*near()).buffer(dice.uniform(0.001, 0.01)) for _ in range(60)]
    rim = Polygon(Point(*AT).buffer(0.02).exterior, [Point(*AT).buffer(0.01).exterior])
    write(made / "lakes.gpkg", [rim, *lakes], [f"湖 {i}" for i in range(61)])
    write(made / "roads.geojson", [LineString([near() for _ in range(9)]) for _ in range(80)])
    bad = [ring((113.7, 23.0), (113.8, 23.1), (113.8, 23.0), (113.7, 23.1), (113.7, 23.0)), None]
    write_json(made / "bad.geojson", bad)
    (made / "torn.gpkg").write_bytes((made / "lakes.gpkg").read_bytes()[:5_000])
    rows = [
        ("lakes", "geopackage", "lakes.gpkg", 'style = "water"\nlabel = "name"'),
        ("roads", "geojson", "roads.geojson", 'style = "road"\nwidth = 3.0'),
        ("bad", "geojson", "bad.geojson", 'style = "green"'),
        ("torn", "geopackage", "torn.gpkg", 'style = "border"'),
    ]
    text = "".join(
        f'[[map]]\nid = "{i}"\nkind = "{k}"\nfile = "{f}"\nname_en = "The {i}"\nname_zh = "层{i}"\n'
        f'datum = "WGS-84"\n{more}\n'
        for i, k, f, more in rows
    )
    (made / "maps.toml").write_text(text, "utf-8")
    return made


@pytest.fixture
def vectors(empty: Stand, folder: Path) -> Iterator[VectorMaps]:
    empty.canvas.centre_on(*AT, 12.3)
    maps = DeclaredMaps(folder / "maps.toml", folder / "tiles")
    assert maps.problems == ()
    made = VectorMaps(empty.canvas, maps.vectors)
    made.troubles = troubles = []  # type: ignore[attr-defined]
    made.troubled.connect(troubles.append)
    yield made
    made.stop()


def complete(stand: Stand, vectors: VectorMaps) -> QImage:
    """Wait until everything is drawn."""
    stand.canvas.repaint()
    stand.canvas.settle()
    stand.canvas.repaint()
    stand.qtbot.waitUntil(lambda: vectors.complete, timeout=60_000)
    return stand.finish()


def colour_at(stand: Stand, picture: QImage, lon: float, lat: float) -> str:
    place, ratio = stand.where(lon, lat), stand.canvas.view.ratio
    return QColor(picture.pixel(round(place.x() * ratio), round(place.y() * ratio))).name()


def test_the_picture_is_whole_scrolls_like_a_redraw_and_follows_every_switch(
    empty: Stand, vectors: VectorMaps, monkeypatch: pytest.MonkeyPatch
) -> None:
    canvas, tokens = empty.canvas, load_tokens("dark").map
    shown = complete(empty, vectors)
    canvas.set_layer_visible("vector-names", False)
    canvas.set_layer_visible("vector:roads", False)
    canvas.set_layer_visible("vector:bad", False)
    plain = complete(empty, vectors)
    assert plain != shown
    assert colour_at(empty, plain, *RIM) == tokens.water  # in the rim
    assert vectors.shown == ["lakes", "torn"]
    for name in ("vector-names", "vector:roads", "vector:bad"):
        canvas.set_layer_visible(name, True)
    assert complete(empty, vectors) == shown
    dice = random.Random(4)
    for _ in range(6):
        canvas.pan_by(dice.randint(-70, 70), dice.randint(-70, 70))
        empty.picture()
    complete(empty, vectors)
    for step in ((13, -7), (-13, 7), (31, 3)):  # over what is there: strips, not one redraw
        canvas.pan_by(*step)
        scrolled = empty.picture()
    scrolled = complete(empty, vectors)
    canvas.stage.composer.ground_changed()
    assert scrolled == empty.finish()


def test_a_hole_shows_the_land_and_the_theme_changes_every_tone(
    empty: Stand, vectors: VectorMaps
) -> None:
    for name in ("vector:roads", "vector:bad", "vector-names"):
        empty.canvas.set_layer_visible(name, False)
    empty.canvas.centre_on(AT[0], AT[1], 13.4)
    light = load_tokens("light")
    empty.canvas.set_tokens(light)
    picture = complete(empty, vectors)
    assert colour_at(empty, picture, *RIM) == light.map.water
    assert light.map.land in {
        colour_at(empty, picture, AT[0] + x / 1000, AT[1] + y / 1000)
        for x in (-4, -2, 2, 4)
        for y in (-4, -2, 2, 4)
    }


def test_each_trouble_is_told_once_and_the_others_are_drawn(
    empty: Stand, vectors: VectorMaps
) -> None:
    complete(empty, vectors)
    told = [(p.source, p.code) for p in vectors.troubles]  # type: ignore[attr-defined]
    assert sorted(told) == [
        ("bad", "shape-crossing"), ("bad", "shape-none"), ("torn", "vector-cut"),
    ]  # fmt: skip


def test_a_file_that_has_changed_is_drawn_anew_on_request(
    empty: Stand, vectors: VectorMaps, folder: Path
) -> None:
    for name in ("roads", "bad", "torn"):
        empty.canvas.set_layer_visible(f"vector:{name}", False)
    before = complete(empty, vectors)
    old = (folder / "lakes.gpkg").read_bytes()
    (folder / "lakes.gpkg").unlink()
    write(folder / "lakes.gpkg", [box(WEST, 22.9, WEST + 3 * STEP, 23.2)], ["sea"])
    try:
        assert complete(empty, vectors) == before
        vectors.reload()
        after = complete(empty, vectors)
    finally:
        (folder / "lakes.gpkg").write_bytes(old)
    assert after != before
    vectors.reload()
    assert complete(empty, vectors) == before


def test_a_process_that_dies_over_a_file_leaves_that_file_out(
    empty: Stand, folder: Path, tmp_path: Path
) -> None:
    script = tmp_path / "dies.py"
    script.write_text(
        "import os, console.map.vectorreader as r\n"
        "real = r.shapes_of\n"
        "r.shapes_of = lambda said, t: os._exit(9) if said.id == 'roads' else real(said, t)\n"
        "r.main()\n"
    )
    maps = DeclaredMaps(folder / "maps.toml", folder / "tiles")
    command = (sys.executable, "-c", f"exec(open({str(script)!r}).read())")
    vectors = VectorMaps(empty.canvas, maps.vectors[:2], command)
    told: list[Problem] = []
    vectors.troubled.connect(told.append)
    empty.canvas.centre_on(*AT, 13.0)
    picture = complete(empty, vectors)
    vectors.stop()
    assert [(p.source, p.code, p.detail) for p in told] == [
        ("roads", "reader-died", "roads.geojson")
    ]
    assert colour_at(empty, picture, *RIM) == load_tokens("dark").map.water


def test_without_declared_layers_no_process_is_started(empty: Stand) -> None:
    before = set(empty.canvas.stage.shown)
    vectors = VectorMaps(empty.canvas, (), ("/no/such/program",))
    vectors.reload()
    empty.finish()
    assert set(empty.canvas.stage.shown) == before
    assert vectors.complete
    vectors.stop()


def test_the_button_in_the_corner_lists_what_is_wrong(empty: Stand, qtbot: QtBot) -> None:
    notices = MapNotices(empty.canvas, empty.canvas.extras.panel.button)
    assert notices.isHidden()
    hostile = Problem("vector-field", "maps.toml", "a", "label", "<b>x</b> {{7*7}} &amp;")
    for problem in (hostile, hostile, Problem("reader-gone")):
        notices.add(problem)
    assert not notices.isHidden()
    assert notices.text() == "▲ 2"
    assert notices.geometry().right() < empty.canvas.extras.panel.button.x()
    notices.click()
    assert "<b>x</b> {{7*7}} &amp;" in notices.page.toPlainText()
    assert notices.page.hasFocus()
    notices.sheet.close()
    notices.forget({"a", ""})
    assert notices.isHidden()


def test_areas_of_borders_are_outlined_and_not_filled(empty: Stand, tmp_path: Path) -> None:
    write(tmp_path / "town.gpkg", [box(AT[0] - 0.02, AT[1] - 0.02, AT[0] + 0.02, AT[1] + 0.02)])
    (tmp_path / "maps.toml").write_text(
        '[[map]]\nid = "town"\nkind = "geopackage"\nfile = "town.gpkg"\ndatum = "WGS-84"\n'
        'style = "border"\nwidth = 9\n'
    )
    vectors = VectorMaps(empty.canvas, DeclaredMaps(tmp_path / "maps.toml", tmp_path).vectors)
    empty.canvas.centre_on(*AT, 12.5)
    picture, tokens = complete(empty, vectors), load_tokens("dark").map
    vectors.stop()
    assert colour_at(empty, picture, AT[0] + 0.02, AT[1] + 0.011) == tokens.town_line
    assert colour_at(empty, picture, AT[0] + 0.011, AT[1] + 0.011) == tokens.land


@pytest.mark.parametrize(
    "command", [("/no/such/program",), (sys.executable, "-c", "raise SystemExit(3)")]
)
def test_a_process_that_cannot_live_is_given_up_and_said_once(
    empty: Stand, folder: Path, command: tuple[str, ...]
) -> None:
    maps = DeclaredMaps(folder / "maps.toml", folder / "tiles")
    vectors = VectorMaps(empty.canvas, maps.vectors[:1], command)
    told: list[Problem] = []
    vectors.troubled.connect(told.append)
    empty.canvas.centre_on(*AT, 13.0)
    with empty.qtbot.waitSignal(vectors.troubled, timeout=30_000):
        empty.canvas.repaint()
    empty.canvas.pan_by(40, 0)
    empty.finish()
    assert [p.code for p in told] == ["reader-gone"]
    vectors.stop()
