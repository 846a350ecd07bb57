"""A strip under the menus that stays until every watch-area alarm has been acknowledged."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from console import words
from console.models.watch import Watch
from console.session import Session
from console.tokens import Tokens
from console.views.mapwork.alarmwords import alarm_line
from console.views.plaintext import PlainText
from console.views.signs import Tone, ink


class AlarmStrip(QFrame):
    """The newest alarm in words, and how many there are."""

    show_wanted = Signal(object)  # Alarm
    list_wanted = Signal()

    def __init__(self, session: Session, watch: Watch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._watch = session, watch
        self.text = PlainText(1, self)
        self.place, self.list, self.seen = (QPushButton(self) for _ in range(3))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 10, 3)
        row.addWidget(self.text, 1, Qt.AlignmentFlag.AlignVCenter)
        for button in (self.place, self.list, self.seen):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self.place.clicked.connect(self._show)
        self.list.clicked.connect(self.list_wanted)
        self.seen.clicked.connect(watch.acknowledge_all)
        watch.changed.connect(self.refresh)
        self.retranslate()

    def set_tokens(self, tokens: Tokens) -> None:
        self.text.set_colour(ink(Tone.ALARM, tokens))

    def refresh(self) -> None:
        alarms = self._watch.alarms
        self.setVisible(bool(alarms))
        if alarms:
            line = "▲ " + alarm_line(self._session, alarms[-1])
            more = len(alarms) - 1 + self._watch.forgotten
            self.text.set_text(line + (self.tr(" · and %n more", "", more) if more else ""))

    def _show(self) -> None:
        if self._watch.alarms:
            self.show_wanted.emit(self._watch.alarms[-1])

    def retranslate(self) -> None:
        self.place.setText(self.tr("Show"))
        self.list.setText(words.fill(self.tr("List ({key})"), key=words.key("view.alerts")))
        self.seen.setText(self.tr("Acknowledge those of watch areas"))
        self.setAccessibleName(self.tr("Alert of a watch area"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
