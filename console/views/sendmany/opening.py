"""The dialog over a window: its cases are those marked in the queue, or else all that it shows."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QWidget

from console.actions import Actions
from console.models.rows import Rows
from console.session import Session
from console.views.casepanel import CasePanel
from console.views.queue import QueueView
from console.views.sendmany.dialog import SendMany


def send_many(
    window: QWidget, session: Session, actions: Actions, queue: QueueView, case: CasePanel
) -> SendMany:
    """Two cases or more that are marked in the queue are meant; else the queue as it stands."""

    def rows() -> Rows:
        marked = sorted(index.row() for index in queue.table.selectionModel().selectedRows())
        if len(marked) > 1:
            return np.array([queue.model.row_at(at) for at in marked], np.int64)
        return queue.model.index_rows

    return SendMany(session, actions, case.page.best.desk, rows, window)
