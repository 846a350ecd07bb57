"""Where units have been in the last minutes, and how far a drone can still fly."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRegion

from casework.vocabulary import UNIT_KIND_ORDER, UnitKind
from console import words
from console.board.mercator import metres_per_unit
from console.board.reach import reach_m
from console.board.units import UnitTable
from console.map.base import draw_strokes, pen_box, steady_pen
from console.map.glyphs import mixed
from console.map.layers import Look
from console.map.letters import growth, sized
from console.map.stage import Stage
from console.map.strokes import F64, Strokes
from console.map.symbols import on_globe_one
from console.map.units import UnitScene
from console.map.viewport import Viewport

#: From this zoom on the trails of all units may be shown; further out they would be a thicket.
TRAILS_FROM = 15.0
#: How far a trail reaches beyond its places, and words at a ring beyond its top; logical pixels.
_TRAIL_PX, _WORDS_PX = 6.0, 160.0
DRONE = UNIT_KIND_ORDER.index(UnitKind.DRONE)


def trail_of(table: UnitTable, row: int) -> F64:
    """The trail of a unit up to where it is now, on the unit square, shape (n, 2), oldest first."""
    fix = int(table.column("fix_ms")[row])
    if not fix:
        return np.empty((0, 2))
    here = [[float(table.column("x")[row]), float(table.column("y")[row])]]
    return np.concatenate([table.trails.of(row, fix), here])


def _metres(table: UnitTable, row: int) -> float:
    """How far a drone can fly out and back."""
    return reach_m(float(table.column("range_m")[row]), int(table.column("battery")[row]))


class TrailLayer:
    """The trails of all units in the window, close in; off until somebody wants it."""

    name, covers = "trails", False

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._ink = QColor()
        self._made: tuple[UnitScene, tuple[float, ...], Strokes] | None = None

    def dress(self, look: Look) -> None:
        colours = look.tokens.map
        self._ink = QColor(mixed(colours.officer, colours.land, 0.7))
        self._ratio = look.ratio
        self._made = None

    def settle(self, view: Viewport) -> None:
        """Nothing to prepare: trails are made anew with every tick of the units."""

    def paint(self, painter: QPainter, view: Viewport, rect: QRect, rough: bool) -> None:  # noqa: ARG002
        if view.zoom < TRAILS_FROM:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(steady_pen(self._ink.name(), 1.2 * self._ratio))
        near = self._strokes(view).near(pen_box(rect.translated(view.left, view.top)))
        draw_strokes(painter, near.moved(view.left, view.top))

    def count(self, view: Viewport) -> int | None:
        """Trails that touch the window."""
        if view.zoom < TRAILS_FROM:
            return 0
        box = pen_box(QRect(0, 0, view.width, view.height).translated(view.left, view.top))
        return len(self._strokes(view).near(box).lines())

    def _strokes(self, view: Viewport) -> Strokes:
        """All trails that may touch the window, in world pixels; made once for each look."""
        units = self._stage.units
        made, held = self._made, (view.scale, view.left, view.top, view.width, view.height)
        if made is None or made[0] is not units.seen or made[1] != held:
            self._made = made = (units.seen, held, self._lines(view))
        return made[2]

    def _lines(self, view: Viewport) -> Strokes:
        units = self._stage.units
        rows, fix = units.seen.rows, units.table.column("fix_ms")
        points, begins = units.table.trails.lines(rows, fix[rows], units.seen.x, units.seen.y)
        if not len(points):
            return Strokes(points.reshape(-1, 2), begins)
        first = np.flatnonzero(begins)
        low, high = np.minimum.reduceat(points, first), np.maximum.reduceat(points, first)
        west, north, east, south = view.window(8.0)
        near = (low[:, 0] <= east) & (high[:, 0] >= west)
        near &= (low[:, 1] <= south) & (high[:, 1] >= north)
        kept = np.repeat(near, np.diff(first, append=len(points)))
        return Strokes(np.floor(points[kept] * view.scale), begins[kept]).chopped()


class FocusLayer:
    """Trails of the units somebody looks at or has sent, and the reach of the drones among them."""

    name, covers = "focus", False

    def __init__(self, stage: Stage, hovered: Callable[[], int]) -> None:
        self._stage, self._hovered = stage, hovered

    def dress(self, look: Look) -> None:
        self.look = look

    def settle(self, view: Viewport) -> None:
        """Nothing to prepare: a handful of units, drawn every frame."""

    def rows(self) -> list[int]:
        """Board rows of the units in focus: selected, hovered, sent to the selected case."""
        session = self._stage.session
        table, cases = session.board.units, session.board.cases
        case = cases.row(session.selected_case) if session.selected_case else -1
        ids = [session.selected_unit, *(cases.units(case) if case >= 0 else ())]
        found = [table.row(unit) for unit in ids if unit]
        found = list(dict.fromkeys([*found, self._hovered()]))
        lon, lat, fix = (table.column(name) for name in ("lon", "lat", "fix_ms"))
        return [r for r in found if 0 <= r < table.rows and fix[r] and on_globe_one(lon[r], lat[r])]

    def count(self, view: Viewport) -> int | None:  # noqa: ARG002
        return len(self.rows())

    def moving(self, view: Viewport) -> QRegion:
        """A box about each trail and each ring with its words."""
        table, region, ratio = self._stage.session.board.units, QRegion(), self.look.ratio
        pad = math.ceil(_TRAIL_PX * ratio)
        for row in self.rows():
            px, py = (part.astype(np.int64) for part in view.to_screen(*trail_of(table, row).T))
            low = QPoint(int(px.min()), int(py.min())) - QPoint(pad, pad)
            box = QRect(low, QPoint(int(px.max()), int(py.max())) + QPoint(pad, pad))
            if int(table.column("kind")[row]) == DRONE:
                x, y, radius = int(px[-1]), int(py[-1]), math.ceil(self._radius(view, table, row))
                wide, high = max(radius, self._words_px), radius + self._words_px
                box |= QRect(x - wide - pad, y - high, 2 * (wide + pad), 2 * high)
            region += box.intersected(QRect(0, 0, view.width, view.height))
        return region

    @property
    def _words_px(self) -> int:
        """More than half of what the words at a ring are wide."""
        return round(_WORDS_PX * growth(self.look.font) * self.look.ratio)

    def paint(self, painter: QPainter, view: Viewport, rect: QRect, rough: bool) -> None:  # noqa: ARG002
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        table = self._stage.session.board.units
        for row in self.rows():
            self._trail(painter, view, trail_of(table, row))
            if int(table.column("kind")[row]) == DRONE:
                self._ring(painter, view, table, row)

    def _trail(self, p: QPainter, view: Viewport, trail: F64) -> None:
        """Older is fainter; a dot where each fix was."""
        px, py = view.to_screen(trail[:, 0], trail[:, 1])
        points = [QPointF(x, y) for x, y in zip(px.tolist(), py.tolist(), strict=True)]
        colours, ratio = self.look.tokens.map, self.look.ratio
        for i in range(1, len(points)):
            ink = QColor(mixed(colours.link, colours.land, 0.35 + 0.65 * i / len(points)))
            for colour, width in ((QColor(colours.case_edge), 4.0), (ink, 2.0)):
                p.setPen(QPen(colour, width * ratio, c=Qt.PenCapStyle.RoundCap))
                p.drawLine(points[i - 1], points[i])
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(ink)
            p.drawEllipse(points[i - 1], 2.2 * ratio, 2.2 * ratio)
            p.setBrush(Qt.BrushStyle.NoBrush)

    def _ring(self, p: QPainter, view: Viewport, table: UnitTable, row: int) -> None:
        """How far out and back; nothing where range or battery is not known."""
        radius = self._radius(view, table, row)
        if not 4.0 < radius < 4.0 * (view.width + view.height):
            return
        x, y = (float(v[0]) for v in view.to_screen(*(table.column(n)[[row]] for n in "xy")))
        colours, ratio = self.look.tokens.map, self.look.ratio
        p.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((colours.case_edge, 3.4), (colours.drone, 1.6)):
            pen = QPen(QColor(colour), width * ratio)
            pen.setDashPattern([v / width for v in (12.0, 8.0)])
            p.setPen(pen)
            p.drawEllipse(QPointF(x, y), radius, radius)
        self._say(p, x, y - radius, words.reach(_metres(table, row)))

    def _radius(self, view: Viewport, table: UnitTable, row: int) -> float:
        """Device pixels, at most so many that the ring is beyond every window."""
        units = _metres(table, row) / metres_per_unit(float(table.column("lat")[row]))
        return min(units * view.scale, 8.0 * (view.width + view.height))

    def _say(self, p: QPainter, x: float, y: float, text: str) -> None:
        tokens, ratio = self.look.tokens, self.look.ratio
        p.setFont(sized(self.look.font, 12, ratio))
        box = p.fontMetrics().boundingRect(text).adjusted(-5, -2, 5, 2)
        box.moveCenter(QPointF(x, y).toPoint())
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(QColor(tokens.map.outside))
        p.drawRoundedRect(box, 3 * ratio, 3 * ratio)
        p.setPen(QColor(tokens.map.label))
        p.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)
