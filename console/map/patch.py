"""Which parts of a picture are to be painted again, in tiles of the world. Pure but for rectangles.

What comes from the city in a second touches a few places. Painting those alone costs what they
cost, not what the window costs; and only they go to the screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QRegion

from console.map.viewport import Viewport

I64 = NDArray[np.int64]
Flags = NDArray[np.bool_]
#: A tile is so many device pixels wide and high, anchored to the world; a power of two.
TILE = 32
_BITS = TILE.bit_length() - 1
#: More places than this are painted as the one rectangle that holds them: clipping Qt to hundreds
#: of tiles takes longer than what it saves.
FEW = 64


class Patch:
    """Parts of one viewport, which may be moved, but not zoomed, while the patch lasts.

    Places are pixels of the viewport last named in `seen_from`; a square of `reach` about (px, py)
    begins at px - reach and ends before px + reach. Outside the first viewport nothing is kept.
    """

    def __init__(self, view: Viewport) -> None:
        self._left, self._top = (view.left >> _BITS) - 1, (view.top >> _BITS) - 1
        columns = ((view.left + view.width - 1) >> _BITS) - self._left + 2
        rows = ((view.top + view.height - 1) >> _BITS) - self._top + 2
        self._mask: Flags = np.zeros((rows, columns), bool)  # a tile about it stays clear
        self._count, self._crowd = 0, QRect()  # of the crowd the tiles that hold it
        self.seen_from(view)

    def seen_from(self, view: Viewport) -> Patch:
        """From now on places are pixels of `view`."""
        self._dx, self._dy = view.left - self._left * TILE, view.top - self._top * TILE
        return self

    def __bool__(self) -> bool:
        return not self._crowd.isEmpty() or bool(self._mask.any())

    @property
    def tiled(self) -> bool:
        """Whether it is to be painted tile by tile; else it is one rectangle."""
        return self._crowd.isEmpty()

    def mark(self, px: I64, py: I64, reach: I64 | int) -> None:
        """Take in these squares."""
        if not len(px):
            return
        self._count += len(px)
        if self._count > FEW:
            self.crowd(px, py, reach if isinstance(reach, int) else int(reach.max()))
            return
        for tiles in self._tiles(px, py, reach):
            self._mask[tiles] = True
        self._mask[[0, -1]] = False
        self._mask[:, [0, -1]] = False

    def crowd(self, px: I64, py: I64, reach: int) -> None:
        """Take in the rectangle that holds these squares: the patch is no longer `tiled`."""
        if len(px):
            self._gather(
                (int(px.min()) + self._dx - reach) >> _BITS,
                (int(py.min()) + self._dy - reach) >> _BITS,
                (int(px.max()) + self._dx - 1 + reach) >> _BITS,
                (int(py.max()) + self._dy - 1 + reach) >> _BITS,
            )

    def _gather(self, left: int, top: int, right: int, low: int) -> None:
        """Take in all tiles from the first to the last of these, and what there is, as one."""
        room = QRect(1, 1, self._mask.shape[1] - 2, self._mask.shape[0] - 2)
        tiles = QRect(QPoint(left, top), QPoint(right, low)).intersected(room)
        self._crowd = self._crowd.united(tiles).united(self._tile_box())

    def _tile_box(self) -> QRect:
        rows, columns = (np.flatnonzero(self._mask.any(axis=axis)) for axis in (1, 0))
        if not len(rows):
            return QRect()
        first, last = (QPoint(int(columns[i]), int(rows[i])) for i in (0, -1))
        return QRect(first, last)

    def mark_boxes(self, boxes: NDArray[np.float64]) -> None:
        """Take in these boxes: left, top, right, bottom in pixels of the world, shape (n, 4)."""
        low = np.floor(boxes[:, :2]).astype(np.int64) >> _BITS
        high = np.ceil(boxes[:, 2:]).astype(np.int64) >> _BITS
        low, high = low - (self._left, self._top), high - (self._left, self._top) + 1
        self._count += len(boxes)
        ends = np.array(self._mask.shape[::-1]) - 1
        for left, top, right, below in np.concatenate(
            [np.clip(low, 1, ends), np.clip(high, 1, ends)], axis=1
        ).tolist():
            self._mask[top:below, left:right] = True

    def take(self, other: Patch) -> None:
        """Take in another patch of the same scale, as far as it lies within this one."""
        across, down = other._left - self._left, other._top - self._top
        self._count += other._count
        if not (self.tiled and other.tiled and self._count <= FEW):
            for box in (other._crowd, other._tile_box()):
                if not box.isEmpty():
                    moved = box.translated(across, down)
                    self._gather(moved.left(), moved.top(), moved.right(), moved.bottom())
            return
        rows, columns = np.nonzero(other._mask)
        rows, columns = rows + down, columns + across
        high, wide = self._mask.shape
        inside = (rows > 0) & (rows < high - 1) & (columns > 0) & (columns < wide - 1)
        self._mask[rows[inside], columns[inside]] = True

    def touches(self, px: I64, py: I64, reach: I64 | int) -> Flags:
        """Which squares reach into it."""
        found: Flags = np.zeros(len(px), bool)
        for tiles in self._tiles(px, py, reach):
            found |= self._mask[tiles]
        return found

    def holds(self, px: I64, py: I64, reach: I64 | int) -> Flags:
        """Which squares lie wholly in it."""
        found: Flags = np.ones(len(px), bool)
        for tiles in self._tiles(px, py, reach):
            found &= self._mask[tiles]
        return found

    def covers(self, px: I64, py: I64) -> Flags:
        """Which pixels lie in it; arrays of any one shape."""
        high, wide = self._mask.shape
        rows = np.clip((py + self._dy) >> _BITS, 0, high - 1)
        found: Flags = self._mask[rows, np.clip((px + self._dx) >> _BITS, 0, wide - 1)]
        return found

    def rects(self, within: QRect) -> list[QRect]:
        """Its part of a rectangle, as rectangles that do not overlap; one unless it is `tiled`."""
        runs = _runs(self._mask) if self.tiled else [self._crowd.united(self._tile_box())]
        places = (
            QRect(
                tiles.left() * TILE - self._dx,
                tiles.top() * TILE - self._dy,
                tiles.width() * TILE,
                tiles.height() * TILE,
            )
            for tiles in runs
        )
        return [cut for place in places if not (cut := place.intersected(within)).isEmpty()]

    def _tiles(self, px: I64, py: I64, reach: I64 | int) -> Iterator[tuple[I64, I64]]:
        """(rows, columns) of a tile of each square, again and again until all were named."""
        if not len(px):
            return
        high, wide = self._mask.shape
        left, top = (px + (self._dx - reach)) >> _BITS, (py + (self._dy - reach)) >> _BITS
        right = (px + (self._dx - 1 + reach)) >> _BITS
        low = (py + (self._dy - 1 + reach)) >> _BITS
        columns = _steps(left, right, wide)
        for row in _steps(top, low, high):
            for column in columns:
                yield row, column


def _runs(mask: Flags) -> list[QRect]:
    """The tiles that are set, as rectangles: runs of a row, and equal runs below each other."""
    edge = np.diff(mask.astype(np.int8), axis=1, prepend=0, append=0)
    rows, begins = np.nonzero(edge == 1)
    ends = np.nonzero(edge == -1)[1]
    made: dict[tuple[int, int, int], QRect] = {}  # by first and last column and the row below
    for row, first, end in zip(rows.tolist(), begins.tolist(), ends.tolist(), strict=True):
        run = made.pop((first, end, row), QRect(first, row, end - first, 0))
        made[first, end, row + 1] = run.adjusted(0, 0, 0, 1)
    return list(made.values())


def _steps(first: I64, last: I64, end: int) -> list[I64]:
    """first, first + 1, … last of each, the shorter ones ending on their last; within 0 … end."""
    most = int((last - first).max())
    return [np.clip(np.minimum(first + i, last), 0, end - 1) for i in range(most + 1)]


def region_of(rects: Iterable[QRect]) -> QRegion:
    region = QRegion()
    for rect in rects:
        region += rect
    return region


def rects_of(region: QRegion) -> list[QRect]:
    return list(cast(Iterable[QRect], region))


def scaled(region: QRegion, factor: float) -> QRegion:
    """All pixels that a region touches where a pixel is `factor` pixels wide."""
    if factor == 1.0:
        return region
    places = (QRectF(rect) for rect in rects_of(region))
    return region_of(
        QRectF(
            at.x() * factor, at.y() * factor, at.width() * factor, at.height() * factor
        ).toAlignedRect()
        for at in places
    )
