"""Signing in, before there is a window or over it. It asks and shows; somebody else tries."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from console import words
from console.profiles import Profile
from console.signing.port import Fault, SignError
from console.tokens import Tokens
from console.views import theme
from console.views.entry.form import SignForm
from console.views.plaintext import PlainText
from console.views.signs import Tone, ink

_WIDTH = 520


class SignDialog(QDialog):
    """`asked` carries an `Ask`; answer it with `refuse`, or close the dialog with `accept`."""

    asked = Signal(object)  # Ask
    forgotten = Signal(str)

    def __init__(
        self, profiles: tuple[Profile, ...], tokens: Tokens, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sign-in")
        self._tokens = tokens
        self._wait_s = 0
        self._error: SignError | None = None
        self._why = self._notice = ""
        self.head, self.told = PlainText(4, self), PlainText(6, self)
        self.form = SignForm(profiles, self)
        self.enter, self.leave = QPushButton(self), QPushButton(self)
        self.enter.setDefault(True)
        self._wait = QTimer(self)
        self._wait.setInterval(1_000)
        self._wait.timeout.connect(self._count_down)
        self._lay_out()
        self.enter.clicked.connect(self._ask)
        self.leave.clicked.connect(self.reject)
        self.form.forgotten.connect(self.forgotten)
        for field in (self.form.url, self.form.user, self.form.password):
            field.textChanged.connect(self._refresh)
        self.finished.connect(lambda _code: self.form.wipe())
        self.retranslate()

    def _lay_out(self) -> None:
        self.setMinimumWidth(theme.px(_WIDTH))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.enter)  # what is meant stands last, as in every dialog
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(self.form)
        self.form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column.addWidget(self.told)
        column.addLayout(buttons)

    # -- what somebody else has to say -------------------------------------------------------

    def explain(self, why: str) -> None:
        """Above the fields: why a sign-in is wanted."""
        self._why = why
        self._refresh()

    def notice(self, text: str) -> None:
        """Below them, calmly: what is good to know, until a try comes to nothing."""
        self._notice = text
        self._refresh()

    def refuse(self, error: SignError) -> None:
        """That was not it."""
        self._busy(False)
        self._error, self._wait_s = error, error.wait_s
        self.form.totp.clear()
        if error.fault in (Fault.WRONG, Fault.CLOCK):
            self.form.password.selectAll()
        self.form.password.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._wait_s:
            self._wait.start()
        self._refresh()

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._refresh()

    # -- inside ------------------------------------------------------------------------------

    def _ask(self) -> None:
        if self.form.complete() and not self._wait_s and self.form.isEnabled():
            self._error = None
            self._busy(True)
            self.asked.emit(self.form.asked())

    def _busy(self, busy: bool) -> None:
        self.form.setEnabled(not busy)
        self._refresh()

    def _count_down(self) -> None:
        self._wait_s -= 1
        if self._wait_s <= 0:
            self._wait_s, self._error = 0, None
            self._wait.stop()
        else:
            assert self._error is not None  # noqa: S101 - the wait is one of an error
            self._error.wait_s = self._wait_s
        self._refresh()

    def _refresh(self) -> None:
        self.enter.setEnabled(self.form.complete() and self.form.isEnabled() and not self._wait_s)
        self.head.set_text(self._why or self.tr("Sign in to a central."))
        said, tone = self._notice, Tone.CALM
        if not self.form.isEnabled():
            said = self.tr("Asking central …")
        elif self._error is not None:
            where = self.form.url.text()
            said, tone = "▲ " + words.sign_fault(self._error, where, _here()), Tone.ALARM
        self.told.set_colour(ink(tone, self._tokens))
        self.told.set_text(said)
        self.told.setVisible(bool(said))
        self._grow()

    def _grow(self) -> None:
        """As high as the sentence needs; a field is never cut off for it."""
        column = self.layout()
        if column is not None and self.isVisible():
            column.activate()
            self.resize(self.width(), max(self.height(), column.totalHeightForWidth(self.width())))

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Sign in"))
        self.enter.setText(self.tr("Sign in"))
        self.leave.setText(self.tr("Cancel"))
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _here() -> datetime:
    """This machine's own time, as its clock in the corner shows it."""
    return datetime.now().astimezone()
