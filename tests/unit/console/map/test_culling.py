"""The place index finds what a look at every point would find."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from console.map.culling import DEPTH, PointIndex, cell_of, cells_of_window, corner_of, z_code
from console.map.picking import nearest

places = st.floats(0, 1, width=32)
clouds = st.integers(0, 60).flatmap(
    lambda n: hnp.arrays(np.float64, (2, n), elements=places, fill=st.nothing())
)
levels = st.integers(0, 26)
windows = st.tuples(places, places, places, places).map(
    lambda v: (min(v[0], v[2]), min(v[1], v[3]), max(v[0], v[2]), max(v[1], v[3]))
)


def small(window: tuple[float, float, float, float], level: int) -> tuple[float, ...]:
    """A window of at most a few hundred cells, as large as a screen would ask for."""
    west, north, east, south = window
    most = 12 / (1 << level)
    return west, north, min(east, west + most), min(south, north + most)


@given(clouds, levels, windows, st.booleans())
def test_a_window_holds_just_the_points_in_its_cells(
    cloud: np.ndarray, level: int, window: tuple[float, float, float, float], sorted_in: bool
) -> None:
    x, y = cloud
    index = PointIndex()
    index.add(np.arange(len(x)), z_code(*cell_of(x, y)))
    if sorted_in:
        index._sort_in()
    cells = cells_of_window(*small(window, level), level)
    rows, where = index.within(cells, level)
    mine = z_code(*cell_of(x, y)) >> (2 * (DEPTH - level))
    assert sorted(rows.tolist()) == np.flatnonzero(np.isin(mine, cells)).tolist()
    assert (cells[where] == mine[rows]).all()


@given(clouds, st.data())
def test_a_point_taken_out_is_not_found_again(cloud: np.ndarray, data: st.DataObject) -> None:
    x, y = cloud
    index = PointIndex()
    early, place = len(x) // 2, z_code(*cell_of(x, y))
    index.add(np.arange(early), place[:early])
    index._sort_in()
    index.add(np.arange(early, len(x)), place[early:])
    gone = np.array(sorted(data.draw(st.sets(st.integers(0, max(0, len(x) - 1))))), np.int64)
    gone = gone[gone < len(x)]
    index.remove(gone, place[gone])
    if data.draw(st.booleans()):
        index._sort_in()
    rows, _ = index.within(cells_of_window(0, 0, 1, 1, 0), 0)
    assert sorted(rows.tolist()) == sorted(set(range(len(x))) - set(gone.tolist()))
    assert len(index) == len(rows)


def test_many_new_points_are_sorted_in_by_themselves() -> None:
    rng = np.random.default_rng(4)
    index = PointIndex()
    for first in range(0, 20_000, 500):
        x, y = rng.random((2, 500))
        index.add(np.arange(first, first + 500), z_code(*cell_of(x, y)))
    assert len(index._new_row) < 5_000
    assert len(index.within(cells_of_window(0, 0, 1, 1, 3), 3)[0]) == 20_000


@given(st.integers(0, 2**30 - 1), st.integers(0, 2**30 - 1))
def test_z_codes_can_be_read_back(column: int, row: int) -> None:
    back = corner_of(z_code(np.array([column]), np.array([row])))
    assert (int(back[0][0]), int(back[1][0])) == (column, row)


@given(clouds, places, places, st.floats(0, 1))
def test_picking_finds_the_nearest_point_within_reach(
    cloud: np.ndarray, px: float, py: float, reach: float
) -> None:
    x, y = cloud
    squares = [(a - px) ** 2 + (b - py) ** 2 for a, b in zip(x, y, strict=True)]
    found = nearest(x, y, px, py, reach)
    within = [s for s in squares if s <= reach * reach]
    if not within:
        assert found == -1
    else:
        assert squares[found] == min(within)
        assert found == max(i for i, s in enumerate(squares) if s == min(within))
