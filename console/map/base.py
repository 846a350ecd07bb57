"""The ground: towns and villages with their names, drawn where it is asked for.

Outlines are rounded to an eighth of a pixel once per zoom and then only ever moved by whole pixels,
so that a strip exposed by a pan is the same, pixel for pixel, as a redraw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from casework.area import Area
from casework.grid import CellGrid
from console.board.mercator import project, project_one, unproject
from console.map.labels import LabelPainter, Name
from console.map.symbols import on_globe
from console.map.viewport import Bounds, Viewport
from console.tokens import Tokens

F64 = NDArray[np.float64]
VILLAGE_LINES_FROM, VILLAGE_NAMES_FROM = 12.0, 12.8


@dataclass(frozen=True)
class Outline:
    """One ring on the unit square, shape (n, 2), with its bounds."""

    points: F64
    bounds: Bounds


class Ground:
    """The areas of one gazetteer, projected. Broken rings are left out, the area keeps its name."""

    def __init__(self, areas: Sequence[Area] = ()) -> None:
        by_level: dict[str, list[Area]] = {"city": [], "town": [], "village": [], "grid": []}
        for area in areas:
            by_level[area.level].append(area)
        self.towns = [o for a in by_level["town"] for o in _outlines(a)]
        self.villages = [o for a in by_level["village"] for o in _outlines(a)]
        self.city = [o for a in by_level["city"] for o in _outlines(a)]
        self.town_areas, self.village_areas = by_level["town"], by_level["village"]
        self.approximate = any(a.approximate and a.rings for a in areas)

        self.grid = self._cells()

    def _cells(self) -> CellGrid | None:
        """The 100 m cells, counted from the city's south-west corner."""
        if self.bounds is None:
            return None
        west, north, east, south = self.bounds
        lon, low = unproject(west, south)
        high = unproject(east, north)[1]
        return CellGrid(lon, low, (low + high) / 2)

    @property
    def bounds(self) -> Bounds | None:
        """What holds every outline, or None where there is none."""
        rings = self.towns or self.city
        if not rings:
            return None
        all_bounds = np.array([o.bounds for o in rings])
        west, north = all_bounds[:, :2].min(axis=0)
        east, south = all_bounds[:, 2:].max(axis=0)
        return float(west), float(north), float(east), float(south)

    def names(self, language: str, villages: bool) -> list[Name]:
        """Names in order of importance."""
        chosen = [(a, 0) for a in self.town_areas]
        chosen += [(a, 1) for a in self.village_areas] if villages else []
        return [_name(a, rank, language) for a, rank in chosen if _drawable(a)]


class BasePainter:
    """Draws the ground of one theme, language and pixel ratio into device pixels."""

    def __init__(self, ground: Ground, tokens: Tokens, language: str, font: QFont) -> None:
        self.ground = ground
        self.villages_on, self.areas_on = True, True
        self._tokens, self._language, self._font = tokens, language, font
        self._scale, self._placed = 0.0, (0.0, True)
        self._polygons: dict[int, QPolygonF] = {}
        self._labels: LabelPainter | None = None

    def paint(self, painter: QPainter, view: Viewport, rect: QRect) -> None:
        """Draw what lies in `rect`; the painter is already clipped to it."""
        painter.fillRect(rect, QColor(self._tokens.map.outside))
        if not self.areas_on:
            return
        self._prepare(view)
        window = _window(view, rect, 4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-view.left, -view.top)
        self._areas(painter, view, window)
        painter.restore()
        if self._labels is not None:
            self._labels.paint(painter, view, rect)

    def _areas(self, painter: QPainter, view: Viewport, window: Bounds) -> None:
        colours, ground = self._tokens.map, self.ground
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.land))
        for ring in ground.city or ground.towns:
            self._draw(painter, ring, window)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.villages_on and view.zoom >= VILLAGE_LINES_FROM:
            painter.setPen(QPen(QColor(colours.village_line), view.ratio))
            for ring in ground.villages:
                self._draw(painter, ring, window)
        painter.setPen(QPen(QColor(colours.town_line), 1.4 * view.ratio))
        for ring in ground.towns:
            self._draw(painter, ring, window)

    def _draw(self, painter: QPainter, ring: Outline, window: Bounds) -> None:
        west, north, east, south = ring.bounds
        if west > window[2] or east < window[0] or north > window[3] or south < window[1]:
            return
        polygon = self._polygons.get(id(ring))
        if polygon is None:
            points = np.round(ring.points * (self._scale * 8.0)) / 8.0
            polygon = QPolygonF([QPointF(x, y) for x, y in points.tolist()])
            self._polygons[id(ring)] = polygon
        painter.drawPolygon(polygon)

    def _prepare(self, view: Viewport) -> None:
        if self._labels is None:
            self._labels = LabelPainter(self._tokens.map, self._font, view.ratio)
        if view.scale != self._scale:
            self._scale = view.scale
            self._polygons.clear()
        villages = self.villages_on and view.zoom >= VILLAGE_NAMES_FROM
        if (view.scale, villages) != self._placed:
            self._placed = (view.scale, villages)
            names = self.ground.names(self._language, villages) if view.zoom >= 8.5 else []
            self._labels.place(names, view.scale)


def _window(view: Viewport, rect: QRect, pad: int) -> Bounds:
    west, north = view.to_unit(rect.left() - pad, rect.top() - pad)
    east, south = view.to_unit(rect.right() + 1 + pad, rect.bottom() + 1 + pad)
    return west, north, east, south


def _outlines(area: Area) -> list[Outline]:
    return [made for ring in area.rings if (made := _outline(ring)) is not None]


def _outline(ring: Sequence[tuple[float, float]]) -> Outline | None:
    try:
        points = np.array(ring, np.float64).reshape(-1, 2)
    except ValueError:
        return None
    if len(points) < 3 or not on_globe(points[:, 0], points[:, 1]).all():
        return None
    x, y = project(points[:, 0], points[:, 1])
    bounds = (float(x.min()), float(y.min()), float(x.max()), float(y.max()))
    return Outline(np.stack([x, y], axis=1), bounds)


def _drawable(area: Area) -> bool:
    return bool(on_globe(np.array([area.lon]), np.array([area.lat]))[0])


def _name(area: Area, rank: int, language: str) -> Name:
    zh, en = area.name_zh, area.name_en
    text = (zh or en) if language.startswith("zh") else (en or zh)
    return Name(text, *project_one(area.lon, area.lat), rank)
