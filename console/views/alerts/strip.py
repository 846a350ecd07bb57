"""The most pressing alert across the window, until nothing critical or high is left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from console import words
from console.board.alerts.kinds import Klass
from console.models.alerting import Alerting
from console.models.alertlines import summary
from console.session import Session
from console.tokens import Tokens
from console.views.plaintext import PlainText
from console.views.signs import SignMark, Tone, ToneFrame
from console.words.alerts import tally


class AlertStrip(ToneFrame):
    """There while muted or in a flood, so that neither is forgotten; never for low ones alone."""

    next_wanted = Signal()
    list_wanted = Signal()

    def __init__(
        self, session: Session, alerting: Alerting, tokens: Tokens, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._alerting, self._tokens = session, alerting, tokens
        self._dressed: tuple[str, Tone] | None = None
        self._sign, self._text = SignMark(18, self), PlainText(max_lines=2, parent=self)
        self.next, self.list = QPushButton(self), QPushButton(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 3, 12, 3)
        line.setSpacing(10)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)
        for button in (self.next, self.list):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            line.addWidget(button)
        self.next.clicked.connect(self.next_wanted)
        self.list.clicked.connect(self.list_wanted)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        alerting.changed.connect(self.refresh)
        session.city_known.connect(self.refresh)
        self.hide()
        self.retranslate()

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens, self._dressed = tokens, None
        self.refresh()

    def text(self) -> str:
        """What is said; empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    def refresh(self) -> None:
        """Say what is most pressing now."""
        fresh, muted = self._alerting.alerts.groups.fresh, self._alerting.muted_for_s()
        pressing = bool(fresh[Klass.CRITICAL] or fresh[Klass.HIGH])
        if not (pressing or muted or self._alerting.rate.rush):
            self.hide()
            return
        parts = [summary(self._alerting, self._session) if pressing else "", tally(fresh)]
        if self._alerting.rate.rush:
            text = self.tr("Flood: {n} new in the last minute")
            parts.insert(0, words.fill(text, n=words.count(self._alerting.rate.minute)))
        if muted:
            time = words.duration_ms(int(muted * 1_000))
            parts.append(words.fill(self.tr("♪✕ muted, {time} left"), time=time))
        self._text.set_text("  |  ".join(part for part in parts if part))
        self._dress(Tone.ALARM if fresh[Klass.CRITICAL] else Tone.WARN if pressing else Tone.CALM)
        self.show()

    def _dress(self, tone: Tone) -> None:
        if self._dressed == (self._tokens.name, tone):
            return
        self._dressed = (self._tokens.name, tone)
        on_it = self.wear(tone, self._tokens)
        self._text.set_colour(on_it)
        self._sign.show_tone(tone, on_it)

    def retranslate(self) -> None:
        self.next.setText(words.fill(self.tr("Next ({key})"), key=words.key("view.alert-next")))
        self.list.setText(words.fill(self.tr("List ({key})"), key=words.key("view.alerts")))
        self.setAccessibleName(self.tr("Alerts that wait"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
