"""What a case and a unit look like follows from the clock and the state, and from nothing else."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from casework.clock import light
from casework.instant import from_ms
from casework.vocabulary import OPEN_STATES, STATE_ORDER, CaseState, TrafficLight
from console.map.symbols import (
    CASE_CODES,
    DONE_SHOWN_MS,
    NEVER,
    UNIT_CODES,
    Age,
    Severity,
    ages,
    case_codes,
    on_globe,
    severities,
    unit_codes,
)
from tests.unit.console.map.mapcases import HOUR, NOW, Spot, table_of

moments = st.integers(-5 * HOUR, 5 * HOUR)
spots = st.builds(
    Spot,
    state=st.sampled_from(STATE_ORDER),
    priority=st.integers(1, 4),
    begin=st.none() | moments,
    due=st.none() | moments,
    holder=st.sampled_from(["", "chen"]),
)
ROW = np.array([0])


def severity_of(spot: Spot, now: int = NOW) -> Severity:
    return Severity(int(severities(table_of([spot]), ROW, now)[0][0]))


@given(spots, moments)
def test_the_colour_of_an_open_case_is_its_traffic_light(spot: Spot, later: int) -> None:
    if spot.state not in OPEN_STATES:
        return
    now = NOW + later
    begin = None if spot.begin is None else from_ms(NOW + spot.begin)
    runs = spot.due is not None and spot.state is not CaseState.SUSPENDED
    due = from_ms(NOW + spot.due) if runs and spot.due is not None else None
    expected = light(from_ms(now), begin, due)
    found = severity_of(spot, now)
    if expected is TrafficLight.RED:
        assert found is (Severity.URGENT if spot.priority == 1 else Severity.RED)
    elif expected is TrafficLight.YELLOW:
        assert found is Severity.AMBER
    else:
        assert found is (Severity.HELD if spot.holder else Severity.CALM)


@given(spots, moments)
def test_nothing_changes_before_the_announced_instant(spot: Spot, later: int) -> None:
    table, now = table_of([spot]), NOW + later
    severity, turns = severities(table, ROW, now)
    if turns[0] != NEVER:
        assert turns[0] > now
        just_before = severities(table, ROW, int(turns[0]) - 1)[0]
        assert just_before[0] == severity[0]
    else:
        assert severities(table, ROW, now + 50 * HOUR)[0][0] == severity[0]


def test_a_closed_case_stays_faint_for_a_while_and_then_goes() -> None:
    spot = Spot(state=CaseState.CLOSED, closed=0)
    assert severity_of(spot, NOW + 1) is Severity.DONE
    assert severity_of(spot, NOW + DONE_SHOWN_MS) is Severity.HIDDEN


def test_every_reading_of_a_case_has_a_symbol_of_its_own() -> None:
    state, priority, severity = zip(
        *itertools.product(range(len(STATE_ORDER)), (1, 2), range(1, len(Severity))), strict=True
    )
    codes = case_codes(np.array(state), np.array(priority), np.array(severity))
    shapes = 4  # circle, diamond, square, cross
    assert len(set(codes.tolist())) == shapes * 2 * (len(Severity) - 1)
    assert 0 <= codes.min() <= codes.max() < CASE_CODES


def test_an_old_position_is_never_shown_as_a_fresh_one() -> None:
    fixes = NOW - np.array([0, 59_999, 60_000, 300_000, 300_001, 10**9])
    found = ages(fixes, NOW, stale_link=False).tolist()
    assert found == [Age.FRESH, Age.FRESH, Age.AGEING, Age.AGEING, Age.STALE, Age.STALE]


def test_with_a_silent_link_no_position_is_fresh() -> None:
    fixes = NOW - np.array([0, 10_000, 100_000, 400_000])
    found = ages(fixes, NOW, stale_link=True).tolist()
    assert found == [Age.AGEING, Age.AGEING, Age.AGEING, Age.STALE]


def test_a_position_from_the_future_is_not_believed() -> None:
    assert ages(np.array([NOW + 120_000]), NOW, stale_link=False).tolist() == [Age.STALE]


def test_a_unit_never_heard_of_has_no_place_on_the_map() -> None:
    assert ages(np.array([0]), NOW, stale_link=False).tolist() == [Age.UNHEARD]


def test_units_of_every_kind_age_and_duty_have_different_symbols() -> None:
    kind, age, busy = zip(*itertools.product(range(3), range(3), (0, 1)), strict=True)
    far = unit_codes(np.array(kind), np.array(age), np.array(busy), near=False)
    near = unit_codes(np.array(kind), np.array(age), np.array(busy), near=True)
    both = far.tolist() + near.tolist()
    assert sorted(both) == list(range(UNIT_CODES))


def test_impossible_places_are_not_on_the_globe() -> None:
    lon = np.array([113.0, np.nan, 181.0, 0.0, -180.0, np.inf])
    lat = np.array([23.0, 23.0, 23.0, 91.0, 90.0, 0.0])
    assert on_globe(lon, lat).tolist() == [True, False, False, False, True, False]
