"""The wall's window: a strip on top, one page below, counted anew at most once a second."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from casework.instant import from_ms, to_ms
from console import words
from console.models.alerting import Alerting
from console.models.citycounts import CityCounts, count
from console.session import Session
from console.tokens import Tokens
from console.views.wall.critical import CriticalLine
from console.views.wall.handovers import HandoverLine
from console.views.wall.maps import WallMaps
from console.views.wall.pages import PAGES, Page, page_kind
from console.views.wall.strip import Strip

TICK_MS = 1_000


class WallWindow(QMainWindow):
    """Shows and never sends. The digits choose a page, F11 leaves and enters the full screen.

    Raises:
        ValueError: `page` is not one of `PAGES`.
    """

    def __init__(
        self,
        session: Session,
        tokens: Tokens,
        page: str = "front",
        maps: WallMaps | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._maps = maps
        self._session, self._tokens = session, tokens
        self._name, self._page = page, page_kind(page).make(session, tokens)
        self.counts = CityCounts()
        self.strip = Strip(session, tokens)
        self.handovers = HandoverLine(session, tokens)
        self.alerting = Alerting(session, self)
        self.alerts = CriticalLine(session, self.alerting, tokens)
        body = QWidget(self)
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(8, 0, 8, 8)
        self._column.setSpacing(0)
        self._column.addWidget(self.strip)
        self._column.addWidget(self.alerts)
        self._column.addWidget(self.handovers)
        self._column.addWidget(self._page, 1)
        self.setCentralWidget(body)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.refresh)
        self._tick.start()
        session.linked.connect(lambda _link: self.strip.update())
        session.city_known.connect(self.refresh)
        self._lay_maps()
        self._retitle()
        self.refresh()

    @property
    def page(self) -> Page:
        """The page shown now."""
        return self._page

    def show_page(self, name: str) -> None:
        """Show another page.

        Raises:
            ValueError: no such page.
        """
        kind = page_kind(name)
        old, self._page = self._page, kind.make(self._session, self._tokens)
        self._name = name
        self._column.replaceWidget(old, self._page)
        self._lay_maps()
        old.hide()
        old.deleteLater()
        self._retitle()
        self.refresh()

    def refresh(self) -> None:
        """Count and show. A stale picture goes on being counted: limits run on in the street."""
        session = self._session
        now = session.clock.now_ms()
        self.counts = count(session.board.cases, session.board.units, now, self._midnight(now))
        self._page.show_counts(self.counts)
        self.strip.update()
        self.handovers.refresh()
        self.alerts.refresh()

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.strip.set_tokens(tokens)
        self.handovers.set_tokens(tokens)
        self.alerts.set_tokens(tokens)
        self._page.set_tokens(tokens)

    def _lay_maps(self) -> None:
        if self._maps is not None:
            self._maps.put_on(self._page.map)

    def _midnight(self, now_ms: int) -> int:
        here = from_ms(now_ms).astimezone(words.zone(self._session))
        return to_ms(here - timedelta(hours=here.hour, minutes=here.minute, seconds=here.second))

    def _retitle(self) -> None:
        label = PAGES[self._name].label()
        self.strip.show_page(label)
        self.setWindowTitle(words.fill(self.tr("Wall: {page}"), page=label))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        names = tuple(PAGES)
        digit = event.key() - Qt.Key.Key_1
        if 0 <= digit < len(names):
            self.show_page(names[digit])
        elif event.key() == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self._speak_anew)
        super().changeEvent(event)

    def _speak_anew(self) -> None:
        self._page.speak()
        if self._maps is not None:
            self._maps.speak()
        self._retitle()
        self.refresh()
