"""Two pictures kept between frames: the ground, and the ground with everything live on it.

Both are larger than the window by a margin and are painted a little ahead of the way the map is
going: most frames of a pan only show another part of what is finished, and each place of the ground
is painted once. A tick of the units starts from the ground. While zooming the last sharp ground is
stretched, and drawn anew once the map rests.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap

from console.map.viewport import Viewport

#: Paints what lies in the rectangle (device pixels), for the viewport.
Paint = Callable[[QPainter, Viewport, QRect], None]
#: How far the pictures reach beyond the window on each side, device pixels.
MARGIN = 192
#: So far from their edges nothing is painted: Qt shortens lines there, which shades them anew.
_EDGE = 56
#: Where the painted part grows it grows by so many pixels, and for so many frames to come.
_AHEAD, _STEPS = 48, 3


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
        self._ground, self._whole = QPixmap(), QPixmap()
        self._ground_done, self._whole_done = QRect(), QRect()  # what of them is painted
        self._sheet: Viewport | None = None  # where both pictures stand
        self._stretched: Viewport | None = None  # where the ground stands while it is stretched
        self._view: Viewport | None = None
        self._ground_due = self._live_due = True

    @property
    def picture(self) -> QPixmap:
        """A copy of what is shown."""
        return self._whole.copy(self._window())

    def paint(self, painter: QPainter) -> None:
        """Put what is shown at (0, 0)."""
        painter.drawPixmap(QPoint(0, 0), self._whole, self._window())

    def ground_changed(self) -> None:
        """Draw the ground anew; while zooming, when the map rests."""
        self._ground_due, self._live_due = not self.rough, True

    def live_changed(self) -> None:
        self._live_due = True

    def settle(self) -> bool:
        """The map rests: whether a stretched ground is now due to be drawn."""
        self._ground_due |= self.rough
        return self.rough

    def show(self, view: Viewport) -> None:
        """Bring the picture to `view`."""
        before, self._view = self._view, view
        if before is None or (before.width, before.height) != (view.width, view.height):
            self._ground, self._whole = _blank(view), _blank(view)
            self._ground_due = True
        elif before.scale != view.scale and not self._ground_due:
            self._begin_stretching()
        if self._ground_due:
            self._draw_anew(view)
        elif self.rough:
            if self._live_due or before != view:
                self._stretch(view)
        else:
            self._extend(view, before)
        self._live_due = False

    def _window(self) -> QRect:
        """Where in the pictures the window is."""
        view, sheet = self._view, self._sheet
        if view is None or sheet is None:
            return QRect()
        return QRect(view.left - sheet.left, view.top - sheet.top, view.width, view.height)

    def _draw_anew(self, view: Viewport) -> None:
        self._ground_due, self.rough, self._stretched = False, False, None
        self.painters.settle(view)
        self._sheet, self._ground_done, self._live_due = _sheet_of(view), QRect(), True
        self._extend(view, None)

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
            self._whole.scroll(dx, dy, self._whole.rect())

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

    def _paint(self, picture: QPixmap, rects: list[QRect], paint: Paint) -> None:
        if self._sheet is None:
            return
        for rect in rects:
            painter = QPainter(picture)
            painter.setClipRect(rect)
            paint(painter, self._sheet, rect)
            painter.end()


def grown(done: QRect, need: QRect, room: QRect, ahead: int) -> tuple[list[QRect], QRect]:
    """(strips to be painted, what is painted then) so that `need` is; all within `room`.

    The painted part stays a rectangle; where it must grow it grows by `ahead` pixels at least.
    """
    if not done.intersects(need):
        return [need], need
    left, right = _reach(done.left(), need.left(), room.left(), -ahead), done.right()
    right = _reach(right, need.right(), room.right(), ahead)
    top = _reach(done.top(), need.top(), room.top(), -ahead)
    bottom = _reach(done.bottom(), need.bottom(), room.bottom(), ahead)
    wide = right - left + 1
    strips = [
        QRect(left, top, wide, done.top() - top),
        QRect(left, done.bottom() + 1, wide, bottom - done.bottom()),
        QRect(left, done.top(), done.left() - left, done.height()),
        QRect(done.right() + 1, done.top(), right - done.right(), done.height()),
    ]
    return [s for s in strips if not s.isEmpty()], QRect(left, top, wide, bottom - top + 1)


def _reach(done: int, need: int, limit: int, ahead: int) -> int:
    """Where one edge goes; `ahead` is negative for edges that grow towards smaller numbers."""
    if ahead < 0:
        return done if need >= done else max(limit, min(need, done + ahead))
    return done if need <= done else min(limit, max(need, done + ahead))


def stretched(
    source: Viewport, done: QRect, sheet: Viewport, window: QRect
) -> tuple[QRectF, QRectF]:
    """(part of the source picture, where it lies on the sheet): what of `done` the window shows."""
    factor = sheet.scale / source.scale
    left, top = source.left * factor - sheet.left, source.top * factor - sheet.top
    target = QRectF(
        left + done.left() * factor,
        top + done.top() * factor,
        done.width() * factor,
        done.height() * factor,
    ).intersected(QRectF(window))
    part = QRectF(
        (target.left() - left) / factor,
        (target.top() - top) / factor,
        target.width() / factor,
        target.height() / factor,
    )
    return part, target


def around(target: QRectF, whole: QRect) -> list[QRect]:
    """What of `whole` the stretched picture does not cover: up to four strips, a pixel generous."""
    inner = target.toAlignedRect().intersected(whole)
    inner.adjust(  # a pixel at its edge may be half covered, unless the picture goes on beyond it
        int(inner.left() > whole.left()),
        int(inner.top() > whole.top()),
        -int(inner.right() < whole.right()),
        -int(inner.bottom() < whole.bottom()),
    )
    if inner.isEmpty():
        return [whole]
    low, right = inner.bottom() + 1, inner.right() + 1
    strips = [
        QRect(whole.left(), whole.top(), whole.width(), inner.top() - whole.top()),
        QRect(whole.left(), low, whole.width(), whole.bottom() + 1 - low),
        QRect(whole.left(), inner.top(), inner.left() - whole.left(), inner.height()),
        QRect(right, inner.top(), whole.right() + 1 - right, inner.height()),
    ]
    return [strip for strip in strips if not strip.isEmpty()]


def _sheet_of(view: Viewport) -> Viewport:
    """What the pictures show that have `view` in their middle."""
    return replace(
        view,
        width=view.width + 2 * MARGIN,
        height=view.height + 2 * MARGIN,
        left=view.left - MARGIN,
        top=view.top - MARGIN,
    )


def _blank(view: Viewport) -> QPixmap:
    picture = QPixmap(view.width + 2 * MARGIN, view.height + 2 * MARGIN)
    picture.fill("#808080")
    return picture
