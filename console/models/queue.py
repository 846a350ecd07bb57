"""The queue as Qt sees it: a thin skin over `QueueOrder` and the board's case table."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, Signal

from console.board.board import Delta
from console.models.filters import Counts, QueueFilter, count
from console.models.marks import Mark, marks
from console.models.order import QueueOrder
from console.models.queuetext import COLUMNS, QueueText, heading
from console.models.rows import Index, RowsModel
from console.models.sortkeys import By
from console.session import Session

Rows = NDArray[np.int64]
Role = Qt.ItemDataRole
_NONE: Rows = np.empty(0, np.int64)


class QueueModel(RowsModel):
    """Cases in the order they are to be worked on. `tick` once a second lets limits run out."""

    counts_changed = Signal(object)  # Counts
    urgent_came = Signal(object)  # rows of new emergencies, in the filter or not

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(len(COLUMNS), parent)
        self.session = session
        self.text = QueueText(session)
        self.order = QueueOrder(session.board.cases, self.text.name)
        self.counts = Counts()
        self.marks: dict[int, Mark] = {}
        session.changed.connect(self._on_changed)
        session.pending_changed.connect(self._on_pending)
        session.city_known.connect(self.retranslate)
        self._rebuild(new_table=True)

    # -- what is asked of it -----------------------------------------------------------------

    def set_filter(self, where: QueueFilter) -> None:
        if where != self.order.where:
            self.order.where = where
            self._rebuild()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Qt's own call; column -1 is the order of urgency."""
        self.order.sort_by(By(column), order == Qt.SortOrder.DescendingOrder)
        self._rebuild()

    def tick(self) -> None:
        """Once a second: what became overdue enters or is counted."""
        self._merge(_NONE)
        self._count()

    def retranslate(self) -> None:
        """The language or the city's names have changed."""
        self.text.forget()
        self.order.rename()
        self._rebuild()
        self._count()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        self.touch_all()

    # -- what happened -----------------------------------------------------------------------

    def _on_changed(self, delta: Delta) -> None:
        if delta.reset:
            self._rebuild(new_table=True)
            return
        if not delta.touches_cases:
            return
        self._merge(np.concatenate([delta.changed, delta.added]))
        self._count()
        urgent = delta.added[self.session.board.cases.column("priority")[delta.added] == 1]
        if len(urgent):
            self.urgent_came.emit(urgent)

    def _rebuild(self, new_table: bool = False) -> None:
        if new_table:
            self._take_table()
        self.order.rebuild(self.session.clock.now_ms())
        self.replace(self.order.index)
        if new_table:
            self._count(first=True)

    def _take_table(self) -> None:
        """Rows of the old board mean nothing in the new one: let go of them first."""
        self.marks = marks(self.session)
        if self.order.table is not self.session.board.cases:
            self.order.use(self.session.board.cases)
            self.replace(_NONE)

    def _merge(self, touched: Rows) -> None:
        self.order.apply(touched, self.session.clock.now_ms())
        self.replace(self.order.index, touched if len(touched) else None)
        if len(touched):
            self.touch(self.order.positions(touched))

    def _on_pending(self, cases: frozenset[int]) -> None:
        self.marks = marks(self.session)
        rows = [self.session.board.cases.row(c) for c in cases]
        known = np.array([r for r in rows if r >= 0], np.int64)
        if len(known):
            self.touch(self.order.positions(known))

    def _count(self, first: bool = False) -> None:
        """Tell new counts; the first ones of a picture even when they are all zero."""
        me = self.session.actor.actor_id if self.session.actor else ""
        counts = count(self.session.board.cases, self.session.clock.now_ms(), me)
        if first or counts != self.counts:
            self.counts = counts
            self.counts_changed.emit(counts)

    # -- what Qt asks ------------------------------------------------------------------------

    def case_at(self, position: int) -> int:
        """The case number at `position`, 0 outside."""
        row = self.row_at(position)
        return int(self.session.board.cases.column("case_id")[row]) if row >= 0 else 0

    def position_of(self, case_id: int) -> int:
        """Where a case stands, -1 when it is not shown."""
        row = self.session.board.cases.row(case_id)
        return self.order.position(row) if row >= 0 else -1

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row = self.row_at(index.row()) if index.isValid() else -1
        if row < 0:
            return None
        by = By(index.column())
        if role == Role.DisplayRole:
            return self.text.cell(row, by)
        if role == Role.ToolTipRole:
            return self.text.tooltip(row, by)
        if role in (Role.AccessibleTextRole, Role.AccessibleDescriptionRole):
            return f"{heading(by)}: {self.text.spoken(row, by)}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole):
            return heading(By(section))
        return None
