"""The newest alarms: urgent reports and breached limits, the newest on top."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from casework.case import Case
from console import words
from console.models.citycounts import Alarm
from console.session import Session
from console.tokens import Tokens
from console.views.plaintext import flat
from console.views.signs import Tone, ink, paint_sign
from console.views.wall.lettering import FINE, TEXT, WallPart

_ROW = 96.0


class AlarmList(WallPart):
    """Two lines each: what, and where; the time of it on the right."""

    def __init__(self, session: Session, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(tokens, parent)
        self._session = session
        self._alarms: list[tuple[Alarm, Case]] = []

    def show_alarms(self, alarms: Sequence[Alarm]) -> None:
        """Take the newest; their cases are read now, once, for as many as are shown."""
        cases = self._session.board.cases
        self._alarms = [(a, cases.get(a.row)) for a in alarms if a.row < cases.rows]
        self.setAccessibleName("; ".join(self.texts()[:20]))
        self.update()

    def texts(self) -> list[str]:
        """What is listed, in words."""
        return [f"{self._what(c)} · {self._why(a, c)} · {self._where(c)}" for a, c in self._alarms]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = self.panel(painter)
        room = self.heading(painter, box, self.tr("Newest alerts"))
        if not self._alarms:
            line = QRectF(room.left(), room.top(), room.width(), self.px(48))
            self.write(painter, line, self.tr("No alert."), TEXT, self.colour("text_soft"))
        fitting = max(1, int(room.height() // self.px(_ROW)))
        high = room.height() / fitting
        for at, (alarm, case) in enumerate(self._alarms[:fitting]):
            line = QRectF(room.left(), room.top() + at * high, room.width(), high)
            self._paint_one(painter, line, alarm, case)
        painter.end()

    def _paint_one(self, painter: QPainter, box: QRectF, alarm: Alarm, case: Case) -> None:
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), 1), self.colour("line"))
        tone = Tone.ALARM if alarm.breach or case.priority == 1 else Tone.WARN
        colour = ink(tone, self.tokens)
        side, high = float(self.px(34)), float(self.px(40))
        top = box.top() + self.px(8)
        paint_sign(painter, QRectF(box.left(), top + 3, side, side), tone, colour)
        zone = words.zone(self._session)
        when = words.instant_ms(alarm.at_ms, zone, seconds=False)
        if alarm.at_ms // 60_000 and self._other_day(alarm.at_ms):
            when = words.instant_ms(alarm.at_ms, zone, with_date=True, seconds=False)[5:]
        line = QRectF(box.left(), top, box.width(), high)
        painter.setFont(self.font_of(TEXT, bold=True))
        wide = float(painter.fontMetrics().horizontalAdvance(when)) + 2
        text = self.colour("text")
        self.write(painter, line, when, TEXT, text, bold=True, right=True)
        what = line.adjusted(side + self.px(12), 0, -wide - self.px(12), 0)
        self.write(painter, what, self._what(case), TEXT, text, bold=True)
        below = QRectF(what.left(), line.bottom(), box.right() - what.left(), self.px(36))
        wide = self.write(painter, below, self._why(alarm, case), FINE, colour, bold=True)
        below.setLeft(below.left() + wide + self.px(16))
        self.write(painter, below, self._where(case), FINE, self.colour("text_soft"))

    def _other_day(self, at_ms: int) -> bool:
        zone = words.zone(self._session)
        now = words.instant_ms(self._session.clock.now_ms(), zone, with_date=True)
        return words.instant_ms(at_ms, zone, with_date=True)[:10] != now[:10]

    def _what(self, case: Case) -> str:
        return words.category(self._session, case.category) or flat(case.title)

    def _why(self, alarm: Alarm, case: Case) -> str:
        if not alarm.breach:
            return words.priority(case.priority)
        over = words.duration_ms(self._session.clock.now_ms() - alarm.at_ms)
        return words.fill(self.tr("overdue {time}"), time=over)

    def _where(self, case: Case) -> str:
        """Town and village; the grid is too fine for a wall."""
        place = words.area_path(self._session, replace(case, grid=""))
        number = words.fill(self.tr("No. {number}"), number=case.case_id)
        return " · ".join(p for p in (place, flat(case.address), number) if p)
