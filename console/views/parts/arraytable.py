"""A table that paints its visible rows straight from arrays, in one go.

Qt's own way asks the model for every role of every cell, which makes a scroll frame three times as
long. The model still answers for tooltips, screen readers and tests.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QItemSelectionModel, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from console.models.rows import RowsModel
from console.tokens import Tokens
from console.turns import Patient
from console.views import theme
from console.views.parts.lines import Box, Lines
from console.views.parts.pen import Pen
from console.views.parts.rowfaces import RowFaces

#: Dirty rectangles of one frame that are painted one by one.
_MOST_PARTS = 24


class ArrayTable(Lines, QTableView):
    """Rows of one height over a `RowsModel`; subclasses paint cells.

    What is selected and where one has scrolled to are held by row of the underlying table, so
    that nothing jumps under the person's eyes while the order changes.
    """

    def __init__(self, model: RowsModel, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows_model = model
        self.tokens = tokens
        self.pen, self.faces = Pen(), RowFaces()
        self._anchor = (-1, 0)
        self._sized = False
        self.settling = False  # the order is changing: selection signals are not the person's
        self.in_selection = False  # the row being painted is the selected one
        self.setModel(model)
        self._dress()
        model.headerDataChanged.connect(self.faces.forget)  # other words
        model.replacing.connect(self._remember)
        model.replaced.connect(self._restore)

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        down = self.verticalHeader()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.hide()
        # Every pixel is painted here, so that scrolling moves what is there and paints the rest.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._patient = Patient(self.viewport())
        self._size_rows()
        across = self.horizontalHeader()
        # With the table's own a header paints all of itself whenever another row is selected.
        across.setSelectionModel(QItemSelectionModel(self.rows_model, across))
        across.setHighlightSections(False)
        across.setSectionsMovable(True)
        across.setSectionsClickable(True)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def _size_rows(self) -> None:
        """As high as the chosen size of text asks for; columns grow and shrink with it."""
        down, across = self.verticalHeader(), self.horizontalHeader()
        before = max(1, down.defaultSectionSize())
        high = theme.row_height()
        down.setMinimumSectionSize(high)
        down.setDefaultSectionSize(high)
        if self._sized and before != high:
            for column in range(across.count()):
                across.resizeSection(column, round(across.sectionSize(column) * high / before))
        self._sized = True

    def set_tokens(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.pen = Pen()
        self.faces.forget()
        self._size_rows()
        self.viewport().update()

    def selected_position(self) -> int:
        """Where the shared selection stands now, -1 when it is not shown."""
        return self.currentIndex().row()

    # -- holding still -----------------------------------------------------------------------

    def _remember(self) -> None:
        self.settling = True
        value = self.verticalScrollBar().value()
        top = value // theme.row_height()
        # At the very top one wants to see what comes in as the most urgent; elsewhere one reads.
        row = self.rows_model.row_at(top) if value > 0 else -1
        self._anchor = (row, value - top * theme.row_height())

    def _restore(self) -> None:
        row, offset = self._anchor
        if row >= 0:
            found = self.rows_model.position_of_row(row)
            if found >= 0:
                self.updateGeometries()
                self.verticalScrollBar().setValue(found * theme.row_height() + offset)
        self.show_selected()
        self.settling = False

    def show_selected(self, scroll: bool = False) -> None:
        """Put the cursor on the shared selection without telling anybody."""
        settled, self.settling = self.settling, True
        position = self.selected_position()
        if position < 0:
            self.clearSelection()
            self.setCurrentIndex(self.rows_model.index(-1, -1))
        else:
            index = self.rows_model.index(position, max(0, self.currentIndex().column()))
            held = self.verticalScrollBar().value()
            if self.currentIndex().row() != position:
                self.setCurrentIndex(index)
            if not scroll:
                self.verticalScrollBar().setValue(held)
            else:
                self.scrollTo(index)
        self.settling = settled

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt puts the cursor on the first row by itself; nobody has chosen that row."""
        settled, self.settling = self.settling, True
        super().focusInEvent(event)
        self.settling = settled
        self.show_selected()

    def visible_span(self) -> tuple[int, int]:
        """First and one past the last position in the viewport."""
        first = self.verticalScrollBar().value() // theme.row_height()
        last = first + self.viewport().height() // theme.row_height() + 2
        return first, min(last, self.rows_model.rowCount())

    def keyboardSearch(self, search: str) -> None:
        """Qt would ask every row for its text; the filter field is there for that."""

    # -- painting ----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only the cells in what is dirty: mostly a row or two, or the column that runs."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        self.begin_paint()
        every = self._columns_in(self.viewport().rect())
        for part in _parts(event.region()):
            painter.setClipRect(part)  # where parts meet no text is written twice over itself
            self._paint_part(painter, part, every)
        painter.end()

    def _paint_part(self, painter: QPainter, part: QRect, every: list[Box]) -> None:
        height, offset = theme.row_height(), self.verticalScrollBar().value()
        chosen, width = self.currentIndex().row(), self.viewport().width()
        some = [b for b in every if b[1] <= part.right() and b[1] + b[2] >= part.left()]
        still = tuple(box for box in every if box[0] not in self.live)
        running = [box for box in some if box[0] in self.live]
        # Between two pixels a picture would not lie as what is painted there lies; and where only
        # what runs is painted there is no use for one.
        kept = self.devicePixelRatioF().is_integer() and len(running) < len(some)
        painter.fillRect(part, QColor(self.tokens.surface.panel))
        first, last = self.visible_span()
        for position in self._positions_in(part):
            line = QRect(0, position * height - offset, width, height)
            row = self.rows_model.row_at(position)
            self.in_selection = position == chosen
            if row < 0:
                self.paint_ground(painter, line)
                self.paint_heading(painter, line.adjusted(0, 0, 0, -1), position, self.ink())
            elif not (
                kept and _holds(part, line) and self.paint_known(painter, line, row, still, running)
            ):
                self.paint_line(painter, line, row, some)
        if self.hasFocus() and first <= chosen < last:
            self._paint_focus(painter, QRect(0, chosen * height - offset, width - 1, height - 1))

    def _positions_in(self, part: QRect) -> range:
        """The positions that a rectangle of the viewport touches."""
        height, offset = theme.row_height(), self.verticalScrollBar().value()
        first, last = (part.top() + offset) // height, (part.bottom() + offset) // height + 1
        return range(max(0, first), min(last, self.rows_model.rowCount()))

    def repaint_positions(self, positions: Iterable[int]) -> None:
        """What these show is another; the rest of the table is not painted again."""
        height, offset = theme.row_height(), self.verticalScrollBar().value()
        for position in positions:
            self.viewport().update(0, position * height - offset, self.viewport().width(), height)

    def _paint_focus(self, painter: QPainter, box: QRect) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self.tokens.surface.focus), 1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.drawRect(box)

    def _columns_in(self, rect: QRect) -> list[Box]:
        """(column, left edge, width) of the columns that `rect` touches."""
        boxes = []
        for column in range(self.rows_model.columnCount()):
            x, across = self.columnViewportPosition(column), self.columnWidth(column)
            if not self.isColumnHidden(column) and x <= rect.right() and x + across >= rect.left():
                boxes.append((column, x, across))
        return boxes


def _parts(region: QRegion) -> list[QRect]:
    """The rectangles of `region`, as one where there are many."""
    if region.rectCount() > _MOST_PARTS:
        return [region.boundingRect()]
    return list(cast(Iterable[QRect], region))


def _holds(part: QRect, line: QRect) -> bool:
    """Whether all of a line is to be painted: one that is coming into sight is not, twice."""
    return part.top() <= line.top() and line.bottom() <= part.bottom()
