"""The two pictures a map keeps between frames, and which part of the world they show.

All rectangles are in pixels of the pictures.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter, QPixmap

from console.map.patch import Patch, region_of
from console.map.viewport import Viewport

#: Paints what lies in the rectangle (device pixels), for the viewport.
Paint = Callable[[QPainter, Viewport, QRect], None]
#: How far the pictures reach beyond the window on each side, device pixels.
MARGIN = 192
#: So far from their edges nothing is painted: Qt shortens lines there, which shades them anew.
_EDGE = 56


class Pictures:
    """The ground, and the whole with everything on it; `_sheet` is the viewport they would fill."""

    def __init__(self) -> None:
        self._ground, self._whole = QPixmap(), QImage()
        self.pixels: NDArray[np.uint32] = np.zeros((0, 0), np.uint32)  # of the whole picture
        self._ground_done, self._whole_done = QRect(), QRect()  # what of them is painted
        self._sheet: Viewport | None = None  # where both pictures stand
        self._view: Viewport | None = None
        #: While some tiles are painted those, seen from the viewport that painters are given.
        self.part: Patch | None = None

    def _begin(self, view: Viewport) -> None:
        """Pictures for a window of this size."""
        sheet = sheet_of(view)
        self._ground = QPixmap(sheet.width, sheet.height)
        self._ground.fill("#808080")
        self._whole = QImage(sheet.width, sheet.height, QImage.Format.Format_RGB32)
        pixels = np.frombuffer(self._whole.bits(), np.uint32)  # a line is a whole number of them
        self.pixels = pixels.reshape(sheet.height, sheet.width)
        self.pixels[:] = 0xFF808080

    def _window(self) -> QRect:
        """Where in the pictures the window is."""
        view, sheet = self._view, self._sheet
        if view is None or sheet is None:
            return QRect()
        return QRect(view.left - sheet.left, view.top - sheet.top, view.width, view.height)

    @property
    def _room(self) -> QRect:
        """What may be painted: a line that only begins there ends within the picture."""
        return self._whole.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)

    def _follow(self, view: Viewport) -> None:
        """Move what is painted so that the window is in the middle of the pictures."""
        before, self._sheet = self._sheet or view, sheet_of(view)
        dx, dy = before.left - self._sheet.left, before.top - self._sheet.top
        self._ground_done = self._ground_done.translated(dx, dy).intersected(self._room)
        self._whole_done = self._whole_done.translated(dx, dy).intersected(self._room)
        if not self._ground_done.isEmpty():
            self._ground.scroll(dx, dy, self._ground.rect())
        if not self._whole_done.isEmpty():
            _shift(self.pixels, dx, dy)

    def _paint(self, picture: QPixmap | QImage, rects: list[QRect], paint: Paint) -> None:
        if self._sheet is None:
            return
        for rect in rects:
            painter = QPainter(picture)
            painter.setClipRect(rect)
            paint(painter, self._sheet, rect)
            painter.end()

    def _paint_part(
        self,
        picture: QPixmap | QImage,
        rects: list[QRect],
        part: Patch,
        below: QPixmap,
        paint: Paint,
    ) -> None:
        """Paint the places of `part` that make these rectangles on what lies `below` them."""
        if self._sheet is None or not rects:
            return
        painter = QPainter(picture)
        for rect in rects:  # one by one: that is copying, while a region is cut line by line
            painter.drawPixmap(rect, below, rect)
        region = region_of(rects)
        painter.setClipRegion(region)
        self.part = part if part.tiled else None
        try:
            paint(painter, self._sheet, region.boundingRect())
        finally:
            self.part = None
            painter.end()


def sheet_of(view: Viewport) -> Viewport:
    """What the pictures show that have `view` in their middle."""
    return replace(
        view,
        width=view.width + 2 * MARGIN,
        height=view.height + 2 * MARGIN,
        left=view.left - MARGIN,
        top=view.top - MARGIN,
    )


def _shift(pixels: NDArray[np.uint32], dx: int, dy: int) -> None:
    """Move a picture by (dx, dy), in one go; what that leaves bare is not meant to be seen."""
    step = (dy * pixels.shape[1] + dx) * pixels.itemsize
    start = pixels.ctypes.data
    ctypes.memmove(start + max(0, step), start + max(0, -step), pixels.nbytes - abs(step))
