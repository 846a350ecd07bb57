"""Paints the ground: land, borders, and the names that fit.

Places are rounded to an eighth of a pixel once per zoom and then only ever moved by whole pixels,
so that a strip exposed by a pan is the same, pixel for pixel, as a redraw.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from console.map.elbowroom import Taken
from console.map.ground import Ground, Lines, crossing, edges, inside
from console.map.labels import LabelPainter
from console.map.strokes import Box, Strokes, chopped, held_in
from console.map.viewport import Bounds, Viewport, holds
from console.tokens import Tokens

F64 = NDArray[np.float64]
VILLAGE_LINES_FROM, VILLAGE_NAMES_FROM, _NAMES_FROM = 12.0, 12.8, 8.5


class BasePainter:
    """Draws the ground of one theme, language and pixel ratio into device pixels."""

    def __init__(
        self, ground: Ground, tokens: Tokens, language: str, font: QFont, ratio: float
    ) -> None:
        self.ground = ground
        self.villages_on, self.areas_on, self.land_on = True, True, True
        self._colours, self._language = tokens.map, language
        self._placed = (0.0, True)
        self._labels = LabelPainter(tokens.map, font, ratio)
        self._land = [[(_closed(r), edges([r])) for r in rings] for rings in ground.land]
        self._taken: tuple[F64, float, Taken] | None = None
        self._scale = 0.0
        #: In world pixels of one scale: rings of land by id, lines about some region.
        self._rings: dict[int, F64] = {}
        self._near: dict[Lines, tuple[Bounds, Strokes]] = {}

    def name_boxes(self) -> F64:
        """What the names that are shown take up, shape (n, 4), device pixels of the world."""
        return self._labels.boxes() if self.areas_on else np.empty((0, 4))

    def names_taken(self, scale: float) -> Taken | None:
        """What the letters of the names cover at `scale`; the same object while they are so."""
        if not self.areas_on:
            return None
        placed, held = self._labels.placed, self._taken
        if held is None or held[0] is not placed or held[1] != scale:
            held = self._taken = placed, scale, Taken(self._labels.letters(scale))
        return held[2]

    @property
    def names_missing(self) -> bool:
        """Some names have no picture yet: they are left out until `prepare_names` has made it."""
        return self._labels.missing

    def prepare_names(self, view: Viewport) -> F64:
        """Make a few pictures of names, those in `view` first; what is to be painted with its last
        one: boxes as in `name_boxes`.
        """
        return self._labels.prepare(view)

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

    def outside(self, painter: QPainter, rect: QRect) -> None:
        """What lies beyond the city, and below every layer."""
        painter.fillRect(rect, QColor(self._colours.outside))

    def land(self, painter: QPainter, view: Viewport, rect: QRect) -> None:
        """Fill the city's land in `rect`; the painter is clipped to it."""
        if not (self.areas_on and self.land_on):
            return
        self._scaled(view)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._land_in(painter, view, rect, _window(view, rect, 8))
        painter.restore()

    def borders(self, painter: QPainter, view: Viewport, rect: QRect) -> None:
        """Draw the borders in `rect`; the painter is clipped to it."""
        if not self.areas_on:
            return
        self._scaled(view)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.villages_on and view.zoom >= VILLAGE_LINES_FROM:
            painter.setPen(steady_pen(self._colours.village_line, view.ratio))
            self._borders(painter, view, rect, self.ground.village_lines)
        painter.setPen(steady_pen(self._colours.town_line, 1.4 * view.ratio))
        self._borders(painter, view, rect, self.ground.town_lines)
        painter.restore()

    def _scaled(self, view: Viewport) -> None:
        if view.scale != self._scale:
            self._scale, self._rings, self._near = view.scale, {}, {}

    def _land_in(self, painter: QPainter, view: Viewport, rect: QRect, window: Bounds) -> None:
        land = QColor(self._colours.land)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(land)
        for rings in self._land:
            shapes, around = [], False
            for ring, sides in rings:
                if crossing(sides, window).any():
                    shapes.append(self._polygon(ring, view, rect))
                else:
                    around ^= inside(ring, window[0], window[1])
            if around and shapes:
                shapes.append(QPolygonF(QRectF(*_beyond(pen_box(rect)))))
            if len(shapes) == 1:
                painter.drawPolygon(shapes[0])
            elif shapes:
                _odd_even(painter, shapes)
            elif around:
                painter.fillRect(rect, land)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _polygon(self, ring: F64, view: Viewport, rect: QRect) -> QPolygonF:
        """A ring of land, chopped once a zoom."""
        made = self._rings.get(id(ring))
        if made is None:
            made = self._rings[id(ring)] = chopped(ring * self._scale)
        points = held_in(made - (view.left, view.top), pen_box(rect))
        return QPolygonF([QPointF(x, y) for x, y in points.tolist()])

    def _borders(self, painter: QPainter, view: Viewport, rect: QRect, lines: Lines) -> None:
        made = self._near.get(lines)
        window = view.window()
        if made is None or not holds(made[0], window):
            region = view.window(max(view.width, view.height) / 2.0)
            strokes = Strokes.of([line * self._scale for line in lines.crossing(region)])
            made = self._near[lines] = (region, strokes.chopped())
        box = pen_box(rect.translated(view.left, view.top))
        draw_strokes(painter, made[1].near(box).moved(view.left, view.top))


def draw_strokes(painter: QPainter, strokes: Strokes) -> None:
    """Draw lines one after the other: as a single path they would take Qt several times as long."""
    points = [QPointF(x, y) for x, y in strokes.points.tolist()]
    ends = [*np.flatnonzero(strokes.begins).tolist(), len(points)]
    for first, last in pairwise(ends):
        painter.drawPolyline(points[first:last])


def draw_runs(painter: QPainter, lines: list[F64], box: Box) -> None:
    """Draw chopped lines as far as they touch the box, device pixels."""
    draw_strokes(painter, Strokes.of(lines).near(box))


def pen_box(rect: QRect) -> Box:
    """A rectangle with room for the breadth of a pen."""
    return rect.left() - 6.0, rect.top() - 6.0, rect.right() + 7.0, rect.bottom() + 7.0


def steady_pen(colour: str, width: float) -> QPen:
    """A pen whose lines look the same wherever they are cut off by the window's edge.

    Qt draws lines of up to one pixel by a quick way that first shortens them to the window; what
    is left of such a line is not quite the line.
    """
    return QPen(QColor(colour), max(width, 1.02))


def _odd_even(painter: QPainter, shapes: list[QPolygonF]) -> None:
    """Fill where an odd number of the shapes is: parts, and holes in them."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for shape in shapes:
        path.addPolygon(shape)
        path.closeSubpath()
    painter.drawPath(path)


def _beyond(box: Box) -> Box:
    """A box as (left, top, width, height), larger than all that is held in it."""
    left, top, right, bottom = box
    return left - 2.0, top - 2.0, right - left + 4.0, bottom - top + 4.0


def _closed(ring: F64) -> F64:
    closed: F64 = np.concatenate([ring, ring[:1]])
    return closed


def _window(view: Viewport, rect: QRect, pad: int) -> Bounds:
    west, north = view.to_unit(rect.left() - pad, rect.top() - pad)
    east, south = view.to_unit(rect.right() + 1 + pad, rect.bottom() + 1 + pad)
    return west, north, east, south
