"""Alarms: what rings, until when, and that looking piece by piece gives the whole."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from casework.vocabulary import CHANNEL_ORDER, OPEN_STATES, STATE_ORDER, CaseState, Channel
from console.board.alarms import DEVICE_MS, Alarms, Ring
from console.board.cases import CaseTable
from console.board.deadlines import Deadline
from tests.unit.console.map.mapcases import NOW, Spot, case


def table_of(*spots: Spot) -> CaseTable:
    made = CaseTable()
    for number, spot in enumerate(spots, 1):
        made.put(case(number, spot))
    made.column("reported_ms")[:] = NOW
    return made


def emergency(**fields: object) -> Spot:
    return Spot(lon=113.7, lat=23.0, state=CaseState.REPORTED, priority=1, **fields)  # type: ignore[arg-type]


def listening(table: CaseTable, now: int = NOW) -> Alarms:
    made = Alarms()
    made.load(table, now)
    return made


def rung(alarms: Alarms) -> list[tuple[int, Ring]]:
    return [(a.case_id, a.ring) for a in alarms.open()]


def test_an_emergency_rings_until_somebody_takes_it() -> None:
    table = table_of(emergency(), Spot(113.7, 23.0, CaseState.REPORTED, priority=3))
    alarms = listening(table)
    assert rung(alarms) == [(1, Ring.EMERGENCY)]
    table.put(case(1, emergency(holder="chen")))
    alarms.update(np.array([0]), NOW)
    assert rung(alarms) == []


def test_an_acknowledged_alarm_is_silent_and_rings_again_only_for_another_reason() -> None:
    table = table_of(emergency())
    alarms = listening(table)
    assert alarms.acknowledge("case:1")
    assert not alarms.acknowledge("case:1")
    alarms.update(np.array([0]), NOW)
    alarms.load(table, NOW)
    assert rung(alarms) == []
    table.column("state")[0] = STATE_ORDER.index(CaseState.DISPATCHED)
    table.column("deadline")[0], table.column("deadline_ms")[0] = Deadline.CONTACT, NOW - 1
    alarms.update(np.array([0]), NOW)
    assert rung(alarms) == [(1, Ring.CONTACT)]


def test_a_missed_call_rings_by_itself_when_its_time_comes() -> None:
    table = table_of(Spot(113.7, 23.0, CaseState.WORKING, priority=1))
    table.column("deadline")[0], table.column("deadline_ms")[0] = Deadline.ARRIVAL, NOW + 500
    alarms = listening(table)
    assert not alarms.tick(NOW + 500)
    assert alarms.tick(NOW + 501)
    assert rung(alarms) == [(1, Ring.ARRIVAL)]
    assert alarms.open()[0].since_ms == NOW + 500


def test_a_report_of_a_sensor_rings_for_half_an_hour() -> None:
    table = table_of(Spot(113.7, 23.0, CaseState.REPORTED, priority=3))
    table.column("channel")[0] = CHANNEL_ORDER.index(Channel.SENSOR)
    alarms = listening(table)
    assert rung(alarms) == [(1, Ring.DEVICE)]
    assert alarms.tick(NOW + DEVICE_MS)
    assert rung(alarms) == []


def test_what_a_watcher_raises_rings_until_it_is_cleared_whatever_the_board_does() -> None:
    alarms = listening(table_of())
    alarms.raise_at("area:docks:unit:7", NOW, 0.8, 0.4)
    alarms.load(table_of(), NOW)
    assert [a.ring for a in alarms.open()] == [Ring.AREA]
    alarms.clear("area:docks:unit:7")
    alarms.clear("area:docks:unit:7")
    assert alarms.open() == []


STEP = st.tuples(
    st.integers(0, 4),
    st.sampled_from(sorted(OPEN_STATES)),
    st.integers(1, 2),
    st.sampled_from([Deadline.NONE, Deadline.CONTACT, Deadline.ARRIVAL]),
    st.integers(-2_000, 2_000),
    st.sampled_from([Channel.SENSOR, Channel.HOTLINE]),
)


@given(st.lists(STEP, max_size=25), st.integers(0, 3_000))
def test_change_by_change_the_same_rings_as_when_all_is_looked_at_anew(
    steps: list[tuple[int, CaseState, int, Deadline, int, Channel]], later: int
) -> None:
    table = table_of(*[Spot(113.7, 23.0, CaseState.WORKING, priority=3)] * 5)
    alarms, now = listening(table), NOW
    for row, state, priority, deadline, due, channel in steps:
        now += 200
        table.column("state")[row] = STATE_ORDER.index(state)
        table.column("priority")[row] = priority
        table.column("deadline")[row] = deadline
        table.column("deadline_ms")[row] = now + due if deadline else 0
        table.column("channel")[row] = CHANNEL_ORDER.index(channel)
        alarms.tick(now)
        alarms.update(np.array([row]), now)
    alarms.tick(now + later)
    assert rung(alarms) == rung(listening(table, now + later))
