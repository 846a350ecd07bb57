"""What is under way on the case, and what was refused, right below its title."""

from __future__ import annotations

import math
import time

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from console import words
from console.deskwork import VERBS
from console.outbox.ledger import Pending
from console.outbox.port import Outcome
from console.session import Session
from console.tokens import Tokens
from console.views.plaintext import PlainText
from console.views.signs import SignMark, Tone, ToneFrame

RETRY_KEY, DISMISS_KEY = "F7", "F8"
#: What central answers within so many ms is not worth moving the panel down and up again; the row
#: of the case carries its mark at once.
PATIENCE_MS = 400


class CaseNotice(ToneFrame):
    """Hidden while there is nothing to say."""

    retry = Signal(object)  # Outcome: the person wants it again, on the case as it is now
    dismiss = Signal(object)  # Outcome

    def __init__(self, session: Session, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._tokens = session, tokens
        self._no: Outcome | None = None
        self._tone = Tone.BUSY
        self._asked: tuple[int, Outcome | None] = (0, None)
        self._later = QTimer(self, interval=PATIENCE_MS, singleShot=True)
        self._later.timeout.connect(lambda: self.show_case(*self._asked))
        self._sign, self._text = SignMark(18, self), PlainText(max_lines=6, parent=self)
        self._retry, self._dismiss = QPushButton(self), QPushButton(self)
        # A button's own shortcut acts a tenth of a second late, after showing itself pressed.
        QShortcut(QKeySequence(RETRY_KEY), self, self._retried)
        QShortcut(QKeySequence(DISMISS_KEY), self, self._dismissed)
        self._retry.clicked.connect(self._retried)
        self._dismiss.clicked.connect(self._dismissed)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._lay_out()
        self._retranslate()
        self.hide()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._text, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._retry)
        buttons.addWidget(self._dismiss)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.addLayout(line)
        column.addLayout(buttons)

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._dress()

    def show_case(self, case_id: int, loose: Outcome | None = None) -> None:
        """Show what concerns `case_id`; `loose` is a refusal that names no case."""
        self._asked = (case_id, loose)
        self._no = loose or self._session.ledger.refusals.get(case_id)
        under_way = self._under_way(case_id)
        if self._no is not None:
            self._say(Tone.ALARM, words.outcome(self._no, self._session))
        elif any(p.waiting for p in under_way):
            self._say(Tone.WARN, self._waiting([p for p in under_way if p.waiting]))
        elif (wait_ms := self._patience(under_way)) > 0:
            self.hide()
            self._later.start(wait_ms)
        elif under_way:
            verb = words.verb(under_way[-1].verb)
            self._say(Tone.BUSY, words.fill(self.tr("“{verb}”: sending…"), verb=verb))
        else:
            self.hide()

    def text(self) -> str:
        """What is said now; empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    def refused(self) -> Outcome | None:
        return self._no

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _under_way(self, case_id: int) -> list[Pending]:
        """What was sent about this case, and what will name its case only in the answer.

        A hold that is renewed by itself is worth a line only when it does not get through.
        """
        ledger = self._session.ledger
        sent = [*(ledger.of_case(case_id) if case_id else ()), *ledger.of_case(0)]
        sent = [p for p in sent if p.verb not in VERBS]
        return [p for p in sent if p.waiting or p.verb != "renew"]

    @staticmethod
    def _patience(under_way: list[Pending]) -> int:
        """Milliseconds until the oldest of them is worth a line; 0: there is none, or it is."""
        if not under_way:
            return 0
        age_ms = (time.monotonic() - min(p.since for p in under_way)) * 1_000
        return max(0, math.ceil(PATIENCE_MS - age_ms))

    def _waiting(self, waiting: list[Pending]) -> str:
        since = min(p.since for p in waiting)
        text = self.tr("“{verb}”: waiting for central, {time} so far. It is sent again by itself.")
        age = words.duration_ms(int((time.monotonic() - since) * 1_000))
        outgoing = self._session.outgoing
        kept = {x.command_id: x for x in outgoing.waiting}
        if (letter := kept.get(waiting[0].command_id)) is not None:
            return words.only_queued(letter, age, survives=not outgoing.notice)
        return words.fill(text, verb=words.verb(waiting[0].verb), time=age)

    def _say(self, tone: Tone, text: str) -> None:
        self._tone = tone
        self._text.set_text(text)
        for button in (self._retry, self._dismiss):
            button.setVisible(self._no is not None)
        self._dress()
        self.show()

    def _dress(self) -> None:
        # What is only under way is no reason for a colour.
        on_it = self.wear(Tone.CALM if self._tone is Tone.BUSY else self._tone, self._tokens)
        self._text.set_colour(on_it)
        self._sign.show_tone(self._tone, on_it)

    def _retranslate(self) -> None:
        keys = (
            (self._retry, self.tr("Try again"), RETRY_KEY),
            (self._dismiss, self.tr("Understood"), DISMISS_KEY),
        )
        for button, label, key in keys:
            native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            button.setText(f"{label}  {native}")
            button.setAccessibleName(label)

    def _retried(self) -> None:
        if self._no is not None:
            self.retry.emit(self._no)

    def _dismissed(self) -> None:
        if self._no is not None:
            self.dismiss.emit(self._no)
