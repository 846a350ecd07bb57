"""The emergencies that want somebody now, for whoever only looks at the screen."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from console.board.alarms import Alarm, Alarms, Ring
from console.board.board import Delta
from console.session import Session

URGENT = frozenset({Ring.EMERGENCY, Ring.CONTACT, Ring.ARRIVAL})
_TICK_MS = 1_000


class Emergencies(QObject):
    """Emergencies that nobody has taken, and those where a call or an arrival is overdue.

    The work of a change is bounded by what has changed, and by how many ring.
    """

    changed = Signal()
    came = Signal(object)  # tuple of Alarm: what rings and did not before

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._alarms, self._shown_version = Alarms(), -1
        self.open: list[Alarm] = []  # the most pressing first, then the oldest
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        session.changed.connect(self._take)
        self._alarms.load(session.board.cases, session.clock.now_ms())
        self._list(quietly=True)
        self._timer.start()

    def _take(self, delta: Delta) -> None:
        now = self._session.clock.now_ms()
        if delta.reset:
            self._alarms.load(self._session.board.cases, now)
        elif delta.touches_cases:
            self._alarms.update(np.concatenate([delta.changed, delta.added]), now)
        self._list()

    def _tick(self) -> None:
        self._alarms.tick(self._session.clock.now_ms())
        self._list()
        self.changed.emit()  # what is shown has grown older

    def _list(self, quietly: bool = False) -> None:
        if self._alarms.version == self._shown_version:
            return
        self._shown_version = self._alarms.version
        known = {a.key for a in self.open}
        self.open = [a for a in self._alarms.open() if a.ring in URGENT]
        fresh = tuple(a for a in self.open if a.key not in known)
        self.changed.emit()
        if fresh and not quietly:
            self.came.emit(fresh)
