"""Which cells of the tile grid a window shows, and where they stand to the pixel. Pure.

Edges are rounded to whole world pixels: neighbours share them, and a pan moves them all alike.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from console.map.viewport import Viewport

DEEPEST = 24


class Cell(NamedTuple):
    """A square of the tile grid, y downwards."""

    z: int
    x: int
    y: int


class Box(NamedTuple):
    """World pixels of one scale, or device pixels of a window: left, top, width, height."""

    left: int
    top: int
    width: int
    height: int

    def touches(self, other: Box) -> bool:
        across = self.left < other.left + other.width and other.left < self.left + self.width
        return across and self.top < other.top + other.height and other.top < self.top + self.height


def level_for(view: Viewport, tile_size: int, scale: int) -> int:
    """The level whose tiles come nearest to one tile pixel for a device pixel.

    A source drawn for a dense screen (`scale` 2) is shown smaller on a plain one, so that its words
    keep their size.
    """
    drawn = tile_size * min(1.0, view.ratio / scale)
    return min(DEEPEST, max(0, round(math.log2(view.scale / drawn))))


def box_of(cell: Cell, scale: float) -> Box:
    """Where a cell stands when the world is `scale` pixels wide, in world pixels."""
    side = scale / (1 << cell.z)
    left, top = math.floor(cell.x * side), math.floor(cell.y * side)
    return Box(
        left, top, math.floor((cell.x + 1) * side) - left, math.floor((cell.y + 1) * side) - top
    )


def cells_in(box: Box, scale: float, level: int, ring: int = 0) -> list[Cell]:
    """The cells that touch a box of world pixels, and `ring` rows of cells about them."""
    side, last = scale / (1 << level), (1 << level) - 1
    spans = []
    for low, size in ((box.left, box.width), (box.top, box.height)):
        first, end = math.floor(low / side) - ring, math.floor((low + size) / side) + ring
        spans.append(range(max(0, first), min(last, end) + 1))
    cells = [Cell(level, x, y) for y in spans[1] for x in spans[0]]
    return cells if ring else [c for c in cells if box_of(c, scale).touches(box)]


def outwards(cells: list[Cell], x: float, y: float) -> list[Cell]:
    """The same, those nearest to (x, y) of the unit square first."""

    def far(cell: Cell) -> float:
        side = 1 / (1 << cell.z)
        return math.hypot((cell.x + 0.5) * side - x, (cell.y + 0.5) * side - y)

    return sorted(cells, key=far)
