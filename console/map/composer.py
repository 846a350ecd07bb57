"""Two pictures kept between frames: the ground, and the ground with everything live on it.

Both are larger than the window by a margin and are painted a little ahead of the way the map is
going: most frames of a pan only show another part of what is finished, and each place of the ground
is painted once. A tick of the units starts from the ground. While zooming the last sharp ground is
stretched, and drawn anew once the map rests.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from time import perf_counter
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPainter, QPixmap, QRegion

from console.map.strips import around, grown, stretched
from console.map.viewport import Viewport

#: Paints what lies in the rectangle (device pixels), for the viewport.
Paint = Callable[[QPainter, Viewport, QRect], None]
#: How far the pictures reach beyond the window on each side, device pixels.
MARGIN = 192
#: So far from their edges nothing is painted: Qt shortens lines there, which shades them anew.
_EDGE = 56
#: Where the painted part grows it grows by so many pixels, and for so many frames to come.
_AHEAD, _STEPS = 48, 3
#: What was touched may be mended for so long in one frame.
_MEND_S = 0.003


@dataclass(frozen=True)
class Painters:
    """What is painted on the ground picture, and what on top of it."""

    ground: Callable[[QPainter, Viewport, QRect, bool], None]  # the last: rough
    live: Paint
    settle: Callable[[Viewport], None]


class Composer:
    """Keeps the two pictures in step with the viewport at the least cost.

    All rectangles are in pixels of the pictures; `_sheet` is the viewport they would fill.
    """

    def __init__(self, painters: Painters) -> None:
        self.painters = painters
        self.rough = False  # the ground is stretched and wants a redraw
        self._ground, self._whole = QPixmap(), QImage()
        self.pixels: NDArray[np.uint32] = np.zeros((0, 0), np.uint32)  # of the whole picture
        self._ground_done, self._whole_done = QRect(), QRect()  # what of them is painted
        self._sheet: Viewport | None = None  # where both pictures stand
        self._stretched: Viewport | None = None  # where the ground stands while it is stretched
        self._view: Viewport | None = None
        self._ground_due = self._live_due = True
        self._touched = QRegion()

    @property
    def picture(self) -> QImage:
        """A copy of what is shown."""
        return self._whole.copy(self._window())

    def paint(self, painter: QPainter) -> None:
        """Put what is shown at (0, 0)."""
        painter.drawImage(QPoint(0, 0), self._whole, self._window())

    def ground_changed(self) -> None:
        """Draw the ground anew; while zooming, when the map rests."""
        self._ground_due, self._live_due = not self.rough, True

    def live_changed(self) -> None:
        self._live_due = True

    def ground_touched(self, places: Iterable[QRect]) -> None:
        """The ground is another in these rectangles, world pixels of the present zoom only.

        They are mended within a few milliseconds a frame; `mending` says that some are left.
        """
        for place in places:
            self._touched = self._touched.united(place)

    @property
    def mending(self) -> bool:
        return not self._touched.isEmpty()

    def settle(self) -> bool:
        """The map rests: draw a stretched ground anew; whether there was one."""
        if self.rough and self._view is not None:
            self._renew(self._view)
            return True
        return False

    def show(self, view: Viewport) -> None:
        """Bring the picture to `view`."""
        before, self._view = self._view, view
        if before is None or (before.width, before.height) != (view.width, view.height):
            self._begin(view)
            self._ground_due = True
        elif before.scale != view.scale and not self._ground_due:
            self._begin_stretching()
        if self._ground_due or self.rough:
            self._touched = QRegion()  # all of it is drawn anew, now or when the map rests
        if self._ground_due:
            self._renew(view)
        if self.rough:
            if self._live_due or before != view:
                self._stretch(view)
        else:
            self._extend(view, before)
            self._mend()
        self._live_due = False

    def _begin(self, view: Viewport) -> None:
        """Pictures for a window of this size."""
        sheet = _sheet_of(view)
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

    def _renew(self, view: Viewport) -> None:
        """Draw the ground anew, and leave what is live to the next frame."""
        self._ground_due, self.rough, self._stretched = False, False, None
        self.painters.settle(view)
        self._sheet, self._ground_done, self._live_due = _sheet_of(view), QRect(), True
        self._ground_done = self._window()
        self._paint(self._ground, [self._ground_done], self._paint_ground)

    def _extend(self, view: Viewport, before: Viewport | None) -> None:
        """Paint what of the window is not painted; a frame with nothing to paint looks ahead."""
        if not self._room.contains(self._window()):
            self._follow(view)
        need = self._window()
        if self._live_due:
            self._whole_done = QRect()
        if not self._reach(need) and before is not None and before != view:
            self._look_ahead(view, view.left - before.left, view.top - before.top)

    def _reach(self, need: QRect) -> bool:
        """Paint `need` as far as it is not painted; returns whether anything was to be painted."""
        ground, self._ground_done = grown(self._ground_done, need, self._room, _AHEAD)
        self._paint(self._ground, ground, self._paint_ground)
        live, self._whole_done = grown(self._whole_done, need, self._ground_done, _AHEAD)
        self._paint(self._whole, live, self._everything)
        return bool(ground or live)

    def _look_ahead(self, view: Viewport, dx: int, dy: int) -> None:
        """One small piece of what a pan that goes on like this will soon need."""
        need = self._window()
        for step in (QPoint(_STEPS * dx, 0), QPoint(0, _STEPS * dy)):
            soon = need.translated(step)
            if not self._room.contains(soon):
                self._follow(view)
                return
            strips, done = grown(self._ground_done, soon, self._room, _AHEAD)
            if strips:
                self._ground_done = done
                self._paint(self._ground, strips, self._paint_ground)
                return
        for step in (QPoint(_STEPS * dx, 0), QPoint(0, _STEPS * dy)):
            if self._reach(need.translated(step)):
                return

    def _mend(self) -> None:
        """Paint again what was touched of what is painted, until the time is up."""
        if self._sheet is None or self._touched.isEmpty():
            return
        corner, until = QPoint(self._sheet.left, self._sheet.top), perf_counter() + _MEND_S
        for place in cast(Iterable[QRect], self._touched):  # as it was: it shrinks meanwhile
            here = place.translated(-corner)
            self._paint(self._ground, _some(here, self._ground_done), self._paint_ground)
            self._paint(self._whole, _some(here, self._whole_done), self._everything)
            self._touched = self._touched.subtracted(place)
            if perf_counter() > until:
                return

    @property
    def _room(self) -> QRect:
        """What may be painted: a line that only begins there ends within the picture."""
        return self._whole.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)

    def _follow(self, view: Viewport) -> None:
        """Move what is painted so that the window is in the middle of the pictures."""
        before, self._sheet = self._sheet or view, _sheet_of(view)
        dx, dy = before.left - self._sheet.left, before.top - self._sheet.top
        self._ground_done = self._ground_done.translated(dx, dy).intersected(self._room)
        self._whole_done = self._whole_done.translated(dx, dy).intersected(self._room)
        if not self._ground_done.isEmpty():
            self._ground.scroll(dx, dy, self._ground.rect())
        if not (self._whole_done.isEmpty() or self._live_due):
            _shift(self.pixels, dx, dy)

    def _begin_stretching(self) -> None:
        if not self.rough:
            self.rough, self._stretched = True, self._sheet

    def _stretch(self, view: Viewport) -> None:
        """The last sharp ground, as large as it is now, and land about it."""
        source = self._stretched
        self._sheet, self._whole_done = _sheet_of(view), QRect()
        window, sheet = self._window(), self._sheet
        if source is None:
            return
        part, target = stretched(source, self._ground_done, sheet, window)
        if not target.isEmpty():
            painter = QPainter(self._whole)
            painter.setClipRect(window)
            painter.drawPixmap(target, self._ground, part)
            painter.end()
        self._paint(self._whole, around(target, window), self._paint_rough)
        self._paint(self._whole, [window], self.painters.live)

    def _everything(self, painter: QPainter, view: Viewport, rect: QRect) -> None:
        painter.drawPixmap(rect, self._ground, rect)
        self.painters.live(painter, view, rect)

    def _paint_ground(self, painter: QPainter, view: Viewport, rect: QRect) -> None:
        self.painters.ground(painter, view, rect, False)

    def _paint_rough(self, painter: QPainter, view: Viewport, rect: QRect) -> None:
        self.painters.ground(painter, view, rect, True)

    def _paint(self, picture: QPixmap | QImage, rects: list[QRect], paint: Paint) -> None:
        if self._sheet is None:
            return
        for rect in rects:
            painter = QPainter(picture)
            painter.setClipRect(rect)
            paint(painter, self._sheet, rect)
            painter.end()


def _some(rect: QRect, within: QRect) -> list[QRect]:
    part = rect.intersected(within)
    return [] if part.isEmpty() else [part]


def _sheet_of(view: Viewport) -> Viewport:
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
