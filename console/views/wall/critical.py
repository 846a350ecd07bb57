"""Critical alerts that nobody has acknowledged, on one line of the wall; no room without any."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console import words
from console.board.alerts.kinds import Klass
from console.models.alerting import Alerting
from console.models.alertlines import summary
from console.session import Session
from console.tokens import Tokens
from console.views.signs import Tone, fill, paint_sign
from console.views.wall.lettering import LEAST, TEXT, WallPart

_HEIGHT = 62


class CriticalLine(WallPart):
    """How many there are, and the oldest of the first kind with its place and age."""

    def __init__(
        self, session: Session, alerting: Alerting, tokens: Tokens, parent: QWidget | None = None
    ) -> None:
        super().__init__(tokens, parent)
        self._session, self._alerting = session, alerting
        self._said = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        alerting.changed.connect(self.refresh)
        self.refresh()

    def text(self) -> str:
        """What is said; empty while everything critical has been acknowledged."""
        waiting = self._alerting.alerts.groups.fresh[Klass.CRITICAL]
        if not waiting:
            return ""
        text = self.tr("Critical, not acknowledged: {n} | {first}")
        first = summary(self._alerting, self._session)
        return words.fill(text, n=words.count(waiting), first=first)

    def refresh(self) -> None:
        """Show what waits now."""
        said = self.text()
        if said != self._said:
            self._said = said
            self.setAccessibleName(said)
            self.update()
        self.setVisible(bool(said))

    def sizeHint(self) -> QSize:
        return QSize(800, self.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._said:
            return
        ground, ink = fill(Tone.ALARM, self.tokens)
        painter = QPainter(self)
        painter.fillRect(self.rect(), ground)
        side = float(self.px(34))
        box = QRectF(self.rect()).adjusted(self.px(20), 0, -self.px(20), 0)
        sign = QRectF(box.left(), box.center().y() - side / 2, side, side)
        paint_sign(painter, sign, Tone.ALARM, ink)
        room = box.adjusted(side + self.px(14), 0, 0, 0)
        self.write(painter, room, self._said, TEXT, ink, bold=True, least=LEAST)
        painter.end()
