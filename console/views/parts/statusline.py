"""The status bar: city time, the link, the counts, and who sits here."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QStatusBar, QStylePainter, QWidget

from console import words
from console.feeds.port import LinkState
from console.models.filters import Counts
from console.pulse import Turn, every
from console.session import Session
from console.views import theme

#: So much of each line is left on the smallest screen, in pixels.
_LEAST = 56
#: The sign says what the colour says.
SIGNS = {
    LinkState.CONNECTING: ("◌", "amber"),
    LinkState.LIVE: ("●", "soft"),
    LinkState.STALE: ("▲", "red"),
    LinkState.REFUSED: ("✕", "red"),
    LinkState.REPLAY: ("▶", "blue"),
}


class StatusLine(QStatusBar):
    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._counts = Counts()
        self.clock, self.link = Shrinking(self), Shrinking(self)
        self.counts, self.me = Shrinking(self), Shrinking(self)
        self.setSizeGripEnabled(False)
        for label in (self.clock, self.link, self.counts):
            self.addWidget(label)
        self.addPermanentWidget(self.me)
        every(self, 500, self._tell_time, Turn.STATUS)
        session.linked.connect(self._tell_link)
        session.city_known.connect(self.retranslate)
        self.retranslate()

    def set_counts(self, counts: Counts) -> None:
        self._counts = counts
        known = self._session.has_picture
        text = self.tr("Open {open} · overdue {overdue} · unclaimed {unclaimed} · mine {mine}")
        self.counts.setText(
            words.fill(
                text,
                open=words.count(counts.open, known),
                overdue=words.count(counts.overdue, known),
                unclaimed=words.count(counts.unclaimed, known),
                mine=words.count(counts.mine, known),
            )
        )
        self.counts.setToolTip(self.counts.text())

    def retranslate(self) -> None:
        self._tell_time()
        self._tell_link()
        self._tell_me()
        self.set_counts(self._counts)

    def _tell_time(self) -> None:
        clock = self._session.clock
        zone = words.zone(self._session)
        said = words.instant_ms(clock.now_ms(), zone, with_date=True)
        if self._session.gazetteer is not None:
            said += f" {self._session.gazetteer.zone}"
        if clock.rate not in (0.0, 1.0):
            said += f" · ×{clock.rate:g}"
        if self.clock.text() != said:
            self.clock.setText(said)
        tip = words.fill(self.tr("City time: {time}"), time=said)
        if self.clock.toolTip() != tip:  # the language may have changed within the second
            self.clock.setToolTip(tip)

    def _tell_link(self, _link: object = None) -> None:
        link = self._session.link
        sign, role = SIGNS[link.state]
        said = f"{sign} {words.link(link.state)}"
        if link.trouble:
            said += f" · {words.trouble(link.trouble)}"
        self.link.setText(said)
        self.link.setToolTip(html.escape(said))
        if self.link.property("role") != role:
            self.link.setProperty("role", role)
            self.link.style().unpolish(self.link)
            self.link.style().polish(self.link)

    def _tell_me(self) -> None:
        actor = self._session.actor
        if actor is None:
            self.me.setText("")
            return
        posts = self.tr(", ").join(words.post(p) for p in sorted(actor.posts))
        self.me.setText(f"{actor.name} · {posts}")
        self.me.setToolTip(html.escape(self.me.text()))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class Shrinking(QLabel):
    """One line that gives way on a small screen: it ends in an ellipsis, its tool tip has all."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setContentsMargins(8, 0, 12, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_LEAST), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        box, text = self.contentsRect(), self.text()
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter = QStylePainter(self)
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawItemText(
            box, int(side), self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )
        painter.end()
