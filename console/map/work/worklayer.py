"""What the hands are doing, painted over everything: sketch, circle, ghost line, hint."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from console.board.mercator import project
from console.map.layers import Look
from console.map.overlay import Overlay
from console.map.viewport import Viewport
from console.map.work.geodesy import circle
from console.map.work.lines import outline
from console.map.work.sketch import Point, Sketch

_HINT_TOP, _BESIDE = 10, 95  # what stands in the upper corners, logical pixels


@dataclass(frozen=True)
class Ghost:
    """A unit on its way: from where (unit square) to the cursor; `target`: a case under it."""

    start: Point
    at: Point
    target: Point | None = None
    allowed: bool = False


@dataclass(frozen=True)
class Work:
    """All there is to paint. `near`: lon, lat, metres; `ring`: what was selected last."""

    sketch: Sketch | None = None
    ghost: Ghost | None = None
    near: tuple[float, float, float] | None = None
    ring: tuple[Point, ...] = ()
    hint: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    cross: bool = False  # keys set points in the middle of the map


class WorkLayer:
    """Asks `look_up` for what there is to paint, every frame."""

    name = "work"
    covers = False

    def __init__(self, look_up: Callable[[], Work]) -> None:
        self._work = look_up
        self._overlay: Overlay | None = None

    def dress(self, look: Look) -> None:
        self._overlay = Overlay(look.tokens, look.font, look.ratio)

    def settle(self, view: Viewport) -> None:
        """Nothing is kept."""

    def count(self, view: Viewport) -> int | None:  # noqa: ARG002 - the layers' shape
        return None

    def paint(self, painter: QPainter, view: Viewport, rect: QRect, rough: bool) -> None:  # noqa: ARG002
        overlay, work = self._overlay, self._work()
        if overlay is None:
            return
        pen = _Pencil(painter, view, overlay)
        if work.ring:
            pen.line(work.ring, closed=True, soft=True)
        if work.near is not None:
            pen.circle(*work.near)
        if work.sketch is not None:
            pen.sketch(work.sketch, work.figures)
        if work.ghost is not None:
            pen.ghost(work.ghost)
        if work.cross:
            pen.cross()
        if work.hint:
            pen.hint(work.hint)


@dataclass(frozen=True)
class _Pencil:
    """Lines that read on any ground: a dark or light edge beneath, the colour on top."""

    painter: QPainter
    view: Viewport
    overlay: Overlay

    def line(self, points: Sequence[Point], closed: bool, soft: bool = False) -> None:
        places = np.array(points, np.float64).reshape(-1, 2)
        px, py = self.view.to_screen(places[:, 0], places[:, 1])
        shape = [QPointF(x, y) for x, y in zip(px.tolist(), py.tolist(), strict=True)]
        if closed:
            shape.append(shape[0])
        colours, width = self.overlay.tokens.map, 1.8 * self.overlay.ratio
        outline(self.painter, shape, colours.case_edge, colours.select, width, soft)

    def sketch(self, sketch: Sketch, figures: Sequence[str]) -> None:
        path = sketch.path
        if not path:
            return
        ring = sketch.ring
        closed = bool(ring) and (sketch.done or sketch.kind.value in ("box", "lasso", "watch"))
        if closed and sketch.kind.value != "measure":
            self.line(ring, closed=True)
        else:
            self.line(path, closed=False)
            if ring:
                self.line((path[-1], path[0]), closed=False, soft=True)
        if sketch.kind.value != "lasso":
            for point in sketch.points:
                self._knot(point)
        if figures:
            (x,), (y,) = self.view.to_screen(np.array([path[-1][0]]), np.array([path[-1][1]]))
            self.overlay.box(self.painter, self.view, float(x), float(y), list(figures))

    def _knot(self, point: Point) -> None:
        (x,), (y,) = self.view.to_screen(np.array([point[0]]), np.array([point[1]]))
        self.painter.setPen(QPen(QColor(self.overlay.tokens.map.case_edge), self.overlay.ratio))
        self.painter.setBrush(QColor(self.overlay.tokens.map.select))
        r = 3.5 * self.overlay.ratio
        self.painter.drawEllipse(QPointF(float(x), float(y)), r, r)

    def circle(self, lon: float, lat: float, metres: float) -> None:
        ring = np.array(circle(lon, lat, metres))
        x, y = project(ring[:, 0], ring[:, 1])
        self.line(list(zip(x.tolist(), y.tolist(), strict=True)), closed=True)
        middle = project(np.array([lon]), np.array([lat]))
        self._knot((float(middle[0][0]), float(middle[1][0])))

    def ghost(self, ghost: Ghost) -> None:
        self.line((ghost.start, ghost.target or ghost.at), closed=False, soft=not ghost.allowed)
        if ghost.target is not None:
            (x,), (y,) = self.view.to_screen(*(np.array([v]) for v in ghost.target))
            self.overlay.ring(self.painter, float(x), float(y), 20.0)

    def cross(self) -> None:
        x, y, r = self.view.width / 2, self.view.height / 2, 9 * self.overlay.ratio
        for colour, width in (
            (self.overlay.tokens.map.case_edge, 3.6),
            (self.overlay.tokens.map.select, 1.4),
        ):
            self.painter.setPen(QPen(QColor(colour), width * self.overlay.ratio))
            self.painter.drawLine(QPointF(x - r, y), QPointF(x + r, y))
            self.painter.drawLine(QPointF(x, y - r), QPointF(x, y + r))

    def hint(self, parts: Sequence[str]) -> None:
        """A plate at the top: its parts side by side where there is room, else in lines."""
        overlay, view = self.overlay, self.view
        metrics = QFontMetrics(overlay.sized(13))
        room = max(view.width - overlay.px(2 * _BESIDE), overlay.px(60))
        whole = " · ".join(parts)
        lines = [whole] if metrics.horizontalAdvance(whole) <= room else list(parts)
        shown = [metrics.elidedText(t, Qt.TextElideMode.ElideRight, room) for t in lines]
        wide = max(metrics.horizontalAdvance(t) for t in shown) + overlay.px(20)
        high = metrics.height() * len(shown) + overlay.px(10)
        box = QRect((view.width - wide) // 2, overlay.px(_HINT_TOP), wide, high)
        self.painter.setPen(QPen(QColor(overlay.tokens.surface.line), overlay.ratio))
        self.painter.setBrush(QColor(overlay.tokens.surface.raised))
        self.painter.drawRoundedRect(box, overlay.px(4), overlay.px(4))
        self.painter.setPen(QColor(overlay.tokens.surface.text))
        self.painter.setFont(overlay.sized(13))
        self.painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "\n".join(shown))
