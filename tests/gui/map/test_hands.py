"""Hands on the map: drag, wheel, keys, click and hover."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.outbox.port import Outcome
from tests.gui.map.stand import NOW, Spot, Stand, board_of, fleet, spread, stand

HERE = Spot(113.72, 23.03)


@pytest.fixture
def lone(qtbot: QtBot) -> Stand:
    """One case, and one officer 2 km east of it."""
    units, fixes = fleet(1)
    fixes.lon[0], fixes.lat[0] = 113.74, 23.03
    made = stand(qtbot, board_of([HERE], units, fixes))
    made.canvas.centre_on(113.73, 23.03, 14.0)
    made.finish()
    return made


def test_a_click_on_a_case_selects_it_everywhere(lone: Stand) -> None:
    with lone.qtbot.waitSignals([lone.canvas.case_picked, lone.session.selected]) as heard:
        lone.click(lone.where(HERE.lon, HERE.lat) + QPointF(3, -3))
    assert [s.args for s in heard.all_signals_and_args] == [[1], [1]] or heard.signal_triggered
    assert lone.session.selected_case == 1


def test_a_click_on_a_unit_selects_it(lone: Stand) -> None:
    with lone.qtbot.waitSignal(lone.canvas.unit_picked) as heard:
        lone.click(lone.where(113.74, 23.03))
    assert heard.args == [1]
    assert lone.session.selected_unit == 1


def test_a_click_beside_everything_selects_nothing(lone: Stand) -> None:
    lone.click(QPointF(20, 20))
    assert (lone.session.selected_case, lone.session.selected_unit) == (0, 0)


def test_a_drag_moves_the_map_and_selects_nothing(lone: Stand) -> None:
    left = lone.canvas.view.left
    start = lone.where(HERE.lon, HERE.lat).toPoint()
    lone.qtbot.mousePress(lone.canvas, Qt.MouseButton.LeftButton, pos=start)
    for step in (5, 20, 40):
        lone.qtbot.mouseMove(lone.canvas, start + QPoint(step, 0))
        lone.canvas.repaint()
    lone.qtbot.mouseRelease(lone.canvas, Qt.MouseButton.LeftButton, pos=start + QPoint(40, 0))
    assert lone.canvas.view.left == left - 40
    assert lone.session.selected_case == 0


def test_the_wheel_zooms_about_the_cursor(lone: Stand) -> None:
    at = lone.where(HERE.lon, HERE.lat)
    zoom = lone.canvas.view.zoom
    wheel = QWheelEvent(
        at,
        lone.canvas.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    with lone.qtbot.waitSignal(lone.canvas.view_changed):
        QApplication.sendEvent(lone.canvas, wheel)
    assert lone.canvas.view.zoom == pytest.approx(zoom + 0.5)
    moved = lone.where(HERE.lon, HERE.lat) - at
    assert abs(moved.x()) <= 1
    assert abs(moved.y()) <= 1


def test_a_double_click_zooms_in(lone: Stand) -> None:
    zoom = lone.canvas.view.zoom
    lone.qtbot.mouseDClick(lone.canvas, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert lone.canvas.view.zoom == pytest.approx(zoom + 1)


def test_the_keyboard_moves_and_zooms_the_map(lone: Stand) -> None:
    press, canvas = lone.qtbot.keyClick, lone.canvas
    before = canvas.view
    press(canvas, Qt.Key.Key_Right)
    assert canvas.view.left > before.left
    press(canvas, Qt.Key.Key_Down)
    assert canvas.view.top > before.top
    press(canvas, Qt.Key.Key_Plus)
    assert canvas.view.zoom > before.zoom
    press(canvas, Qt.Key.Key_Minus)
    press(canvas, Qt.Key.Key_Minus)
    assert canvas.view.zoom < before.zoom
    press(canvas, Qt.Key.Key_Home)
    assert canvas.visible_counts["cases"] == 1
    assert canvas.view.zoom < 12
    press(canvas, Qt.Key.Key_L)
    assert canvas.legend.isVisible()


def test_a_click_on_a_cluster_opens_it(qtbot: QtBot) -> None:
    crowd = [Spot(113.7 + i * 2e-4, 23.0) for i in range(40)]
    made = stand(qtbot, board_of(crowd))
    made.finish()
    zoom = made.canvas.view.zoom
    made.click(made.where(113.704, 23.0))
    assert made.canvas.view.zoom >= zoom + 1
    assert made.session.selected_case == 0


def test_where_a_cluster_cannot_be_opened_its_worst_case_is_taken(qtbot: QtBot) -> None:
    pile = [HERE] * 20 + [Spot(HERE.lon, HERE.lat, due=-1)] + [HERE] * 20
    made = stand(qtbot, board_of(pile))
    made.canvas.centre_on(HERE.lon, HERE.lat, 20.0)
    made.finish()
    made.click(made.where(HERE.lon, HERE.lat))
    assert made.session.selected_case == 21


HOSTILE = "<img src=x onerror=alert(1)><b>{{7*7}}</b>${1}\u202egnp.exe\x00\n" + "長" * 500


def test_hover_tells_plain_text_whatever_the_title_says(qtbot: QtBot) -> None:
    board = board_of([HERE])
    board.cases.title[0] = HOSTILE
    made = stand(qtbot, board)
    made.canvas.centre_on(HERE.lon, HERE.lat, 15.0)
    made.finish()
    before = made.canvas.grab().toImage()
    with qtbot.waitSignal(made.canvas.hovered) as heard:
        made.hover(made.where(HERE.lon, HERE.lat))
    said = heard.args[0]
    assert "<img src=x onerror=alert(1)><b>{{7*7}}</b>${1}" in said
    assert "#1" in said
    assert "\x00" not in said
    assert "\u202e" not in said
    assert max(len(line) for line in said.split("\n")) <= 80
    assert made.canvas.grab().toImage() != before
    with qtbot.waitSignal(made.canvas.hovered) as heard:
        made.hover(QPointF(5, 5))
    assert heard.args == [None]


def test_hover_says_how_old_a_position_is(lone: Stand) -> None:
    with lone.qtbot.waitSignal(lone.canvas.hovered) as heard:
        lone.hover(lone.where(113.74, 23.03))
    assert "WG-00001" in heard.args[0]
    assert "5 s" in heard.args[0]


def test_the_corner_tells_the_cell_under_the_cursor(lone: Stand) -> None:
    lone.hover(QPointF(20, 20))
    lines = lone.canvas._glass._corner(lone.canvas.view)
    assert "E0" in lines[0]
    assert "-N0" in lines[0]
    assert lines[1] == "Area boundaries are approximate"


def test_the_selected_case_stands_out_even_inside_a_cluster(full: Stand) -> None:
    full.finish()
    case_id = int(full.session.board.cases.column("case_id")[150])
    before = full.canvas.grab().toImage()
    full.session.select(case_id)
    assert full.canvas.grab().toImage() != before


def test_a_pending_and_a_refused_case_are_marked(lone: Stand) -> None:
    calm = lone.canvas.grab().toImage()
    lone.session.ledger.sent("c1", 1, "accept", 0.0)
    lone.session.pending_changed.emit(frozenset({1}))
    pending = lone.canvas.grab().toImage()
    lone.session.ledger.pending.clear()
    lone.session.ledger.refusals[1] = Outcome("c1", 1, "accept")
    lone.session.pending_changed.emit(frozenset({1}))
    refused = lone.canvas.grab().toImage()
    assert len({calm.cacheKey(), pending.cacheKey(), refused.cacheKey()}) == 3
    assert calm != pending
    assert pending != refused
    assert refused != calm


def test_a_place_that_cannot_be_is_not_gone_to(lone: Stand) -> None:
    before = lone.canvas.view
    lone.canvas.centre_on(float("nan"), 23.0)
    lone.canvas.centre_on(500.0, 23.0)
    lone.canvas.fit_case(99_999)
    assert lone.canvas.view == before


def test_fit_case_comes_close_enough_to_see_the_street(full: Stand) -> None:
    full.canvas.fit_case(7)
    spot = spread(300)[6]
    at = full.where(spot.lon, spot.lat)
    assert full.canvas.view.zoom >= 15
    assert abs(at.x() - 320) <= 1
    assert abs(at.y() - 240) <= 1
    assert full.session.clock.now_ms() >= NOW


def test_the_city_is_fitted_below_the_words_until_somebody_moves_the_map(full: Stand) -> None:
    canvas, outline = full.canvas, full.canvas.stage.ground.bounds
    assert outline is not None
    for width, height in ((660, 281), (400, 300), (1_200, 260)):
        canvas.resize(width, height)
        canvas.repaint()
        view = canvas.view
        assert outline[1] * view.scale - view.top >= 0.14 * height - 1.0
        assert outline[3] * view.scale - view.top <= height
    canvas.pan_by(30, 0)
    moved = canvas.view
    canvas.resize(660, 500)
    canvas.repaint()
    assert canvas.view.zoom == moved.zoom
    assert canvas.view.centre == pytest.approx(moved.centre, abs=2.0 / moved.scale)
