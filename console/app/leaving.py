"""Leaving while commands wait: what becomes of them is said before anything is done."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from console import words
from console.outbox.port import Outgoing

translate = QCoreApplication.translate


class LeaveQuestion(QMessageBox):
    """`chosen`: True to leave all the same; Escape and Enter stay."""

    chosen = Signal(bool)

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("leave-question")
        self.setIcon(QMessageBox.Icon.NoIcon)
        self.setWindowTitle(translate("SeatDesk", "Commands are waiting"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        role = QMessageBox.ButtonRole
        self.go = self.addButton(translate("SeatDesk", "Leave all the same"), role.AcceptRole)
        self.stay = self.addButton(translate("SeatDesk", "Stay"), role.RejectRole)
        self.setDefaultButton(self.stay)
        self.setEscapeButton(self.stay)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.finished.connect(lambda _code: self.chosen.emit(self.clickedButton() is self.go))


def ask_to_leave(text: str, parent: QWidget) -> LeaveQuestion:
    """The question, not yet shown."""
    return LeaveQuestion(text, parent)


def waiting_text(outgoing: Outgoing, who: str) -> str:
    """What becomes of the commands that wait, when `who` leaves."""
    many = len(outgoing.waiting)
    if outgoing.notice in ("second-console", "disk"):
        text = translate(
            "SeatDesk", "Commands not sent yet: {n}. They cannot be kept and will be lost."
        )
        return words.fill(text, n=many)
    text = translate(
        "SeatDesk",
        "Commands not sent yet: {n}. They stay on this machine and are sent when {who} signs "
        "in here again; one that is on its way may still be carried out.",
    )
    return words.fill(text, n=many, who=who)
