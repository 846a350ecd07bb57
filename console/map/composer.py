"""Two pictures kept between frames: the ground, and the ground with everything live on it.

A pan scrolls both and paints the exposed strips only. A tick of the units starts from the ground.
While zooming the old ground is stretched, and drawn anew once the map rests.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap

from console.map.viewport import Viewport

#: Paints what lies in the rectangle (device pixels), for the viewport.
Paint = Callable[[QPainter, Viewport, QRect], None]


#: The ground may lag this far behind; further, and catching up would cost a frame.
_LAG_PX = 120


@dataclass(frozen=True)
class Painters:
    """What is painted on the ground picture, and what on top of it."""

    ground: Callable[[QPainter, Viewport, QRect, bool], None]  # the last: rough
    live: Paint
    settle: Callable[[Viewport], None]


class Composer:
    """Keeps the two pictures in step with the viewport at the least cost.

    The ground lags behind while the map is panned: it is needed only when all is composed anew.
    """

    def __init__(self, painters: Painters) -> None:
        self.painters = painters
        self.rough = False  # the ground is stretched and wants a redraw
        self._ground = QPixmap()
        self._whole = QPixmap()
        self._spare = QPixmap()  # what the ground is stretched into
        self._ground_view: Viewport | None = None
        self._view: Viewport | None = None
        self._live_due = True

    @property
    def picture(self) -> QPixmap:
        return self._whole

    def ground_changed(self) -> None:
        self._ground_view, self._live_due = None, True

    def live_changed(self) -> None:
        self._live_due = True

    def settle(self) -> bool:
        """The map rests: whether a stretched ground is now due to be drawn."""
        if self.rough:
            self.ground_changed()
        return self.rough

    def show(self, view: Viewport) -> None:
        """Bring the picture to `view`."""
        before, self._view = self._view, view
        if before is None or (before.width, before.height) != (view.width, view.height):
            self._ground, self._whole, self._spare = (_blank(view) for _ in range(3))
            self.ground_changed()
        elif before.scale != view.scale or _jumps(before, view):
            self._live_due = True
        if self._live_due:
            self._compose(view)
        elif before is not None and before != view:
            strips = _scroll(self._whole, before, view)
            _paint(self._whole, strips, self._everything, view)
            if _lag(self._ground_view, view) > _LAG_PX:
                self._catch_up(view)

    def _everything(self, painter: QPainter, view: Viewport, rect: QRect) -> None:
        self.painters.ground(painter, view, rect, self.rough)
        self.painters.live(painter, view, rect)

    def _compose(self, view: Viewport) -> None:
        self._catch_up(view)
        painter = QPainter(self._whole)
        painter.drawPixmap(0, 0, self._ground)
        self.painters.live(painter, view, self._whole.rect())
        painter.end()
        self._live_due = False

    def _catch_up(self, view: Viewport) -> None:
        """Bring the ground picture to `view`."""
        before, self._ground_view = self._ground_view, view
        if before is None or (before.scale == view.scale and _jumps(before, view)):
            self.rough = False
            self.painters.settle(view)
            _paint(self._ground, [self._ground.rect()], self._paint_ground, view)
        elif before.scale != view.scale:
            self._stretch(before, view)
        elif before != view:
            _paint(self._ground, _scroll(self._ground, before, view), self._paint_ground, view)

    def _paint_ground(self, painter: QPainter, view: Viewport, rect: QRect) -> None:
        self.painters.ground(painter, view, rect, self.rough)

    def _stretch(self, before: Viewport, view: Viewport) -> None:
        self.rough = True
        factor = view.scale / before.scale
        left, top = before.left * factor - view.left, before.top * factor - view.top
        target = QRectF(left, top, before.width * factor, before.height * factor)
        painter = QPainter(self._spare)
        painter.drawPixmap(target, self._ground, QRectF(self._ground.rect()))
        painter.end()
        self._ground, self._spare = self._spare, self._ground
        _paint(self._ground, around(target, self._ground.rect()), self._paint_ground, view)


def _lag(ground: Viewport | None, view: Viewport) -> int:
    if ground is None or ground.scale != view.scale:
        return 0
    return max(abs(ground.left - view.left), abs(ground.top - view.top))


def _jumps(before: Viewport, view: Viewport) -> bool:
    """Nothing of what was shown is shown any more."""
    return abs(before.left - view.left) >= view.width or abs(before.top - view.top) >= view.height


def _scroll(picture: QPixmap, before: Viewport, view: Viewport) -> list[QRect]:
    """Move a picture along; returns what that leaves bare."""
    dx, dy = before.left - view.left, before.top - view.top
    picture.scroll(dx, dy, picture.rect())
    return exposed(view.width, view.height, dx, dy)


def exposed(width: int, height: int, dx: int, dy: int) -> list[QRect]:
    """What a picture scrolled by (dx, dy) leaves bare: at most two strips that do not overlap."""
    strips = []
    if dx:
        strips.append(QRect(0 if dx > 0 else width + dx, 0, abs(dx), height))
    if dy:
        left, room = max(dx, 0), width - abs(dx)
        strips.append(QRect(left, 0 if dy > 0 else height + dy, room, abs(dy)))
    return strips


def around(target: QRectF, whole: QRect) -> list[QRect]:
    """What of `whole` the stretched picture does not cover: up to four strips, a pixel generous."""
    inner = target.toAlignedRect().adjusted(1, 1, -1, -1).intersected(whole)
    if inner.isEmpty():
        return [whole]
    wide, low, right = whole.width(), inner.bottom() + 1, inner.right() + 1
    strips = [
        QRect(0, 0, wide, inner.top()),
        QRect(0, low, wide, whole.height() - low),
        QRect(0, inner.top(), inner.left(), inner.height()),
        QRect(right, inner.top(), wide - right, inner.height()),
    ]
    return [strip for strip in strips if not strip.isEmpty()]


def _paint(picture: QPixmap, rects: list[QRect], paint: Paint, view: Viewport) -> None:
    for rect in rects:
        painter = QPainter(picture)
        painter.setClipRect(rect)
        paint(painter, view, rect)
        painter.end()


def _blank(view: Viewport) -> QPixmap:
    picture = QPixmap(view.width, view.height)
    picture.fill("#808080")
    return picture
