"""What is live in the picture, painted again where it has become another, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QRegion

from console.map.mending import Mending
from console.map.patch import Patch, region_of
from console.map.pictures import Paint
from console.map.rest import Rest
from console.map.strokes import F64
from console.map.viewport import Viewport


@dataclass(frozen=True)
class Painters:
    """What is painted on the ground picture, and what on top of it."""

    ground: Callable[[QPainter, Viewport, QRect, bool], None]  # the last: rough
    steady: Paint  # right above the ground; another only when cases are
    live: Paint
    settle: Callable[[Viewport], None]
    #: Marks in two patches what has become another since it was last asked, of what is right above
    #: the ground and of all that is live; False: anything may have.
    news: Callable[[Viewport, Patch, Patch], bool]


class Patching(Mending):
    """Two pictures, and a third of what rests, kept in step with what there is to be drawn."""

    def __init__(self, painters: Painters) -> None:
        super().__init__()
        self.painters = painters
        self._live_due = True  # all of it
        self._stale: Patch | None = None  # of what is live, while not all of it is due
        self._rest = Rest()

    def live_changed(self) -> None:
        """Draw all anew that is not ground."""
        self._live_due = True
        self._rest.spoil()

    def touch(self, boxes: F64) -> None:
        """What is live is another in these boxes, world pixels of this zoom, shape (n, 4)."""
        if self._sheet is not None:
            patch = Patch(self._sheet)
            patch.mark_boxes(
                np.add(boxes, (-2.0, -2.0, 2.0, 2.0))
            )  # pictures begin on whole pixels
            self._outdated(patch)

    def _take_news(self) -> None:
        """Learn what has become another since it was painted."""
        if self._sheet is None:
            return
        steady, live = Patch(self._sheet), Patch(self._sheet)
        if not self.painters.news(self._sheet, steady, live):
            self.live_changed()
            return
        self._rest.touch(steady)
        self._outdated(live)

    def _outdated(self, patch: Patch) -> None:
        """What is live is another in these tiles."""
        if not patch:
            return
        if self._stale is not None:
            patch.take(self._stale)
        self._stale = patch

    def _stale_rects(self) -> list[QRect]:
        """What of the painted whole is to be painted again, unless all of it is."""
        if self._stale is None or self._sheet is None or self._live_due:
            return []
        if not self._rest.done.isEmpty():  # beyond it there is nothing to paint them on
            self._whole_done = self._whole_done.intersected(self._rest.done)
        return self._stale.seen_from(self._sheet).rects(self._whole_done)

    def _places(self, rects: list[QRect]) -> QRegion:
        """Rectangles of the pictures in pixels of the window."""
        window = self._window()
        return region_of(rects).intersected(window).translated(-window.topLeft())

    def _patch_whole(self) -> list[QRect]:
        """Paint again what is out of date of what is painted; which rectangles that were."""
        rects = self._stale_rects()
        if rects and self._stale is not None:
            still = not self._rest.done.isEmpty()
            below = self._rest.picture if still else self._ground
            paint = self.painters.live if still else self._on_ground
            self._paint_part(self._whole, rects, self._stale, below, paint)
        return rects

    def _keep_rest(self, resting: bool) -> None:
        """What moves is painted on what does not, once the map has rested for two ticks."""
        if not resting or self.mending:
            self._rest.forget()
        elif self._live_due or self._stale:
            self._rest.tick()
            self._prepare_rest()

    def _prepare_rest(self) -> None:
        if self._rest.due:
            self._rest.begin(self._whole.size(), self._window())
            self._paint(self._rest.picture, [self._rest.done], self._unmoved)
        elif self._rest.stale is not None and self._sheet is not None:
            stale, self._rest.stale = self._rest.stale.seen_from(self._sheet), None
            rects = stale.rects(self._rest.done)
            steady = self.painters.steady
            self._paint_part(self._rest.picture, rects, stale, self._ground, steady)

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
