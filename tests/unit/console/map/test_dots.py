"""Dots put into a picture's memory: all of them, only in the clip, in any order."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from console.map.dots import Dots, Spots

WIDE, HIGH = 24, 16
SPRITE = np.zeros((4, 4), np.uint32)
SPRITE[1:3, 1:3] = 0xFF10E040
SPRITE[0, 1] = SPRITE[3, 2] = 0x80087020
places = st.lists(st.tuples(st.integers(-3, WIDE + 3), st.integers(-3, HIGH + 3)), max_size=12)


def drawn(dots: list[tuple[int, int]], clip: tuple[int, int, int, int]) -> np.ndarray:
    picture = np.full((HIGH, WIDE), 0xFF303840, np.uint32)
    at = np.array(dots, np.int64).reshape(-1, 2)
    Dots(SPRITE).draw(picture, Spots(at[:, 0], at[:, 1]), clip)
    return picture


@given(places, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(dots: list[tuple[int, int]], dice: object) -> None:
    other = sorted(dots, key=lambda _: dice.random())  # type: ignore[attr-defined]
    whole = (0, 0, WIDE - 1, HIGH - 1)
    assert (drawn(dots, whole) == drawn(other, whole)).all()


@given(places, st.integers(0, WIDE - 1), st.integers(0, HIGH - 1))
def test_a_part_is_the_same_alone_and_in_the_whole(
    dots: list[tuple[int, int]], left: int, top: int
) -> None:
    part = drawn(dots, (left, top, WIDE - 1, HIGH - 1))
    whole = drawn(dots, (0, 0, WIDE - 1, HIGH - 1))
    assert (part[top:, left:] == whole[top:, left:]).all()
    assert (part[:top] == 0xFF303840).all()
    assert (part[:, :left] == 0xFF303840).all()


@given(places)
def test_every_dot_has_its_middle_in_the_picture(dots: list[tuple[int, int]]) -> None:
    picture = drawn(dots, (0, 0, WIDE - 1, HIGH - 1))
    for x, y in dots:
        if 0 <= x < WIDE and 0 <= y < HIGH:
            assert picture[y, x] != 0xFF303840
    assert (picture >> 24 == 0xFF).all()


def test_half_transparent_is_half_of_both() -> None:
    picture = drawn([(10, 8)], (0, 0, WIDE - 1, HIGH - 1))
    red, green, blue = (int(picture[6, 9]) >> shift & 0xFF for shift in (16, 8, 0))
    assert abs(red - (0x30 / 2 + 0x08)) <= 1
    assert abs(green - (0x38 / 2 + 0x70)) <= 1
    assert abs(blue - (0x40 / 2 + 0x20)) <= 1
