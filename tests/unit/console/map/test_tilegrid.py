"""Which cells are shown, and where."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.map.tilegrid import Box, Cell, box_of, cells_in, level_for, outwards
from console.map.viewport import Viewport, centred

_views = st.builds(
    centred,
    st.floats(0.05, 0.95), st.floats(0.05, 0.95), st.floats(2.0, 20.0),
    st.integers(1, 900), st.integers(1, 700), st.sampled_from([1.0, 1.25, 1.5, 2.0]),
)  # fmt: skip


@given(_views, st.integers(0, 3))
def test_cells_cover_the_window_without_gap_or_overlap(view: Viewport, off: int) -> None:
    level = max(0, level_for(view, 256, 1) - off)
    window = Box(view.left, view.top, view.width, view.height)
    boxes = [box_of(c, view.scale) for c in cells_in(window, view.scale, level)]
    side = math.floor(view.scale)
    area = 0
    for box in boxes:
        assert box.touches(window)
        wide = min(box.left + box.width, window.left + window.width) - max(box.left, window.left)
        high = min(box.top + box.height, window.top + window.height) - max(box.top, window.top)
        area += wide * high
    inside_x = min(side, window.left + window.width) - max(0, window.left)
    inside_y = min(side, window.top + window.height) - max(0, window.top)
    assert area == inside_x * inside_y
    assert len(set(boxes)) == len(boxes)


@given(_views, st.integers(-300, 300), st.integers(-300, 300))
def test_a_pan_moves_every_cell_by_the_same_whole_pixels(view: Viewport, dx: int, dy: int) -> None:
    panned = view.panned(dx, dy)
    level = level_for(view, 256, 1)
    assert level_for(panned, 256, 1) == level
    window = Box(view.left, view.top, view.width, view.height)
    for cell in cells_in(window, view.scale, level):
        assert box_of(cell, panned.scale) == box_of(cell, view.scale)


@given(_views, st.sampled_from([256, 512]))
def test_a_tile_pixel_is_about_a_device_pixel(view: Viewport, size: int) -> None:
    box = box_of(Cell(level_for(view, size, 1), 0, 0), view.scale)
    assert 0.70 * size <= box.width + 1
    assert box.width - 1 <= 1.42 * size or level_for(view, size, 1) == 24


@pytest.mark.parametrize(
    ("ratio", "size", "scale", "level"),
    [
        (1.0, 256, 1, 12),
        (2.0, 256, 1, 13),  # a dense screen shows the next level, crisp
        (1.0, 512, 1, 11),
        (2.0, 512, 2, 12),  # tiles drawn for it show the level itself
        (1.0, 512, 2, 12),  # and are made smaller on a plain screen, so that words keep their size
        (1.5, 512, 2, 12),
    ],
)
def test_the_level_suits_the_density_of_the_screen(
    ratio: float, size: int, scale: int, level: int
) -> None:
    view = centred(0.5, 0.5, 12.0, 800, 600, ratio)
    assert level_for(view, size, scale) == level


def test_the_middle_is_wanted_first() -> None:
    cells = outwards([Cell(3, x, y) for x in range(8) for y in range(8)], 0.56, 0.56)
    assert cells[0] == Cell(3, 4, 4)
    assert cells[-1] == Cell(3, 0, 0)
