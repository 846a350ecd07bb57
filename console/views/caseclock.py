"""The clock of a case: how much of its limit is used, as a bar and in words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from casework.case import Case
from casework.clock import light
from casework.instant import from_ms, to_ms
from casework.vocabulary import CaseState, TrafficLight
from console import words
from console.board.deadlines import Deadline, nearest
from console.session import Session
from console.tokens import Tokens
from console.views.signs import Tone, ink, paint_sign

NEAR = 0.8  # of the limit; casework.clock.light has the rule, this is only the tick on the bar
_TONES = {TrafficLight.YELLOW: Tone.WARN, TrafficLight.RED: Tone.ALARM}


class ClockBar(QWidget):
    """Grey while there is time, amber with a triangle near the limit, red with an octagon after."""

    def __init__(self, session: Session, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._tokens = session, tokens
        self._left, self._right, self._share, self._tone = "", "", 0.0, Tone.CALM
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.update()

    def show_case(self, case: Case) -> None:
        """Show the limit of `case` that is breached first, at city time now."""
        now = self._session.clock.now_ms()
        due, kind = nearest(case)
        self._left, self._right, self._share, self._tone = self.tr("No limit"), "", 0.0, Tone.CALM
        if not case.is_open:
            self._show_closed(case)
        elif case.state is CaseState.SUSPENDED:
            self._show_paused(case, due)
        elif due:
            self._show_running(case, kind, due, now)
        self.setAccessibleName(f"{self._left} {self._right}")
        self.update()

    def words(self) -> str:
        """What the bar says, for screen readers and tests."""
        return f"{self._left} {self._right}".strip()

    def _show_closed(self, case: Case) -> None:
        at = to_ms(case.closed_at) if case.closed_at else 0
        self._left = words.state(case.state)
        self._right = words.instant_ms(at, words.zone(self._session), with_date=True, seconds=False)
        late = bool(case.due_at and case.closed_at and case.closed_at > case.due_at)
        self._share, self._tone = 0.0, Tone.CALM
        if late and case.due_at:
            over = words.duration_ms(at - to_ms(case.due_at))
            self._left += words.fill(self.tr(", {time} after the limit"), time=over)

    def _show_paused(self, case: Case, due: int) -> None:
        """Where the clock stopped; it goes on from there when the case is resumed."""
        since = to_ms(case.paused_at) if case.paused_at else 0
        left = words.paused(due - since if due else None)
        self._left, self._tone = left[:1].upper() + left[1:], Tone.PAUSED
        when = words.instant_ms(since, words.zone(self._session), with_date=True, seconds=False)
        self._right = words.fill(self.tr("since {time}"), time=when) if since else ""
        if due and case.limit_from:
            begin = to_ms(case.limit_from)
            self._share = min(1.0, (since - begin) / (due - begin)) if due > begin else 1.0

    def _show_running(self, case: Case, kind: Deadline, due: int, now: int) -> None:
        began = {Deadline.DISPOSAL: case.limit_from, Deadline.STAGE: case.stage_from}
        start = began.get(kind, case.reported_at)
        judged = light(from_ms(now), start, from_ms(due))
        begin = to_ms(start) if start else due
        self._share = min(1.0, max(0.0, (now - begin) / (due - begin))) if due > begin else 1.0
        self._tone = _TONES.get(judged, Tone.CALM)
        when = words.instant_ms(due, words.zone(self._session), with_date=True, seconds=False)
        text = self.tr("Overdue by {time}") if now > due else self.tr("{time} left")
        self._left = words.fill(text, time=words.duration_ms(due - now))
        if kind is not Deadline.DISPOSAL:
            what = words.deadline(kind, case.state)
            self._left = words.fill(
                self.tr("{what}: {left}"), what=what[:1].upper() + what[1:], left=self._left
            )
        self._right = words.fill(self.tr("due {time}"), time=when)

    def sizeHint(self) -> QSize:
        return QSize(240, self.fontMetrics().height() + 18)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self.fontMetrics().height()
        colour = ink(self._tone, self._tokens)
        left = 0.0
        if self._tone is not Tone.CALM:
            paint_sign(painter, QRectF(0, 0, height, height), self._tone, colour)
            left = height + 6.0
        self._paint_words(painter, QRectF(left, 0, self.width() - left, height), colour)
        self._paint_bar(painter, QRectF(0, height + 6, self.width(), 8))
        painter.end()

    def _paint_words(self, painter: QPainter, box: QRectF, colour: QColor) -> None:
        metrics = self.fontMetrics()
        font = painter.font()
        calm = self._tone is Tone.CALM
        font.setBold(not calm)
        painter.setFont(font)
        painter.setPen(QColor(self._tokens.surface.text) if calm else colour)
        painter.drawText(
            box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._left
        )
        taken = painter.fontMetrics().horizontalAdvance(self._left) + 12
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(QColor(self._tokens.surface.text_soft))
        right = metrics.elidedText(
            self._right, Qt.TextElideMode.ElideLeft, max(0, int(box.width()) - taken)
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right)

    def _paint_bar(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(QColor(self._tokens.surface.line), 1))
        painter.setBrush(QColor(self._tokens.surface.raised))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        if self._share <= 0.0:
            return
        full = QRectF(
            box.left() + 1, box.top() + 1, (box.width() - 2) * self._share, box.height() - 2
        )
        painter.fillRect(full, ink(self._tone, self._tokens))
        tick = box.left() + box.width() * NEAR
        painter.drawLine(int(tick), int(box.top() - 2), int(tick), int(box.bottom() + 2))
