"""What a window needs for keys, the command bar's memory and batches, in one piece."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from console.actions import Actions
from console.batch import Batch
from console.bindings import KeepsKeys
from console.session import Session
from console.views.commandbar import CommandBar
from console.views.keys import KeysDialog
from console.views.parts.batchview import BatchDialog, BatchStrip
from console.views.parts.linememory import KeepsLines, LineMemory


class KeepsTyping(KeepsKeys, KeepsLines, Protocol):
    """Where chosen keys and typed lines outlive the program."""


class Keyboard(QObject):
    """`strip` belongs into the window's head; `does` are view actions by their ids."""

    def __init__(
        self,
        session: Session,
        actions: Actions,
        command: CommandBar,
        kept: KeepsTyping,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._actions = actions
        actions.keys.load(kept)
        self.batch = Batch(session, actions, self)
        self.strip = BatchStrip(self.batch, actions, window)
        self.list = BatchDialog(self.batch, actions, window)
        self.dialog = KeysDialog(actions.keys, window)
        self.lines = LineMemory(command.field, session, kept)
        self.strip.list_wanted.connect(self.list.open_it)
        self.list.case_wanted.connect(session.select)
        command.carried_out.connect(self.lines.add)
        command.bulk.connect(self.begin)
        command.keys_wanted.connect(self.dialog.open_it)
        self.does = {"batch": self.list.open_it, "keys": self.dialog.open_it}

    def begin(self, action_id: str, cases: Sequence[int], said: dict[str, Any]) -> None:
        """Do one thing to many cases; while another batch runs it is said that one has to wait."""
        if not self.batch.begin(action_id, cases, **said):
            self._actions.told.emit(
                QCoreApplication.translate(
                    "Batch", "Another batch is still running: wait for its end, or stop it."
                )
            )
