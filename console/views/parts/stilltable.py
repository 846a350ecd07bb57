"""A table whose rows stay under the person's eyes while their order changes."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QTableView, QWidget

from console.models.rows import RowsModel
from console.views import theme

#: Of one place on the screen: by how many pixels it is scrolled, the row there, whether selected.
Standing = tuple[int, int, bool]
_NOTHING: Standing = (-1, -1, False)


class StillTable(QTableView):
    """What is selected and where one has scrolled to are held by row of the underlying table.

    `steady`: a row looks the same wherever it stands, so that after a change of the order only
    those are painted that stand where another one stood.
    """

    steady = False

    def __init__(self, model: RowsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows_model = model
        self._anchor = (-1, 0)
        self._stood: list[Standing] = []
        self.settling = False  # the order is changing: selection signals are not the person's
        self.setModel(model)
        model.replacing.connect(self._remember)
        model.replaced.connect(self._restore)

    def selected_position(self) -> int:
        """Where the shared selection stands now, -1 when it is not shown."""
        return self.currentIndex().row()

    def _remember(self) -> None:
        self.settling = True
        value = self.verticalScrollBar().value()
        top = value // theme.row_height()
        # At the very top one wants to see what comes in as the most urgent; elsewhere one reads.
        row = self.rows_model.row_at(top) if value > 0 else -1
        self._anchor = (row, value - top * theme.row_height())
        if self.steady:
            self._stood = self._standing()
            # Qt paints all of a table whose rows have changed, in sight or not.
            self.viewport().setAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled, True)

    def _restore(self) -> None:
        if self.steady:
            self.executeDelayedItemsLayout()  # which would paint all of it a turn later
        row, offset = self._anchor
        if row >= 0:
            found = self.rows_model.position_of_row(row)
            if found >= 0:
                self.updateGeometries()
                self.verticalScrollBar().setValue(found * theme.row_height() + offset)
        self.show_selected()
        self.settling = False
        if self.steady:
            self.viewport().setAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled, False)
            self._paint_moved()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """While the order changes nothing on the screen is moved: most of it stays where it is."""
        if not dx and not self.viewport().updatesEnabled():
            self.verticalHeader().setOffset(self.verticalScrollBar().value())
        else:
            super().scrollContentsBy(dx, dy)

    def _standing(self) -> list[Standing]:
        """What is on the screen, from top to bottom; a heading is never the same."""
        value, high = self.verticalScrollBar().value(), theme.row_height()
        chosen, rows = self.currentIndex().row(), self.rows_model
        there = range(value // high, (value + self.viewport().height()) // high + 1)
        many = rows.rowCount()
        return [
            (value % high, rows.row_at(p), p == chosen) if p < many else _NOTHING for p in there
        ]

    def _paint_moved(self) -> None:
        before, now = self._stood, self._standing()
        first = self.verticalScrollBar().value() // theme.row_height()
        same = [a == b and (a is _NOTHING or a[1] >= 0) for a, b in zip(before, now, strict=False)]
        fresh = [at for at in range(len(now)) if at >= len(same) or not same[at]]
        self.repaint_positions(first + at for at in fresh)

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

    def repaint_positions(self, positions: Iterable[int]) -> None:
        """What these show is another; the rest of the table is not painted again."""
        height, offset = theme.row_height(), self.verticalScrollBar().value()
        for position in positions:
            self.viewport().update(0, position * height - offset, self.viewport().width(), height)
