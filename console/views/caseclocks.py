"""Every clock of the case: what is spent of which limit, where it stood still, how it stands."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from casework.case import Case
from casework.events import Envelope
from casework.vocabulary import TrafficLight
from console import words
from console.models.caseclocks import CaseClock, Span, clocks
from console.session import Session
from console.tokens import Tokens
from console.views.plaintext import PlainText
from console.views.signs import SignMark, Tone, ink

#: More pauses than this are counted, not listed.
MOST_PAUSES = 3
TONES = {TrafficLight.YELLOW: Tone.WARN, TrafficLight.RED: Tone.ALARM}


class CaseClocks(QWidget):
    """A row for each clock: the sign of its light, its name, its figures."""

    def __init__(self, session: Session, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._tokens = session, tokens
        self._known: tuple[int, int, int] = (0, 0, 0)
        self._clocks: tuple[CaseClock, ...] = ()
        self._rows: list[tuple[SignMark, QLabel, PlainText]] = []
        self._none = QLabel(self)
        self._none.setTextFormat(Qt.TextFormat.PlainText)
        self._none.setProperty("role", "soft")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(2, 1)
        self._grid.addWidget(self._none, 0, 0, 1, 3)

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.tick()

    def show_case(self, case: Case, history: Iterable[Envelope]) -> None:
        """Show the clocks of `case`; the events are gone through only when something happened."""
        told = tuple(history)
        known = (case.case_id, case.version, len(told))
        if known != self._known:
            self._known, self._clocks = known, clocks(case, told)
        self.tick()

    def tick(self) -> None:
        """The same clocks, read now."""
        now = self._session.clock.now_ms()
        for at, each in enumerate(self._clocks):
            sign, name, text = self._row(at)
            tone = self._tone(each, now)
            sign.show_tone(tone, ink(tone, self._tokens))
            title = words.deadline(each.kind, each.state)
            name.setText(title[:1].upper() + title[1:])
            text.set_text(self._line(each, now))
            for part in (sign, name, text):
                part.setVisible(True)
        for row in self._rows[len(self._clocks) :]:
            for part in row:
                part.setVisible(False)
        self._none.setVisible(not self._clocks)
        self._none.setText(self.tr("No limit runs for this case."))

    def texts(self) -> list[tuple[str, str]]:
        """Name and figures of every clock, as shown."""
        return [(n.text(), t.text()) for _sign, n, t in self._rows if not t.isHidden()]

    def _row(self, at: int) -> tuple[SignMark, QLabel, PlainText]:
        while at >= len(self._rows):
            sign, name, text = SignMark(14, self), QLabel(self), PlainText(parent=self)
            sign.setFixedSize(14, self.fontMetrics().height() + 2)
            name.setTextFormat(Qt.TextFormat.PlainText)
            name.setProperty("role", "soft")
            place = len(self._rows) + 1
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(sign, place, 0, top)
            self._grid.addWidget(name, place, 1, top)
            self._grid.addWidget(text, place, 2)
            self._rows.append((sign, name, text))
        return self._rows[at]

    def _tone(self, each: CaseClock, now: int) -> Tone:
        if each.paused_ms and not each.end_ms:
            return Tone.PAUSED
        return TONES.get(each.light(now), Tone.CALM)

    def _line(self, each: CaseClock, now: int) -> str:
        """ "In time: 35 min of 4 h 00 min, 3 h 25 min left, due 18:00"."""
        read = each.read_at(now)
        left = each.due_ms - read
        if not each.met:
            said = self.tr("not done before the case ended; it was due {due}")
        elif each.end_ms:
            said = (
                self.tr("{light}: took {spent}")
                if left >= 0
                else self.tr("{light}: took {spent}, {left} too long")
            )
        elif each.paused_ms:
            said = self.tr("paused since {since}: {spent}, {left} left when resumed")
            if left < 0:
                said = self.tr("paused since {since}: {spent}, {left} over")
        elif left >= 0:
            said = self.tr("{light}: {spent}, {left} left, due {due}")
        else:
            said = self.tr("{light}: {spent}, {left} over, was due {due}")
        line = words.fill(
            said,
            light=words.traffic_light(each.light(now)),
            spent=self._spent(each, read),
            left=words.duration_ms(left),
            due=self._when(each.due_ms),
            since=self._when(each.paused_ms),
        )
        return "\n".join(part for part in (line, self._pauses(each.pauses)) if part)

    def _spent(self, each: CaseClock, read: int) -> str:
        if not each.begin_ms:
            return self.tr("begin not known")
        spent, limit = max(0, read - each.begin_ms), each.due_ms - each.begin_ms
        times = {"spent": words.duration_ms(spent), "limit": words.duration_ms(limit)}
        return words.fill(self.tr("{spent} of {limit}"), **times)

    def _pauses(self, pauses: tuple[Span, ...]) -> str:
        over = [span for span in pauses if span[1]]
        if not over:
            return ""
        listed = self.tr(", ").join(self._span(span) for span in over[-MOST_PAUSES:])
        if len(over) > MOST_PAUSES:
            listed = words.fill(self.tr("{spans} and {n} before"), spans=listed, n=len(over) - 3)
        return words.fill(self.tr("stood still {spans}"), spans=listed)

    def _span(self, span: Span) -> str:
        begin, end = span
        times = {"begin": self._when(begin), "end": self._when(end)}
        long = words.duration_ms(end - begin)
        return words.fill(self.tr("{begin} – {end} ({time})"), **times, time=long)

    def _when(self, ms: int) -> str:
        """Month, day and time; the year goes without saying."""
        said = words.instant_ms(ms, words.zone(self._session), with_date=True, seconds=False)
        return said.partition("-")[2]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.tick()
        super().changeEvent(event)
