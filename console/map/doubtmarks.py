"""A mark at the shoulder of every unit whose newest position was not taken."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from console.map.layers import Look
from console.map.live import I64, Sprites
from console.map.stage import Stage, widened
from console.map.stamps import Stamps
from console.map.units import NEAR_ZOOM
from console.map.viewport import Viewport


class DoubtLayer:
    """A triangle with a question mark: the unit is where it was last seen for certain."""

    name, covers, free = "doubts", False, False

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def dress(self, look: Look) -> None:
        self._look = look
        self._stamp = Stamps([self.draw], 8.0, look.ratio)
        self._sprites = Sprites(self._stamp)

    def settle(self, view: Viewport) -> None:
        """Nothing to prepare."""

    def count(self, view: Viewport) -> int | None:
        return len(self._places(view, QRect(0, 0, view.width, view.height))[0])

    def paint(self, painter: QPainter, view: Viewport, rect: QRect, rough: bool) -> None:  # noqa: ARG002
        px, py = self._places(view, rect)
        aside = round((9 if view.zoom >= NEAR_ZOOM else 5) * view.ratio)
        none = np.zeros(len(px), np.int64)
        self._sprites.draw(painter, px + aside, py - aside, none, self._stage.part)

    def _places(self, view: Viewport, rect: QRect) -> tuple[I64, I64]:
        west, north, east, south = widened(view, rect, 2 * self._stamp.side)
        seen = self._stage.units.seen
        doubt = np.flatnonzero(seen.doubt)
        x, y = seen.x[doubt], seen.y[doubt]
        inside = (x >= west) & (x <= east) & (y >= north) & (y <= south)
        return view.to_pixels(x[inside], y[inside])

    def draw(self, p: QPainter) -> None:
        """Also for the legend."""
        tokens = self._look.tokens
        corners = [QPointF(0, -7), QPointF(7, 6), QPointF(-7, 6)]
        p.setPen(QPen(QColor(tokens.signal.on_light_fill), 1.3, j=Qt.PenJoinStyle.RoundJoin))
        p.setBrush(QColor(tokens.signal.amber_fill))
        p.drawPolygon(QPolygonF(corners))
        font = QFont(self._look.font)
        font.setPixelSize(10)
        font.setBold(True)
        p.setFont(font)
        p.setPen(QColor(tokens.signal.on_light_fill))
        p.drawText(QRectF(-7, -5, 14, 12), Qt.AlignmentFlag.AlignCenter, "?")
