"""Handovers that nobody has acknowledged, on one line of the wall; no room while there are none."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console import words
from console.session import Session
from console.tokens import Tokens
from console.views.handover.sentences import is_late, title
from console.views.signs import Tone, fill, paint_sign
from console.views.wall.lettering import LEAST, TEXT, WallPart

_HEIGHT = 58


class HandoverLine(WallPart):
    """The oldest first; amber once it has waited for long."""

    def __init__(self, session: Session, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(tokens, parent)
        self._session = session
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        session.desk_changed.connect(self.refresh)
        self.refresh()

    def text(self) -> str:
        """What is said; empty while every handover is settled."""
        waiting = self._session.desk.open_handovers
        if not waiting:
            return ""
        said = title(waiting[0], self._session)
        if len(waiting) == 1:
            return said
        more = self.tr("{said} · and {n} more")
        return words.fill(more, said=said, n=len(waiting) - 1)

    def refresh(self) -> None:
        """Show what waits now."""
        said = self.text()
        self.setAccessibleName(said)
        self.setVisible(bool(said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(800, self.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        waiting = self._session.desk.open_handovers
        if not waiting:
            return
        tone = Tone.WARN if is_late(waiting[0], self._session) else Tone.CALM
        ground, ink = fill(tone, self.tokens)
        painter = QPainter(self)
        painter.fillRect(self.rect(), ground)
        side = float(self.px(32))
        box = QRectF(self.rect()).adjusted(self.px(20), 0, -self.px(20), 0)
        sign = QRectF(box.left(), box.center().y() - side / 2, side, side)
        paint_sign(painter, sign, tone, ink)
        room = box.adjusted(side + self.px(14), 0, 0, 0)
        self.write(painter, room, self.text(), TEXT, ink, bold=True, least=LEAST)
        painter.end()
