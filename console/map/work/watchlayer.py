"""The watch areas on the map: a quiet dashed outline, and a loud one while there is an alarm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPolygonF

from console.board.mercator import project
from console.map.layers import Look
from console.map.overlay import Overlay
from console.map.viewport import Viewport
from console.map.work.lines import outline

F64 = NDArray[np.float64]
_LABEL_PX = 24.0  # an area narrower than this, logical pixels, has no label


@dataclass(frozen=True)
class _Area:
    name: str
    x: F64
    y: F64


class WatchLayer:
    """Draws what it was last told; that what has alarmed pulses is the alarm layer's."""

    name = "watch"
    covers = False

    def __init__(self) -> None:
        self._areas: list[_Area] = []
        self.alarmed: frozenset[str] = frozenset()
        self._overlay: Overlay | None = None

    def show(self, areas: Sequence[tuple[str, Sequence[tuple[float, float]]]]) -> None:
        """(name, corners in WGS-84 degrees) of every area."""
        self._areas = []
        for name, ring in areas:
            places = np.array(ring, np.float64)
            self._areas.append(_Area(name, *project(places[:, 0], places[:, 1])))

    def dress(self, look: Look) -> None:
        self._overlay = Overlay(look.tokens, look.font, look.ratio)

    def settle(self, view: Viewport) -> None:
        """Nothing is kept."""

    def count(self, view: Viewport) -> int | None:
        return sum(_touches(area, view) for area in self._areas)

    def paint(self, painter: QPainter, view: Viewport, rect: QRect, rough: bool) -> None:  # noqa: ARG002
        if self._overlay is None:
            return
        for area in self._areas:
            if _touches(area, view):
                self._paint(painter, view, area, self._overlay)

    def _paint(self, p: QPainter, view: Viewport, area: _Area, overlay: Overlay) -> None:
        alarm = area.name in self.alarmed
        tokens, ratio = overlay.tokens, overlay.ratio
        px, py = view.to_screen(area.x, area.y)
        shape = [QPointF(x, y) for x, y in zip(px.tolist(), py.tolist(), strict=True)]
        colour, width = (tokens.map.case_red, 3.0) if alarm else (tokens.map.label, 1.4)
        outline(p, [*shape, shape[0]], tokens.map.case_edge, colour, width * ratio, not alarm)
        box = QPolygonF(shape).boundingRect()
        if box.width() > overlay.px(_LABEL_PX):
            self._label(p, box, f"▲ {area.name}" if alarm else area.name, overlay)

    def _label(self, p: QPainter, box: QRectF, text: str, overlay: Overlay) -> None:
        metrics = QFontMetrics(overlay.sized(12))
        room = max(overlay.px(80), round(box.width()))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        wide = metrics.horizontalAdvance(shown) + overlay.room(10)
        plate = QRect(0, 0, wide, overlay.room(18))
        plate.moveBottomLeft(box.topLeft().toPoint())
        overlay.plate(p, plate)
        overlay.text(p, plate, shown, Qt.AlignmentFlag.AlignHCenter)


def _touches(area: _Area, view: Viewport) -> bool:
    west, north, east, south = view.window()
    across = area.x.min() <= east and area.x.max() >= west
    return bool(across and area.y.min() <= south and area.y.max() >= north)
