"""Fewer points, the same picture: thinning and cutting, for any paths."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from console.basemap.vector.cut import nearby, touching
from console.basemap.vector.letters import breadth, with_room
from console.basemap.vector.shapes import LEAST_PX, Names
from console.basemap.vector.thin import Paths, thinned
from console.map.ground import inside

TOLERANCE = 0.01
paths = st.integers(0, 2**32 - 1).flatmap(lambda s: st.tuples(st.just(s), st.integers(1, 5)))


def walks(seed: int, count: int, ring: bool = False) -> Paths:
    """Random walks; steps now and then repeat a place."""
    rng = np.random.default_rng(seed)
    lines = []
    for _ in range(count):
        steps = rng.normal(0, 0.02, (rng.integers(3, 400), 2)) * (rng.random((1, 1)) < 0.9)
        line = 0.5 + np.cumsum(steps, axis=0)
        lines.append(np.concatenate([line, line[:1]]) if ring else line)
    starts = np.concatenate([[0], np.cumsum([len(line) for line in lines])])
    return Paths(np.concatenate(lines), starts, np.arange(count))


@given(paths)
def test_no_point_is_further_from_the_thinned_path_than_the_tolerance(
    drawn: tuple[int, int],
) -> None:
    before = walks(*drawn)
    after = thinned(before, TOLERANCE)
    assert len(after) == len(before)
    for i in range(len(before)):
        old, new = (p.points[p.starts[i] : p.starts[i + 1]] for p in (before, after))
        line = shapely.linestrings(new)
        assert shapely.distance(shapely.points(old), line).max() <= TOLERANCE + 1e-12
        assert {tuple(p) for p in new.tolist()} <= {tuple(p) for p in old.tolist()}
        assert (new[[0, -1]] == old[[0, -1]]).all()


@given(st.integers(0, 2**32 - 1), st.integers(3, 900), st.booleans())
def test_a_border_that_two_areas_share_stays_shared(seed: int, size: int, back: bool) -> None:
    rng = np.random.default_rng(seed)
    border = np.stack([0.5 + rng.normal(0, 0.005, size), np.linspace(0.2, 0.8, size)], axis=1)
    west = np.concatenate([border, [(0.1, 0.8), (0.1, 0.2)], border[:1]])
    mine = border[::-1] if back else border
    far = [(0.9, mine[-1, 1]), (0.9, mine[0, 1])]
    east = np.concatenate([mine, far, mine[:1]])
    turn = int(rng.integers(0, len(east) - 1))  # a ring may begin anywhere
    east = np.concatenate([east[turn:-1], east[: turn + 1]])
    both = thinned(
        Paths(np.concatenate([west, east]), np.array([0, len(west), len(west) + len(east)]),
              np.array([0, 1])), TOLERANCE,
    )  # fmt: skip
    left, right = np.split(both.points, both.starts[1:-1])
    on_border = [{tuple(p) for p in side.tolist() if 0.1 < p[0] < 0.9} for side in (left, right)]
    assert on_border[0] == on_border[1]


@given(paths, st.tuples(*[st.floats(0.1, 0.9)] * 2), st.floats(0.01, 0.3))
def test_inside_a_box_a_cut_ring_goes_round_the_same_points(
    drawn: tuple[int, int], corner: tuple[float, float], side: float
) -> None:
    rings = walks(*drawn, ring=True)
    box = (corner[0], corner[1], corner[0] + side, corner[1] + side)
    cut = nearby(rings, box)
    rng = np.random.default_rng(drawn[0])
    for i in range(len(rings)):
        whole, part = (p.points[p.starts[i] : p.starts[i + 1]] for p in (rings, cut))
        for u, v in rng.random((20, 2)).tolist():
            x, y = corner[0] + u * side, corner[1] + v * side
            assert inside(whole[:-1], x, y) == inside(part[:-1], x, y)


@given(paths, st.tuples(*[st.floats(0.0, 1.0)] * 2))
def test_what_touches_a_box_is_found(drawn: tuple[int, int], corner: tuple[float, float]) -> None:
    lines = walks(*drawn)
    box = (*corner, corner[0] + 0.1, corner[1] + 0.1)
    found = touching(lines, lines.boxes(), box).of.tolist()
    shape = shapely.box(*box)
    for i in range(len(lines)):
        line = shapely.linestrings(lines.points[lines.starts[i] : lines.starts[i + 1]])
        if shapely.intersects(line, shape):
            assert i in found


@given(st.lists(st.tuples(st.text("东湖aW ", min_size=1, max_size=9), st.floats(0.5, 0.51),
                          st.floats(0.5, 0.51)), max_size=60), st.integers(8, 14))  # fmt: skip
def test_names_never_lie_on_one_another_and_the_first_stays(
    drawn: list[tuple[str, float, float]], z: int
) -> None:
    places = np.array([(x, y) for _, x, y in drawn]).reshape(-1, 2)
    kept = with_room(Names([t for t, _, _ in drawn], places), z, 1.0)
    assert kept.texts[:1] == [t for t, _, _ in drawn][:1]
    middle = kept.places * LEAST_PX * 2**z
    half = np.array([(breadth(t) / 2, 9.0) for t in kept.texts]).reshape(-1, 2)
    for i in range(len(middle)):
        apart = (np.abs(middle - middle[i]) >= half + half[i]).any(axis=1)
        assert apart.sum() >= len(middle) - 1


def test_nothing_is_thinned_to_nothing() -> None:
    none = Paths(np.empty((0, 2)), np.array([0]), np.array([], int))
    assert len(thinned(none, 1.0)) == 0
    assert none.boxes().shape == (0, 4)
    assert len(nearby(none, (0, 0, 1, 1)).points) == pytest.approx(0)
