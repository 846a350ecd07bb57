"""What the window does for its outbox: the tab's name, coming to the front, and cache troubles."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDockWidget

from console import words
from console.feeds.port import CacheTrouble, LinkState, Trouble
from console.session import Session
from console.views.commandbar import CommandBar
from console.views.outbox import OutboxView

#: A command that central answers at once is not worth another name of the tab, in ms.
_SETTLED_MS = 400
#: What is older waits since before this start, and stands in the banner.
_JUST_NOW = timedelta(seconds=10)


class OutboxCorner(QObject):
    """Wires the outbox to its dock."""

    def __init__(
        self, session: Session, view: OutboxView, dock: QDockWidget, command: CommandBar
    ) -> None:
        super().__init__(view)
        self._session, self._told = session, 0
        self._view, self._dock, self._command = view, dock, command
        self._soon = QTimer(self, interval=_SETTLED_MS, singleShot=True)
        self._soon.timeout.connect(self._settle)
        session.outgoing_changed.connect(self._hear)
        session.cache_troubled.connect(self._tell)
        self.name()

    def name(self) -> None:
        """The dock is called what it is, with how many wait."""
        said = self._view.title()
        if said != self._dock.windowTitle():  # a tab's title lays out the window
            self._dock.setWindowTitle(said)

    def _settle(self) -> None:
        self.name()
        self._say_queued()

    def _say_queued(self) -> None:
        """What was given just now and only waits says so where it was given."""
        away = self._away()
        newest = max(self._session.outgoing.waiting, key=lambda x: x.number, default=None)
        if newest is None or away is Trouble.NONE or newest.number <= self._told:
            return
        self._told = newest.number
        if datetime.now(UTC) - newest.given_at < _JUST_NOW:
            said = words.queued(newest, self._session, away)
            self._command.say(f"◌ {said}", "amber")

    def _away(self) -> Trouble:
        """Why nothing is sent now: as the outbox has found, or as the feed knows sooner."""
        away, link = self._session.outgoing.away, self._session.link
        if away is Trouble.NONE and link.state is LinkState.STALE:
            return Trouble.TIMEOUT if link.trouble is Trouble.NONE else link.trouble
        return away

    def _hear(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def show(self) -> None:
        self._dock.show()
        self._dock.raise_()
        self._view.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _tell(self, trouble: CacheTrouble) -> None:
        self._command.say("▲ " + words.cache_trouble(trouble), "amber", fade=False)
