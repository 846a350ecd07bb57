"""At the queue's edge: new emergencies that nobody has had on the screen yet."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPushButton, QWidget

from console.models.queue import QueueModel
from console.views.parts.queuetable import QueueTable

Rows = NDArray[np.int64]
_NONE: Rows = np.empty(0, np.int64)
_NEVER = np.iinfo(np.int64).max


class QueueEdge(QPushButton):
    """Counts them and says where the most urgent one is; hidden while there is none."""

    def __init__(self, model: QueueModel, table: QueueTable, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._table = model, table
        self._unseen: Rows = _NONE
        self.setProperty("role", "alarm")
        self.hide()
        model.urgent_came.connect(self._on_urgent)
        model.replaced.connect(self.recount)
        model.session.changed.connect(lambda delta: self._forget() if delta.reset else None)
        table.verticalScrollBar().valueChanged.connect(lambda _v: self.recount())

    @property
    def count(self) -> int:
        return len(self._unseen)

    def _on_urgent(self, rows: Rows) -> None:
        self._unseen = np.union1d(self._unseen, rows)
        self.recount()

    def _forget(self) -> None:
        self._unseen = _NONE
        self.recount()

    def recount(self) -> None:
        """Leave out what has been on the screen or is over."""
        if not len(self._unseen):
            self.hide()
            return
        first, last = self._table.visible_span()
        cases = self._model.session.board.cases
        known = self._unseen[self._unseen < cases.rows]
        whole = range(first, max(first, last - 2))  # the last ones may show by half
        seen = np.isin(known, [self._model.row_at(position) for position in whole])
        over = cases.column("closed_ms")[known] > 0
        self._unseen = known[~(seen & self._table.isVisible()) & ~over]
        self.setVisible(bool(len(self._unseen)))
        if len(self._unseen):
            self._say(first)

    def _say(self, first: int) -> None:
        at = self._model.position_of_row(self.next_row())
        where = "◇" if at < 0 else "↑" if at < first else "↓"
        text = self.tr("%n new urgent", "", len(self._unseen))
        hidden = self.tr("outside this filter") if at < 0 else ""
        said = " · ".join(part for part in (text, hidden) if part)
        self.setText(f"{where} {said}".replace("&", "&&"))
        self.setToolTip(self.tr("Emergencies that came in and have not been on the screen."))
        self.setAccessibleName(said)

    def next_row(self) -> int:
        """The most urgent of them, -1 where there is none."""
        if not len(self._unseen):
            return -1
        due = self._model.session.board.cases.column("deadline_ms")[self._unseen]
        return int(self._unseen[np.argmin(np.where(due > 0, due, _NEVER))])

    def shown(self, row: int) -> None:
        """The person has been led to `row`."""
        self._unseen = self._unseen[self._unseen != row]
        self.recount()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.recount()
        super().changeEvent(event)
