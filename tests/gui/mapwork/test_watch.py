"""Watch areas: drawn, named, alarming once, acknowledged."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from casework import events as ev
from casework.instant import from_ms
from casework.vocabulary import Channel
from console.board.alarms import Ring
from console.board.mercator import unproject
from console.feeds.port import Log
from console.models.places import WatchArea
from console.models.watch import MOST_ALARMS, Alarm
from tests.gui.mapwork.desk import CASES, NOW, Desk, desk
from tests.support.seat import Seat

#: 1 km square about case 1; unit 1 stands inside it from the beginning, unit 3 far away.
SQUARE = [(113.695, 22.995), (113.705, 22.995), (113.705, 23.005), (113.695, 23.005)]
HOUR = 3_600_000
INSIDE, OUTSIDE = (113.70, 23.0), (113.80, 23.10)


def watched(at: Desk, **said: object) -> WatchArea:
    area = WatchArea("School", SQUARE, **said)  # type: ignore[arg-type]
    assert at.window.maps.places.add(area) is None
    return area


def said(at: Desk) -> list[tuple[str, str, int]]:
    return [(a.area, a.kind, a.number) for a in at.window.maps.watch.alarms]


def test_an_area_is_drawn_named_and_watched(at: Desk) -> None:
    at.do("watch-draw")
    middle = at.spot(CASES[0].lon, CASES[0].lat)
    for dx, dy in ((-40, -30), (40, -30), (40, 30)):
        at.click(middle + QPointF(dx, dy))
    at.key(Qt.Key.Key_Return)
    dialog = at.window.maps.desk.lists.watch
    assert dialog is not None
    assert dialog.isVisible()
    dialog.names.name.setText("Playground")
    dialog.names.rename.click()
    (area,) = at.window.maps.places.areas
    assert area.name == "Playground"
    assert len(area.ring) == 3
    assert at.canvas.stage.layers.all()  # drawn on the map too
    assert at.window.maps.desk.watched.count(at.canvas.view) == 1
    dialog.close()


def test_a_unit_alarms_once_it_has_stayed_and_not_before(at: Desk) -> None:
    watched(at, dwell_s=30)
    at.move(3, *INSIDE, HOUR)
    at.move(3, *INSIDE, HOUR + 20_000)
    assert said(at) == []
    at.move(3, *INSIDE, HOUR + 30_000)
    assert said(at) == [("School", "unit", 3)]
    at.move(3, *INSIDE, HOUR + 60_000)
    assert len(said(at)) == 1
    strip = at.window.maps.strip
    assert strip.isVisible()
    assert "WG-00003" in strip.text.text()
    assert "School" in strip.text.text()
    assert "WG-00003" in at.window.command.answer.text()
    strip.seen.click()
    assert said(at) == []
    assert not strip.isVisible()


def test_who_was_inside_when_the_watch_began_has_not_entered(at: Desk) -> None:
    watched(at, dwell_s=0)
    at.move(1, *INSIDE, 1_000)
    assert said(at) == []
    at.move(1, *OUTSIDE, HOUR)
    at.move(1, *INSIDE, 2 * HOUR)
    assert said(at) == [("School", "unit", 1)]


def test_only_the_chosen_kinds_alarm(at: Desk) -> None:
    watched(at, dwell_s=0, kinds=["drone"])
    at.move(3, *INSIDE, HOUR)
    assert said(at) == []


def new_case(at: Desk, number: int, lon: float, lat: float) -> None:
    seat = Seat(at.session, at.feed, at.outbox, seq=at.session.board.head)
    event = ev.CaseReported(
        category="20101",
        title="x",
        area="441900003000",
        lon=lon,
        lat=lat,
        priority=3,
        channel=Channel.OFFICER,
        reported_at=from_ms(NOW),
        due_at=from_ms(NOW + 3_600_000),
    )
    at.hear(Log((seat.envelope(number, event),)))


def test_a_new_case_inside_alarms_and_is_shown(at: Desk) -> None:
    watched(at)
    new_case(at, 900, *OUTSIDE)
    assert said(at) == []
    new_case(at, 901, *INSIDE)
    assert said(at) == [("School", "case", 901)]
    at.window.maps.strip.place.click()
    assert at.session.selected_case == 901


def test_a_renamed_area_keeps_its_alarms_and_a_deleted_one_loses_them(at: Desk) -> None:
    area = watched(at, dwell_s=0)
    at.move(3, *INSIDE, HOUR)
    places = at.window.maps.places
    assert places.rename(area, "Yard") is None
    assert said(at) == [("Yard", "unit", 3)]
    places.remove(places.areas[0])
    assert said(at) == []
    at.move(3, *OUTSIDE, 2 * HOUR)
    at.move(3, *INSIDE, 3 * HOUR)
    assert said(at) == []


def test_what_an_area_looks_for_is_changed_in_its_dialog(at: Desk) -> None:
    watched(at)
    at.do("watch-list")
    dialog = at.window.maps.desk.lists.watch
    assert dialog is not None
    dialog.names.list.setCurrentRow(0)
    dialog.kinds["drone"].click()
    dialog.cases.click()
    dialog.dwell.setValue(5)
    dialog.dwell.editingFinished.emit()
    (area,) = at.window.maps.places.areas
    assert (area.kinds, area.cases, area.dwell_s) == (["officer", "vehicle"], False, 5)
    dialog.close()


def test_an_alarm_pulses_where_it_happened_until_it_is_acknowledged(at: Desk) -> None:
    watched(at, dwell_s=0)
    extras = at.canvas.extras
    assert extras.alarms.open() == []
    at.move(3, *INSIDE, HOUR)
    (ring,) = extras.alarms.open()
    assert ring.ring is Ring.AREA
    assert unproject(ring.x, ring.y) == pytest.approx(INSIDE, abs=1e-6)
    at.session.select(2)
    at.canvas.centre_on(*OUTSIDE, 12.0)
    extras.go_to_next()
    assert unproject(*at.canvas.view.centre) == pytest.approx(INSIDE, abs=1e-4)
    assert at.session.selected_case == 2, "an area's alarm is no case's"
    at.window.maps.watch.acknowledge_all()
    assert extras.alarms.open() == []


def test_alarms_are_bounded_and_the_forgotten_ones_counted(at: Desk) -> None:
    watched(at)
    watch = at.window.maps.watch
    watch._alarms.extend(Alarm("School", "case", n, NOW) for n in range(MOST_ALARMS))
    new_case(at, 902, *INSIDE)
    assert len(watch.alarms) == MOST_ALARMS
    assert watch.forgotten == 1


def test_watch_areas_are_found_again(qtbot: QtBot) -> None:
    first = desk(qtbot)
    watched(first)
    first.close()
    again = desk(qtbot, first.memory)
    assert [a.name for a in again.window.maps.places.areas] == ["School"]
    again.move(3, *INSIDE, HOUR)
    again.move(3, *INSIDE, HOUR + 40_000)
    assert said(again) == [("School", "unit", 3)]
    again.close()
