"""The strip on top of the wall: city, link, clock. Always there."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console import words
from console.feeds.port import LinkState
from console.session import Session
from console.tokens import Tokens
from console.views.banner import TONES, link_sentence
from console.views.signs import fill, ink, paint_sign
from console.views.wall.lettering import LARGE, TEXT, WallPart

_HEIGHT = 84


class Strip(WallPart):
    """City and page on the left, the link in the middle, date and time on the right."""

    def __init__(self, session: Session, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(tokens, parent)
        self._session = session
        self._page = ""

    def show_page(self, name: str) -> None:
        self._page = name
        self.update()

    def link_text(self) -> str:
        """What is said about the link."""
        if self._session.link.state is LinkState.LIVE:
            return words.link(LinkState.LIVE)
        return link_sentence(self._session)

    def sizeHint(self) -> QSize:
        return QSize(800, self.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.colour("window"))
        box = QRectF(self.rect()).adjusted(self.px(20), 0, -self.px(20), 0)
        left = self._paint_city(painter, box)
        right = self._paint_clock(painter, box)
        self._paint_link(painter, QRectF(left, box.top(), right - left, box.height()))
        painter.end()

    def _paint_city(self, painter: QPainter, box: QRectF) -> float:
        city = self._session.gazetteer
        name = words.area(self._session, city.city) if city else ""
        wide = self.write(painter, box, name, LARGE, self.colour("text"), bold=True)
        rest = box.adjusted(wide + self.px(20), 0, 0, 0)
        return (
            rest.left()
            + self.write(painter, rest, self._page, TEXT, self.colour("text_soft"))
            + self.px(40)
        )

    def _paint_clock(self, painter: QPainter, box: QRectF) -> float:
        now = words.instant_ms(
            self._session.clock.now_ms(), words.zone(self._session), with_date=True
        )
        day, _, clock = now.partition(" ")
        wide = self.write(painter, box, clock, LARGE, self.colour("text"), bold=True, right=True)
        rest = box.adjusted(0, 0, -wide - self.px(20), 0)
        soft = self.colour("text_soft")
        return rest.right() - self.write(painter, rest, day, TEXT, soft, right=True) - self.px(40)

    def _paint_link(self, painter: QPainter, room: QRectF) -> None:
        """Calm while live; a filled field with its sign when not."""
        state = self._session.link.state
        tone, said = TONES[state], self.link_text()
        side = float(self.px(32))
        painter.setFont(self.font_of(TEXT, bold=state is not LinkState.LIVE))
        wide = min(painter.fontMetrics().horizontalAdvance(said) + 2.0, room.width() - side - 40)
        field = QRectF(0, 0, wide + side + self.px(44), self.px(58))
        field.moveCenter(room.center())
        colour = self.colour("text_soft")
        if state is not LinkState.LIVE:
            ground, colour = fill(tone, self.tokens)
            painter.fillRect(field, ground)
        mark = QRectF(field.left() + self.px(14), field.center().y() - side / 2, side, side)
        paint_sign(
            painter, mark, tone, colour if state is not LinkState.LIVE else ink(tone, self.tokens)
        )
        text = QRectF(mark.right() + self.px(12), field.top(), wide + 2, field.height())
        self.write(painter, text, said, TEXT, colour, bold=state is not LinkState.LIVE)
