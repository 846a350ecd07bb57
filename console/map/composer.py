"""Two pictures kept between frames: the ground, and the ground with everything live on it.

Both are larger than the window by a margin and are painted a little ahead of the way the map is
going: most frames of a pan only show another part of what is finished, and each place of the ground
is painted once. A tick of the units starts from the ground, at rest with the cases' dots on it.
While zooming the last sharp ground is stretched, and drawn anew once the map rests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import perf_counter
from typing import cast

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QImage, QPainter, QRegion

from console.map.pictures import Paint, Pictures, sheet_of
from console.map.rest import Rest
from console.map.strips import around, grown, stretched
from console.map.viewport import Viewport

#: Where the painted part grows it grows by so many pixels, and for so many frames to come.
_AHEAD, _STEPS = 48, 3
#: A frame that has lasted so long mends one more piece of what was touched, and no other.
_MEND_S = 0.003
_PIECE = QSize(512, 256)


@dataclass(frozen=True)
class Painters:
    """What is painted on the ground picture, and what on top of it."""

    ground: Callable[[QPainter, Viewport, QRect, bool], None]  # the last: rough
    steady: Paint  # right above the ground; another only when cases are
    live: Paint
    settle: Callable[[Viewport], None]


class Composer(Pictures):
    """Keeps the two pictures in step with the viewport at the least cost.

    All rectangles are in pixels of the pictures; `_sheet` is the viewport they would fill.
    """

    def __init__(self, painters: Painters) -> None:
        super().__init__()
        self.painters = painters
        self.rough = False  # the ground is stretched and wants a redraw
        self._stretched: Viewport | None = None  # where the ground stands while it is stretched
        self._ground_due = self._live_due = True
        self._touched = QRegion()
        self._rest = Rest()

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

    def live_changed(self, steady: bool = True) -> None:
        """`steady`: not only what moves with the units is other than before."""
        self._live_due = True
        if steady:
            self._rest.spoil()

    def prepare(self, view: Viewport) -> None:
        """Before a frame, in an event of its own: what is the same however units move."""
        fit = not (self.rough or self._ground_due or self.mending)
        if fit and view == self._view and self._rest.due:
            self._rest.begin(self._whole.size(), self._window())
            self._paint(self._rest.picture, [self._rest.done], self._unmoved)

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
        before, self._view, until = self._view, view, perf_counter() + _MEND_S
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
            self._keep_rest(view, view == before)
            self._extend(view, before)
            self._mend(until)
        self._live_due = False

    def _renew(self, view: Viewport) -> None:
        """Draw the ground anew, and leave what is live to the next frame."""
        self._ground_due, self.rough, self._stretched = False, False, None
        self._rest.forget()
        self.painters.settle(view)
        self._sheet, self._ground_done, self._live_due = sheet_of(view), QRect(), True
        self._ground_done = self._window()
        self._paint(self._ground, [self._ground_done], self._paint_ground)

    def _extend(self, view: Viewport, before: Viewport | None) -> None:
        """Paint what of the window is not painted; a frame with nothing to paint looks ahead."""
        if self._live_due:
            self._whole_done = QRect()
        if not self._room.contains(self._window()):
            self._follow(view)
        need = self._window()
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

    def _mend(self, until: float) -> None:
        """Paint again what was touched of what is painted: one piece, then by the clock."""
        if self._sheet is None:
            return
        corner = QPoint(self._sheet.left, self._sheet.top)
        while self.mending:
            first = next(iter(cast(Iterable[QRect], self._touched)))
            place = first.intersected(QRect(first.topLeft(), _PIECE))
            here = place.translated(-corner)
            self._paint(self._ground, _some(here, self._ground_done), self._paint_ground)
            self._paint(self._whole, _some(here, self._whole_done), self._everything)
            self._touched = self._touched.subtracted(place)
            if perf_counter() > until:
                return

    def _begin_stretching(self) -> None:
        if not self.rough:
            self.rough, self._stretched = True, self._sheet

    def _stretch(self, view: Viewport) -> None:
        """The last sharp ground, as large as it is now, and land about it."""
        source = self._stretched
        self._sheet, self._whole_done = sheet_of(view), QRect()
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
        self._paint(self._whole, [window], self._on_ground)

    def _keep_rest(self, view: Viewport, resting: bool) -> None:
        """What moves is painted on what does not, once the map has rested for two ticks."""
        if not resting or self.mending:
            self._rest.forget()
        elif self._live_due:
            self._rest.tick()
            self.prepare(view)

    def _everything(self, painter: QPainter, view: Viewport, rect: QRect) -> None:
        if self._rest.done.contains(rect):
            painter.drawPixmap(rect, self._rest.picture, rect)
        else:
            self._unmoved(painter, view, rect)
        self.painters.live(painter, view, rect)

    def _unmoved(self, painter: QPainter, view: Viewport, rect: QRect) -> None:
        painter.drawPixmap(rect, self._ground, rect)
        self.painters.steady(painter, view, rect)

    def _on_ground(self, painter: QPainter, view: Viewport, rect: QRect) -> None:
        self.painters.steady(painter, view, rect)
        self.painters.live(painter, view, rect)

    def _paint_ground(self, painter: QPainter, view: Viewport, rect: QRect) -> None:
        self.painters.ground(painter, view, rect, False)

    def _paint_rough(self, painter: QPainter, view: Viewport, rect: QRect) -> None:
        self.painters.ground(painter, view, rect, True)


def _some(rect: QRect, within: QRect) -> list[QRect]:
    part = rect.intersected(within)
    return [] if part.isEmpty() else [part]
