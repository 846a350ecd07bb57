"""Which points lie inside a ring that was drawn. Pure.

Cells that lie wholly inside are taken as they are; only points in cells that the outline crosses
are looked at one by one, so that a ring about half the city costs what its outline costs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from console.map.cases import CaseLayer
from console.map.culling import DEPTH, cells_of_window, corner_of

I64 = NDArray[np.int64]
F64 = NDArray[np.float64]
#: About so many cells lie over the box about a ring.
_CELLS = 6_000
_NONE: I64 = np.empty(0, np.int64)


def polygon(ring: Sequence[tuple[float, float]]) -> shapely.Geometry:
    """What `ring` encloses: where it crosses itself, each lobe; empty for less than three corners.

    `ring`: places of one plane, closed or not, at least finite.
    """
    if len(set(ring)) < 3:
        return shapely.Polygon()
    made = shapely.make_valid(shapely.Polygon(ring))
    shapely.prepare(made)
    return made


def cases_inside(layer: CaseLayer, ring: Sequence[tuple[float, float]]) -> I64:
    """Rows of the cases on the map inside `ring` (unit square), in no order."""
    area = polygon(ring)
    if area.is_empty or not area.area:
        return _NONE
    west, north, east, south = area.bounds
    level = _level(max(east - west, south - north))
    code = cells_of_window(west, north, east, south, level)
    whole, crossed = _sorted_out(area, code, level)
    sure = layer.index.within(whole, level)[0]
    doubtful = layer.index.within(crossed, level)[0]
    x, y = layer.table.column("x")[doubtful], layer.table.column("y")[doubtful]
    found: I64 = np.concatenate([sure, doubtful[shapely.contains_xy(area, x, y)]])
    return found


def _level(side: float) -> int:
    """The level at which some `_CELLS` cells cover a square of `side`."""
    return max(1, min(DEPTH, math.floor(math.log2(math.sqrt(_CELLS) / max(side, 1e-12)))))


def _sorted_out(area: shapely.Geometry, code: I64, level: int) -> tuple[I64, I64]:
    """(cells wholly inside, cells that the outline crosses)."""
    column, row = corner_of(code)
    size = math.ldexp(1.0, -level)
    boxes = shapely.box(column * size, row * size, (column + 1) * size, (row + 1) * size)
    whole = shapely.contains(area, boxes)
    crossed = shapely.intersects(area, boxes) & ~whole
    return code[whole], code[crossed]
