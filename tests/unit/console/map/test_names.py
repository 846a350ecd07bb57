"""Names of towns make room for each other; none lies on another."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from console.map.labels import make_room, without_overlap

EMPTY = np.empty((0, 4))


def boxes_of(places: list[tuple[float, float]]) -> np.ndarray:  # type: ignore[type-arg]
    middle = np.array(places).reshape(-1, 2)
    half = np.array([30.0, 9.0])
    return np.concatenate([middle - half, middle + half], axis=1)


def test_a_name_alone_stays_in_the_middle() -> None:
    boxes = boxes_of([(0.0, 0.0), (500.0, 0.0)])
    assert make_room(boxes, np.arange(2), EMPTY).tolist() == [[0.0, 0.0], [0.0, 0.0]]


def test_the_second_of_two_that_meet_goes_above() -> None:
    boxes = boxes_of([(0.0, 0.0), (5.0, 4.0), (900.0, 0.0)])
    assert make_room(boxes, np.arange(3), EMPTY)[:, 1].tolist() == [0.0, 18.0, 0.0]


def test_what_may_not_move_does_not() -> None:
    boxes = boxes_of([(0.0, 0.0), (5.0, 4.0)])
    assert not make_room(boxes, np.array([0]), EMPTY).any()


PLACE = st.tuples(st.floats(0, 300), st.floats(0, 200))


@given(places=st.lists(PLACE, min_size=1, max_size=40), taken=st.lists(PLACE, max_size=4))
def test_more_names_fit_than_without_and_none_touches_another(
    places: list[tuple[float, float]], taken: list[tuple[float, float]]
) -> None:
    boxes, there = boxes_of(places), boxes_of(taken) if taken else EMPTY
    shift = make_room(boxes, np.arange(len(boxes)), there)
    moved = boxes + np.tile(shift, 2)
    first = len(without_overlap(there))
    there = there[without_overlap(there)]
    assert (np.abs(shift) <= (30.0 + 1e-9, 18.0 + 1e-9)).all()
    kept = [i - first for i in without_overlap(np.concatenate([there, moved])) if i >= first]
    chosen = moved[kept]
    for i in range(len(chosen)):
        for other in [*chosen[:i], *there]:
            apart = chosen[i][0] >= other[2] or chosen[i][2] <= other[0]
            assert apart or chosen[i][1] >= other[3] or chosen[i][3] <= other[1]
    assert kept[:1] == [0] or len(there)
