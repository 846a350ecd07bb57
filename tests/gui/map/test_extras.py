"""Trails, reach, doubts, the cell under the cursor, basic grids, alarms, and the list of layers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework.area import Area
from casework.unit import Fixes, Unit
from casework.vocabulary import CaseState, UnitKind
from console.board.alarms import Ring
from console.board.reach import reach_m
from console.feeds.port import City, Positions
from console.map.layerlist import NAMES, layer_name
from console.settings import load_settings
from console.views.parts.layermemory import LayerMemory
from tests.gui.map.stand import NOW, SOUTH, WEST, Spot, Stand, board_of, city, spread, stand, towns
from tests.support.seat import reasons

LON, LAT = WEST + 0.15, SOUTH + 0.15
MOST_OF_A_WINDOW = 640 * 480 // 2


@pytest.fixture
def one(qtbot: QtBot) -> Iterator[Stand]:
    """An officer and a drone side by side, and a case to the east of them."""
    units = [
        Unit(1, UnitKind.OFFICER, "WG-1", "T0"),
        Unit(2, UnitKind.DRONE, "D-2", "T0", range_m=4_000.0),
    ]
    board = board_of([Spot(LON + 0.003, LAT, CaseState.WORKING)], units)
    for i in range(6):
        at = NOW - 240_000 + i * 40_000
        lon = LON + i * 2e-4
        board.units.move(Fixes([1, 2], [lon, lon], [LAT, LAT - 0.002], [at, at], [], [-1, 70]))
    made = stand(qtbot, board)
    made.canvas.centre_on(LON, LAT, 15.5)
    made.finish()
    yield made
    made.session.stop()


def seen(stand: Stand) -> QImage:
    """All that is on the window, glass included."""
    return stand.canvas.grab().toImage()


def without(stand: Stand, layer: str) -> bool:
    """Whether the window looks otherwise with the layer switched off."""
    on = seen(stand)
    stand.canvas.set_layer_visible(layer, False)
    off = seen(stand)
    stand.canvas.set_layer_visible(layer, True)
    return on != off


class Watch(QObject):
    """How many pixels each painting of a widget was asked for."""

    def __init__(self, over: QObject) -> None:
        super().__init__(over)
        self.pixels: list[int] = []
        over.installEventFilter(self)

    def eventFilter(self, over: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.pixels.append(sum(r.width() * r.height() for r in event.region()))
        return super().eventFilter(over, event)


def painted_pixels(stand: Stand) -> Watch:
    QApplication.processEvents()
    return Watch(stand.canvas)


def key(stand: Stand, name: Qt.Key) -> None:
    stand.canvas.setFocus()
    stand.qtbot.keyClick(stand.canvas, name)


def test_the_selected_unit_shows_where_it_has_been(one: Stand) -> None:
    assert not without(one, "focus")
    one.session.select_unit(1)
    assert without(one, "focus")


def test_a_unit_under_the_cursor_and_one_sent_to_the_case_show_their_trails(one: Stand) -> None:
    focus = next(x for x in one.canvas.stage.layers.all() if x.name == "focus")
    assert focus.count(one.canvas.view) == 0
    one.hover(one.where(LON + 1e-3, LAT))
    assert focus.rows() == [0]  # type: ignore[attr-defined]
    one.hover(QPointF(5, 5))
    one.session.board.cases.units = lambda row: {2: None}  # type: ignore[method-assign,assignment]
    one.session.select(1)
    assert focus.rows() == [1]  # type: ignore[attr-defined]


def test_trails_of_all_units_are_drawn_close_in_once_they_are_wanted(one: Stand) -> None:
    before = one.finish()
    one.canvas.set_layer_visible("trails", True)
    assert one.finish() != before
    for _ in range(5):
        one.canvas.pan_by(31, -17)
        one.picture()
    scrolled = one.picture()
    one.canvas.stage.composer.ground_changed()
    assert scrolled == one.finish()


def test_the_reach_of_a_drone_is_said_and_none_is_drawn_for_an_officer(one: Stand) -> None:
    one.hover(one.where(LON + 1e-3, LAT - 0.002))
    assert reach_m(4_000.0, 70) == pytest.approx(2_400.0)
    assert any("2.4 km" in line for line in one.canvas._pointing.lines)
    one.hover(one.where(LON + 1e-3, LAT))
    assert not any("km" in line for line in one.canvas._pointing.lines)


def test_a_doubtful_unit_stays_where_it_was_with_a_mark_and_the_reason(one: Stand) -> None:
    before = one.finish()
    one.hear(Positions(Fixes([1], [LON], [LAT + 9.0], [NOW - 5_000])))
    assert one.finish() != before
    one.hover(one.where(LON + 1e-3, LAT))
    assert any("jump" in line for line in one.canvas._pointing.lines)
    one.canvas.set_layer_visible("doubts", False)
    one.hover(QPointF(5, 5))
    assert one.finish() == before


def test_the_cell_under_the_cursor_is_outlined_and_only_it_is_painted(one: Stand) -> None:
    one.hover(QPointF(100, 120))
    one.canvas.repaint()
    cell = one.canvas.extras.cell
    box = cell.outline(one.canvas.view)
    assert box is not None
    assert box.contains(QPointF(100, 120))
    assert 20 < box.width() < 60
    painted = painted_pixels(one)
    one.hover(QPointF(100 + box.width(), 120))
    QApplication.processEvents()
    assert painted.pixels
    assert max(painted.pixels) < MOST_OF_A_WINDOW
    assert cell.outline(one.canvas.view) != box


def test_basic_grids_appear_close_in_and_their_names_touch_no_other(qtbot: QtBot) -> None:
    grids = [
        Area(f"G{i}", "grid", f"村00第{i:02d}网格", f"Hamlet Grid {i:02d}", "V00", lon, lat)
        for i, (lon, lat) in enumerate(np.random.default_rng(3).random((60, 2)) * 0.03 + (LON, LAT))
    ]
    made = stand(qtbot, board_of([]), [*towns(), *grids])
    layer = made.canvas.extras.grids
    made.canvas.centre_on(LON + 0.015, LAT + 0.015, 12.0)
    made.finish()
    assert layer.count(made.canvas.view) == 0
    made.canvas.centre_on(LON + 0.015, LAT + 0.015, 15.2)
    with_grids = made.finish()
    assert layer.count(made.canvas.view)
    boxes = np.concatenate([made.canvas.stage.base.name_boxes(), layer._labels.boxes()])
    left, top, right, bottom = boxes.T
    touch = (left[:, None] < right) & (right[:, None] > left)
    touch &= (top[:, None] < bottom) & (bottom[:, None] > top)
    assert len(layer._labels.boxes()) > 3
    assert touch.sum() == len(boxes)
    made.canvas.set_layer_visible("grids", False)
    assert made.finish() != with_grids
    made.session.stop()


@pytest.fixture
def ringing(qtbot: QtBot) -> Iterator[Stand]:
    """Two emergencies that nobody has taken."""
    made = stand(
        qtbot,
        board_of([Spot(LON + d, LAT, CaseState.REPORTED, priority=1) for d in (0.0, 0.05)]),
    )
    made.finish()
    yield made
    made.session.stop()


def test_an_alarm_breathes_in_its_own_rectangle_until_it_is_acknowledged(ringing: Stand) -> None:
    extras = ringing.canvas.extras
    assert extras._breath.isActive()
    assert extras._breath.interval() * 2 >= 1_000
    QApplication.processEvents()
    loud = seen(ringing)
    painted = painted_pixels(ringing)
    extras._breathe()
    QApplication.processEvents()
    assert painted.pixels
    assert max(painted.pixels) <= 2 * 54 * 54
    assert seen(ringing) != loud
    key(ringing, Qt.Key.Key_N)
    key(ringing, Qt.Key.Key_A)
    assert [a.case_id for a in extras.alarms.open()] == [2]
    key(ringing, Qt.Key.Key_N)
    assert ringing.session.selected_case == 2
    key(ringing, Qt.Key.Key_A)
    assert extras.alarms.open() == []
    assert not extras._breath.isActive()


def test_alarms_that_stand_still_are_seen_and_do_not_move(ringing: Stand) -> None:
    extras = ringing.canvas.extras
    extras.panel.list.still.setChecked(True)
    assert not extras._breath.isActive()
    before = seen(ringing)
    extras._breathe()
    assert seen(ringing) == before
    ringing.canvas.set_layer_visible("alarms", False)
    assert seen(ringing) != before


def test_the_reason_of_an_alarm_is_in_its_shape_as_well(ringing: Stand) -> None:
    layer = ringing.canvas.extras.alarm_layer
    sheet = layer._sprites.atlas.pixmap.toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    pictures = set()
    for left, top, wide, high in layer._sprites.atlas.table.astype(int).tolist():
        pictures.add(bytes(sheet.copy(QRect(left, top, wide, high)).constBits()))
    assert len(pictures) == 6  # whole, corners and ticks, each loud and at rest
    assert {Ring.EMERGENCY, Ring.CONTACT, Ring.DEVICE} < set(Ring)


def test_the_list_has_every_layer_with_its_count_and_switches_it(ringing: Stand) -> None:
    panel = ringing.canvas.extras.panel
    key(ringing, Qt.Key.Key_Y)
    assert panel.list.isVisible()
    assert set(panel.list.boxes) == set(ringing.canvas.stage.shown)
    box = panel.list.boxes["cases"]
    assert box.text() == "Cases  2"
    assert box.accessibleName() == "Cases, 2 in view"
    before = seen(ringing)
    with ringing.qtbot.waitSignal(panel.chosen):
        box.click()
    assert not ringing.canvas.stage.shown["cases"]
    assert seen(ringing) != before
    ringing.qtbot.keyClick(panel.list, Qt.Key.Key_Escape)
    assert not panel.list.isVisible()
    assert ringing.canvas.hasFocus()


def test_what_was_switched_is_found_again_on_another_map(ringing: Stand, qtbot: QtBot) -> None:
    panel = ringing.canvas.extras.panel
    panel.list.refresh()
    panel.list.boxes["villages"].click()
    panel.list.still.setChecked(True)
    kept = panel.choices()
    other = stand(qtbot, board_of(spread(3)))
    other.canvas.extras.panel.apply({**kept, "of-another-time": True})
    assert not other.canvas.stage.shown["villages"]
    assert other.canvas.extras.alarm_layer.still
    other.session.stop()


def test_every_layer_that_joins_has_a_name_in_words(ringing: Stand) -> None:
    for name in ringing.canvas.stage.shown:
        assert name in NAMES
        assert layer_name(name) != name


def test_each_operator_finds_his_own_layers_at_the_next_start(
    ringing: Stand, qtbot: QtBot, tmp_path: Path
) -> None:
    settings = load_settings(tmp_path)
    memory = LayerMemory(ringing.canvas.extras.panel, ringing.session, settings)
    ringing.canvas.extras.panel.list.refresh()
    ringing.canvas.extras.panel.list.boxes["drones"].click()
    actor = ringing.session.actor
    assert actor is not None
    assert settings.layers_of(actor.actor_id)["drones"] is False
    later = stand(qtbot, board_of([]), know_city=False)
    LayerMemory(later.canvas.extras.panel, later.session, load_settings(tmp_path))
    assert later.canvas.stage.shown["drones"]
    later.hear(City(city(towns()), reasons(), actor))
    assert not later.canvas.stage.shown["drones"]
    later.session.stop()
    assert memory.parent() is ringing.canvas.extras.panel
