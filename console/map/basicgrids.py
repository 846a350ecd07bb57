"""The basic grids of a city: a small mark and a short name, close in, clear of the other names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QPainter, QPen

from casework.area import Area
from console.board.mercator import project
from console.map.base import draw_runs, pen_box, steady_pen
from console.map.glyphs import mixed
from console.map.ground import Lines, Name, edges, outlines
from console.map.labels import LabelPainter
from console.map.layers import Look
from console.map.letters import growth
from console.map.live import Sprites
from console.map.stamps import Stamps
from console.map.strokes import F64, chopped
from console.map.symbols import on_globe
from console.map.viewport import Viewport

#: Marks begin where neighbours are some twenty pixels apart, names where words fit between them.
MARKS_FROM, NAMES_FROM = 13.5, 15.0
_BELOW = 11.0  # logical pixels from a mark to the middle of its name


class GridLayer:
    """Marks, names and, where they are known, borders of the areas of level "grid"."""

    name, covers = "grids", False

    def __init__(self, taken: Callable[[], F64]) -> None:
        self._taken = taken  # boxes of the names that are there already
        self._areas: list[Area] = []
        self._names: dict[str, str] = {}  # of the areas above, by code and language
        self._x: F64 = np.empty(0)
        self._y: F64 = np.empty(0)
        self._lines = Lines(edges([]))
        self._placed: tuple[float, int] = (0.0, 0)
        self._said: list[str] | None = None  # short names, in one language

    def learn(self, areas: Sequence[Area]) -> None:
        """Another city."""
        grids = [a for a in areas if a.level == "grid"]
        lon, lat = (np.array([getattr(a, n) for a in grids], np.float64) for n in ("lon", "lat"))
        kept: NDArray[np.int64] = np.flatnonzero(on_globe(lon, lat))
        self._areas = [grids[i] for i in kept.tolist()]
        self._x, self._y = project(lon[kept], lat[kept])
        self._lines = Lines(edges([ring for rings in outlines(grids) for ring in rings]))
        self._above = {a.code: a for a in areas if a.level == "village"}
        self._placed, self._said = (0.0, 0), None

    def dress(self, look: Look) -> None:
        self._look, self._placed, self._said = look, (0.0, 0), None
        self._labels = LabelPainter(look.tokens.map, look.font, look.ratio)
        self._mark = Stamps([self.draw], 4.0, look.ratio)
        self._sprites = Sprites(self._mark)

    def settle(self, view: Viewport) -> None:
        """Choose the names that fit between those of towns and villages."""
        taken = self._taken() if view.zoom >= NAMES_FROM else np.empty((0, 4))
        if (view.scale, len(taken)) == self._placed:
            return
        self._placed = (view.scale, len(taken))
        names = self._named(view) if view.zoom >= NAMES_FROM else []
        self._labels.place(names, view.scale, taken)

    def _named(self, view: Viewport) -> list[Name]:
        down = _BELOW * growth(self._look.font) * view.ratio / view.scale
        if self._said is None:
            self._said = [self._short(area) for area in self._areas]
        places = zip(self._said, self._x.tolist(), self._y.tolist(), strict=True)
        return [Name(said, x, y + down, 1) for said, x, y in places]

    def paint(self, painter: QPainter, view: Viewport, rect: QRect, rough: bool) -> None:
        if view.zoom < MARKS_FROM or rough:
            return
        west, north = view.to_unit(rect.left() - 8, rect.top() - 8)
        east, south = view.to_unit(rect.right() + 9, rect.bottom() + 9)
        self._borders(painter, view, rect, (west, north, east, south))
        inside = (self._x >= west) & (self._x <= east) & (self._y >= north) & (self._y <= south)
        px, py = view.to_pixels(self._x[inside], self._y[inside])
        self._sprites.draw(painter, px, py, np.zeros(len(px), np.int64))
        self._labels.prepare_in(view, rect)
        self._labels.paint(painter, view, rect)

    def count(self, view: Viewport) -> int | None:
        if view.zoom < MARKS_FROM:
            return 0
        west, north, east, south = view.window()
        inside = (self._x >= west) & (self._x <= east) & (self._y >= north) & (self._y <= south)
        return int(inside.sum())

    def _borders(
        self, painter: QPainter, view: Viewport, rect: QRect, window: tuple[float, ...]
    ) -> None:
        west, north, east, south = window
        lines = self._lines.crossing((west, north, east, south))
        if not lines:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(steady_pen(self._look.tokens.map.village_line, view.ratio))
        corner = (view.left, view.top)
        draw_runs(painter, [chopped(line * view.scale) - corner for line in lines], pen_box(rect))

    def _short(self, area: Area) -> str:
        """Its name without that of the village it lies in, which is written there already."""
        above = self._above.get(area.parent)
        chinese = self._look.language.startswith("zh")
        own = (area.name_zh or area.name_en) if chinese else (area.name_en or area.name_zh)
        whole = (above.name_zh if chinese else above.name_en) if above else ""
        if chinese:
            return own.removeprefix(whole) or own
        first = whole.rsplit(" ", 1)[0]
        return own.removeprefix(first).strip() or own

    def draw(self, p: QPainter) -> None:
        """Also for the legend."""
        colours = self._look.tokens.map
        p.setPen(QPen(QColor(mixed(colours.label, colours.land, 0.6)), 1.0))
        for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
            p.drawLine(QPointF(dx * 3, dy * 3), QPointF(dx * 1, dy * 3))
            p.drawLine(QPointF(dx * 3, dy * 3), QPointF(dx * 3, dy * 1))
