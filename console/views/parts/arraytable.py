"""A table that paints its visible rows straight from arrays, in one go.

Qt's own way asks the model for every role of every cell, which makes a scroll frame three times as
long. The model still answers for tooltips, screen readers and tests.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
    QStaticText,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from console.models.rows import RowsModel
from console.tokens import Tokens
from console.views import theme

_CACHE = 8_000
#: The widest glyph of the body's size in px, emoji included.
_WIDEST = theme.BODY * 4 // 3
#: Dirty rectangles of one frame that are painted one by one.
_MOST_PARTS = 24
_EDGE = 3  # width of the mark at the left of the selected row


class Pen:
    """Writes elided text fast: shaping Chinese costs more than drawing it, so both are kept."""

    def __init__(self) -> None:
        self._texts: dict[tuple[str, int, bool, int], QStaticText] = {}
        self.plain, self.bold = theme.font(), theme.font(bold=True)
        self._metrics = {False: QFontMetrics(self.plain), True: QFontMetrics(self.bold)}

    def width(self, text: str, bold: bool = False) -> int:
        return self._metrics[bold].horizontalAdvance(text)

    def write(
        self, painter: QPainter, box: QRect, text: str, colour: QColor, bold: bool = False
    ) -> None:
        """`text` in the middle of the height of `box`, cut with an ellipsis."""
        if not text or box.width() <= 4:
            return
        key = (text, box.width(), bold, box.height())
        drawn = self._texts.get(key)
        if drawn is None:
            drawn = self._prepare(text, box.width(), bold)
            if len(self._texts) > _CACHE:
                self._texts.clear()
            self._texts[key] = drawn
        painter.setPen(colour)
        painter.setFont(self.bold if bold else self.plain)
        top = box.y() + (box.height() - self._metrics[bold].height()) // 2
        painter.drawStaticText(box.x(), top, drawn)

    def _prepare(self, text: str, width: int, bold: bool) -> QStaticText:
        # No glyph is wider than that: a short text need not be shaped once more to be measured.
        if len(text) * _WIDEST > width:
            text = self._metrics[bold].elidedText(text, Qt.TextElideMode.ElideRight, width)
        made = QStaticText(text)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        made.prepare(font=self.bold if bold else self.plain)
        return made


class ArrayTable(QTableView):
    """Rows of one height over a `RowsModel`; subclasses paint cells.

    What is selected and where one has scrolled to are held by row of the underlying table, so
    that nothing jumps under the person's eyes while the order changes.
    """

    def __init__(self, model: RowsModel, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows_model = model
        self.tokens = tokens
        self.pen = Pen()
        self._anchor = (-1, 0)
        self._sized = False
        self.settling = False  # the order is changing: selection signals are not the person's
        self.in_selection = False  # the row being painted is the selected one
        self.setModel(model)
        self._dress()
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
        self._size_rows()
        across = self.horizontalHeader()
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
        self._size_rows()
        self.viewport().update()

    # -- what subclasses say -----------------------------------------------------------------

    def begin_paint(self) -> None:
        """Called once before the rows of a frame."""

    def paint_cell(self, painter: QPainter, box: QRect, row: int, column: int, ink: QColor) -> None:
        """Paint one cell of table row `row`; `ink` is the text colour on this ground."""
        raise NotImplementedError

    def paint_row(self, painter: QPainter, box: QRect, row: int) -> None:
        """Paint what lies under the cells of a row."""

    def paint_heading(self, painter: QPainter, box: QRect, position: int, ink: QColor) -> None:
        """Paint the heading of a group, where the model has any."""

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
        for part in _parts(event.region()):
            painter.setClipRect(part)  # where parts meet no text is written twice over itself
            self._paint_part(painter, part)
        painter.end()

    def _paint_part(self, painter: QPainter, part: QRect) -> None:
        height, offset = theme.row_height(), self.verticalScrollBar().value()
        surface, chosen = self.tokens.surface, self.currentIndex().row()
        line, ink = QColor(surface.line), QColor(surface.text)
        chosen_ink = QColor(surface.selection_text)
        boxes, width = self._columns_in(part), self.viewport().width()
        painter.fillRect(part, QColor(surface.panel))
        first, last = self.visible_span()
        for position in self._positions_in(part):
            top = position * height - offset
            row = self.rows_model.row_at(position)
            self.in_selection = position == chosen
            if self.in_selection:
                painter.fillRect(0, top, width, height, QColor(surface.selection))
                # also seen where grounds are alike
                painter.fillRect(0, top, _EDGE, height, QColor(surface.focus))
            painter.fillRect(0, top + height - 1, width, 1, line)
            said = chosen_ink if self.in_selection else ink
            if row < 0:
                self.paint_heading(painter, QRect(0, top, width, height - 1), position, said)
                continue
            self.paint_row(painter, QRect(0, top, width, height - 1), row)
            for column, x, across in boxes:
                box = QRect(x + 6, top, across - 10, height - 1)
                self.paint_cell(painter, box, row, column, said)
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

    def _columns_in(self, rect: QRect) -> list[tuple[int, int, int]]:
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
