"""The 100 m cell under the cursor, outlined, with its code."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from casework.grid import CellGrid
from console.board.mercator import project_one, unproject
from console.map.layers import Look
from console.map.letters import sized
from console.map.symbols import on_globe_one
from console.map.viewport import Viewport

#: A cell smaller than this, logical pixels, is not outlined; with room for it, its code is set in.
_LEAST, _ROOM = 9.0, 92.0


class CellLayer:
    """Follows the cursor; `dirty` is what must be painted anew when it enters another cell."""

    name, covers = "cell", False

    def __init__(
        self,
        grid: Callable[[], CellGrid | None],
        cursor: Callable[[], tuple[float, float] | None],
    ) -> None:
        self._grid, self._cursor = grid, cursor

    def dress(self, look: Look) -> None:
        self._look = look

    def settle(self, view: Viewport) -> None:
        """Nothing to prepare."""

    def count(self, view: Viewport) -> int | None:  # noqa: ARG002
        return None

    def outline(self, view: Viewport) -> QRectF | None:
        """The cell in device pixels; None where there is none to be outlined."""
        grid, at = self._grid(), self._cursor()
        if grid is None or at is None:
            return None
        lon, lat = unproject(*view.to_unit(*at))
        if not on_globe_one(lon, lat):
            return None
        west, south, east, north = grid.box(*grid.cell(lon, lat))
        left, top = project_one(west, north)
        right, bottom = project_one(east, south)
        scale = view.scale
        box = QRectF(
            left * scale - view.left,
            top * scale - view.top,
            (right - left) * scale,
            (bottom - top) * scale,
        )
        return box if box.width() >= _LEAST * view.ratio else None

    def dirty(self, view: Viewport) -> QRect:
        """Logical pixels; empty where nothing is outlined."""
        box = self.outline(view)
        if box is None:
            return QRect()
        ratio = view.ratio
        pixels = QRectF(box.x() / ratio, box.y() / ratio, box.width() / ratio, box.height() / ratio)
        return pixels.toAlignedRect().adjusted(-4, -4, 4, 4)

    def paint(self, painter: QPainter, view: Viewport, rect: QRect, rough: bool) -> None:  # noqa: ARG002
        box = self.outline(view)
        at = self._cursor()
        if box is None or at is None:
            return
        colours, ratio = self._look.tokens.map, self._look.ratio
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((colours.case_edge, 3.0), (colours.label, 1.2)):
            painter.setPen(QPen(QColor(colour), width * ratio, j=Qt.PenJoinStyle.MiterJoin))
            painter.drawRect(box)
        if box.width() >= _ROOM * ratio:
            self._code(painter, box, unproject(*view.to_unit(*at)))

    def _code(self, painter: QPainter, box: QRectF, place: tuple[float, float]) -> None:
        grid, ratio = self._grid(), self._look.ratio
        if grid is None:
            return
        painter.setFont(sized(self._look.font, 12, ratio))
        text, colours = grid.code(*place), self._look.tokens.map
        down = painter.fontMetrics().ascent() + 2 * ratio
        at = QPointF(box.left() + 5 * ratio, box.top() + down)
        painter.setPen(QColor(colours.label_halo))
        for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            painter.drawText(at + QPointF(dx * ratio, dy * ratio), text)
        painter.setPen(QColor(colours.label))
        painter.drawText(at, text)
