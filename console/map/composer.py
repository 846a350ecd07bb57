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


@dataclass(frozen=True)
class Painters:
    """What is painted on the ground picture, and what on top of it."""

    ground: Callable[[QPainter, Viewport, QRect, bool], None]  # the last: rough
    live: Paint
    settle: Callable[[Viewport], None]


class Composer:
    """Keeps the two pictures in step with the viewport at the least cost."""

    def __init__(self, painters: Painters) -> None:
        self.painters = painters
        self.rough = False  # the ground is stretched and wants a redraw
        self._ground = QPixmap()
        self._whole = QPixmap()
        self._view: Viewport | None = None
        self._ground_due = self._live_due = True

    @property
    def picture(self) -> QPixmap:
        return self._whole

    def ground_changed(self) -> None:
        self._ground_due = self._live_due = True

    def live_changed(self) -> None:
        self._live_due = True

    def show(self, view: Viewport) -> None:
        """Bring both pictures to `view`."""
        before = self._view
        if before is None or (before.width, before.height) != (view.width, view.height):
            self._ground, self._whole = _blank(view), _blank(view)
            self._ground_due = True
        elif before.scale != view.scale:
            self._stretch(before, view)
        elif (before.left, before.top) != (view.left, view.top):
            self._scroll(before, view)
        self._view = view
        if self._ground_due:
            self._paint_ground(view)
        if self._live_due:
            self._compose(view)

    def settle(self) -> bool:
        """The map rests: whether a stretched ground is now due to be drawn."""
        if self.rough:
            self.ground_changed()
        return self.rough

    def _paint_ground(self, view: Viewport) -> None:
        self.painters.settle(view)
        painter = QPainter(self._ground)
        self.painters.ground(painter, view, self._ground.rect(), False)
        painter.end()
        self._ground_due, self.rough, self._live_due = False, False, True

    def _compose(self, view: Viewport) -> None:
        painter = QPainter(self._whole)
        painter.drawPixmap(0, 0, self._ground)
        self.painters.live(painter, view, self._whole.rect())
        painter.end()
        self._live_due = False

    def _stretch(self, before: Viewport, view: Viewport) -> None:
        old = self._ground.copy()
        factor = view.scale / before.scale
        target = QRectF(
            before.left * factor - view.left,
            before.top * factor - view.top,
            before.width * factor,
            before.height * factor,
        )
        painter = QPainter(self._ground)
        if not target.contains(QRectF(self._ground.rect())):
            self.painters.ground(painter, view, self._ground.rect(), True)
        painter.drawPixmap(target, old, QRectF(old.rect()))
        painter.end()
        self.rough, self._live_due = True, True

    def _scroll(self, before: Viewport, view: Viewport) -> None:
        dx, dy = before.left - view.left, before.top - view.top
        if abs(dx) >= view.width or abs(dy) >= view.height:
            self.ground_changed()
            return
        if self._ground_due:
            return
        strips = exposed(view.width, view.height, dx, dy)
        self._ground.scroll(dx, dy, self._ground.rect())
        for strip in strips:
            _paint_strip(self._ground, strip, self._ground_strip, view)
        if self._live_due:
            return
        self._whole.scroll(dx, dy, self._whole.rect())
        for strip in strips:
            _paint_strip(self._whole, strip, self._strip, view)

    def _ground_strip(self, painter: QPainter, view: Viewport, strip: QRect) -> None:
        self.painters.ground(painter, view, strip, self.rough)

    def _strip(self, painter: QPainter, view: Viewport, strip: QRect) -> None:
        painter.drawPixmap(strip, self._ground, strip)
        self.painters.live(painter, view, strip)


def exposed(width: int, height: int, dx: int, dy: int) -> list[QRect]:
    """What a picture scrolled by (dx, dy) leaves bare: at most two strips that do not overlap."""
    strips = []
    if dx:
        strips.append(QRect(0 if dx > 0 else width + dx, 0, abs(dx), height))
    if dy:
        left, room = max(dx, 0), width - abs(dx)
        strips.append(QRect(left, 0 if dy > 0 else height + dy, room, abs(dy)))
    return strips


def _paint_strip(picture: QPixmap, strip: QRect, paint: Paint, view: Viewport) -> None:
    painter = QPainter(picture)
    painter.setClipRect(strip)
    paint(painter, view, strip)
    painter.end()


def _blank(view: Viewport) -> QPixmap:
    picture = QPixmap(view.width, view.height)
    picture.fill("#808080")
    return picture
