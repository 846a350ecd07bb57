"""All that a window needs for handovers: the line across it, and the dialog behind that."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.actions import Actions
from console.session import Session
from console.tokens import Tokens
from console.views.handover.banner import HandoverBanner
from console.views.handover.dialog import HandoverDialog
from console.views.handover.give import KeepsNotes


class Handing(QObject):
    """`banner` belongs into the window's head; `begin` opens the dialog."""

    def __init__(
        self,
        session: Session,
        actions: Actions,
        tokens: Tokens,
        notes: KeepsNotes,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.banner = HandoverBanner(session, tokens, window)
        self.dialog = HandoverDialog(session, actions, tokens, notes, window)
        self.banner.wanted.connect(self.dialog.open_it)
        self.dialog.opened.connect(self.banner.seen)
        self.dialog.case_wanted.connect(session.select)

    def begin(self) -> None:
        """Give a shift away, or take over what waits."""
        self.dialog.open_it()

    def set_tokens(self, tokens: Tokens) -> None:
        self.banner.set_tokens(tokens)
        self.dialog.set_tokens(tokens)
