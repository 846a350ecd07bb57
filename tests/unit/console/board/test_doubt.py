"""Fixes that cannot be true are said and never shown; trails keep what was; reach is honest."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.unit import Fixes, Unit
from casework.vocabulary import UnitKind
from console.board.doubt import BELIEVED, FASTEST, STRAY_M, Doubt, in_rounds
from console.board.mercator import distance_m, project_one
from console.board.reach import RESERVE, reach_m
from console.board.trails import EVERY_MS, KEPT_MS, SLOTS, Trails
from console.board.units import UnitTable

NOW = 1_790_000_000_000
LON, LAT = 113.75, 23.02
METRE = 1.0 / 111_195.0  # degrees of latitude


def table(kind: UnitKind = UnitKind.OFFICER, count: int = 1) -> UnitTable:
    made = UnitTable()
    made.register([Unit(n, kind, f"U-{n}", "T") for n in range(1, count + 1)])
    return made


def see(made: UnitTable, lon: float, lat: float, at_ms: int, unit: int = 1) -> Doubt:
    """One fix; what the table makes of it."""
    made.move(Fixes([unit], [lon], [lat], [at_ms]), NOW)
    return Doubt(int(made.column("doubt")[made.row(unit)]))


def place(made: UnitTable) -> tuple[float, float, int]:
    return tuple(made.column(n)[0].item() for n in ("lon", "lat", "fix_ms"))  # type: ignore[return-value]


def test_a_jump_of_a_thousand_kilometres_leaves_the_unit_where_it_was() -> None:
    made = table()
    assert see(made, LON, LAT, NOW - 20_000) is Doubt.NONE
    assert see(made, LON, LAT + 9.0, NOW - 10_000) is Doubt.JUMP
    assert place(made) == (LON, LAT, NOW - 20_000)
    assert made.doubted[Doubt.JUMP] == 1


def test_a_fix_from_the_future_or_from_nowhere_leaves_the_unit_where_it_was() -> None:
    made = table()
    see(made, LON, LAT, NOW - 20_000)
    assert see(made, LON, LAT, NOW + 1) is Doubt.FUTURE
    assert see(made, math.nan, LAT, NOW) is Doubt.NOWHERE
    assert see(made, 999.0, LAT, NOW) is Doubt.NOWHERE
    assert place(made) == (LON, LAT, NOW - 20_000)


def test_a_fix_out_of_order_is_said_and_the_next_good_one_ends_the_doubt() -> None:
    made = table()
    see(made, LON, LAT, NOW - 10_000)
    assert see(made, LON, LAT, NOW - 20_000) is Doubt.LATE
    assert place(made)[2] == NOW - 10_000
    assert see(made, LON, LAT, NOW) is Doubt.NONE
    assert made.doubted.tolist() == [0, 1, 0, 0, 0]


def test_a_unit_seen_first_at_a_wrong_place_is_believed_after_three_fixes_elsewhere() -> None:
    made = table()
    see(made, LON, LAT + 9.0, NOW - 60_000)
    said = [see(made, LON, LAT, NOW - 50_000 + i * 5_000) for i in range(BELIEVED)]
    assert said == [Doubt.JUMP] * (BELIEVED - 1) + [Doubt.NONE]
    assert place(made)[:2] == (LON, LAT)
    assert len(made.trails.of(0, NOW)) == 0


def test_a_place_from_the_future_once_taken_holds_nothing_back() -> None:
    made = table()
    made.move(Fixes([1], [LON], [LAT], [NOW + 3_600_000]))
    assert see(made, LON + 0.001, LAT, NOW) is Doubt.NONE
    assert place(made)[2] == NOW


@given(
    st.sampled_from(list(UnitKind)),
    st.floats(0.0, 600.0),
    st.floats(0.0, 360.0),
    st.floats(0.0, 0.95),
)
def test_whatever_moves_at_a_speed_of_its_kind_is_never_doubted(
    kind: UnitKind, seconds: float, way: float, share: float
) -> None:
    made = table(kind)
    metres = share * FASTEST[kind] * seconds
    lat = LAT + metres * math.cos(math.radians(way)) * METRE
    lon = LON + metres * math.sin(math.radians(way)) * METRE / math.cos(math.radians(LAT))
    see(made, LON, LAT, NOW - 700_000)
    assert see(made, lon, lat, NOW - 700_000 + int(1_000 * seconds) + 1) is Doubt.NONE


@given(st.sampled_from(list(UnitKind)), st.floats(0.0, 600.0), st.floats(1.1, 50.0))
def test_whatever_is_faster_than_its_kind_is_doubted(
    kind: UnitKind, seconds: float, times: float
) -> None:
    made = table(kind)
    lat = LAT + times * (STRAY_M + FASTEST[kind] * (seconds + 0.01)) * METRE
    see(made, LON, LAT, NOW - 700_000)
    assert see(made, LON, lat, NOW - 700_000 + int(1_000 * seconds)) is Doubt.JUMP
    assert place(made)[1] == LAT


FIX = st.tuples(
    st.integers(1, 3),
    st.one_of(st.floats(113.7, 113.8), st.sampled_from([math.nan, 300.0, 20.0])),
    st.one_of(st.floats(23.0, 23.1), st.sampled_from([math.inf, -90.5, 60.0])),
    st.integers(NOW - 100_000, NOW + 50_000),
)


@given(st.lists(st.lists(FIX, max_size=8), max_size=8))
def test_whatever_comes_the_shown_place_is_real_and_not_from_the_future_and_never_goes_back(
    frames: list[list[tuple[int, float, float, int]]],
) -> None:
    made = table(count=3)
    taken = 0
    for frame in frames:
        before = made.column("fix_ms").copy()
        made.move(Fixes(*(list(c) for c in zip(*frame, strict=True))) if frame else none(), NOW)
        taken += len(frame)
        heard = made.column("fix_ms") > 0
        assert (made.column("fix_ms") <= NOW).all()
        assert (made.column("fix_ms") >= before).all()
        assert (np.abs(made.column("lon")[heard]) <= 180.0).all()
        assert (np.abs(made.column("lat")[heard]) <= 90.0).all()
        assert made.doubted.sum() <= taken


def none() -> Fixes:
    return Fixes([], [], [], [])


@given(st.lists(st.integers(0, 5), max_size=30))
def test_rounds_name_every_fix_once_and_no_unit_twice(rows: list[int]) -> None:
    of = np.array(rows, np.int64)
    rounds = in_rounds(of)
    assert sorted(np.concatenate([*rounds, []]).tolist()) == list(range(len(rows)))
    for one in rounds:
        assert len(set(of[one].tolist())) == len(one)
    for unit in set(rows):
        order = [int(i) for one in rounds for i in one if of[i] == unit]
        assert order == sorted(order)


@given(st.lists(st.integers(1_000, 120_000), min_size=1, max_size=60))
def test_a_trail_is_in_order_recent_and_bounded(steps: list[int]) -> None:
    made, at, said = Trails(), NOW, []
    for i, step in enumerate(steps):
        at += step
        x, y = project_one(LON + i * 1e-4, LAT)
        made.leave(np.array([4]), np.array([x]), np.array([y]), np.array([at]))
        said.append((at, x))
    found = made.of(4, at + 1)
    assert len(found) <= SLOTS
    assert (np.diff(found[:, 0]) > 0).all()
    kept = [x for when, x in said if when > at - KEPT_MS]
    assert len(found) >= min(1, len(kept))
    assert all(min(abs(x - other) for other in kept) < 1e-9 for x in found[:, 0])


def test_a_trail_reaches_back_eight_minutes_however_often_a_unit_reports() -> None:
    made = table()
    for i in range(480):
        see(made, LON + i * 1e-5, LAT, NOW - 480_000 + i * 1_000)
    found = made.trails.of(0, NOW)
    assert len(found) == SLOTS
    lon = (found[:, 0] - 0.5) * 360.0
    assert distance_m(lon[:1], [LAT], LON, LAT)[0] < EVERY_MS / 1_000 * 1.1
    assert made.trails.copy().of(0, NOW).tolist() == found.tolist()


def test_the_trails_of_a_whole_fleet_stay_within_three_megabytes() -> None:
    made = Trails()
    rows = np.arange(9_300)
    for i in range(1, 40):
        where = np.full(len(rows), 0.5)
        made.leave(rows, where, where, np.full(len(rows), NOW + i * EVERY_MS))
    assert made.nbytes < 3_100_000


@given(st.floats(0.0, 50_000.0), st.integers(-1, 101))
def test_reach_is_all_of_the_range_on_a_full_battery_and_none_on_the_reserve(
    range_m: float, battery: int
) -> None:
    reach = reach_m(range_m, battery)
    assert 0.0 <= reach <= range_m
    assert reach_m(range_m, 100) == pytest.approx(range_m)
    assert reach_m(range_m, int(RESERVE)) == 0.0
    if 0 <= battery < 100:
        assert reach <= reach_m(range_m, battery + 1) or battery == 100
