"""What of the ground has come later than the rest of it, painted again piece by piece."""

from __future__ import annotations

from collections.abc import Iterable
from time import perf_counter

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QRegion

from console.map.patch import rects_of
from console.map.pictures import Pictures
from console.map.viewport import Viewport

#: A frame that has lasted so long mends one more piece of what was touched, and no other.
MEND_S = 0.003
_PIECE = QSize(512, 256)


class Mending(Pictures):
    """Two pictures of which parts are known to be out of date."""

    def __init__(self) -> None:
        super().__init__()
        self._touched = QRegion()

    def ground_touched(self, places: Iterable[QRect]) -> None:
        """The ground is another in these rectangles, world pixels of the present zoom only.

        They are mended within a few milliseconds a frame; `mending` says that some are left.
        """
        for place in places:
            self._touched = self._touched.united(place)

    @property
    def mending(self) -> bool:
        return not self._touched.isEmpty()

    def _mend(self, until: float) -> None:
        """Paint again what was touched of what is painted: one piece, then by the clock."""
        if self._sheet is None:
            return
        corner = QPoint(self._sheet.left, self._sheet.top)
        while self.mending:
            first = rects_of(self._touched)[0]
            place = first.intersected(QRect(first.topLeft(), _PIECE))
            here = place.translated(-corner)
            self._paint(self._ground, _some(here, self._ground_done), self._paint_ground)
            self._paint(self._whole, _some(here, self._whole_done), self._everything)
            self._touched = self._touched.subtracted(place)
            if perf_counter() > until:
                return

    def _paint_ground(self, painter: QPainter, view: Viewport, rect: QRect) -> None:
        raise NotImplementedError

    def _everything(self, painter: QPainter, view: Viewport, rect: QRect) -> None:
        raise NotImplementedError


def _some(rect: QRect, within: QRect) -> list[QRect]:
    part = rect.intersected(within)
    return [] if part.isEmpty() else [part]
