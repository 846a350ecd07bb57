"""Parts of a picture that are to be painted again: no place is forgotten, none is painted twice."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion

from console.map.patch import FEW, TILE, Patch, region_of, scaled
from console.map.viewport import Viewport

VIEW = Viewport(400, 300, 10.0, 1_003, -517)
WINDOW = QRect(0, 0, 400, 300)
places = st.lists(
    st.tuples(st.integers(-80, 480), st.integers(-80, 380), st.integers(1, 40)),
    min_size=1,
    max_size=FEW + 6,
)


def patch_of(found: list[tuple[int, int, int]]) -> Patch:
    patch, (px, py, reach) = Patch(VIEW), np.array(found).T
    patch.mark(px, py, reach)
    return patch


def square(px: int, py: int, reach: int) -> QRect:
    return QRect(px - reach, py - reach, 2 * reach, 2 * reach)


@settings(max_examples=30)
@given(places)
def test_every_marked_square_is_covered_by_rectangles_that_do_not_overlap(
    found: list[tuple[int, int, int]],
) -> None:
    patch = patch_of(found)
    rects = patch.rects(WINDOW)
    wanted = region_of(square(*place).intersected(WINDOW) for place in found)
    assert wanted.subtracted(region_of(rects)).isEmpty()
    area = sum(r.width() * r.height() for r in rects)
    assert area == sum(r.width() * r.height() for r in region_of(rects))  # type: ignore[attr-defined]
    assert patch.tiled is (len(found) <= FEW)
    assert patch.tiled or len(rects) <= 1


@settings(max_examples=30)
@given(places.filter(lambda found: len(found) <= FEW), places)
def test_what_is_said_of_a_square_is_true_of_the_tiles(
    found: list[tuple[int, int, int]], asked: list[tuple[int, int, int]]
) -> None:
    patch, (px, py, reach) = patch_of(found), np.array(asked).T
    tiles = region_of(patch.rects(QRect(-TILE, -TILE, 400 + 2 * TILE, 300 + 2 * TILE)))
    for place, touched, held in zip(
        asked, patch.touches(px, py, reach), patch.holds(px, py, reach), strict=True
    ):
        inside = square(*place).intersected(WINDOW)
        if inside == square(*place):  # beyond the window nothing is kept
            assert touched == tiles.intersects(inside)
            assert held == QRegion(inside).subtracted(tiles).isEmpty()
    shown = [WINDOW.contains(int(x), int(y)) for x, y in zip(px, py, strict=True)]
    covered = [tiles.contains(QRect(int(x), int(y), 1, 1)) for x, y in zip(px, py, strict=True)]
    assert (patch.covers(px, py) == covered)[shown].all()


@settings(max_examples=30)
@given(places, places, st.integers(-90, 90), st.integers(-90, 90))
def test_two_patches_in_one_hold_both_wherever_they_are_seen_from(
    one: list[tuple[int, int, int]], other: list[tuple[int, int, int]], dx: int, dy: int
) -> None:
    moved = replace(VIEW, left=VIEW.left - dx, top=VIEW.top - dy)
    first, second = patch_of(one), Patch(moved)
    px, py, reach = np.array(other).T
    second.mark(px, py, reach)
    second.take(first)
    both = [square(*place) for place in other]
    both += [square(*place).translated(dx, dy) for place in one]
    room = WINDOW.intersected(WINDOW.translated(dx, dy))  # what both of them know
    wanted = region_of(each.intersected(room) for each in both)
    assert wanted.subtracted(region_of(second.rects(WINDOW))).isEmpty()
    back = region_of(r.translated(-dx, -dy) for r in second.rects(room))
    assert back == region_of(second.seen_from(VIEW).rects(room.translated(-dx, -dy)))


def test_boxes_are_marked_in_pixels_of_the_world() -> None:
    patch = Patch(VIEW)
    patch.mark_boxes(np.array([[1_103.5, -417.25, 1_140.0, -400.0], [9_999.0, 0.0, 10_010.0, 5.0]]))
    region = region_of(patch.rects(WINDOW))
    assert region.contains(QRect(100, 99, 37, 19))
    assert not region.contains(QRect(300, 200, 1, 1))
    assert patch
    assert not Patch(VIEW)


def test_a_region_grows_outwards_to_whole_pixels_of_another_density() -> None:
    region = QRegion(1, 1, 3, 3)
    assert scaled(region, 1.0) == region
    assert scaled(region, 1.5) == QRegion(1, 1, 5, 5)
    assert scaled(scaled(region, 1.5), 1 / 1.5).subtracted(region).boundingRect().width() <= 5
