"""How many officers a grid gets follows from its size, and a hole is none of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Polygon, box

from simulator.roster import _size


def rings_of(shape: MultiPolygon) -> list[list[tuple[float, float]]]:
    return [
        [(x, y) for x, y in ring.coords[:-1]]
        for part in shape.geoms
        for ring in (part.exterior, *part.interiors)
    ]


@given(
    st.floats(0.1, 3.0),
    st.floats(3.2, 5.0),
    st.floats(5.1, 9.0),
    st.booleans(),
)
def test_the_size_of_parts_and_holes_is_their_area(
    island: float, hole: float, shell: float, turned: bool
) -> None:
    frame = Polygon(
        box(-shell, -shell, shell, shell).exterior.coords,
        [box(-hole, -hole, hole, hole).exterior.coords],
    )
    shape = MultiPolygon([frame, box(-island, -island, island, island), box(20, 0, 21, 2)])
    rings = [ring[::-1] if turned else ring for ring in rings_of(shape)]
    assert _size(rings) == pytest.approx(shape.area)


def test_a_hole_that_touches_its_shell_is_a_hole() -> None:
    shell = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]
    hole = [(0.0, 0.0), (2.0, 1.0), (1.0, 2.0)]
    assert _size([shell, hole]) == pytest.approx(16.0 - 1.5)
