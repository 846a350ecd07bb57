"""Units: who is shown, in which order, and sending one with a key."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from casework import commands as cm
from casework import events as ev
from casework.unit import Fixes, Unit
from casework.vocabulary import Step, UnitKind
from console.actions import Actions
from console.board.mercator import distance_m
from console.board.units import UnitTable
from console.feeds.port import Positions
from console.models.unitorder import FRESH_MS, Target, UnitFilter, UnitOrder
from console.models.units import Column, UnitsModel
from console.tokens import load_tokens
from console.views.units import UnitsView
from tests.support.seat import NOW_MS, TOWN, Seat, reported, seat

CASE_LON, CASE_LAT = 113.78, 23.04


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Seat]:
    made = seat()
    with qtbot.waitSignal(made.session.linked):
        pass
    units = [Unit(n, UnitKind.OFFICER, f"WG-{n:03d}", TOWN, team=f"team {n}") for n in range(1, 6)]
    units.append(Unit(6, UnitKind.DRONE, "D-001", TOWN))
    made.session._apply([made.envelope(0, ev.UnitsRegistered(units))], [], False)
    made.session._apply([made.envelope(7, reported())], [], False)
    move(made, 6, 5, 4, 3, 2)
    yield made
    made.session.stop()


def move(at: Seat, *near_to_far: int, at_ms: int = NOW_MS) -> None:
    """Put the units on a line away from case 7, in this order."""
    count = len(near_to_far)
    lon = [CASE_LON + 0.001 * (i + 1) for i in range(count)]
    fixes = Fixes(list(near_to_far), lon, [CASE_LAT] * count, [at_ms] * count, [], [50] * count)
    at.session._apply([], [fixes], False)


@pytest.fixture
def view(at: Seat, qtbot: QtBot) -> UnitsView:
    made = UnitsView(at.session, Actions(at.session), load_tokens("light"))
    qtbot.addWidget(made)
    made.resize(520, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


def shown(model: UnitsModel) -> list[int]:
    return [model.unit_at(i) for i in range(model.rowCount())]


def test_without_a_case_units_stand_by_call_sign(view: UnitsView) -> None:
    assert shown(view.model) == [6, 1, 2, 3, 4, 5]


def test_the_nearest_to_the_selected_case_comes_first_and_the_lost_come_last(
    at: Seat, view: UnitsView, qtbot: QtBot
) -> None:
    at.session.select(7)
    qtbot.waitUntil(lambda: shown(view.model) == [6, 5, 4, 3, 2, 1])
    assert view.model.cell(at.session.board.units.row(6), Column.DISTANCE).startswith("100")
    assert view.model.cell(at.session.board.units.row(1), Column.DISTANCE) == ""


def test_units_already_at_the_case_stand_before_all_others(at: Seat, view: UnitsView) -> None:
    at.session.select(7)
    at.session._apply([at.envelope(7, ev.UnitAssigned(2))], [], False)
    view.model.refresh()
    assert shown(view.model)[0] == 2


def test_units_that_move_are_put_in_order_within_a_second(
    at: Seat, view: UnitsView, qtbot: QtBot
) -> None:
    at.session.select(7)
    with qtbot.waitSignal(view.model.replaced, timeout=3_000):
        move(at, 1, 2, 3, at_ms=NOW_MS + 1)
    assert shown(view.model)[:2] == [6, 1]  # equally far: by call sign


def test_chips_and_text_narrow_the_list(at: Seat, view: UnitsView) -> None:
    at.session._apply([at.envelope(7, ev.UnitAssigned(2))], [], False)
    view.chips.toggle("free")
    assert shown(view.model) == [6, 1, 3, 4, 5]
    view.chips.toggle("drones")
    assert shown(view.model) == [6]
    view.chips.toggle("all")
    view.chips.toggle("busy")
    assert shown(view.model) == [2]
    view.chips.toggle("all")
    view.chips.toggle("fresh")
    assert shown(view.model) == [6, 2, 3, 4, 5]
    view.chips.toggle("all")
    view.field.setText("TEAM 4")
    assert shown(view.model) == [4]


def test_enter_sends_the_marked_unit_to_the_selected_case(
    at: Seat, view: UnitsView, qtbot: QtBot
) -> None:
    at.session.select(7)
    view.focus_units()
    qtbot.keyClick(view.table, Qt.Key.Key_Down)
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert [o.command for o in at.outbox.sent] == [cm.AssignUnit(5)]
    assert at.outbox.sent[0].case_id == 7


def test_a_double_click_sends_too(at: Seat, view: UnitsView, qtbot: QtBot) -> None:
    at.session.select(7)
    where = view.table.visualRect(view.model.index(0, Column.SIGN)).center()
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.mouseDClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert [o.command for o in at.outbox.sent] == [cm.AssignUnit(6)]


def test_without_a_case_enter_says_why_nothing_is_sent(
    at: Seat, view: UnitsView, qtbot: QtBot
) -> None:
    view.focus_units()
    with qtbot.waitSignal(view._actions.told):
        qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert at.outbox.sent == []


def test_the_marked_unit_stays_marked_while_the_order_changes(
    at: Seat, view: UnitsView, qtbot: QtBot
) -> None:
    at.session.select(7)
    at.session.select_unit(4)
    move(at, 1, 2, 3, at_ms=NOW_MS + 1)
    view.model.refresh()
    assert view.model.unit_at(view.table.currentIndex().row()) == 4
    assert at.session.selected_unit == 4


def test_the_model_is_sound_while_units_come_and_go(at: Seat, qtbot: QtBot) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    model = UnitsModel(at.session)
    tester = QAbstractItemModelTester(model, fatal)
    at.session.select(7)
    for where in (
        UnitFilter(free=True),
        UnitFilter(text="D-"),
        UnitFilter(),
        UnitFilter(drones=True),
    ):
        model.set_filter(where)
        at.session._apply([at.envelope(7, ev.UnitProgressed(3, Step.EN_ROUTE))], [], False)
        model.refresh()
    at.session.select(0)
    del tester


def test_positions_arrive_through_the_feed(at: Seat, view: UnitsView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(at.session.changed):
        at.feed.post(Positions(Fixes([1], [113.7], [23.0], [NOW_MS])))
    assert view.model.age_ms(at.session.board.units.row(1)) >= 0


places = st.tuples(st.floats(113.5, 114.2), st.floats(22.7, 23.2))


@given(st.lists(st.tuples(places, st.booleans(), st.booleans()), max_size=25), places)
def test_the_order_by_distance_equals_a_plain_sort(
    some: list[tuple[tuple[float, float], bool, bool]], case: tuple[float, float]
) -> None:
    table = UnitTable(4)
    table.register(Unit(n, UnitKind.OFFICER, f"W{n:03d}", TOWN) for n in range(len(some)))
    for n, (place, known, busy) in enumerate(some):
        if known:
            table.move(Fixes([n], [place[0]], [place[1]], [NOW_MS]))
        if busy:
            table.occupy(n, 9, Step.ASSIGNED)
    order = UnitOrder(table)
    order.target = Target(9, *case)
    order.rebuild(NOW_MS)

    def far(n: int) -> float:
        (lon, lat), known, _busy = some[n]
        return float(distance_m([lon], [lat], *case)[0]) if known else math.inf

    plain = sorted(range(len(some)), key=lambda n: (not some[n][2], far(n), n))
    assert order.index.tolist() == plain


def test_a_position_counts_as_fresh_up_to_its_limit() -> None:
    table = UnitTable(4)
    table.register(Unit(n, UnitKind.OFFICER, f"W{n}", TOWN) for n in range(2))
    table.move(
        Fixes([0, 1], [113.0, 113.0], [23.0, 23.0], [NOW_MS - FRESH_MS, NOW_MS - FRESH_MS - 1])
    )
    order = UnitOrder(table)
    order.where = UnitFilter(fresh=True)
    order.rebuild(NOW_MS)
    assert order.index.tolist() == [0]


def test_a_unit_in_doubt_is_marked_said_and_counted(at: Seat, view: UnitsView) -> None:
    far = Fixes([2], [CASE_LON], [CASE_LAT + 9.0], [NOW_MS])
    at.session._apply([], [far], False)
    view.model.refresh()
    row = at.session.board.units.row(2)
    index = view.model.index(view.model.position_of(2), Column.AGE)
    assert view.model.cell(row, Column.AGE).startswith("△")
    assert "not taken" in view.model.tooltip(row)
    assert "not taken" in view.model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert "△ in doubt: 1 · positions not taken: 1" in view.foot.text()
    move(at, 2, at_ms=NOW_MS + 1_000)
    view.model.refresh()
    assert not view.model.cell(row, Column.AGE).startswith("△")


def test_before_the_city_is_known_no_unit_is_counted_as_none(qtbot: QtBot) -> None:
    made = seat()  # it has not heard its city yet
    view = UnitsView(made.session, Actions(made.session), load_tokens("light"))
    qtbot.addWidget(view)
    assert "– of – units · – free · – busy" in view.foot.text()
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: "0 of 0 units · 0 free · 0 busy" in view.foot.text())
    made.session.stop()
