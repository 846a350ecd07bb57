"""Two seats on a real central: what one has sent is no longer the other's to send."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casework import commands as cm
from console.actions import Actions
from console.models.sending.desk import SendDesk
from console.models.sending.proposals import Stage
from console.views.sendmany.dialog import SendMany
from tests.contract.central import small_city
from tests.support.consoles import SLOW_MS, City, Desk, opened

pytestmark = pytest.mark.e2e
LON, LAT = 113.75, 23.04


class Seat(Desk):
    """Somebody's session with the dialog for many cases."""

    def __init__(self, qtbot: QtBot, url: str, actor: str) -> None:
        super().__init__(qtbot, url, actor)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        actions = Actions(self.session, self.session)
        self.told: list[str] = []
        actions.told.connect(self.told.append)
        self.actions, self.desk = actions, SendDesk(self.session, actions, self.window)
        self.many = SendMany(
            self.session, actions, self.desk, lambda: np.arange(self.board.cases.rows), self.window
        )

    def stop(self) -> None:
        self.many.hide()
        super().stop()

    def units_of(self, case_id: int) -> list[int]:
        case = self.board.case(case_id)
        return sorted(case.units) if case else []


@pytest.fixture
def seat(qtbot: QtBot, city: City) -> Iterator[Callable[[str], Seat]]:
    yield from opened(lambda actor: Seat(qtbot, city.url, actor))


def move(city: City, count: int) -> None:
    """Unit n stands n × 100 m east of where the cases are."""
    units = list(range(1, count + 1))
    fixes = {
        "unit": units,
        "lon": [LON + 0.001 * n for n in units],
        "lat": [LAT] * count,
        "at_ms": [int(time.time() * 1_000)] * count,
    }
    body = {"area": small_city.NORTH, "datum": "WGS-84", "fixes": fixes}
    assert city.mei.send("/v1/positions", body).json()["accepted"] == count


def test_a_unit_taken_by_the_other_seat_is_said_and_replaced(
    qtbot: QtBot, city: City, seat: Callable[[str], Seat]
) -> None:
    city.register(4)
    cases = [city.mei.report(title=f"case {n}", lon=LON, lat=LAT)["case_id"] for n in range(3)]
    mei, li = seat("mei"), seat("li")
    for one in (mei, li):
        qtbot.waitUntil(lambda o=one: o.board.cases.rows == 3, timeout=SLOW_MS)
    move(city, 4)
    for one in (mei, li):
        fixes = one.board.units.column
        qtbot.waitUntil(lambda f=fixes: bool((f("fix_ms") > 0).all()), timeout=SLOW_MS)

    with qtbot.waitSignal(mei.many.planner.planned, timeout=SLOW_MS):
        mei.many.begin()
    lines = mei.many.proposals.lines
    assert sorted(line.candidate.unit_id for line in lines if line.candidate) == [1, 2, 3]
    first = next(line for line in lines if line.candidate and line.candidate.unit_id == 1)
    other = next(c for c in cases if c != first.wanted.case_id)

    mei.many._look.stop()  # mei does not look again before she sends
    li.session.dispatch(other, cm.AssignUnit(1))
    qtbot.waitUntil(lambda: mei.units_of(other) == [1], timeout=SLOW_MS)
    mei.many.submit()
    qtbot.waitUntil(lambda: not mei.many.batch.running, timeout=SLOW_MS)
    assert "busy" in first.note
    assert first.candidate is not None
    assert first.candidate.unit_id == 4
    assert first.stage is Stage.PROPOSED
    qtbot.waitUntil(lambda: mei.quiet, timeout=SLOW_MS)

    first.accepted = True
    mei.many.submit()
    qtbot.waitUntil(lambda: first.stage is Stage.SENT, timeout=SLOW_MS)
    qtbot.waitUntil(lambda: li.units_of(first.wanted.case_id) == [4], timeout=SLOW_MS)
    sent = [unit for case in cases for unit in li.units_of(case)]
    assert sent.count(1) == 1, "nobody was taken from where he was"


def test_one_key_sends_the_best_and_both_seats_see_it(
    qtbot: QtBot, city: City, seat: Callable[[str], Seat]
) -> None:
    city.register(2)
    case = city.mei.report(lon=LON, lat=LAT)["case_id"]
    mei, li = seat("mei"), seat("li")
    qtbot.waitUntil(lambda: mei.board.cases.rows == 1, timeout=SLOW_MS)
    move(city, 2)
    fixes = mei.board.units.column
    qtbot.waitUntil(lambda: bool((fixes("fix_ms") > 0).all()), timeout=SLOW_MS)
    mei.actions.run("send", case)
    qtbot.waitUntil(lambda: li.units_of(case) == [1], timeout=SLOW_MS)
