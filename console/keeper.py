"""Keeps the leases of the cases a person is working on, and lets go when nobody is there.

A lease that quietly ran out while its holder was on the phone would hand the case to a colleague;
one that is renewed for an empty chair would keep it from them.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication

from casework.commands import RenewLease
from casework.vocabulary import Post
from console.board.board import Delta
from console.feeds.port import LinkState
from console.session import Session

#: Renew when less than this is left, in city milliseconds; leases run 15 minutes.
RENEW_BELOW_MS = 5 * 60_000
#: Nobody has touched the console for so long, in real seconds: the chair is empty.
EMPTY_CHAIR_S = 30 * 60.0
_LOOK_EVERY_MS = 1_000
_INPUT = {
    QEvent.Type.KeyPress,
    QEvent.Type.ShortcutOverride,  # of a key that is a shortcut a window hears no more than this
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}


class LeaseKeeper(QObject):
    """Renews through the session. Sees the input where it comes in: at the windows themselves.

    On the application it would be asked about every event of every object, a thousand times and
    more for one case that is selected.
    """

    def __init__(
        self,
        session: Session,
        parent: QObject | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._session, self._monotonic = session, monotonic
        self._touched = monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._mine: set[int] = set()
        session.changed.connect(self._follow)
        session.city_known.connect(self._begin)
        self._begin()
        self.watch()

    def watch(self) -> None:
        """See the input of every window there is; those that open later are found at a look."""
        for window in QGuiApplication.topLevelWindows():
            window.installEventFilter(self)  # once each: Qt moves the one that is there

    def _begin(self) -> None:
        """Which rows of a new board are mine: the one time that all of them are looked at."""
        actor, cases = self._session.actor, self._session.board.cases
        mine = cases.words.find(actor.actor_id) if actor else -1
        held = np.flatnonzero(cases.column("holder") == mine) if mine > 0 else ()
        self._mine = {int(row) for row in held}

    def _follow(self, delta: Delta) -> None:
        """Keep to what has changed."""
        if delta.reset:
            self._begin()
            return
        touched = np.concatenate([delta.changed, delta.added])
        actor, cases = self._session.actor, self._session.board.cases
        mine = cases.words.find(actor.actor_id) if actor and len(touched) else -1
        self._mine.difference_update(touched.tolist())
        if mine > 0:
            self._mine.update(touched[cases.column("holder")[touched] == mine].tolist())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in _INPUT:
            self._touched = self._monotonic()
        return super().eventFilter(watched, event)

    @property
    def idle_s(self) -> float:
        """For how long nobody has touched the console, in real seconds."""
        return self._monotonic() - self._touched

    def look(self) -> None:
        """Renew what is mine and about to run out, unless the chair is empty."""
        self.watch()
        session = self._session
        actor = session.actor
        if session.read_only or session.link.state is not LinkState.LIVE or actor is None:
            return
        if not actor.posts & {Post.DISPATCHER, Post.SHIFT_SUPERVISOR}:
            return
        if self.idle_s > EMPTY_CHAIR_S:
            return
        for row in self._running_out():
            case_id = int(session.board.cases.column("case_id")[row])
            if not session.ledger.of_case(case_id):
                session.dispatch(case_id, RenewLease())

    def _running_out(self) -> list[int]:
        leases, now = self._session.board.cases.column("lease_ms"), self._session.clock.now_ms()
        return [row for row in sorted(self._mine) if 0 < leases[row] - now < RENEW_BELOW_MS]
