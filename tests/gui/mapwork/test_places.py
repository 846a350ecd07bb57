"""Going to places, through views, to bookmarks; the second map."""

from __future__ import annotations

import gc
import json
import weakref

import pytest
from PySide6.QtCore import SIGNAL, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework.datum import wgs84_to_gcj02
from console.board.mercator import unproject
from console.models.places import LONGEST_NAME, Bookmark, NameFault, Places
from console.views.mapwork.mapwindow import KEY, MapWindow
from tests.gui.mapwork.desk import CASES, MIDDLE, Desk, desk
from tests.gui.window.draw import Memory

THERE = (113.81, 23.11)


def centre(at: Desk) -> tuple[float, float]:
    return unproject(*at.canvas.view.centre)


def go(at: Desk, text: str) -> None:
    """Through the box, as a person types."""
    at.do("goto")
    box = at.window.maps.desk.goto_box
    assert box.isVisible()
    box.field.clear()
    QTest.keyClicks(box.field, text)
    QTest.keyClick(box.field, Qt.Key.Key_Return)


# -- go to -----------------------------------------------------------------------------------


def test_the_box_goes_to_coordinates_of_any_datum(at: Desk) -> None:
    gcj = wgs84_to_gcj02(*THERE)
    for text in ("113.81, 23.11", "23.11 113.81", f"gcj:{gcj[0]:.7f},{gcj[1]:.7f}"):
        at.canvas.centre_on(*MIDDLE, 12.0)
        go(at, text)
        assert centre(at) == pytest.approx(THERE, abs=1e-4)
        assert not at.window.maps.desk.goto_box.isVisible()
    assert at.canvas.view.zoom > 15


def test_the_box_goes_to_a_cell_a_case_a_unit_and_an_area(at: Desk) -> None:
    grid = at.canvas.stage.ground.grid
    assert grid is not None
    code = grid.code(*THERE)
    go(at, code.lower())
    assert grid.code(*centre(at)) == code
    go(at, "5")
    assert at.session.selected_case == 5
    assert centre(at) == pytest.approx((CASES[4].lon, CASES[4].lat), abs=1e-4)
    go(at, "wg-00003")
    assert at.session.selected_unit == 3
    go(at, "Town 4")
    assert centre(at) == pytest.approx((113.75, 23.05), abs=1e-3)


def test_the_command_bar_goes_there_too(at: Desk) -> None:
    field = at.window.command.field
    field.setFocus()
    QTest.keyClicks(field, "go 113.81 23.11")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert centre(at) == pytest.approx(THERE, abs=1e-4)


def test_what_is_nowhere_says_what_was_tried_and_keeps_the_box_open(at: Desk) -> None:
    before = at.canvas.view
    go(at, "Atlantis")
    box = at.window.maps.desk.goto_box
    assert box.isVisible()
    for tried in ("Atlantis", "case number", "call sign", "coordinates", "grid code", "area"):
        assert tried in box.answer.text()
    assert at.canvas.view == before
    QTest.keyClick(box.field, Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert at.canvas.hasFocus()


# -- views -----------------------------------------------------------------------------------


def test_views_are_gone_back_through_and_forward_again(at: Desk) -> None:
    trail = at.window.maps.desk.trail
    trail.note()
    at.canvas.centre_on(*THERE, 16.0)
    with at.qtbot.waitSignal(trail._rest.timeout):
        pass
    at.do("view-back")
    assert centre(at) == pytest.approx(MIDDLE, abs=1e-4)
    assert at.canvas.view.zoom == pytest.approx(14.5)
    at.do("view-forward")
    assert centre(at) == pytest.approx(THERE, abs=1e-4)
    at.do("view-forward")
    assert "nowhere after" in at.window.command.answer.text()


def test_the_map_fits_what_is_chosen_and_the_area_of_the_case(at: Desk) -> None:
    at.do("fit-selection")
    assert "Select a case" in at.window.command.answer.text()
    at.do("select-box")
    at.click(at.spot(CASES[0].lon, CASES[0].lat) + QPointF(-9, -9))
    at.click(at.spot(CASES[1].lon, CASES[1].lat) + QPointF(9, 9))
    at.do("fit-selection")
    assert centre(at) == pytest.approx((113.703, 23.0), abs=1e-3)
    at.session.select(1)
    at.do("fit-area")
    assert "outline" in at.window.command.answer.text()  # its area is not of this city


def test_a_bookmark_is_named_and_brings_its_view_back(at: Desk) -> None:
    view = at.canvas.view
    at.do("bookmark-add")
    dialog = at.window.maps.desk.lists.bookmarks
    assert dialog is not None
    dialog.names.name.setText("  School <b>gate</b> ")
    dialog.names.rename.click()
    assert [b.name for b in at.window.maps.places.bookmarks] == ["School <b>gate</b>"]
    assert dialog.names.list.item(0).text() == "School <b>gate</b>"
    at.canvas.centre_on(*THERE, 11.0)
    dialog.names.go.click()
    assert centre(at) == pytest.approx(unproject(*view.centre), abs=1e-4)
    assert at.canvas.view.zoom == pytest.approx(view.zoom, abs=0.02)
    dialog.names.delete.click()
    assert at.window.maps.places.bookmarks == ()
    dialog.close()


def test_a_name_is_refused_with_its_reason(at: Desk) -> None:
    places = at.window.maps.places
    mark = Bookmark("A", 113.0, 22.0, 114.0, 23.0)
    assert places.add(mark) is None
    assert places.add(mark) is NameFault.TAKEN
    assert places.rename(mark, "   ") is NameFault.EMPTY
    assert places.rename(mark, "x" * (LONGEST_NAME + 1)) is NameFault.LONG
    assert places.rename(mark, "a") is None  # its own name, written otherwise


def test_places_belong_to_the_operator_and_are_found_again(at: Desk) -> None:
    places = at.window.maps.places
    places.add(Bookmark("Mine", 113.0, 22.0, 114.0, 23.0))
    again = Places(at.session, at.memory)
    assert [b.name for b in again.bookmarks] == ["Mine"]
    kept = json.loads(at.memory.kept["places:seat-1"])
    assert kept["bookmarks"][0]["name"] == "Mine"


@pytest.mark.parametrize(
    "damaged", [b"\xff", b"[]", b'{"areas":[{"name":"x","ring":[[1,2]]}]}', b'{"areas":3}']
)
def test_a_damaged_memory_is_set_aside_and_said(at: Desk, damaged: bytes) -> None:
    at.memory.kept["places:seat-1"] = damaged
    again = Places(at.session, at.memory)
    assert again.problem
    assert again.bookmarks == ()
    assert at.memory.kept["places:seat-1:unreadable"] == damaged


# -- the second map --------------------------------------------------------------------------


def second(at: Desk) -> MapWindow:
    at.do("second-map")
    window = at.window.maps.second
    assert window is not None
    at.qtbot.waitExposed(window)
    return window


def test_a_second_map_shares_the_selection_and_may_be_locked(at: Desk) -> None:
    window = second(at)
    window.map.centre_on(*THERE, 13.0)
    window.desk.do("lock-map")
    view = window.map.view
    QTest.keyClick(window.map, Qt.Key.Key_Right)
    window.map.fit_city()
    window.map.zoom_by(1.0)
    assert window.map.view == view
    assert at.canvas.view != view
    at.session.select(2)
    assert window.map._session.selected_case == 2
    window.desk.do("lock-map")
    QTest.keyClick(window.map, Qt.Key.Key_Right)
    assert window.map.view != view


def test_the_second_map_speaks_and_wears_what_the_window_does(at: Desk) -> None:
    window = second(at)
    at.window.apply_language("zh_CN")
    at.window.apply_theme("dark")
    QApplication.processEvents()
    assert window.windowTitle() == "第二地图"
    assert window.map._tokens.name == "dark"
    at.window.apply_language("en")


def test_closing_the_second_map_leaks_nothing(at: Desk) -> None:
    signals = ("changed(PyObject)", "selected(PyObject)", "city_known()", "linked(PyObject)")

    def listeners() -> list[int]:
        return [at.session.receivers(SIGNAL(s)) for s in signals]

    before = listeners()
    window = second(at)
    assert listeners() != before
    held = [weakref.ref(o) for o in (window, window.map, window.map.stage, window.desk)]
    with at.qtbot.waitSignal(window.destroyed):
        window.close()
    del window
    gc.collect()
    assert listeners() == before
    assert [ref() for ref in held] == [None] * 4
    at.session.select(3)  # nobody left to fall over it
    assert at.window.maps.second is None


def test_the_second_map_is_found_again_where_it_was(qtbot: QtBot) -> None:
    memory = Memory("en")
    first = desk(qtbot, memory)
    window = second(first)
    window.map.centre_on(*THERE, 13.0)
    window.desk.set_locked(True)
    first.close()
    assert json.loads(memory.kept[KEY])["open"]
    again = desk(qtbot, memory)
    back = again.window.maps.second
    assert back is not None
    assert unproject(*back.map.view.centre) == pytest.approx(THERE, abs=1e-3)
    assert back.map.camera.locked
    back.close()
    again.close()
    assert not json.loads(memory.kept[KEY])["open"]


def test_a_damaged_memory_of_the_second_map_does_no_harm(qtbot: QtBot) -> None:
    memory = Memory("en")
    memory.kept[KEY] = b'{"frame":"%%%","zoom":12,"lon":113.7,"lat":23.0}'
    at = desk(qtbot, memory)
    window = second(at)
    assert unproject(*window.map.view.centre) == pytest.approx((113.7, 23.0), abs=1e-3)
    at.close()
