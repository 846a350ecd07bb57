"""The dialog over a window: its cases are those picked in the queue, or else all that it shows."""

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
    """The cases picked in the queue are meant, in its order; else the queue as it stands."""

    def rows() -> Rows:
        shown, picked = queue.model.index_rows, queue.model.picks.cases
        if not picked:
            return shown
        found = np.array([session.board.cases.row(case_id) for case_id in picked], np.int64)
        found = found[found >= 0]
        seen = shown[np.isin(shown, found)]
        # Picked ones that a filter hides are meant as well, after those that are seen.
        return np.concatenate([seen, found[~np.isin(found, seen)]])

    return SendMany(session, actions, case.page.best.desk, rows, window)
