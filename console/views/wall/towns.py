"""Overdue cases by town, as bars with their numbers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console import words
from console.models.citycounts import TownLoad
from console.session import Session
from console.tokens import Tokens
from console.views.signs import Tone, ink
from console.views.wall.lettering import FINE, TEXT, WallPart

_ROW, _LEAST_ROW = 46.0, 38.0
_NUMBERS = 150.0


class TownBars(WallPart):
    """Most overdue first. Red and solid is overdue, amber and hatched is near the limit."""

    def __init__(
        self, session: Session, tokens: Tokens, columns: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(tokens, parent)
        self._session, self._columns = session, columns
        self._towns: Sequence[TownLoad] = ()
        self.painted = 0  # how many of them had room

    def show_towns(self, towns: Sequence[TownLoad]) -> None:
        self._towns = [t for t in towns if t.overdue or t.near]
        self.setAccessibleName("; ".join(self.texts()[:40]))
        self.update()

    def texts(self) -> list[str]:
        """What the bars say, in words."""
        text = self.tr("{town}: {late} overdue, {near} near the limit")
        return [
            words.fill(text, town=words.area(self._session, t.code), late=t.overdue, near=t.near)
            for t in self._towns
        ]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = self.panel(painter)
        legend = self._legend(painter, box)
        named = QRectF(box.left(), box.top(), legend - box.left(), box.height())
        room = self.heading(painter, named, self.tr("Overdue by town"))
        room.setRight(box.right())
        if not self._towns:
            line = QRectF(room.left(), room.top(), room.width(), self.px(_ROW))
            self.write(painter, line, self.tr("No town has an overdue case."), TEXT, self._soft())
        rows, high = self._rows(room.height())
        width = (room.width() - self.px(36) * (self._columns - 1)) / self._columns
        most = max((t.overdue + t.near for t in self._towns), default=1)
        self.painted = min(len(self._towns), rows * self._columns)
        for at, town in enumerate(self._towns[: self.painted]):
            left = room.left() + (at // rows) * (width + self.px(36))
            line = QRectF(left, room.top() + at % rows * high, width, high)
            self._bar(painter, line, town, most)
        painter.end()

    def _rows(self, room: float) -> tuple[int, float]:
        """(rows a column, their height): closer together when that shows every town."""
        need = -(-max(1, len(self._towns)) // self._columns)
        high = max(self.px(_LEAST_ROW), min(self.px(_ROW), room / need))
        return max(1, min(need, int(room / high + 0.001))), float(high)

    def _bar(self, painter: QPainter, line: QRectF, town: TownLoad, most: int) -> None:
        named = line.width() * 0.36
        name = QRectF(line.left(), line.top(), named - self.px(12), line.height())
        self.write(painter, name, words.area(self._session, town.code), TEXT, self.colour("text"))
        numbers = float(self.px(_NUMBERS))
        full = line.width() - named - numbers
        left, thick = line.left() + named, line.height() * 0.5
        top = line.top() + (line.height() - thick) / 2
        late = full * town.overdue / most
        red, amber = ink(Tone.ALARM, self.tokens), ink(Tone.WARN, self.tokens)
        painter.fillRect(QRectF(left, top, late, thick), red)
        near = QRectF(left + late, top, full * town.near / most, thick)
        painter.fillRect(near, QBrush(amber, Qt.BrushStyle.BDiagPattern))
        said = QRectF(line.right() - numbers + self.px(10), line.top(), numbers, line.height())
        first = self.write(painter, said, f"{town.overdue:,}", TEXT, red, bold=True)
        if town.near:
            said.setLeft(said.left() + first + self.px(10))
            self.write(painter, said, f"+{town.near:,}", FINE, amber)

    def _legend(self, painter: QPainter, box: QRectF) -> float:
        """Paint what the two fillings mean; returns where the room left of it ends."""
        right, high = box.right(), float(self.px(40))
        for text, tone, pattern in (
            (self.tr("near the limit"), Tone.WARN, Qt.BrushStyle.BDiagPattern),
            (self.tr("overdue"), Tone.ALARM, Qt.BrushStyle.SolidPattern),
        ):
            painter.setFont(self.font_of(FINE))
            wide = float(painter.fontMetrics().horizontalAdvance(text)) + 2
            self.write(
                painter, QRectF(right - wide, box.top(), wide, high), text, FINE, self._soft()
            )
            side = self.px(20)
            mark = QRectF(right - wide - side - 8, box.top() + (high - side) / 2, side, side)
            painter.fillRect(mark, QBrush(ink(tone, self.tokens), pattern))
            right = mark.left() - self.px(24)
        return right

    def _soft(self) -> QColor:
        return self.colour("text_soft")
