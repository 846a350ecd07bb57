"""The fleet: the same for the same seed, where it should be, and never faster than it can be."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.city import City
from simulator.dice import share, stir, uniform
from simulator.fleet import Fleet, pace_at
from simulator.flight import LANDS_WITH, Airframe, Drone, Phase, plan_sortie
from simulator.plane import Plane
from simulator.roster import FIRST_DRONE, make_roster
from simulator.shifts import Shifts
from simulator.walk import RADIUS_M, Walk
from tests.support.effort import examples
from tests.unit.simulator.small_city import MORNING_S, small_city

CITY = small_city()
SPEEDS = (1.2, 6.0)
FRAME = Airframe(speed=12.0, range_m=5_000.0, battery_s=2_400.0, charge_s=2_400.0)
steps = st.lists(st.floats(0.1, 400.0), min_size=1, max_size=30)
seeds = st.integers(0, 2**31)


def walk(seed: int, count: int = 12) -> Walk:
    return Walk((np.zeros(count), np.zeros(count)), SPEEDS, seed, 0.0)


@given(seeds)
def test_the_roster_follows_from_the_seed(seed: int) -> None:
    first, again = make_roster(CITY, seed), make_roster(CITY, seed)
    assert first.units == again.units
    assert [u.unit_id for u in first.officers] == list(range(1, 41))
    assert first.officers[0].call_sign == "WG-00001"
    assert np.bincount(first.beat, minlength=8).min() >= 2
    assert [u.unit_id for u in first.drones] == list(range(FIRST_DRONE, FIRST_DRONE + 4))
    assert len({u.team for u in first.drones}) == 3
    towns = set(CITY.towns)
    assert {u.area for u in first.officers} == towns
    assert {u.area for u in first.drones} == towns


def test_another_seed_makes_another_roster() -> None:
    assert not np.array_equal(make_roster(CITY, 1).beat, make_roster(CITY, 2).beat)


@given(seeds, steps)
def test_officers_stay_around_their_grid_and_never_outrun_themselves(
    seed: int, gaps: list[float]
) -> None:
    officers, everyone = walk(seed), np.arange(12)
    now = 0.0
    for gap in gaps:
        x, y = officers.x.copy(), officers.y.copy()
        now += gap
        officers.advance(everyone, now)
        assert np.hypot(officers.x - x, officers.y - y).max() <= SPEEDS[0] * gap + 1e-6
        assert np.hypot(officers.x, officers.y).max() <= RADIUS_M + 1e-6


@given(seeds, st.integers(2, 9))
def test_a_path_does_not_depend_on_how_often_it_is_looked_at(seed: int, looks: int) -> None:
    seldom, often, everyone = walk(seed), walk(seed), np.arange(12)
    seldom.advance(everyone, 800.0)
    for look in range(1, looks + 1):
        often.advance(everyone, 800.0 * look / looks)
    np.testing.assert_allclose(often.x, seldom.x, atol=1e-4)
    np.testing.assert_allclose(often.y, seldom.y, atol=1e-4)


@given(seeds, steps)
def test_an_officer_who_is_sent_rides_there_waits_and_comes_back(
    seed: int, gaps: list[float]
) -> None:
    officers, who = walk(seed), np.array([3])
    takes = officers.send(3, 2_000.0, -1_500.0, 0.0)
    now = 0.0
    for gap in gaps:
        x, y = officers.x[3], officers.y[3]
        now += gap
        officers.advance(who, now)
        assert math.hypot(officers.x[3] - x, officers.y[3] - y) <= SPEEDS[1] * gap + 1e-6
    for _ in range(20):
        now += 100.0
        officers.advance(who, now)
    assert takes <= 600.0
    assert (officers.x[3], officers.y[3]) == (2_000.0, -1_500.0)
    officers.recall(3, now)
    officers.advance(who, now + 900.0)
    assert math.hypot(officers.x[3], officers.y[3]) <= RADIUS_M + 1e-6


def test_a_gap_in_the_clock_is_not_walked_after_the_fact() -> None:
    officers, everyone = walk(1), np.arange(12)
    x = officers.x.copy()
    officers.advance(everyone, 1e9)
    assert np.abs(officers.x - x).max() <= 900.0 * SPEEDS[0]


def test_by_day_many_are_out_and_at_night_few() -> None:
    shifts = Shifts(20_000, seed=4)
    assert 0.43 < shifts.on_duty(10.0).mean() < 0.47
    assert 0.40 < shifts.on_duty(16.0).mean() < 0.50
    assert 0.02 < shifts.on_duty(3.0).mean() < 0.09


@given(seeds, steps)
@settings(max_examples=examples(60))
def test_a_drone_keeps_to_battery_range_and_speed(seed: int, gaps: list[float]) -> None:
    drone = Drone(1, (100.0, -50.0), FRAME, seed, 0.0)
    drone.battery = 99.9
    now = 0.0
    for gap in [1_000.0, *gaps, *[120.0] * 40]:
        x, y, charged = drone.x, drone.y, drone.battery
        now += gap
        drone.advance(now, daylight=True)
        assert LANDS_WITH - 2.0 <= drone.battery <= 100.0
        assert math.hypot(drone.x - x, drone.y - y) <= FRAME.speed * gap + 1e-6
        assert math.hypot(drone.x - 100.0, drone.y + 50.0) <= FRAME.range_m
        assert drone.battery - charged <= FRAME.charge * gap + 1e-6
    assert drone.sorties > 0


@given(seeds, st.floats(300.0, 9_000.0))
def test_a_sortie_lies_within_range(seed: int, reach: float) -> None:
    import random

    route = plan_sortie((0.0, 0.0), reach, random.Random(seed))
    assert len(route) >= 4
    assert max(math.hypot(x, y) for x, y in route) <= reach


def test_a_called_drone_flies_there_hovers_and_goes_home() -> None:
    drone = Drone(1, (0.0, 0.0), FRAME, 1, 0.0)
    drone.battery = 100.0
    assert drone.can_reach(1_200.0, 0.0, 300.0)
    assert not drone.can_reach(5_500.0, 0.0, 0.0)
    assert drone.send(1_200.0, 0.0) == 100.0
    drone.advance(120.0, daylight=True)
    assert (drone.x, drone.phase) == (1_200.0, Phase.CALLED)
    drone.recall()
    drone.advance(320.0, daylight=True)
    assert drone.phase is Phase.GROUND


def test_a_hovering_drone_comes_home_before_its_battery_is_empty() -> None:
    drone = Drone(1, (0.0, 0.0), FRAME, 1, 0.0)
    drone.battery = 100.0
    drone.send(3_000.0, 0.0)
    for minute in range(1, 60):
        drone.advance(minute * 60.0, daylight=True)
        assert drone.battery >= LANDS_WITH - 2.0
    assert drone.phase is not Phase.CALLED


def fleet(city: City = CITY, seed: int = 5) -> Fleet:
    return Fleet(city, make_roster(city, seed), seed, MORNING_S)


def test_every_unit_on_duty_is_heard_once_in_a_round_and_within_its_town() -> None:
    city = fleet()
    heard: list[int] = []
    for turn in range(6):
        for town in range(2):
            fixes = city.fixes(town, turn, 6, MORNING_S + turn * 2.0)
            heard += [u for u in fixes.unit if city.is_officer(u)]
            margin = 0.025  # a drone may leave its town, not its range
            assert all(113.74 - margin < lon < 113.83 + margin for lon in fixes.lon)
            assert all(22.95 - margin < lat < 23.01 + margin for lat in fixes.lat)
    duty = np.flatnonzero(city.on_duty(MORNING_S)) + 1
    assert sorted(heard) == duty.tolist()


def test_an_officer_called_out_of_hours_is_heard() -> None:
    city = fleet()
    off = int(np.flatnonzero(~city.on_duty(MORNING_S))[0]) + 1
    city.send_officer(off, 113.76, 22.97, MORNING_S)
    assert city.on_duty(MORNING_S)[off - 1]
    city.recall(off, MORNING_S + 60.0)
    assert not city.on_duty(MORNING_S)[off - 1]


@given(st.floats(0.1, 500.0))
def test_phones_are_heard_every_dozen_city_seconds_but_not_faster_than_they_may(
    rate: float,
) -> None:
    pace = pace_at(rate)
    period = pace.slots * pace.beat
    assert pace.beat >= 2.0 - 1e-9
    assert math.isclose(period, max(12.5 / rate, 2.0))


@given(st.floats(-0.4, 0.4), st.floats(-0.4, 0.4))
def test_the_plane_goes_there_and_back(east: float, north: float) -> None:
    plane = Plane(113.75, 23.02)
    x, y = plane.to_xy(113.75 + east, 23.02 + north)
    lon, lat = plane.to_lonlat(x, y)
    assert math.isclose(lon, 113.75 + east, abs_tol=1e-9)
    assert math.isclose(lat, 23.02 + north, abs_tol=1e-9)


def test_dice_are_even_and_remember_nothing() -> None:
    ids = np.arange(50_000)
    throws = uniform(stir(1, "x"), ids, np.zeros_like(ids))
    assert abs(throws.mean() - 0.5) < 0.01
    assert np.histogram(throws, 10, (0, 1))[0].min() > 4_700
    assert share(1, "held", 7) == share(1, "held", 7) != share(2, "held", 7)
