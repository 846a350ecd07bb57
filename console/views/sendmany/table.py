"""The lines of a plan: case, unit, time, reasons or what became of it."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from console import words
from console.models.rows import cell_text
from console.models.sending import sentences
from console.models.sending.proposals import Proposal, Stage
from console.session import Session
from console.views.parts.headings import go_with_text, name_columns

_CASE, _WHAT, _UNIT, _WHY = range(4)
_WIDTHS = {_CASE: 100, _WHAT: 190, _UNIT: 250}


class PlanTable(QTableWidget):
    """The space bar accepts a line or leaves it out."""

    toggled = Signal(int)  # line

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(0, 4, parent)
        self._session = session
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.hide()
        go_with_text(self, _WIDTHS.items())
        across.setSectionResizeMode(_WHY, QHeaderView.ResizeMode.Stretch)
        across.setHighlightSections(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.cellClicked.connect(self._clicked)

    def show_lines(self, lines: list[Proposal]) -> None:
        """All lines as they stand; the cursor stays on its line."""
        at = self.currentRow()
        self.blockSignals(True)
        self.setRowCount(len(lines))
        for row, line in enumerate(lines):
            for column, text in enumerate(self._cells(line)):
                self._put(row, column, cell_text(text), line)
        if lines:
            self.setCurrentCell(min(max(at, 0), len(lines) - 1), _CASE)
        self.blockSignals(False)

    def _put(self, row: int, column: int, text: str, line: Proposal) -> None:
        item = self.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            self.setItem(row, column, item)
        item.setText(text)
        whole = self._whole(line)
        item.setToolTip("<br>".join(html.escape(part) for part in whole.split("\n")))
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, whole)
        if column == _CASE:
            open_ = line.stage is Stage.PROPOSED and line.candidate is not None
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            on = line.accepted if open_ else line.stage in (Stage.SENDING, Stage.SENT)
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _cells(self, line: Proposal) -> tuple[str, str, str, str]:
        session, case = self._session, line.wanted
        unit = sentences.unit_text(session, line.candidate) if line.candidate else "—"
        what = words.category(session, case.category)
        return (
            f"{case.case_id}",
            f"{what} · {words.area(session, case.area)}",
            unit,
            self._why(line),
        )

    def _why(self, line: Proposal) -> str:
        if line.stage is Stage.SENT:
            return "✓ " + self.tr("sent")
        if line.stage is Stage.SENDING:
            return "… " + self.tr("being sent")
        if line.note or line.candidate is None:
            return "! " + line.note
        return sentences.brief(self._session, line.wanted, line.candidate)

    def _whole(self, line: Proposal) -> str:
        told = [line.note] if line.note else []
        if line.candidate is not None:
            told.append(sentences.explained(self._session, line.wanted, line.candidate))
        return "\n".join(told)

    def _clicked(self, row: int, column: int) -> None:
        if column == _CASE:
            self.toggled.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentRow() >= 0:
            self.toggled.emit(self.currentRow())
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Which unit goes to which case"))
        heads = self.tr("Case"), self.tr("What and where"), self.tr("Unit"), self.tr("Why")
        name_columns(self, heads)
