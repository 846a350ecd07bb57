"""The emergencies on a locked screen: how many, and the most pressing few in words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from console import words
from console.board.alarms import Alarm, Ring
from console.models.emergencies import Emergencies
from console.session import Session
from console.tokens import Tokens
from console.views import theme
from console.views.plaintext import PlainText
from console.views.signs import SignMark, Tone, ink

SHOWN = 6


class EmergencyList(QWidget):
    """Lines for the first `SHOWN`; what has just come is announced below them."""

    def __init__(self, session: Session, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._tokens = session, tokens
        self._news: Alarm | None = None
        self.model = Emergencies(session, self)
        self.count, self.news = PlainText(2, self), PlainText(2, self)
        self.count.setFont(theme.font(theme.STRONG, bold=True))
        self.news.setFont(theme.font(theme.BODY, bold=True))
        self._signs = [SignMark(18, self) for _ in range(SHOWN)]
        self.lines = [PlainText(2, self) for _ in range(SHOWN)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.count)
        for sign, text in zip(self._signs, self.lines, strict=True):
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(text, 1)
            column.addLayout(row)
        column.addWidget(self.news)
        self.model.changed.connect(self.refresh)
        self.model.came.connect(self._announce)
        self.refresh()

    def refresh(self) -> None:
        """Say how it stands."""
        found = self.model.open
        red, calm = ink(Tone.ALARM, self._tokens), ink(Tone.CALM, self._tokens)
        # PLURAL: tr() with a number
        said = self.tr("%n emergency(s) waiting", "", len(found))
        unknown = self.tr("Emergencies: not known yet.")
        none = self.tr("No emergency is waiting.")
        text = f"▲ {said}" if found else (none if self._session.has_picture else unknown)
        self.count.set_text(text)
        self.count.set_colour(red if found else calm)
        for at, (sign, line) in enumerate(zip(self._signs, self.lines, strict=True)):
            there = at < len(found)
            sign.setVisible(there)
            line.setVisible(there)
            if there:
                sign.show_tone(Tone.ALARM, red)
                line.set_text(self._line(found[at]))
        gone = self._news is not None and self._news.key not in {a.key for a in found}
        if gone:
            self._news = None
        self.news.setVisible(self._news is not None)

    def texts(self) -> list[str]:
        """What is listed, in words."""
        return [x.text() for x in self.lines[: len(self.model.open)]]

    def _announce(self, fresh: Sequence[Alarm]) -> None:
        self._news = fresh[0]
        text = words.fill(self.tr("New: {what}"), what=self._line(fresh[0]))
        if len(fresh) > 1:
            text = words.fill(self.tr("{text} · and {n} more"), text=text, n=len(fresh) - 1)
        self.news.set_text(text)
        self.news.set_colour(ink(Tone.ALARM, self._tokens))
        self.refresh()
        QApplication.alert(self.window())
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.news, text))

    def _line(self, alarm: Alarm) -> str:
        session = self._session
        case = session.board.case(alarm.case_id)
        if case is None:
            return str(alarm.case_id)
        waited = words.duration_ms(max(0, session.clock.now_ms() - alarm.since_ms))
        what = words.category(session, case.category)
        where = words.area_path(session, replace(case, grid=""))
        number = words.fill(self.tr("No. {number}"), number=case.case_id)
        parts = (what, where, number, words.fill(self._why(alarm.ring), time=waited))
        return " · ".join(p for p in parts if p)

    def _why(self, ring: Ring) -> str:
        if ring is Ring.CONTACT:
            return self.tr("the call back is overdue by {time}")
        if ring is Ring.ARRIVAL:
            return self.tr("the arrival is overdue by {time}")
        return self.tr("nobody has taken it for {time}")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)
