"""The rate of a seat, and when something is heard."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from console.board.alerts.arrivals import Arrivals
from console.board.alerts.kinds import Klass
from console.board.alerts.meter import WINDOW_S, Load, Meter
from console.board.alerts.sounding import APART_S, MUTE_S, Sounding
from console.board.alerts.turns import NEVER, SPAN_MS, Turns

GAPS = st.lists(
    st.tuples(st.floats(0.0, 40.0), st.booleans(), st.booleans(), st.booleans()), max_size=60
)


@given(GAPS)
def test_there_is_at_most_one_sound_in_ten_seconds_and_none_while_muted(
    gaps: list[tuple[float, bool, bool, bool]],
) -> None:
    sounding, now, heard = Sounding(), 0.0, []
    for gap, wanted, still, mute in gaps:
        now += gap
        if wanted:
            sounding.want()
        if mute:
            sounding.mute(now)
        if sounding.due(now, still):
            assert still
            assert not mute
            heard.append(now)
    assert all(b - a >= APART_S for a, b in pairwise(heard))


def test_what_came_too_soon_or_while_muted_is_heard_later_unless_acknowledged() -> None:
    sounding = Sounding()
    sounding.want()
    assert sounding.due(0.0, True)
    sounding.want()
    assert not sounding.due(5.0, True)
    assert sounding.due(10.0, True)
    sounding.mute(10.0)
    sounding.want()
    assert not sounding.due(10.0 + MUTE_S - 1, True)
    assert sounding.due(10.0 + MUTE_S, True)
    sounding.want()
    assert not sounding.due(1_000.0, False)
    assert not sounding.due(2_000.0, True)


@given(st.lists(st.tuples(st.floats(0.0, 120.0), st.integers(0, 40)), min_size=1, max_size=80))
def test_the_meter_counts_what_came_within_ten_minutes_and_stays_small(
    came: list[tuple[float, int]],
) -> None:
    meter, now = Meter(), 0.0
    told: list[tuple[int, int]] = []
    for gap, many in came:
        now += gap
        meter.add((0, many, 1), now)
        told.append((int(now), many + 1))
        rate = meter.read(now)
        assert rate.total == sum(n for second, n in told if second > now - WINDOW_S)
        assert rate.minute == sum(n for second, n in told if second > now - 60)
        assert len(meter) <= WINDOW_S + 1


def test_a_flood_begins_above_ten_in_ten_minutes_and_ends_below_five() -> None:
    meter = Meter()
    assert meter.read(0.0).load is Load.ACCEPTABLE
    meter.add((0, 0, 2), 1.0)
    assert meter.read(1.0).load is Load.MANAGEABLE
    meter.add((0, 0, 1), 300.0)
    assert meter.read(300.0).load is Load.DEMANDING
    meter.add((1, 2, 5), 400.0)
    assert meter.read(400.0).load is Load.FLOOD
    assert meter.read(601.5).load is Load.FLOOD  # nine are left
    assert meter.read(1_000.5).load is Load.ACCEPTABLE


def test_a_thousand_a_minute_are_a_rush_until_it_is_calm_again() -> None:
    meter = Meter()
    for second in range(60):
        meter.add((0, 1, 16), float(second))
    assert meter.read(59.0).rush
    assert meter.read(59.0).minute == 1_020
    assert meter.read(118.2).rush is False


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 200)), max_size=80))
def test_every_row_is_due_once_at_its_last_instant(puts: list[tuple[int, int]]) -> None:
    turns, want, hour = Turns(), {}, SPAN_MS // 20
    for at, (row, instant) in enumerate(puts):
        given_at = np.array([instant * hour if instant else NEVER], np.int64)
        (turns.put if at < 20 else turns.set)(np.array([row]), given_at)
        if at == 19:
            turns.settle(0)
        want[row] = instant
    if len(puts) < 20:
        turns.settle(0)
    got: list[int] = []
    for now in range(0, 201, 10):
        rows = turns.due(now * hour).tolist()
        assert all(want[row] <= now for row in rows)
        got += rows
    assert sorted(got) == sorted(row for row, instant in want.items() if instant)


def test_what_went_is_remembered_within_bounds() -> None:
    arrivals = Arrivals()
    for number in range(10_000):
        arrivals.over(f"soon:{number}:1", number)
    assert len(arrivals._gone) == 4_096
    arrivals.add("soon:9999:1", Klass.HIGH, 10_100)
    arrivals.add("soon:1:1", Klass.HIGH, 10_100)
    assert arrivals.take().counts == (0, 1, 0)
    assert arrivals.take().counts == (0, 0, 0)
