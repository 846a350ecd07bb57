"""Paints the ground: land, borders, and the names that fit.

Places are rounded to an eighth of a pixel once per zoom and then only ever moved by whole pixels,
so that a strip exposed by a pan is the same, pixel for pixel, as a redraw.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from console.map.ground import Ground, Lines, crossing, edges, inside
from console.map.labels import LabelPainter
from console.map.viewport import Bounds, Viewport
from console.tokens import Tokens

F64 = NDArray[np.float64]
VILLAGE_LINES_FROM, VILLAGE_NAMES_FROM, _NAMES_FROM = 12.0, 12.8, 8.5


class BasePainter:
    """Draws the ground of one theme, language and pixel ratio into device pixels."""

    def __init__(
        self, ground: Ground, tokens: Tokens, language: str, font: QFont, ratio: float
    ) -> None:
        self.ground = ground
        self.villages_on, self.areas_on = True, True
        self._colours, self._language = tokens.map, language
        self._placed = (0.0, True)
        self._labels = LabelPainter(tokens.map, font, ratio)
        self._land = [(ring, edges([ring])) for ring in ground.land]
        self._scale = 0.0
        self._made: dict[int, QPolygonF] = {}  # by id of the points, in world pixels of one scale

    @property
    def names_missing(self) -> bool:
        """Some names were put off to the next frame."""
        return self._labels.missing

    def settle(self, view: Viewport) -> None:
        """The map rests at `view`: choose the names that fit at its zoom."""
        villages = self.villages_on and view.zoom >= VILLAGE_NAMES_FROM
        if (view.scale, villages) != self._placed:
            self._placed = (view.scale, villages)
            names = self.ground.names(self._language, villages) if view.zoom >= _NAMES_FROM else []
            self._labels.place(names, view.scale)

    def names(self, painter: QPainter, view: Viewport, rect: QRect) -> None:
        """Draw the names in `rect`: above the units, below the cases."""
        if self.areas_on:
            self._labels.paint(painter, view, rect)

    def paint(self, painter: QPainter, view: Viewport, rect: QRect, rough: bool = False) -> None:
        """Draw the ground in `rect`; the painter is clipped to it. `rough`: without villages."""
        painter.fillRect(rect, QColor(self._colours.outside))
        if not self.areas_on:
            return
        if view.scale != self._scale:
            self._scale, self._made = view.scale, {}
        window = _window(view, rect, 4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-view.left, -view.top)
        land = QColor(self._colours.land)
        for ring, sides in self._land:
            if crossing(sides, window).any():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(land)
                painter.drawPolygon(self._polygon(ring))
            elif inside(ring, window[0], window[1]):
                painter.fillRect(rect.translated(view.left, view.top), land)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.villages_on and not rough and view.zoom >= VILLAGE_LINES_FROM:
            pen = QPen(QColor(self._colours.village_line), view.ratio)
            self._draw(painter, window, self.ground.village_lines, pen)
        pen = QPen(QColor(self._colours.town_line), 1.4 * view.ratio)
        self._draw(painter, window, self.ground.town_lines, pen)
        painter.restore()

    def _draw(self, painter: QPainter, window: Bounds, lines: Lines, pen: QPen) -> None:
        painter.setPen(pen)
        for i in lines.crossing(window):
            painter.drawPolyline(self._polygon(lines.points[i]))

    def _polygon(self, points: F64) -> QPolygonF:
        found = self._made.get(id(points))
        if found is None:
            eighths = np.round(points * (self._scale * 8.0)) / 8.0
            found = self._made[id(points)] = QPolygonF([QPointF(x, y) for x, y in eighths.tolist()])
        return found


def _window(view: Viewport, rect: QRect, pad: int) -> Bounds:
    west, north = view.to_unit(rect.left() - pad, rect.top() - pad)
    east, south = view.to_unit(rect.right() + 1 + pad, rect.bottom() + 1 + pad)
    return west, north, east, south
