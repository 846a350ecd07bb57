"""What the window does for its outbox: the tab's name, coming to the front, and cache troubles."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDockWidget

from console import words
from console.feeds.port import CacheTrouble
from console.session import Session
from console.views.commandbar import CommandBar
from console.views.outbox import OutboxView


class OutboxCorner(QObject):
    """Wires the outbox to its dock."""

    def __init__(
        self, session: Session, view: OutboxView, dock: QDockWidget, command: CommandBar
    ) -> None:
        super().__init__(view)
        self._view, self._dock, self._command = view, dock, command
        session.outgoing_changed.connect(self.name)
        session.cache_troubled.connect(self._tell)
        self.name()

    def name(self) -> None:
        """The dock is called what it is, with how many wait."""
        self._dock.setWindowTitle(self._view.title())

    def show(self) -> None:
        self._dock.show()
        self._dock.raise_()
        self._view.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _tell(self, trouble: CacheTrouble) -> None:
        self._command.say("▲ " + words.cache_trouble(trouble), "amber", fade=False)
