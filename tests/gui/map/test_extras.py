"""Trails, reach, doubts, the cell under the cursor, basic grids, alarms, and the list of layers."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework.area import Area
from casework.unit import Fixes, Unit
from casework.vocabulary import CaseState, UnitKind
from console.board.alarms import Ring
from console.board.reach import reach_m
from console.feeds.port import Positions
from tests.gui.map.extrastand import LAT, LON, grey_pictures, key, painted_pixels, seen, without
from tests.gui.map.stand import NOW, Spot, Stand, board_of, stand, towns

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
    assert len(grey_pictures(layer)) == 6  # whole, corners and ticks, each loud and at rest
    assert {Ring.EMERGENCY, Ring.CONTACT, Ring.DEVICE} < set(Ring)
