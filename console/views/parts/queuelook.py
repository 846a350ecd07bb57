"""Notices what the person has seen: selected rows, and rows that were visible for two seconds."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject

from console.models.queue import QueueModel
from console.pulse import Turn, every
from console.views.parts.queuetable import QueueTable

_EVERY_MS = 500


class QueueLook(QObject):
    """Looks twice a second while anything is unseen; nobody looks at a window behind others."""

    def __init__(
        self,
        model: QueueModel,
        table: QueueTable,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(table)
        self._model, self._table, self._monotonic = model, table, monotonic
        self._timer = every(self, _EVERY_MS, self.look, Turn.LOOK)
        model.session.selected.connect(self._selected)

    def look(self) -> None:
        unseen, table = self._model.unseen, self._table
        if not unseen.count:
            return
        if not table.isVisible() or not table.isActiveWindow():
            unseen.look_away()
            return
        seen = unseen.look(table.visible_rows(), self._monotonic())
        if selected := unseen.see([self._row(self._model.session.selected_case)]):
            seen += selected
        if seen:
            table.viewport().update()

    def _row(self, case_id: int) -> int:
        return self._model.session.board.cases.row(case_id)

    def _selected(self, case_id: int) -> None:
        row = self._row(case_id)
        if self._model.unseen.see([row]):
            self._model.rows_touched.emit(np.array([row], np.int64))
