"""What a locked console shows: whose it is, the emergencies, and the way back in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console import words
from console.session import Session
from console.signing.port import SignError
from console.tokens import Tokens
from console.views import theme
from console.views.banner import LinkBanner
from console.views.lock.emergencies import EmergencyList
from console.views.plaintext import PlainText
from console.views.signs import Tone, ink

_COLUMN = 640


@dataclass(frozen=True)
class Holder:
    """Whose seat it is. `password`: one opens it; `code`: with a one-time code as well."""

    name: str
    password: bool = True
    code: bool = False
    where: str = ""


class LockScreen(QDialog):
    """Closed by `release` alone. `asked`: password and code; `left`: sign the holder out."""

    asked = Signal(str, str)
    left = Signal()

    def __init__(self, session: Session, tokens: Tokens, holder: Holder, parent: QWidget) -> None:
        flags = Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint
        super().__init__(parent, flags)
        self.setObjectName("lock")
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._holder, self._tokens = holder, tokens
        self._error: SignError | None = None
        self._wait_s, self._busy, self._released = 0, False, False
        self.banner = LinkBanner(session, tokens, self)
        self.head, self.hint, self.told = (PlainText(n, self) for n in (2, 3, 4))
        self.head.setFont(theme.font(theme.TITLE, bold=True))
        self.emergencies = EmergencyList(session, tokens, self)
        self.password, self.code = QLineEdit(self), QLineEdit(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.open_button, self.leave_button = QPushButton(self), QPushButton(self)
        self.open_button.setDefault(True)
        self.leave_button.setAutoDefault(False)
        self._wait = QTimer(self)
        self._wait.setInterval(1_000)
        self._wait.timeout.connect(self._count_down)
        self._lay_out()
        self.open_button.clicked.connect(self._ask)
        self.leave_button.clicked.connect(self.left)
        self.retranslate()

    def _lay_out(self) -> None:
        for field in (self.password, self.code):
            field.setVisible(self._holder.password)
        self.code.setVisible(self._holder.code)
        self.leave_button.setVisible(self._holder.password)
        inner = QWidget(self)
        inner.setMaximumWidth(_COLUMN)
        column = QVBoxLayout(inner)
        column.setSpacing(12)
        for part in (self.head, self.emergencies, self.hint, self.password, self.code, self.told):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.open_button)
        row.addStretch(1)
        row.addWidget(self.leave_button)
        column.addLayout(row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 24)
        outer.addWidget(self.banner)
        outer.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inner, 10)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)

    def begin(self) -> None:
        target = self.password if self._holder.password else self
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: SignError) -> None:
        """That did not open it."""
        self._busy, self._error, self._wait_s = False, error, error.wait_s
        self.code.clear()
        self.password.setEnabled(True)
        self.password.selectAll()
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._wait_s:
            self._wait.start()
        self._say()

    def release(self) -> None:
        """Open: the screen goes for good."""
        self._released = True
        self.password.clear()
        self.code.clear()
        self.hide()
        self.deleteLater()

    def _ask(self) -> None:
        if self._holder.password and (self._busy or self._wait_s or not self.password.text()):
            return
        self._busy, self._error = True, None
        self._say()
        self.asked.emit(self.password.text(), self.code.text().replace(" ", ""))

    def _count_down(self) -> None:
        self._wait_s -= 1
        if self._wait_s <= 0:
            self._wait_s, self._error = 0, None
            self._wait.stop()
        elif self._error is not None:
            self._error.wait_s = self._wait_s
        self._say()

    def _say(self) -> None:
        said, tone = "", Tone.CALM
        if self._error is not None:
            now = datetime.now().astimezone()
            said = "▲ " + words.sign_fault(self._error, self._holder.where, now)
            tone = Tone.ALARM
        elif self._busy and self._holder.password:
            said = self.tr("Asking central …")
        self.told.set_colour(ink(tone, self._tokens))
        self.told.set_text(said)
        self.told.setVisible(bool(said))
        self.password.setEnabled(not self._busy)
        self.open_button.setEnabled(not self._busy and not self._wait_s)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Locked"))
        self.head.set_text(words.fill(self.tr("Locked · {name}"), name=self._holder.name))
        self.password.setPlaceholderText(self.tr("Password"))
        self.password.setAccessibleName(self.tr("Password"))
        self.code.setPlaceholderText(self.tr("One-time code"))
        self.code.setAccessibleName(self.tr("One-time code"))
        self.open_button.setText(self.tr("Unlock"))
        self.leave_button.setText(self.tr("Sign out …"))
        self.hint.set_text(
            self.tr("Nothing can be sent while it is locked. Everything you left is kept.")
            if self._holder.password
            else self.tr("This seat has no password: any key opens it. Nothing is protected.")
        )
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes nothing; without a password every key opens."""
        modifiers = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
        wanted = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if wanted or (not self._holder.password and event.key() not in modifiers):
            self._ask()
        event.accept()

    def reject(self) -> None:
        """Only `release` opens."""

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self._released)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
