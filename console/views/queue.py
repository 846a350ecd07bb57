"""The queue: the cases in the order they are to be worked on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from console.models.filters import QueueFilter
from console.models.queue import QueueModel
from console.models.viewbook import ViewBook
from console.pulse import Turn, every
from console.session import Session
from console.tokens import Tokens
from console.views.parts.queuechoice import QueueChoice
from console.views.parts.queueedge import QueueEdge
from console.views.parts.queuefilter import QueueFilterBar
from console.views.parts.queuelook import QueueLook
from console.views.parts.queuemenu import QueueMenu
from console.views.parts.queueorder import QueueOrdered
from console.views.parts.queuetable import QueueTable
from console.views.parts.queueviews import QueueViews

_SAID_MS = 8_000


class QueueView(QWidget):
    """Filter line, table, and at its edge what is urgent and out of sight."""

    batch_wanted = Signal()  # something is to be done to the picked cases
    unchosen = Signal()  # what was chosen by hand is no more

    def __init__(self, session: Session, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = QueueModel(session, self)
        self.bar = QueueFilterBar(session, self)
        self.table = QueueTable(self.model, tokens, self)
        self.edge = QueueEdge(self.model, self.table, self)
        self.look = QueueLook(self.model, self.table)
        self.views = ViewBook(session, self.bar.names, self)
        self.saved = QueueViews(self.views, self.model, self.bar, self.table)
        self.menu = QueueMenu(self.model, self.table, self)
        self.ordered = QueueOrdered(self.model, self.table, self)
        self.chosen = QueueChoice(self)
        self.picked = QPushButton(self)
        self.empty, self.said = QLabel(self), QLabel(self)
        self.foot = QHBoxLayout()
        self._lay_out()
        self._wire()
        self.retranslate()
        self.bar.set_counts(self.model.counts)

    def _lay_out(self) -> None:
        self.bar.head.addWidget(self.menu)
        self.foot.setSpacing(6)
        self.foot.addWidget(self.ordered)
        self.foot.addWidget(self.picked)
        self.foot.addWidget(self.said, 1)
        self.foot.addWidget(self.edge)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 4)
        column.setSpacing(4)
        column.addWidget(self.bar)
        column.addWidget(self.saved)
        column.addWidget(self.chosen, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        column.addLayout(self.foot)
        for label in (self.empty, self.said):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", "soft")
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.said.hide()
        self.picked.hide()

    def _wire(self) -> None:
        self._second = every(self, 1_000, self._tick, Turn.QUEUE)
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(_SAID_MS)
        self._silence.timeout.connect(self.said.hide)
        self.bar.changed.connect(self._filter)
        self.bar.left.connect(self.table.setFocus)
        self.chosen.changed.connect(lambda: self._filter(self.bar.where()))
        self.chosen.ended.connect(self.unchosen)
        self.edge.clicked.connect(self.show_urgent)
        self.menu.save_wanted.connect(self.saved.ask_name)
        self.menu.sort_wanted.connect(self.ordered.order)
        self.table.told.connect(self.say)
        self.picked.clicked.connect(self.batch_wanted)
        self.model.picks_changed.connect(self._count_picks)
        self.model.counts_changed.connect(self.bar.set_counts)
        self.model.counts_changed.connect(lambda _counts: self._say_empty())
        self.model.replaced.connect(self._say_empty)
        self.model.working.connect(lambda _on: self._say_empty())
        self.table.selectionModel().currentRowChanged.connect(self._picked)
        self._session.selected.connect(self._on_selected)

    def set_tokens(self, tokens: Tokens) -> None:
        self.table.set_tokens(tokens)

    def does(self) -> dict[str, Callable[[], None]]:
        """The view actions that are the queue's, by id."""
        return {
            "find": self.focus_filter,
            "down": lambda: self.step(1),
            "up": lambda: self.step(-1),
            "urgent": self.show_urgent,
            "view": self.menu.showMenu,
            "picked": self.batch_wanted.emit,
        }

    # -- selection ---------------------------------------------------------------------------

    def _picked(self, current: QModelIndex, _before: QModelIndex) -> None:
        if self.table.settling or not current.isValid():
            return
        self.table.stand_on(current.row())
        case_id = self.model.case_at(current.row())
        if case_id:
            self._session.select(case_id)

    def _on_selected(self, _case_id: object) -> None:
        self.table.head_code = None
        self.table.show_selected(scroll=True)

    def step(self, by: int) -> None:
        """Move the selection down or up, from wherever the keyboard is; headings are passed."""
        rows = self.model.rowCount()
        at = self.table.selected_position() + by
        while 0 <= at < rows and not self.model.case_at(at):
            at += by
        case_id = self.model.case_at(max(0, min(rows - 1, at)))
        if case_id:
            self._session.select(case_id)

    # -- filter and order --------------------------------------------------------------------

    def focus_filter(self) -> None:
        self.bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.field.selectAll()

    def find_text(self, text: str) -> None:
        """Filter by `text` now."""
        self.bar.field.setText(text)
        self.bar.ask()

    def choose(self, numbers: NDArray[np.int64]) -> None:
        """Show these cases only, as far as the other filters let them through."""
        self.chosen.choose(numbers)

    def unchoose(self) -> None:
        """Choice of cases by hand is over."""
        self.chosen.end()

    def _filter(self, where: QueueFilter) -> None:
        self.model.set_filter(replace(where, chosen=self.chosen.cases))
        self._recount()

    # -- what is said ------------------------------------------------------------------------

    def say(self, text: str) -> None:
        """One line below the table, for a while."""
        self.said.setText(text)
        self.said.setToolTip("")
        self.said.setVisible(bool(text))
        self._silence.start()

    def _count_picks(self) -> None:
        number = len(self.model.picks)
        self.picked.setVisible(number > 0)
        self.picked.setText(self.tr("%n picked — do …", "", number))

    def _recount(self) -> None:
        self._say_empty()
        self.edge.recount()

    def _say_empty(self) -> None:
        self.empty.setVisible(self.model.rowCount() == 0)
        if self.model.arranger.busy:
            self.empty.setText(self.tr("Sorting the cases…"))
        elif self._session.has_picture:
            self.empty.setText(self.tr("No case fits this filter."))
        else:
            self.empty.setText(self.tr("No cases received yet."))

    def show_urgent(self) -> None:
        """Bring the most urgent new emergency into view; a filter that hides it gives way."""
        row = self.edge.next_row()
        if row < 0:
            self.say(self.tr("No new emergency is out of sight."))
            return
        if self.model.order.position(row) < 0:
            self.bar.clear()
            self.unchoose()
        elif self.model.position_of_row(row) < 0:
            self.model.fold_all(False)
        self._session.select(int(self._session.board.cases.column("case_id")[row]))
        self.table.show_selected(scroll=True)
        self.edge.shown(row)

    # -- time and language -------------------------------------------------------------------

    def _tick(self) -> None:
        self.model.tick()
        self.edge.recount()
        self.table.repaint_clocks()

    def retranslate(self) -> None:
        self._count_picks()
        self.table.setAccessibleName(self.tr("Queue of cases"))
        self._recount()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.model.retranslate()
            self.retranslate()
        super().changeEvent(event)
