"""Entering a watch area: once for each stay, never for a position that jitters at the border."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Polygon, box

from console.models.dwell import Dwell, Phase, zone

SIDE, MARGIN, DWELL = 200.0, 20.0, 30_000
SQUARE = box(0, 0, SIDE, SIDE)
row = np.array([0])


def entries(track: list[tuple[float, float, int]], dwell: int = DWELL) -> list[int]:
    """Instants at which one unit on `track` (x, y, ms) entered the square."""
    watch = Dwell(zone(SQUARE, MARGIN), dwell)
    watch.settle(row, np.array([-500.0]), np.array([-500.0]))
    found = []
    for x, y, at in track:
        if len(watch.heard(row, np.array([x]), np.array([y]), np.array([at]))):
            found.append(at)
    return found


def test_a_unit_enters_once_it_has_been_inside_long_enough() -> None:
    track = [(100.0, 100.0, t * 10_000) for t in range(10)]
    assert entries(track) == [30_000]


def test_without_a_dwell_the_first_fix_deep_inside_is_the_entry() -> None:
    assert entries([(5.0, 100.0, 0), (100.0, 100.0, 5)], dwell=0) == [5]


def test_crossing_quickly_is_no_entry() -> None:
    assert entries([(-50.0, 100.0, 0), (100.0, 100.0, 10_000), (250.0, 100.0, 20_000)]) == []


def test_who_was_inside_from_the_beginning_has_not_entered_until_he_comes_back() -> None:
    watch = Dwell(zone(SQUARE, MARGIN), 0)
    middle = np.array([100.0])
    watch.settle(row, middle, middle)
    assert not len(watch.heard(row, middle, middle, np.array([0])))
    assert not len(watch.heard(row, np.array([300.0]), middle, np.array([1])))
    assert watch.heard(row, middle, middle, np.array([2])).tolist() == [0]


def test_silence_is_no_dwelling() -> None:
    assert entries([(100.0, 100.0, 0), (400.0, 100.0, 3_600_000)]) == []


def test_a_narrow_area_has_a_narrower_border_and_still_alarms() -> None:
    lane = Dwell(zone(box(0, 0, 500, 6), MARGIN), 0)
    x, y = np.array([250.0]), np.array([3.0])
    assert lane.heard(row, x, y, np.array([0])).tolist() == [0]


jitter = st.lists(
    st.tuples(st.floats(-MARGIN, MARGIN - 0.001), st.integers(1, 60_000)), min_size=1, max_size=60
)


@given(jitter)
def test_a_position_that_jitters_at_the_border_never_alarms(
    steps: list[tuple[float, int]],
) -> None:
    at, track = 0, []
    for across, later in steps:
        at += later
        track.append((across, 100.0, at))
    assert entries(track) == []


@given(jitter)
def test_once_inside_the_same_jitter_does_not_alarm_again(steps: list[tuple[float, int]]) -> None:
    at, track = DWELL, [(100.0, 100.0, 0), (100.0, 100.0, DWELL)]
    for across, later in steps:
        at += later
        track.append((max(across, -MARGIN + 0.01), 100.0, at))
    assert entries(track) == [DWELL]


walk = st.lists(
    st.tuples(st.floats(-100, 300), st.floats(-100, 300), st.integers(0, 40_000)), max_size=60
)


def plain(track: list[tuple[float, float, int]]) -> list[int]:
    """The same rule for one unit, said once more and slowly."""
    place = zone(SQUARE, MARGIN)
    phase, since, found = Phase.OUT, 0, []
    for x, y, at in track:
        from shapely.geometry import Point

        here = Point(x, y)
        if phase is Phase.IN:
            phase = Phase.IN if place.near.contains(here) else Phase.OUT
            continue
        if phase is Phase.OUT and place.deep.contains(here):
            phase, since = Phase.THERE, at
        elif phase is Phase.THERE and not place.inside.contains(here):
            phase = Phase.OUT
        if phase is Phase.THERE and at - since >= DWELL:
            phase = Phase.IN
            found.append(at)
    return found


@given(walk)
def test_any_walk_alarms_as_the_rule_says(steps: list[tuple[float, float, int]]) -> None:
    at, track = 0, []
    for x, y, later in steps:
        at += later
        track.append((x, y, at))
    assert entries(track) == plain(track)


@given(st.lists(walk, min_size=2, max_size=4))
def test_units_do_not_disturb_each_other(walks: list[list[tuple[float, float, int]]]) -> None:
    together = Dwell(zone(SQUARE, MARGIN), DWELL)
    alone = [Dwell(zone(SQUARE, MARGIN), DWELL) for _ in walks]
    for tick in range(max(len(w) for w in walks)):
        rows = np.array([i for i, w in enumerate(walks) if tick < len(w)], np.int64)
        x = np.array([walks[i][tick][0] for i in rows])
        y = np.array([walks[i][tick][1] for i in rows])
        at = np.array([tick * 20_000 for _ in rows], np.int64)
        found = together.heard(rows, x, y, at).tolist()
        single = [
            int(i)
            for k, i in enumerate(rows)
            if len(alone[i].heard(row, x[k : k + 1], y[k : k + 1], at[k : k + 1]))
        ]
        assert found == single


def test_a_star_has_its_own_border() -> None:
    star = Polygon([(0, 0), (100, 300), (200, 0), (0, 200), (200, 200)]).buffer(0)
    assert not zone(star, MARGIN).deep.is_empty
