"""The viewport: pixels and places are two names of the same thing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.map.viewport import MAX_ZOOM, Viewport, centred, fitted, lon_lat_bounds, scale_bar

unit = st.floats(0.05, 0.95)
zooms = st.floats(1.0, MAX_ZOOM)
ratios = st.sampled_from([1.0, 1.25, 1.5, 2.0])
views = st.builds(centred, unit, unit, zooms, st.integers(1, 3_000), st.integers(1, 2_000), ratios)
pixels = st.floats(-500, 3_500)


@given(views, pixels, pixels)
def test_a_pixel_goes_to_a_place_and_back_to_itself(view: Viewport, px: float, py: float) -> None:
    x, y = view.to_unit(px, py)
    back = view.to_screen(np.array([x]), np.array([y]))
    assert [float(v[0]) for v in back] == pytest.approx([px, py], abs=1e-3)


@given(views, st.floats(-4, 4), st.floats(0, 1), st.floats(0, 1))
def test_zooming_leaves_the_place_under_the_cursor_where_it_is(
    view: Viewport, steps: float, right: float, down: float
) -> None:
    px, py = right * view.width, down * view.height
    x, y = view.to_unit(px, py)
    closer = view.zoomed(steps, px, py)
    if not _at_the_edge(closer):
        back = closer.to_screen(np.array([x]), np.array([y]))
        assert [float(v[0]) for v in back] == pytest.approx([px, py], abs=0.51)


@given(views, st.integers(-400, 400), st.integers(-400, 400), unit, unit)
def test_a_pan_moves_every_symbol_by_the_same_whole_pixels(
    view: Viewport, dx: int, dy: int, x: float, y: float
) -> None:
    moved = view.panned(dx, dy)
    step = (view.left - moved.left, view.top - moved.top)
    before = view.to_pixels(np.array([x]), np.array([y]))
    after = moved.to_pixels(np.array([x]), np.array([y]))
    assert (int(after[0][0] - before[0][0]), int(after[1][0] - before[1][0])) == step
    if not _at_the_edge(moved):
        assert step == (dx, dy)


@given(views, st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
def test_the_middle_of_the_window_never_leaves_the_world(view: Viewport, dx: int, dy: int) -> None:
    x, y = view.panned(dx, dy).centre
    slack = 2 / view.scale
    assert -slack <= x <= 1 + slack
    assert -slack <= y <= 1 + slack


@given(unit, unit, st.floats(1e-7, 0.04), st.floats(1e-7, 0.04), st.integers(40, 3_000), ratios)
def test_fitted_bounds_lie_inside_the_window(
    west: float, north: float, wide: float, high: float, size: int, ratio: float
) -> None:
    bounds = (west, north, west + wide, north + high)
    shown = fitted(bounds, size, size, ratio).window(pad=1.0)
    assert shown[0] <= bounds[0]
    assert shown[1] <= bounds[1]
    assert shown[2] >= bounds[2]
    assert shown[3] >= bounds[3]


@given(
    st.tuples(unit, unit), st.floats(1e-6, 0.04), st.floats(1e-6, 0.04), st.integers(80, 1_500),
    st.floats(0, 60),
)  # fmt: skip
def test_nothing_is_fitted_under_the_words_at_the_top(
    corner: tuple[float, float], wide: float, high: float, height: int, head: float
) -> None:
    bounds = (*corner, corner[0] + wide, corner[1] + high)
    view = fitted(bounds, 900, height, head=head)
    top, bottom = (y * view.scale - view.top for y in (bounds[1], bounds[3]))
    assert top >= min(head, height * 0.15) - 1.0
    assert bottom <= height * 0.96 + 1.0
    plain = fitted(bounds, 900, height)
    assert view.zoom <= plain.zoom
    assert view == plain or head > height * 0.04  # a high window has room enough


@given(
    st.tuples(unit, unit), st.floats(1e-6, 0.04), st.floats(1e-6, 0.04),
    st.tuples(st.integers(300, 1_800), st.integers(200, 1_000)),
)  # fmt: skip
def test_what_is_fitted_keeps_off_the_words_at_the_lower_right_as_far_as_there_is_room(
    corner: tuple[float, float], wide: float, high: float, size: tuple[int, int]
) -> None:
    bounds, foot = (*corner, corner[0] + wide, corner[1] + high), (200.0, 50.0)
    plain, view = fitted(bounds, *size, head=42.0), fitted(bounds, *size, head=42.0, foot=foot)
    assert view.scale == plain.scale  # nothing is shown smaller for it
    left, top = bounds[0] * view.scale - view.left, bounds[1] * view.scale - view.top
    right, bottom = left + wide * view.scale, top + high * view.scale
    assert left >= -1.0
    assert right <= size[0] + 1.0
    assert top >= min(42.0, size[1] * 0.15) - 2.0
    assert bottom <= size[1] + 1.0
    clear = right <= size[0] - 200.0 + 2.0 or bottom <= size[1] - 50.0 + 2.0
    room_aside = size[0] * 0.92 - wide * view.scale > 210.0
    assert clear or not room_aside


@given(views, st.integers(1, 3_000), st.integers(1, 2_000), ratios)
def test_another_window_size_keeps_the_centre(
    view: Viewport, width: int, height: int, ratio: float
) -> None:
    after = view.resized(width, height, ratio)
    slack = 2.0 / min(view.scale, after.scale)
    assert after.centre == pytest.approx(view.centre, abs=slack)


@given(st.floats(1e-3, 1e5), st.floats(20, 300))
def test_the_scale_bar_has_a_round_length_and_fits(per_px: float, room: float) -> None:
    metres, wide = scale_bar(per_px, room)
    assert 0 < wide <= room * (1 + 1e-6)
    assert wide >= room / 5.01 * 2 or wide * 2 >= room / 1.3
    assert f"{metres:e}"[0] in "125"


def test_north_is_up_and_east_is_right() -> None:
    west, north, east, south = lon_lat_bounds(113.0, 22.0, 114.0, 23.0)
    assert west < east
    assert north < south


def _at_the_edge(view: Viewport) -> bool:
    x, y = view.centre
    slack = 2 / view.scale
    return not (slack < x < 1 - slack and slack < y < 1 - slack)
