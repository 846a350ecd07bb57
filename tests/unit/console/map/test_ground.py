"""The ground: shared borders once, broken rings left out, names kept."""

from __future__ import annotations

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from casework.area import Area
from console.map.ground import Ground, chains, edges, inside
from console.map.labels import without_overlap

SQUARE = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
NEXT = [(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0)]


def area(code: str, rings: list[list[tuple[float, float]]], level: str = "town") -> Area:
    return Area(code, level, f"镇{code}", f"Town {code}", "", 0.5, 0.5, rings, True)


def test_a_border_two_towns_share_is_drawn_once() -> None:
    sides = edges([np.array(SQUARE), np.array(NEXT)])
    assert len(sides) == 7


@given(st.lists(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=3, max_size=9)))
def test_chains_hold_every_side_once(rings: list[list[tuple[int, int]]]) -> None:
    clean = [np.array(r, float) for r in rings]
    sides = edges(clean)
    walked = [
        tuple(sorted([tuple(a), tuple(b)]))
        for chain in chains(sides)
        for a, b in zip(chain.tolist(), chain[1:].tolist(), strict=False)
    ]
    wanted = [tuple(sorted([(a, b), (c, d)])) for a, b, c, d in sides.tolist()]
    assert sorted(walked) == sorted(wanted)


@given(
    st.lists(st.tuples(st.floats(0, 10), st.floats(0, 10)), min_size=3, max_size=8),
    st.floats(0, 10),
    st.floats(0, 10),
)
def test_inside_agrees_with_geometry(ring: list[tuple[float, float]], x: float, y: float) -> None:
    polygon = shapely.Polygon(ring)
    if (
        polygon.is_valid
        and polygon.area > 1e-6
        and polygon.exterior.distance(shapely.Point(x, y)) > 1e-6
    ):
        assert inside(np.array(ring), x, y) == polygon.contains(shapely.Point(x, y))


def test_a_broken_ring_is_left_out_and_the_town_keeps_its_name() -> None:
    rings = [[(0.0, 0.0), (1.0, 1.0)], [(0.0, float("nan")), (1.0, 1.0), (0.0, 1.0)]]
    ground = Ground([area("1", rings)])
    assert ground.bounds is None
    assert [n.text for n in ground.names("zh_CN", villages=False)] == ["镇1"]


def test_a_city_without_outlines_has_no_bounds_and_no_cells() -> None:
    ground = Ground([area("1", [])])
    assert ground.bounds is None
    assert ground.grid is None
    assert not ground.approximate


def test_names_follow_the_language_and_fall_back_to_the_other() -> None:
    only_chinese = Area("2", "town", "石龙镇", "", "", 0.5, 0.5)
    ground = Ground([area("1", [SQUARE]), only_chinese])
    assert [n.text for n in ground.names("en", villages=True)] == ["Town 1", "石龙镇"]
    assert [n.text for n in ground.names("zh_CN", villages=True)] == ["镇1", "石龙镇"]


def test_the_land_of_towns_without_a_city_ring_is_still_land() -> None:
    ground = Ground([area("1", [SQUARE]), area("2", [NEXT])])
    assert len(ground.land) == 2
    assert ground.approximate


boxes = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(1, 9), st.integers(1, 9)),
    max_size=40,
).map(lambda v: np.array([(x, y, x + w, y + h) for x, y, w, h in v], float).reshape(-1, 4))


@given(boxes)
def test_labels_never_touch_and_none_is_dropped_without_a_reason(found: np.ndarray) -> None:
    kept = without_overlap(found)
    shapes = [shapely.box(*b) for b in found]

    def collide(one: int, other: int) -> bool:
        return shapes[one].intersection(shapes[other]).area > 0

    assert not any(collide(a, b) for a in kept for b in kept if a < b)
    for i in set(range(len(found))) - set(kept):
        assert any(collide(i, k) for k in kept if k < i)
