"""The menu of what was pointed at, and units dragged onto cases."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from casework.commands import AssignUnit
from console.feeds.port import Link, LinkState
from tests.gui.mapwork.desk import CASES, MIDDLE, UNITS, Desk

FIRST = (CASES[0].lon, CASES[0].lat)


def right_click(at: Desk, place: QPointF) -> None:
    point = QPoint(round(place.x()), round(place.y()))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, at.canvas.mapToGlobal(point))
    QApplication.sendEvent(at.canvas, event)


def carry(at: Desk, unit: tuple[float, float], to: QPointF) -> None:
    start = at.spot(*unit)
    at.press(start)
    at.drag_to(start + QPointF(6, 6), to)


def test_a_case_offers_what_can_be_done_with_it_and_says_why_the_rest_cannot(at: Desk) -> None:
    right_click(at, at.spot(*FIRST))
    entries = at.menu()
    assert at.session.selected_case == 1
    assert entries["Claim"][0]
    off = {text: tip for text, (on, tip) in entries.items() if not on and " — " in text}
    assert any(text.startswith("Reopen — ") for text in off)
    assert all(text.endswith(tip) for text, tip in off.items())
    at.choose("Claim")
    assert [o.case_id for o in at.outbox.sent] == [1]


def test_a_unit_can_be_sent_from_its_menu(at: Desk) -> None:
    at.session.select(3)
    right_click(at, at.spot(*UNITS[0]))
    assert at.session.selected_unit == 1
    at.choose("Send to case 3")
    assert at.outbox.sent[0].command == AssignUnit(1)
    assert at.outbox.sent[0].case_id == 3


def test_the_bare_map_gives_coordinates_and_the_grid_code(at: Desk) -> None:
    here = at.spot(MIDDLE[0], MIDDLE[1] + 0.004)
    right_click(at, here)
    at.choose("Copy coordinates")
    lon, lat = (float(v) for v in QGuiApplication.clipboard().text().split(","))
    assert abs(lon - MIDDLE[0]) < 1e-4
    assert abs(lat - MIDDLE[1] - 0.004) < 1e-4
    right_click(at, here)
    at.choose("Copy grid code")
    grid = at.canvas.stage.ground.grid
    assert grid is not None
    assert QGuiApplication.clipboard().text() == grid.code(lon, lat)


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_the_menu_key_opens_the_menu_of_the_selected_case(
    at: Desk, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    at.session.select(2)
    at.key(key, modifier)
    entries = at.menu()
    assert "Case 2" in entries
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()


def test_a_cluster_is_shown_in_the_queue(at: Desk) -> None:
    at.canvas.set_layer_visible("officers", False)
    at.canvas.centre_on(*MIDDLE, 7.0)
    at.canvas.repaint()
    view = at.canvas.view
    made = at.canvas.stage.cases.scene(view, view.window()).clusters
    assert made.count.tolist() == [5]
    x, y = view.to_screen(made.x, made.y)
    right_click(at, QPointF(float(x[0]), float(y[0])) / view.ratio)
    assert "5 cases" in at.menu()
    at.choose("Show them in the queue")
    assert at.queue_cases() == [1, 2, 3, 4, 5]
    assert "5 cases" in at.window.queue.chosen.text()


def test_measure_from_here_has_its_first_point(at: Desk) -> None:
    right_click(at, at.spot(*FIRST))
    at.choose("Measure from here")
    sketch = at.window.maps.desk.work.sketch
    assert sketch is not None
    assert len(sketch.points) == 1


def test_a_free_unit_dropped_on_a_case_is_sent_there(at: Desk) -> None:
    left = at.canvas.view.left
    carry(at, UNITS[0], at.spot(*FIRST))
    assert at.canvas.cursor().shape() is Qt.CursorShape.DragMoveCursor
    assert "send WG-00001 to case 1" in at.window.maps.desk.work._hint()[0]
    at.canvas.repaint()
    at.let_go(at.spot(*FIRST))
    assert [(o.case_id, o.command) for o in at.outbox.sent] == [(1, AssignUnit(1))]
    assert at.canvas.view.left == left
    assert at.session.selected_case == 1


def test_a_busy_unit_is_never_taken_without_asking(at: Desk) -> None:
    carry(at, UNITS[1], at.spot(*FIRST))
    assert "busy with case 5" in at.window.maps.desk.work._hint()[0]
    at.let_go(at.spot(*FIRST))
    assert at.outbox.sent == []
    form = at.window.case.desk.form
    assert form is not None
    assert form.draft().unit == 2
    form.submit()
    assert not any(getattr(o.command, "even_if_busy", False) for o in at.outbox.sent)


def test_a_unit_let_go_beside_every_case_stays_where_it_is(at: Desk) -> None:
    carry(at, UNITS[0], at.spot(MIDDLE[0], MIDDLE[1] + 0.006))
    at.let_go(at.spot(MIDDLE[0], MIDDLE[1] + 0.006))
    assert at.outbox.sent == []
    assert not at.window.maps.desk.work.carrying


def test_escape_puts_a_carried_unit_back(at: Desk) -> None:
    carry(at, UNITS[0], at.spot(*FIRST))
    at.key(Qt.Key.Key_Escape)
    at.let_go(at.spot(*FIRST))
    assert at.outbox.sent == []
    assert at.session.selected_case == 0


def test_in_a_replay_a_drop_says_why_nothing_is_sent(at: Desk) -> None:
    at.hear(Link(LinkState.REPLAY))
    carry(at, UNITS[0], at.spot(*FIRST))
    at.let_go(at.spot(*FIRST))
    assert at.outbox.sent == []
    assert "replay" in at.window.command.answer.text()


def test_far_out_a_drag_that_begins_on_a_unit_moves_the_map(at: Desk) -> None:
    at.canvas.centre_on(*UNITS[2], 12.0)
    at.canvas.repaint()
    left, start = at.canvas.view.left, at.spot(*UNITS[2])
    at.press(start)
    at.drag_to(start + QPointF(20, 0), start + QPointF(30, 0))
    at.let_go(start + QPointF(30, 0))
    assert at.canvas.view.left == left - 30
