"""Chopped lines: the same line, in pieces that move exactly; nothing near the picture is lost."""

from __future__ import annotations

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from console.map.strokes import SIDE_PX, Strokes, chopped, held_in

BOX = (0.0, 0.0, 300.0, 200.0)
eighths = st.integers(-16_000, 16_000).map(lambda n: n / 8)
points = st.tuples(eighths, eighths)
lines = st.lists(points, min_size=2, max_size=8, unique=True).map(lambda p: np.array(p, float))


@given(lines)
def test_a_chopped_line_stays_on_the_line_in_short_sides(line: np.ndarray) -> None:
    made = chopped(line)
    assert np.abs(np.diff(made, axis=0)).max(initial=0.0) <= SIDE_PX + 0.125
    assert (made * 8 == np.round(made * 8)).all()
    far = max(shapely.distance(shapely.LineString(line), shapely.points(made)))
    assert far <= 0.25


@given(st.lists(lines, max_size=5))
def test_lines_chopped_together_are_chopped_as_if_alone(many: list[np.ndarray]) -> None:
    together = Strokes.of(many).chopped().lines()
    assert [line.tolist() for line in together] == [chopped(line).tolist() for line in many]


@given(st.lists(lines, max_size=4))
def test_what_is_near_holds_every_side_that_reaches_into_the_box(many: list[np.ndarray]) -> None:
    pieces = [chopped(line) for line in many]
    window = shapely.box(*BOX)
    found = Strokes.of(pieces).near(BOX).lines()
    drawn = [tuple(map(tuple, s)) for run in found for s in _sides(run)]
    known = {tuple(map(tuple, s)) for line in pieces for s in _sides(line)}
    assert set(drawn) <= known
    for side in known:
        if shapely.LineString(side).intersects(window):
            assert side in drawn


@given(st.lists(points, min_size=3, max_size=8), st.floats(1, 299), st.floats(1, 199))
def test_a_ring_held_in_fills_the_box_as_before(
    ring: list[tuple[float, float]], x: float, y: float
) -> None:
    whole = chopped(np.array([*ring, ring[0]], float))
    held = held_in(whole, BOX)
    assert _winding(whole, x, y) == _winding(held, x, y)
    assert np.abs(held).max() <= 300 + SIDE_PX + 2


def _sides(line: np.ndarray) -> list[list[list[float]]]:
    return [[a, b] for a, b in zip(line.tolist(), line[1:].tolist(), strict=False)]


def _winding(ring: np.ndarray, x: float, y: float) -> bool:
    """Even-odd, by a ray to the right that starts between eighths of a pixel."""
    px, py = round(x) + 0.03, round(y) + 0.03
    odd = False
    for (x1, y1), (x2, y2) in _sides(ring):
        if (y1 > py) != (y2 > py) and px < x1 + (py - y1) / (y2 - y1) * (x2 - x1):
            odd = not odd
    return odd
