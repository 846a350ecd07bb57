"""The map's words go with the chosen size of text, and are made at the screen's own pixels."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.basemap.port import Opened, Wanted
from console.map.atlas import DIGIT_BASE, GLYPHS
from console.map.canvas import MapCanvas
from console.map.ground import Name
from console.map.labels import LabelPainter
from console.map.layers import Place
from console.map.legend import Legend
from console.map.letters import growth, sized
from console.map.tilegrid import Cell, box_of
from console.map.tilelayer import TileLayer
from console.tokens import TEXT_PX, load_tokens
from tests.gui.map.stand import SOUTH, WEST, Spot, Stand, board_of, fleet, spread, stand

DENSE = 1.5


@pytest.fixture(autouse=True)
def undressed(qapp: QApplication) -> None:
    """The sheet of an earlier test would set every widget's font once more."""
    qapp.setStyleSheet("")


def write_larger(made: Stand, percent: int) -> None:
    face = QFont(made.canvas.font())
    face.setPixelSize(round(TEXT_PX * percent / 100))
    made.canvas.setFont(face)


def test_a_font_without_a_chosen_size_is_written_as_usual() -> None:
    plain = QFont()
    plain.setPointSize(9)
    assert growth(plain) == 1.0
    assert sized(plain, 12, 1.0).pixelSize() == 12


@pytest.mark.parametrize("percent", [115, 130, 150])
def test_names_legend_scale_and_read_out_grow_with_the_text(qtbot: QtBot, percent: int) -> None:
    made = stand(qtbot, board_of(spread(40)), size=(900, 700))
    made.canvas.set_legend_visible(True)
    write_larger(made, 100)
    before = made.finish()
    names, legend = made.canvas.stage.base.name_boxes(), made.canvas.legend.size()
    corner = made.canvas._glass._overlay.corner_size
    write_larger(made, percent)
    assert made.finish() != before
    larger, grown = made.canvas.stage.base.name_boxes(), percent / 100
    assert np.median(_heights(larger)) == pytest.approx(np.median(_heights(names)) * grown, rel=0.2)
    area = made.canvas.legend.width() * made.canvas.legend.height()
    assert area > legend.width() * legend.height() * grown
    wide = made.canvas._glass._overlay.corner_size[0]
    assert wide == pytest.approx(corner[0] * grown, rel=0.02)  # letters have whole pixels
    made.session.stop()


@pytest.mark.parametrize("percent", [115, 150])
def test_counts_of_crowds_grow_with_the_text_and_stay_within_their_discs(
    qtbot: QtBot, percent: int
) -> None:
    made = stand(qtbot, board_of([Spot(WEST + 0.15, SOUTH + 0.15)] * 30), size=(600, 500))
    write_larger(made, 100)
    made.canvas.centre_on(WEST + 0.15, SOUTH + 0.15, 12.0)
    usual, high = made.canvas.stage.atlas, {}
    for chosen in (100, percent):
        write_larger(made, chosen)
        made.finish()
        atlas = made.canvas.stage.atlas
        eight = atlas.pixels(DIGIT_BASE + GLYPHS.index("8"))
        high[chosen] = int((eight >> 24 > 128).any(axis=1).sum())
        scene = made.canvas.stage.cases.scene(made.canvas.view, made.canvas.view.window())
        assert scene.clusters.count.tolist() == [30]
        for digits, disc in ((2, 0), (2, 1), (3, 2), (3, 3)):
            wide, tall = digits * atlas.digit_step, high[chosen]
            assert np.hypot(wide, tall) / 2 < atlas.disc_px[disc]
    assert made.canvas.stage.atlas is not usual
    assert high[percent] == pytest.approx(high[100] * percent / 100, abs=1.5)
    made.session.stop()


def test_maps_of_one_size_of_text_share_their_symbols(qtbot: QtBot) -> None:
    one, other = stand(qtbot, board_of([])), stand(qtbot, board_of([]))
    for each in (one, other):
        write_larger(each, 130)
    assert one.canvas.stage.atlas is other.canvas.stage.atlas
    for each in (one, other):
        each.session.stop()


def test_where_the_read_out_has_no_room_what_must_be_said_of_the_map_stays(qtbot: QtBot) -> None:
    made = stand(qtbot, board_of([]), size=(400, 500))
    write_larger(made, 150)
    glass = made.canvas._glass
    said = ["113.70000, 23.00000   441900122   zoom 15.0", "Area boundaries are approximate"]
    view, wide = made.canvas.view, QPixmap(1_200, 500)
    for width, shown in ((1_200, said), (540, said[1:])):
        painter = QPainter(wide)
        glass._overlay.corner(painter, replace(view, width=width), said)
        painter.end()
        kept = [key for name, key in glass._overlay._pictures if name == "corner"]
        assert kept[-1] == tuple(shown)
    made.session.stop()


def _heights(boxes: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    return boxes[:, 3] - boxes[:, 1]


def test_no_line_of_the_legend_touches_the_next_at_the_largest_text(qtbot: QtBot) -> None:
    made = stand(qtbot, board_of([]), size=(900, 700))
    made.canvas.set_legend_visible(True)
    write_larger(made, 150)
    legend: Legend = made.canvas.legend
    high = QFontInfo(sized(legend.font(), 12, 1.0)).pixelSize()
    assert legend._row >= high * 1.2
    assert legend.height() <= made.canvas.height()
    made.session.stop()


def test_at_one_and_a_half_pixels_to_one_everything_is_made_so_large(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Qt would scale up afterwards would be blurred: nothing is."""
    monkeypatch.setattr(MapCanvas, "devicePixelRatioF", lambda _canvas: DENSE)
    units, fixes = fleet(20)
    made = stand(qtbot, board_of(spread(60), units, fixes), size=(640, 480))
    picture = made.finish()
    stage = made.canvas.stage
    assert (picture.width(), picture.height()) == (960, 720)
    assert stage.atlas.ratio == DENSE
    assert stage.look.ratio == DENSE
    assert made.canvas.view.width == 960
    assert made.canvas._glass._overlay.sized(12).pixelSize() == 18
    made.session.stop()


@pytest.mark.parametrize("size", [(515, 271), (640, 479), (331, 200)])
def test_a_map_of_an_odd_size_is_painted_to_its_last_pixel(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setattr(MapCanvas, "devicePixelRatioF", lambda _canvas: DENSE)
    made = stand(qtbot, board_of([]), size=size)
    made.finish()
    image = QImage(*(math.ceil(v * DENSE) for v in size), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(DENSE)
    nobody = QColor("#ff00ff")
    image.fill(nobody)
    made.canvas.render(image)
    wide, high = image.width(), image.height()
    edge = [(wide - 1, y) for y in range(high)] + [(x, high - 1) for x in range(wide)]
    assert not [at for at in edge if image.pixelColor(*at) == nobody]
    made.session.stop()


def test_a_cell_of_a_base_map_is_asked_for_in_pixels_of_the_screen(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[float, int] = {}
    for ratio in (1.0, 2.0):
        monkeypatch.setattr(MapCanvas, "devicePixelRatioF", lambda _canvas, r=ratio: r)
        made = stand(qtbot, board_of([]), size=(640, 480))
        made.canvas.centre_on(WEST + 0.15, SOUTH + 0.15, 13.0)
        layer = TileLayer(lambda: None)
        layer.open(Opened(256, 2))
        made.canvas.stage.join(Place.UNDER, layer)
        made.finish()
        make, _ = layer.wanted(made.canvas.view)
        assert {(w.width, w.height) for w in make} == {
            box_of(_cell(w), layer.scale)[2:] for w in make
        }
        asked[ratio] = make[0].z
        made.session.stop()
    # drawn for two pixels to one: the same tiles on both, at their own pixels on the dense one
    assert asked[1.0] == asked[2.0]


def _cell(wanted: Wanted) -> Cell:
    return Cell(wanted.z, wanted.x, wanted.y)


def test_letters_on_a_dense_screen_are_drawn_not_enlarged(qtbot: QtBot) -> None:
    colours, face = load_tokens("light").map, QFont()
    face.setPixelSize(TEXT_PX)
    name = Name("松山湖 Songshanhu", 0.5, 0.5, 0)
    dense = LabelPainter(colours, face, 2.0)
    dense.place([name], 4096.0)
    drawn = dense._draw(name)
    plain = LabelPainter(colours, face, 1.0)
    plain.place([name], 4096.0)
    small = plain._draw(name)
    assert drawn.width() >= 2 * small.width() - 4
    enlarged = small.scaled(drawn.size(), mode=Qt.TransformationMode.SmoothTransformation)
    assert _edge(drawn.toImage()) > 1.3 * _edge(enlarged.toImage())


def _edge(image: QImage) -> float:
    """The mean of the hardest steps between neighbouring pixels: how crisp letters are."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    steps = np.sort(np.abs(np.diff(rows[:, : grey.width()].astype(float), axis=1)).ravel())
    return float(steps[-len(steps) // 20 :].mean())


def test_the_button_of_the_layers_shows_its_whole_word_at_every_size(qtbot: QtBot) -> None:
    made = stand(qtbot, board_of([]), size=(900, 700))
    button = made.canvas.extras.panel.button
    for percent in (100, 150, 115):
        face = QFont(button.font())
        face.setPixelSize(round(TEXT_PX * percent / 100))
        button.setFont(face)
        assert button.width() >= button.sizeHint().width()
        assert button.geometry().right() < made.canvas.width()
    made.session.stop()


def test_a_hovered_place_is_told_in_the_chosen_size(qtbot: QtBot) -> None:
    made = stand(qtbot, board_of(spread(5)), size=(900, 700))
    write_larger(made, 100)
    made.hover(QPointF(300, 300))
    small = made.canvas.grab().toImage()
    write_larger(made, 150)
    assert made.canvas.grab().toImage() != small
    made.session.stop()
