"""Two pictures kept between frames: the ground, and the ground with everything live on it.

Both are larger than the window by a margin and are painted a little ahead of the way the map is
going: most frames of a pan only show another part of what is finished, and each place of the ground
is painted once. A tick of the units starts from the ground, at rest with the cases' dots on it.
While zooming the last sharp ground is stretched, and drawn anew once the map rests.
"""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPainter, QRegion

from console.map.mending import MEND_S
from console.map.patch import rects_of
from console.map.patching import Painters, Patching
from console.map.pictures import sheet_of
from console.map.strips import around, grown, stretched
from console.map.viewport import Viewport

#: Where the painted part grows it grows by so many pixels, and for so many frames to come.
_AHEAD, _STEPS = 48, 3


class Composer(Patching):
    """Keeps the two pictures in step with the viewport at the least cost.

    All rectangles are in pixels of the pictures; `_sheet` is the viewport they would fill.
    """

    def __init__(self, painters: Painters) -> None:
        super().__init__(painters)
        self.rough = False  # the ground is stretched and wants a redraw
        self._stretched: Viewport | None = None  # where the ground stands while it is stretched
        self._ground_due = True

    @property
    def picture(self) -> QImage:
        """A copy of what is shown."""
        return self._whole.copy(self._window())

    def paint(self, painter: QPainter, places: QRegion) -> None:
        """Put what is shown in these places of the window there, device pixels."""
        corner = self._window().topLeft()
        for place in rects_of(places):
            painter.setClipRect(place)  # else each is cut line by line along all of them
            painter.drawImage(place.topLeft(), self._whole, place.translated(corner))
        painter.setClipping(False)

    def ground_changed(self) -> None:
        """Draw the ground anew; while zooming, when the map rests."""
        self._ground_due, self._live_due = not self.rough, True

    def prepare(self, view: Viewport) -> QRegion | None:
        """Before a frame, in an event of its own: what is the same however units move.

        Returns which device pixels of the window the frame will change; None: any.
        """
        fit = not (self.rough or self._ground_due or self.mending)
        if not fit or view != self._view:
            return None
        self._take_news()
        self._prepare_rest()
        return None if self._live_due else self._places(self._stale_rects())

    def settle(self) -> bool:
        """The map rests: draw a stretched ground anew; whether there was one."""
        if self.rough and self._view is not None:
            self._renew(self._view)
            return True
        return False

    def show(self, view: Viewport) -> QRegion | None:
        """Bring the picture to `view`; which device pixels of the window changed, None: any."""
        before, self._view, until = self._view, view, perf_counter() + MEND_S
        if before is None or (before.width, before.height) != (view.width, view.height):
            self._begin(view)
            self._ground_due = True
        elif before.scale != view.scale and not self._ground_due:
            self._begin_stretching()
        if self._ground_due or self.rough:
            self._touched = QRegion()  # all of it is drawn anew, now or when the map rests
        if self._ground_due:
            self._renew(view)
        if view == before or not self.rough:
            self._take_news()
        changed = self._show_rough if self.rough else self._show_sharp
        places = changed(view, before, until)
        self._live_due, self._stale = False, None
        return places

    def _show_rough(self, view: Viewport, before: Viewport | None, _until: float) -> QRegion | None:
        if not (self._live_due or self._stale or before != view):
            return QRegion()
        self._stretch(view)
        return None

    def _show_sharp(self, view: Viewport, before: Viewport | None, until: float) -> QRegion | None:
        resting = view == before
        everything = self._live_due or self.mending or not resting
        self._keep_rest(resting)
        rects = self._patch_whole()
        self._extend(view, before)
        self._mend(until)
        return None if everything else self._places(rects)

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

    def _paint_rough(self, painter: QPainter, view: Viewport, rect: QRect) -> None:
        self.painters.ground(painter, view, rect, True)
