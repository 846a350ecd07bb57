"""The queue: the cases in the order they are to be worked on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from console import words
from console.models.filters import Chosen, QueueFilter
from console.models.queue import QueueModel
from console.models.queuetext import heading
from console.models.sortkeys import By
from console.session import Session
from console.tokens import Tokens
from console.views.parts.queuefilter import QueueFilterBar
from console.views.parts.queuetable import QueueTable

Rows = NDArray[np.int64]


class QueueView(QWidget):
    """Filter line, table, and at its edge what is urgent and out of sight."""

    unchosen = Signal()

    def __init__(self, session: Session, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = QueueModel(session, self)
        self.bar = QueueFilterBar(session, self)
        self.table = QueueTable(self.model, tokens, self)
        self.ordered = QPushButton(self)
        self.chosen = QPushButton(self)
        self.edge = QPushButton(self)
        self.empty = QLabel(self)
        self._unseen: Rows = np.empty(0, np.int64)
        self._choice: Chosen | None = None
        self._lay_out()
        self._wire()
        self.retranslate()
        self.bar.set_counts(self.model.counts)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self.ordered)
        foot.addStretch(1)
        foot.addWidget(self.edge)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 4)
        column.setSpacing(4)
        column.addWidget(self.bar)
        column.addWidget(self.chosen, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setProperty("role", "soft")
        self.edge.setProperty("role", "alarm")
        self.edge.hide()
        self.ordered.hide()
        self.chosen.hide()

    def _wire(self) -> None:
        self._second = QTimer(self)
        self._second.setInterval(1_000)
        self._second.timeout.connect(self._tick)
        self._second.start()
        self.bar.changed.connect(self._filter)
        self.edge.clicked.connect(self._show_unseen)
        self.ordered.clicked.connect(self._order_by_urgency)
        self.chosen.clicked.connect(self.unchoose)
        self.model.counts_changed.connect(self.bar.set_counts)
        self.model.counts_changed.connect(lambda _counts: self._recount())
        self.model.urgent_came.connect(self._on_urgent)
        self.model.replaced.connect(self._recount)
        self.table.verticalScrollBar().valueChanged.connect(lambda _v: self._recount())
        self.table.selectionModel().currentRowChanged.connect(self._picked)
        self.table.horizontalHeader().sectionClicked.connect(self._sort)
        self._session.selected.connect(self._on_selected)

    def set_tokens(self, tokens: Tokens) -> None:
        self.table.set_tokens(tokens)

    # -- selection ---------------------------------------------------------------------------

    def _picked(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not self.table.settling and current.isValid():
            self._session.select(self.model.case_at(current.row()))

    def _on_selected(self, _case_id: object) -> None:
        self.table.show_selected(scroll=True)
        self.table.viewport().update()

    def step(self, by: int) -> None:
        """Move the selection down or up, from wherever the keyboard is."""
        rows = self.model.rowCount()
        if rows:
            at = self.table.selected_position()
            case_id = self.model.case_at(max(0, min(rows - 1, at + by)))
            self._session.select(case_id)

    # -- filter and order --------------------------------------------------------------------

    def focus_filter(self) -> None:
        self.bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.field.selectAll()

    def find_text(self, text: str) -> None:
        """Filter by `text` now."""
        self.bar.field.setText(text)
        self._filter(self.bar.where())

    def choose(self, numbers: Rows) -> None:
        """Show these cases only, as far as the other filters let them through."""
        self._choice = Chosen(numbers)
        self._label_choice()
        self._filter(self.bar.where())

    def unchoose(self) -> None:
        """Choice of cases by hand is over."""
        if self._choice is not None:
            self._choice = None
            self._label_choice()
            self._filter(self.bar.where())
            self.unchosen.emit()

    def _label_choice(self) -> None:
        self.chosen.setVisible(self._choice is not None)
        text = self.tr(
            "%n case(s) selected on the map — show all again", "", len(self._choice or ())
        )
        self.chosen.setText(f"✕ {text}")

    def _filter(self, where: QueueFilter) -> None:
        self.model.set_filter(replace(where, chosen=self._choice))
        self._recount()

    def _sort(self, column: int) -> None:
        """First click: upwards; second: downwards; third: back to urgency."""
        order = self.model.order
        if order.by != column:
            self._order(column, Qt.SortOrder.AscendingOrder)
        elif not order.descending:
            self._order(column, Qt.SortOrder.DescendingOrder)
        else:
            self._order_by_urgency()

    def _order_by_urgency(self) -> None:
        self._order(By.URGENCY, Qt.SortOrder.AscendingOrder)

    def _order(self, column: int, order: Qt.SortOrder) -> None:
        self.model.sort(column, order)
        header = self.table.horizontalHeader()
        header.setSortIndicatorShown(column >= 0)
        header.setSortIndicator(max(0, column), order)
        self._label_order()

    def _label_order(self) -> None:
        by = self.model.order.by
        self.ordered.setVisible(by is not By.URGENCY)
        if by is not By.URGENCY:
            text = self.tr("Ordered by: {column} — back to the most urgent first")
            self.ordered.setText(words.fill(text, column=heading(by)))

    # -- the edge ----------------------------------------------------------------------------

    def _on_urgent(self, rows: Rows) -> None:
        self._unseen = np.union1d(self._unseen, rows)
        self._recount()

    def _recount(self) -> None:
        """Which new emergencies has nobody had on the screen yet?"""
        self.empty.setVisible(self.model.rowCount() == 0)
        heard = self._session.has_picture
        self.empty.setText(
            self.tr("No case fits this filter.") if heard else self.tr("No cases received yet.")
        )
        if len(self._unseen):
            first, last = self.table.visible_span()
            cases = self._session.board.cases
            known = self._unseen[self._unseen < cases.rows]
            seen = np.isin(known, self.model.index_rows[first : max(first, last - 2)])
            over = cases.column("closed_ms")[known] > 0
            self._unseen = known[~seen & ~over]
        self.edge.setVisible(bool(len(self._unseen)))
        text = self.tr("%n new emergency(ies) out of sight — show", "", len(self._unseen))
        self.edge.setText(f"▲ {text}")

    def _show_unseen(self) -> None:
        """Bring the most urgent of them into view; a filter that hides it gives way."""
        if not len(self._unseen):
            return
        due = self._session.board.cases.column("deadline_ms")[self._unseen]
        row = int(self._unseen[np.argmin(np.where(due > 0, due, np.iinfo(np.int64).max))])
        if self.model.order.position(row) < 0:
            self.bar.clear()
            self.unchoose()
        case_id = int(self._session.board.cases.column("case_id")[row])
        self._session.select(case_id)
        self.table.show_selected(scroll=True)
        self._recount()

    # -- time and language -------------------------------------------------------------------

    def _tick(self) -> None:
        self.model.tick()
        self.table.repaint_clocks()

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("Queue of cases"))
        self._label_order()
        self._label_choice()
        self._recount()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.model.retranslate()
            self.retranslate()
        super().changeEvent(event)
