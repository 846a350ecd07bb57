"""The wall's figures equal a plain count over the cases, one by one."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.case import Case
from casework.clock import light
from casework.instant import from_ms, to_ms
from casework.unit import Fixes, Unit
from casework.vocabulary import CaseState, Channel, TrafficLight, UnitKind
from console.board.cases import CaseTable
from console.board.units import UnitTable
from console.models.citycounts import AIRBORNE_MS, HOUR_MS, ON_DUTY_MS, count

NOW = 1_773_211_337_000
MIDNIGHT = NOW - 14 * HOUR_MS
AROUND = st.integers(min_value=NOW - 40 * HOUR_MS, max_value=NOW + 10 * HOUR_MS)
OVER = (CaseState.CLOSED, CaseState.REJECTED)


@st.composite
def made_case(draw: st.DrawFn, case_id: int) -> Case:
    state = draw(st.sampled_from(CaseState))
    reported = draw(AROUND)
    due = draw(st.none() | AROUND)
    held = draw(st.booleans())

    def instant(ms: int | None) -> datetime | None:
        return None if ms is None else from_ms(ms)

    return Case(
        case_id=case_id,
        version=1,
        state=state,
        category="c",
        title="t",
        area=draw(st.sampled_from(["T1", "T2", "T3"])),
        lon=113.7,
        lat=23.0,
        priority=draw(st.integers(1, 4)),
        channel=Channel.OFFICER,
        reported_at=from_ms(reported),
        updated_at=from_ms(reported),
        limit_from=instant(draw(st.none() | AROUND)),
        due_at=instant(due),
        stage_due=instant(draw(st.none() | AROUND)),
        contact_due=instant(draw(st.none() | AROUND)),
        contacted_at=instant(draw(st.none() | AROUND)),
        holder="chen" if held else "",
        lease_until=instant(draw(AROUND)) if held else None,
        closed_at=instant(draw(AROUND)) if state in OVER else None,
    )


CASES = st.integers(0, 25).flatmap(lambda n: st.tuples(*(made_case(i + 1) for i in range(n))))


def table(cases: tuple[Case, ...]) -> CaseTable:
    made = CaseTable()
    for case in cases:
        made.put(case)
    return made


def first_due(case: Case) -> datetime | None:
    """The first deadline that runs; a suspended case has none."""
    if not case.is_open or case.state is CaseState.SUSPENDED:
        return None
    contact = None if case.contacted_at else case.contact_due
    return min((d for d in (case.due_at, case.stage_due, contact) if d), default=None)


def is_late(case: Case) -> bool:
    due = first_due(case)
    return due is not None and due < from_ms(NOW)


def is_near(case: Case) -> bool:
    judged = light(from_ms(NOW), case.limit_from, case.due_at)
    runs = case.is_open and case.state is not CaseState.SUSPENDED
    return runs and judged is TrafficLight.YELLOW and not is_late(case)


@given(CASES)
def test_every_figure_is_what_counting_by_hand_gives(cases: tuple[Case, ...]) -> None:
    got = count(table(cases), UnitTable(), NOW, MIDNIGHT)
    now = from_ms(NOW)
    free = [c for c in cases if c.is_open and not (c.lease_until and c.lease_until > now)]
    closed = [c for c in cases if c.state is CaseState.CLOSED and c.closed_at]
    assert got.open == sum(c.is_open for c in cases)
    assert got.overdue == sum(is_late(c) for c in cases)
    assert got.near == sum(is_near(c) for c in cases)
    assert got.unclaimed == len(free)
    assert got.closed_today == sum(to_ms(c.closed_at) >= MIDNIGHT for c in closed if c.closed_at)
    assert got.reported_today == sum(to_ms(c.reported_at) >= MIDNIGHT for c in cases)


@given(CASES)
def test_towns_are_those_with_open_cases_the_most_overdue_first(cases: tuple[Case, ...]) -> None:
    towns = count(table(cases), UnitTable(), NOW, MIDNIGHT).towns
    for town in towns:
        mine = [c for c in cases if c.area == town.code and c.is_open]
        assert (town.open, town.overdue) == (len(mine), sum(is_late(c) for c in mine))
        assert town.near == sum(is_near(c) for c in mine)
    assert {t.code for t in towns} == {c.area for c in cases if c.is_open}
    assert [t.overdue for t in towns] == sorted((t.overdue for t in towns), reverse=True)


@given(CASES)
def test_the_hours_of_today_hold_every_report_of_today(cases: tuple[Case, ...]) -> None:
    hours = count(table(cases), UnitTable(), NOW, MIDNIGHT).hours
    by_hand = [0] * 24
    for case in cases:
        hour = (to_ms(case.reported_at) - MIDNIGHT) // HOUR_MS
        if 0 <= hour < 24:
            by_hand[hour] += 1
    assert list(hours) == by_hand


@given(CASES, st.integers(1, 8))
def test_the_newest_alarms_are_named_newest_first(cases: tuple[Case, ...], most: int) -> None:
    alarms = count(table(cases), UnitTable(), NOW, MIDNIGHT, alarms=most).alarms
    by_hand = [
        (to_ms(first_due(c) or c.reported_at) if is_late(c) else to_ms(c.reported_at), c)
        for c in cases
        if c.is_open and (is_late(c) or c.priority <= 2)
    ]
    by_hand.sort(key=lambda pair: (-pair[0], pair[1].priority, -pair[1].case_id))
    assert [(a.at_ms, cases[a.row].case_id) for a in alarms] == [
        (at, c.case_id) for at, c in by_hand[:most]
    ]


def test_units_count_as_out_while_they_are_heard() -> None:
    units = UnitTable()
    kinds = [UnitKind.OFFICER] * 3 + [UnitKind.DRONE] * 2
    units.register(Unit(i, kind, f"U-{i}", "T1") for i, kind in enumerate(kinds, 1))
    at = [NOW, NOW - ON_DUTY_MS - 1, NOW - AIRBORNE_MS]
    units.move(Fixes([1, 2, 4], [113.7] * 3, [23.0] * 3, at))
    got = count(CaseTable(), units, NOW, MIDNIGHT)
    assert (got.officers, got.officers_on_duty) == (3, 1)
    assert (got.drones, got.drones_airborne) == (2, 1)


@pytest.mark.parametrize("rows", [0, 1])
def test_an_empty_city_is_all_zeros(rows: int) -> None:
    got = count(CaseTable(), UnitTable(), NOW, MIDNIGHT, alarms=rows)
    assert (got.open, got.overdue, got.towns, got.alarms) == (0, 0, (), ())
