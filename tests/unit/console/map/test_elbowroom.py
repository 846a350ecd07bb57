"""Discs make room for names, wherever there is any, and the same in every window."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from console.map.elbowroom import Taken, beside, furthest

F64 = NDArray[np.float64]
HALF = (40.0, 8.0)
RADIUS = 15.0
MOST = float(furthest(np.array([RADIUS + 1.0]), np.array([HALF[1]]))[0])
places = st.tuples(st.floats(0, 900), st.floats(0, 500))
discs = st.lists(places, min_size=1, max_size=40)
names = st.lists(places, max_size=25)


def taken(middles: list[tuple[float, float]]) -> Taken:
    middle = np.array(middles).reshape(-1, 2)
    return Taken(np.concatenate([middle - HALF, middle + HALF], axis=1))


def moved(at: list[tuple[float, float]], names: Taken) -> F64:
    x, y = np.array(at).T
    return np.stack(beside(x, y, np.full(len(at), RADIUS), names), axis=1)


def on_a_name(at: F64, names: Taken) -> NDArray[np.bool_]:
    """By comparing each disc with each name."""
    left, top, right, bottom = names.boxes.T[:, None, :]
    x, y = at[:, :1], at[:, 1:]
    meets = (left < x + RADIUS) & (right > x - RADIUS) & (top < y + RADIUS) & (bottom > y - RADIUS)
    return np.asarray(meets.any(axis=1))


def test_a_disc_on_a_lone_name_goes_the_nearest_way_off_it() -> None:
    one = taken([(100.0, 100.0)])
    at = moved([(100.0, 97.0), (100.0, 103.0), (152.0, 100.0), (300.0, 100.0)], one)
    assert at.tolist() == [[100.0, 76.0], [100.0, 124.0], [156.0, 100.0], [300.0, 100.0]]


def test_a_disc_without_any_free_place_near_by_stays() -> None:
    wall = taken([(100.0, 100.0 + 17.0 * i) for i in range(-6, 7)])
    assert moved([(100.0, 100.0)], wall).tolist() == [[100.0, 100.0]]


def test_a_disc_does_not_go_onto_a_count_where_another_way_is_as_good() -> None:
    one = taken([(100.0, 100.0)])
    at = moved([(100.0, 99.0), (100.0, 74.0)], one)
    assert at[1].tolist() == [100.0, 74.0]
    assert np.hypot(*(at[0] - at[1])) > RADIUS


@given(discs, names)
def test_discs_leave_names_go_no_further_than_said_and_never_onto_a_name(
    at: list[tuple[float, float]], middles: list[tuple[float, float]]
) -> None:
    there = taken(middles)
    before, after = np.array(at), moved(at, there)
    on_before, on_after = on_a_name(before, there), on_a_name(after, there)
    far = np.hypot(*(after - before).T)
    assert (far <= MOST + 1e-6).all()
    assert not on_after[far > 0].any()
    assert not (on_after & ~on_before).any()


@given(discs, names, places)
def test_what_is_far_away_does_not_count(
    at: list[tuple[float, float]], middles: list[tuple[float, float]], more: tuple[float, float]
) -> None:
    """A strip of a pan knows fewer discs than the whole window, and draws the same."""
    there, all_of_it = taken(middles), moved([*at, more], taken(middles))
    alone = moved(at, there)
    near = np.abs(np.array(at) - more).max(axis=1) <= MOST + 2 * RADIUS + 2.0
    assert (alone[~near] == all_of_it[:-1][~near]).all()
