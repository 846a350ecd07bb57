"""How one line of a table is painted, and what its cells are is left to the table."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from console.tokens import Tokens
from console.views.parts.pen import Pen
from console.views.parts.rowfaces import RowFaces

#: Column, left edge, width.
Box = tuple[int, int, int]
Boxes = Sequence[Box]
_EDGE = 3  # width of the mark at the left of the selected row


class Lines:
    """Mixed into a table. `live`: columns that change by themselves; the rest of a row is kept as
    it was painted for as long as `look_of` says the same.
    """

    live: frozenset[int] = frozenset()
    tokens: Tokens
    pen: Pen
    faces: RowFaces
    in_selection: bool  # the row being painted is the selected one

    # -- what subclasses say -----------------------------------------------------------------

    def look_of(self, row: int) -> Hashable | None:  # noqa: ARG002 - for subclasses
        """All that the picture of table row `row` depends on but its `live` columns, the selection,
        and the widths; None: it is painted every time."""
        return None

    def begin_paint(self) -> None:
        """Called once before the rows of a frame."""

    def paint_cell(self, painter: QPainter, box: QRect, row: int, column: int, ink: QColor) -> None:
        """Paint one cell of table row `row`; `ink` is the text colour on this ground."""
        raise NotImplementedError

    def paint_row(self, painter: QPainter, box: QRect, row: int) -> None:
        """Paint what lies under the cells of a row."""

    def paint_heading(self, painter: QPainter, box: QRect, position: int, ink: QColor) -> None:
        """Paint the heading of a group, where the model has any."""

    # -- painting ----------------------------------------------------------------------------

    def paint_known(
        self, painter: QPainter, line: QRect, row: int, still: Boxes, running: Boxes
    ) -> bool:
        """The row as it is kept, and what runs on it; False where it is not kept."""
        look = self.look_of(row)
        if look is None:
            return False
        corner = QRect(0, 0, line.width(), line.height())
        known = self.faces.draw(
            painter,
            line,
            row,
            (look, self.in_selection, still),
            lambda within: self.paint_line(within, corner, row, still),
        )
        if known:
            self._paint_cells(painter, line, row, running)
        return known

    def ink(self) -> QColor:
        surface = self.tokens.surface
        return QColor(surface.selection_text if self.in_selection else surface.text)

    def paint_line(self, painter: QPainter, line: QRect, row: int, boxes: Boxes) -> None:
        self.paint_ground(painter, line)
        self.paint_row(painter, line.adjusted(0, 0, 0, -1), row)
        self._paint_cells(painter, line, row, boxes)

    def paint_ground(self, painter: QPainter, line: QRect) -> None:
        surface = self.tokens.surface
        painter.fillRect(line, QColor(surface.panel))
        if self.in_selection:
            painter.fillRect(line, QColor(surface.selection))
            # also seen where grounds are alike
            painter.fillRect(0, line.top(), _EDGE, line.height(), QColor(surface.focus))
        painter.fillRect(0, line.bottom(), line.width(), 1, QColor(surface.line))

    def _paint_cells(self, painter: QPainter, line: QRect, row: int, boxes: Boxes) -> None:
        ink = self.ink()
        for column, x, across in boxes:
            box = QRect(x + 6, line.top(), across - 10, line.height() - 1)
            self.paint_cell(painter, box, row, column, ink)
