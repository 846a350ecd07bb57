"""The queue as Qt sees it: a thin skin over `QueueOrder` and the board's case table."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, Signal

from console.board.board import Delta
from console.models.arranger import FEW, Arranger
from console.models.filters import Counts, QueueFilter
from console.models.foldrows import FoldRows
from console.models.groupwords import heading_aloud, heading_text
from console.models.marks import Mark, marks, news_text
from console.models.order import QueueOrder
from console.models.picks import Picks
from console.models.queuetext import COLUMNS, QueueText, heading
from console.models.rows import Index
from console.models.sortkeys import By
from console.models.tallies import as_counts, standing
from console.models.unseen import Unseen
from console.session import Session

Rows = NDArray[np.int64]
_NONE: Rows = np.empty(0, np.int64)
Role = Qt.ItemDataRole


class QueueModel(FoldRows):
    """Cases in the order they are to be worked on. `tick` once a second lets limits run out."""

    counts_changed = Signal(object)  # Counts
    tallied = Signal()  # counts of the filters given to `watch`
    urgent_came = Signal(object)  # rows of new emergencies, in the filter or not
    rows_touched = Signal(object)  # rows that look different where they stand
    picks_changed = Signal()
    working = Signal(bool)  # a new order is on its way; what is shown is the old one

    def __init__(self, session: Session, parent: QObject | None = None, few: int = FEW) -> None:
        self.text = QueueText(session)
        order = QueueOrder(session.board.cases, self.text.name)
        super().__init__(len(COLUMNS), order, parent)
        self.session = session
        self.arranger = Arranger(self.order, session.clock.now_ms, few, self)
        self.counts = Counts()
        self.unseen, self.picks = Unseen(), Picks()
        self.marks: dict[int, Mark] = {}
        self._watched: tuple[QueueFilter, ...] = ()
        self._first = True
        self.arranger.arranged.connect(self.arrange)
        self.arranger.shifted.connect(self.shift)
        self.arranger.counted.connect(self._tell_counts)
        self.arranger.working.connect(self.working)
        session.changed.connect(self._on_changed)
        session.pending_changed.connect(self._on_pending)
        session.city_known.connect(self.retranslate)
        self._take_table()

    # -- what is asked of it -----------------------------------------------------------------

    def set_filter(self, where: QueueFilter) -> None:
        if where != self.arranger.where:
            self.arranger.want(where=where)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Qt's own call; column -1 is the order of urgency."""
        down = order == Qt.SortOrder.DescendingOrder
        self.arranger.want(sort=(By(column), down, self.arranger.sort.group))

    def order_by(self, by: By, descending: bool, group: By | None) -> None:
        """Order and groups at once."""
        self.open_all()
        self.arranger.want(sort=(by, descending, group))

    def group(self, by: By | None) -> None:
        """Rows under headings; None: no groups."""
        sort = self.arranger.sort
        self.open_all()
        self.arranger.want(sort=(sort.by, sort.descending, by))

    def watch(self, filters: tuple[QueueFilter, ...]) -> None:
        """Count these too; `tallied` tells when their counts have changed."""
        if filters != self._watched:
            self._watched = filters
            self._count_anew()

    def tally(self) -> tuple[int, ...]:
        """How many cases each watched filter lets through; empty until they are counted."""
        have = self.arranger.tallies
        fresh = have.filters[5:] == self._watched
        return tuple(int(n) for n in have.counts[5:]) if fresh else ()

    def tick(self) -> None:
        """Once a second: what became overdue enters or is counted."""
        self.arranger.tick()

    def retranslate(self) -> None:
        """The language or the city's names have changed, or who sits here."""
        self.text.forget()
        self.arranger.want()
        self._count_anew()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        self.touch_all()

    # -- what happened -----------------------------------------------------------------------

    def _on_changed(self, delta: Delta) -> None:
        if delta.reset:
            self._take_table()
        elif delta.touches_cases:
            self._hear(delta)

    def _hear(self, delta: Delta) -> None:
        touched = np.concatenate([delta.changed, delta.added])
        self.shift(self.arranger.take(touched))
        self._tell_counts()
        self.unseen.tell(*self._by_others(delta))
        self.rows_touched.emit(touched)
        urgent = delta.added[self.session.board.cases.column("priority")[delta.added] == 1]
        if len(urgent):
            self.urgent_came.emit(urgent)

    def _by_others(self, delta: Delta) -> tuple[Rows, Rows]:
        """(added, changed) without what this operator alone has done."""
        me = self.session.actor.actor_id if self.session.actor else ""
        cases = {e.case_id for e in delta.envelopes if e.actor != me}
        if not cases:
            return _NONE, _NONE
        rows = self.session.board.cases.rows_of(np.fromiter(cases, np.int64, len(cases)))
        return np.intersect1d(delta.added, rows), np.intersect1d(delta.changed, rows)

    def _take_table(self) -> None:
        """Rows of the old board mean nothing in the new one: let go of them first."""
        self.marks = marks(self.session)
        self._first = True
        if self.order.table is not self.session.board.cases:
            self.unseen.forget()
            self.arranger.use(self.session.board.cases)
            self.arrange()
        self.arranger.want()
        self._count_anew()
        self.arranger.warm()

    def _on_pending(self, cases: frozenset[int]) -> None:
        self.marks = marks(self.session)
        rows = [self.session.board.cases.row(c) for c in cases]
        self.rows_touched.emit(np.array([r for r in rows if r >= 0], np.int64))

    def _count_anew(self) -> None:
        me = self.session.actor.actor_id if self.session.actor else ""
        self.arranger.count((*standing(me), *self._watched))

    def _tell_counts(self) -> None:
        """Tell new counts; the first ones of a picture even when they are all zero."""
        if not len(self.arranger.tallies.counts):
            return  # they are being counted
        counts = as_counts(self.arranger.tallies.counts)
        if self._first or counts != self.counts:
            self._first, self.counts = False, counts
            self.counts_changed.emit(counts)
        self.tallied.emit()

    # -- what Qt asks ------------------------------------------------------------------------

    def case_at(self, position: int) -> int:
        """The case number at `position`, 0 for a heading and outside."""
        row = self.row_at(position)
        return int(self.session.board.cases.column("case_id")[row]) if row >= 0 else 0

    def position_of(self, case_id: int) -> int:
        """Where a case stands, -1 when it is not shown."""
        return self.position_of_row(self.session.board.cases.row(case_id))

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.row_at(index.row())
        return (
            self._row_data(row, By(index.column()), role) if row >= 0 else self._head(index, role)
        )

    def _row_data(self, row: int, by: By, role: int) -> Any:
        if role == Role.DisplayRole:
            return self.text.cell(row, by)
        if role == Role.ToolTipRole:
            return self.text.tooltip(row, by)
        if role in (Role.AccessibleTextRole, Role.AccessibleDescriptionRole):
            more = news_text(self.unseen.of(row)) if by is By.NUMBER else ""
            said = f"{heading(by)}: {self.text.spoken(row, by)}"
            return f"{said}, {more}" if more else said
        return None

    def _head(self, index: Index, role: int) -> Any:
        head = self.heading_at(index.row())
        if head is None or role not in (Role.DisplayRole, Role.AccessibleTextRole):
            return None
        aloud = role == Role.AccessibleTextRole
        return (heading_aloud if aloud else heading_text)(self.text, self.order.sort, head)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole):
            return heading(By(section))
        return None
