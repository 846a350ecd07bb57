"""The tools of the map, apart from every window: drawing, measuring, finding what is inside."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon

from console.board.mercator import distance_m, project
from console.map.cases import CaseLayer
from console.map.work.geodesy import AREA_ERROR, LENGTH_ERROR, area_m2, circle, length_m
from console.map.work.inside import cases_inside
from console.map.work.sketch import MOST_POINTS, Act, Kind, Sketch, step
from console.map.work.visits import MOST, Spot, Visits
from tests.unit.console.map.mapcases import NOW, table_of
from tests.unit.console.map.mapcases import Spot as CaseSpot

places = st.tuples(st.floats(0, 1), st.floats(0, 1))


def drawn(kind: Kind, *acts: tuple[Act, tuple[float, float]]) -> Sketch:
    sketch = Sketch(kind)
    for act, where in acts:
        sketch = step(sketch, act, where)
    return sketch


def test_a_box_is_drawn_by_a_drag_or_by_two_points() -> None:
    dragged = drawn(Kind.BOX, (Act.PRESS, (0, 0)), (Act.DRAG, (1, 1)), (Act.RELEASE, (0.5, 0.25)))
    pointed = drawn(
        Kind.BOX, (Act.POINT, (0, 0)), (Act.HOVER, (0.1, 0.1)), (Act.POINT, (0.5, 0.25))
    )
    for sketch in (dragged, pointed):
        assert sketch.done
        assert sketch.ring == ((0, 0), (0.5, 0), (0.5, 0.25), (0, 0.25))


def test_a_box_without_width_is_not_finished() -> None:
    assert not drawn(Kind.BOX, (Act.POINT, (0.3, 0.1)), (Act.POINT, (0.3, 0.9))).done


def test_a_lasso_needs_three_corners() -> None:
    assert not drawn(Kind.LASSO, (Act.PRESS, (0, 0)), (Act.RELEASE, (0, 0))).done
    stroke = [(Act.DRAG, (0.1, 0.0)), (Act.DRAG, (0.1, 0.2))]
    done = drawn(Kind.LASSO, (Act.PRESS, (0, 0)), *stroke, (Act.RELEASE, (0.1, 0.2)))
    assert done.done
    assert done.ring == ((0, 0), (0.1, 0.0), (0.1, 0.2))


def test_a_measured_path_is_taken_back_point_by_point_and_finished_by_enter() -> None:
    path = [(Act.POINT, (0.1, 0.1)), (Act.POINT, (0.2, 0.1)), (Act.POINT, (0.9, 0.9))]
    sketch = drawn(Kind.MEASURE, *path, (Act.BACK, (0, 0)), (Act.FINISH, (0, 0)))
    assert sketch.done
    assert sketch.path == ((0.1, 0.1), (0.2, 0.1))
    assert drawn(Kind.MEASURE, *path, (Act.FINISH, (0, 0)), (Act.POINT, (0.5, 0.5))).points == (
        (0.5, 0.5),
    )


@given(st.sampled_from(Kind), st.lists(st.tuples(st.sampled_from(Act), places), max_size=40))
def test_whatever_the_hand_does_a_finished_sketch_is_something(
    kind: Kind, acts: list[tuple[Act, tuple[float, float]]]
) -> None:
    sketch = drawn(kind, *acts)
    assert len(sketch.points) <= MOST_POINTS
    if sketch.done:
        assert sketch.points
        assert not sketch.drawing
        if kind in (Kind.BOX, Kind.LASSO, Kind.WATCH):
            assert len(set(sketch.ring)) >= 3


def test_an_endless_stroke_is_thinned_and_keeps_its_shape() -> None:
    sketch = step(Sketch(Kind.LASSO), Act.PRESS, (0.5, 0.25))
    turns = np.linspace(0, 2 * np.pi, 3 * MOST_POINTS)
    for a in turns.tolist():
        sketch = step(sketch, Act.DRAG, (0.5 + 0.25 * math.sin(a), 0.5 - 0.25 * math.cos(a)))
    assert len(sketch.points) <= MOST_POINTS
    assert Polygon(sketch.points).area == pytest.approx(math.pi / 16, rel=0.01)


def test_a_degree_measures_what_the_ellipsoid_says_within_the_stated_error() -> None:
    # WGS-84 lengths of a degree at 23° (NIMA TR8350.2 series)
    phi = math.radians(23.0)
    north = 111_132.954 - 559.822 * math.cos(2 * phi) + 1.175 * math.cos(4 * phi)
    east = 111_412.84 * math.cos(phi) - 93.5 * math.cos(3 * phi)
    assert length_m([(113.0, 22.5), (113.0, 23.5)]) == pytest.approx(north, rel=LENGTH_ERROR)
    assert length_m([(113.0, 23.0), (114.0, 23.0)]) == pytest.approx(east, rel=LENGTH_ERROR)
    cell = [(113.0, 22.5), (114.0, 22.5), (114.0, 23.5), (113.0, 23.5)]
    assert area_m2(cell) == pytest.approx(north * east, rel=AREA_ERROR)


def test_an_eighth_of_the_globe_has_an_eighth_of_its_area() -> None:
    octant = [(0.0, 0.0), (90.0, 0.0), (0.0, 90.0)]
    whole = 4 * math.pi * 6_371_008.8**2
    assert area_m2(octant) == pytest.approx(whole / 8, rel=1e-6)


@given(
    st.floats(-170, 170),
    st.floats(-60, 60),
    st.lists(places, min_size=3, max_size=8),
    st.integers(0, 7),
)
def test_an_area_does_not_depend_on_where_its_ring_begins_nor_on_its_sense(
    lon: float, lat: float, corners: list[tuple[float, float]], turn: int
) -> None:
    ring = [(lon + x, lat + y) for x, y in corners]
    turned = ring[turn % len(ring) :] + ring[: turn % len(ring)]
    assert area_m2(turned) == pytest.approx(area_m2(ring), rel=1e-5, abs=20.0)
    assert area_m2(ring[::-1]) == pytest.approx(area_m2(ring), rel=1e-5, abs=20.0)


@given(st.floats(-179, 179), st.floats(-80, 80), st.floats(10, 50_000))
def test_every_place_of_a_circle_is_its_radius_away(lon: float, lat: float, metres: float) -> None:
    ring = np.array(circle(lon, lat, metres))
    away = distance_m(ring[:, 0], ring[:, 1], lon, lat)
    assert away == pytest.approx(np.full(len(ring), metres), rel=1e-6)


@pytest.fixture(scope="module")
def town() -> CaseLayer:
    rng = np.random.default_rng(3)
    spots = [
        CaseSpot(113.6 + float(a) * 0.3, 22.9 + float(b) * 0.3) for a, b in rng.random((600, 2))
    ]
    layer = CaseLayer()
    layer.load(table_of(spots), NOW)
    return layer


@given(ring=st.lists(places, min_size=3, max_size=9))
def test_what_is_inside_is_what_a_look_at_every_case_finds(
    town: CaseLayer, ring: list[tuple[float, float]]
) -> None:
    corners = np.array(ring)
    x, y = project(113.6 + corners[:, 0] * 0.3, 22.9 + corners[:, 1] * 0.3)
    outline = list(zip(x.tolist(), y.tolist(), strict=True))
    found = sorted(cases_inside(town, outline).tolist())
    area = Polygon(outline).buffer(0) if not Polygon(outline).is_valid else Polygon(outline)
    xs, ys = town.table.column("x"), town.table.column("y")
    if Polygon(outline).is_valid:
        plain = [i for i in range(600) if area.contains(Point(xs[i], ys[i]))]
        assert found == plain
    assert len(found) == len(set(found))


def test_a_line_encloses_nothing(town: CaseLayer) -> None:
    assert not len(cases_inside(town, [(0.8, 0.4), (0.9, 0.5)]))
    assert not len(cases_inside(town, [(0.8, 0.4), (0.82, 0.42), (0.84, 0.44)]))


def test_small_steps_are_one_view_and_large_ones_are_walked_back_and_forth() -> None:
    visits = Visits()
    city, near, town_ = (Spot(113.7, 23.0, z, w) for z, w in ((10, 1.0), (10.1, 1.0), (14, 0.05)))
    for spot in (city, near, town_):
        visits.note(spot)
    assert visits.spots == [near, town_]
    assert visits.forward() is None
    assert visits.back() == near
    assert visits.back() is None
    assert visits.forward() == town_


spots = st.builds(
    Spot, st.floats(113, 114), st.floats(22, 23), st.integers(1, 20).map(float), st.just(0.01)
)


@given(st.lists(st.one_of(spots, st.sampled_from(["back", "forward"])), max_size=200))
def test_going_back_and_forward_again_leads_to_the_same_view(steps: list[Spot | str]) -> None:
    visits = Visits()
    for what in steps:
        if isinstance(what, Spot):
            visits.note(what)
            assert visits.spots[visits.at] == what
        elif what == "back":
            visits.back()
        else:
            visits.forward()
        assert len(visits.spots) <= MOST
        assert -1 <= visits.at < max(1, len(visits.spots))
    here = visits.spots[visits.at] if visits.spots else None
    if visits.back() is not None:
        assert visits.forward() == here
