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
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from console.models.rows import RowsModel
from console.tokens import Tokens
from console.turns import Patient
from console.views import theme
from console.views.parts.lines import Box, Lines
from console.views.parts.pen import Pen
from console.views.parts.rowfaces import RowFaces
from console.views.parts.stilltable import StillTable

#: Dirty rectangles of one frame that are painted one by one.
_MOST_PARTS = 24


class ArrayTable(Lines, StillTable):
    """Rows of one height over a `RowsModel`; subclasses paint cells."""

    def __init__(self, model: RowsModel, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.tokens = tokens
        self.pen, self.faces = Pen(), RowFaces()
        self._sized = False
        self.in_selection = False  # the row being painted is the selected one
        self._dress()
        model.headerDataChanged.connect(self.paint_anew)  # other words

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

    def keyboardSearch(self, search: str) -> None:
        """Qt would ask every row for its text; the filter field is there for that."""

    def paint_anew(self) -> None:
        """Every row may look different."""
        self.faces.forget()
        self.viewport().update()

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
