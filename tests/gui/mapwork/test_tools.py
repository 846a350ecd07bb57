"""Tools in the hand: select, measure, who is near; each by mouse and by key."""

from __future__ import annotations

import time

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.catalogue import ACTIONS, MAP_ACTIONS
from console.map.work.sketch import Kind
from console.views.parts.menus import VIEW_ACTIONS
from tests.gui.mapwork.desk import CASES, MIDDLE, Desk

FIRST, SECOND = (CASES[0].lon, CASES[0].lat), (CASES[1].lon, CASES[1].lat)


def test_every_map_action_has_a_key_of_its_own() -> None:
    keys = [a.shortcut for a in (*ACTIONS.values(), *MAP_ACTIONS.values(), *VIEW_ACTIONS)]
    known = [QKeySequence(key).toString() for key in keys if key]
    assert len(known) == len(set(known))
    assert all(a.shortcut and a.label and a.hint for a in MAP_ACTIONS.values())


def test_a_rectangle_brings_its_cases_into_the_queue_until_it_is_cleared(at: Desk) -> None:
    left = at.canvas.view.left
    at.do("select-box")
    assert at.window.maps.desk.work.tool is Kind.BOX
    assert at.canvas.cursor().shape() is Qt.CursorShape.CrossCursor
    start, end = at.spot(*FIRST) - QPointF(20, 40), at.spot(*SECOND) + QPointF(20, 20)
    at.press(start)
    at.drag_to(start + QPointF(9, 9), end)
    at.let_go(end)
    assert at.queue_cases() == [1, 2]
    assert "2 cases" in at.window.queue.chosen.text()
    assert at.canvas.view.left == left, "a drawn rectangle must not move the map"
    assert at.window.maps.desk.work.tool is None
    at.window.queue.chosen.click()
    assert at.queue_cases() == [1, 2, 3, 4, 5]
    assert not at.window.queue.chosen.isVisible()
    assert at.window.maps.desk.work.ring == ()


def test_a_rectangle_can_be_set_by_keys_alone(at: Desk) -> None:
    at.canvas.centre_on(FIRST[0] - 0.002, FIRST[1] + 0.002, 14.5)
    at.do("select-box")
    at.key(Qt.Key.Key_Space)
    at.canvas.centre_on(SECOND[0] + 0.002, SECOND[1] - 0.002)
    at.key(Qt.Key.Key_Right)
    at.key(Qt.Key.Key_Left)
    at.key(Qt.Key.Key_Space)
    assert at.queue_cases() == [1, 2]
    at.do("select-clear")
    assert len(at.queue_cases()) == 5


def test_a_lasso_takes_what_lies_inside_and_nothing_else(at: Desk) -> None:
    middle = at.spot(*SECOND)
    at.do("select-lasso")
    at.press(middle + QPointF(0, -30))
    at.drag_to(*(middle + QPointF(dx, dy) for dx, dy in ((30, 0), (0, 30), (-30, 0))))
    at.let_go(middle + QPointF(-30, 0))
    assert at.queue_cases() == [2]


def test_a_box_round_nothing_says_so_and_leaves_the_queue_alone(at: Desk) -> None:
    at.do("select-box")
    start = at.spot(MIDDLE[0] + 0.001, MIDDLE[1] + 0.001)
    at.click(start)
    at.click(start + QPointF(12, 12))
    assert "No case" in at.window.command.answer.text()
    assert len(at.queue_cases()) == 5


def test_escape_leaves_any_tool_and_the_map_is_dragged_as_before(at: Desk) -> None:
    for action in ("select-box", "select-lasso", "measure", "near", "watch-draw"):
        at.do(action)
        assert at.window.maps.desk.work.tool is not None
        at.key(Qt.Key.Key_Escape)
        assert at.window.maps.desk.work.tool is None
        assert at.canvas.cursor().shape() is Qt.CursorShape.ArrowCursor
    left, start = at.canvas.view.left, QPointF(60, 60)
    at.press(start)
    at.drag_to(start + QPointF(25, 0), start + QPointF(40, 0))
    at.let_go(start + QPointF(40, 0))
    assert at.canvas.view.left == left - 40


def test_the_wheel_and_the_arrows_still_move_the_map_while_a_tool_is_held(at: Desk) -> None:
    at.do("measure")
    before = at.canvas.view
    at.key(Qt.Key.Key_Right)
    assert at.canvas.view.left > before.left
    at.key(Qt.Key.Key_Plus)
    assert at.canvas.view.zoom > before.zoom
    start = QPointF(60, 60)
    left = at.canvas.view.left
    at.press(start)
    at.drag_to(start + QPointF(25, 0), start + QPointF(40, 0))
    at.let_go(start + QPointF(40, 0))
    assert at.canvas.view.left == left - 40
    assert not at.window.maps.desk.work.sketch.points  # type: ignore[union-attr]


def test_a_line_is_measured_by_clicks_and_ended_by_a_double_click(at: Desk) -> None:
    from console.map.work.hints import measured

    at.do("measure")
    at.click(at.spot(*FIRST))
    at.click(at.spot(*SECOND))
    at.mouse(QEvent.Type.MouseButtonDblClick, at.spot(*SECOND), True, Qt.MouseButton.LeftButton)
    at.let_go(at.spot(*SECOND))
    sketch = at.window.maps.desk.work.sketch
    assert sketch is not None
    assert sketch.done
    metres = int(measured(sketch)[0].split(" m")[0])
    assert abs(metres - 614) <= 8  # a pixel is 6 m here
    assert "± 0.5 %" in measured(sketch)[0]
    assert at.session.selected_case == 0, "measuring selects nothing"


def test_who_is_near_is_listed_nearest_first_and_follows_them(at: Desk) -> None:
    at.do("near")
    at.click(at.spot(113.70, 23.0025))
    panel = at.window.maps.desk.near_panel
    panel.radius.setValue(1_000)
    assert panel.isVisible()
    said = [panel.table.item(i, 0).text() for i in range(panel.table.rowCount())]
    assert said == ["WG-00001 Officer", "WG-00002 Officer"]
    assert panel.table.item(0, 3).text() == "free"
    assert panel.table.item(1, 3).text().startswith("case 5 · ")
    at.move(1, 113.80, 23.10, 3_600_000)
    panel.refresh()
    assert panel.table.item(0, 0).text() == "WG-00002 Officer"
    panel.table.selectRow(0)
    assert at.session.selected_unit == 2
    QTest.keyClick(panel.table, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert at.window.maps.desk.work.near is None


def test_the_ring_is_made_wider_and_narrower_by_keys(at: Desk) -> None:
    at.do("near")
    at.key(Qt.Key.Key_Space)
    before = at.window.maps.desk.work.radius
    at.canvas.setFocus()
    at.key(Qt.Key.Key_BracketRight)
    assert at.window.maps.desk.work.radius > before
    assert at.window.maps.desk.near_panel.radius.value() == at.window.maps.desk.work.radius


def test_the_hint_says_what_to_do(at: Desk) -> None:
    at.canvas.repaint()
    before = at.canvas.grab().toImage()
    at.do("select-lasso")
    at.canvas.repaint()
    assert at.canvas.grab().toImage() != before
    assert "Esc" in at.window.maps.desk.work._hint()[1]
    QApplication.processEvents()


def test_a_wild_scribble_costs_no_frame(at: Desk) -> None:
    rng = np.random.default_rng(4)
    at.do("select-lasso")
    at.press(QPointF(100, 100))
    places = (rng.random((1_500, 2)) * (300, 150) + 50).tolist()
    for x, y in places:
        at.mouse(QEvent.Type.MouseMove, QPointF(x, y), True, Qt.MouseButton.NoButton)
    spent = []
    for _ in range(5):
        start = time.thread_time()
        at.canvas.repaint()
        spent.append(time.thread_time() - start)
    assert min(spent) < 0.25, "one path with a broad smooth pen takes seconds"
