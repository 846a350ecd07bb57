"""The window of a small city, and a hand with a mouse and a keyboard for its map."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeySequence, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from casework.unit import Fixes, Unit
from casework.vocabulary import CaseState, Step, UnitKind
from console.actions import Actions
from console.board.mercator import project
from console.catalogue import MAP_ACTIONS
from console.feeds.port import Beat, City, Link, LinkState, Picture, Positions
from console.map.canvas import MapCanvas
from console.session import Session
from console.tokens import load_tokens
from console.views.window import ConsoleWindow
from tests.gui.map.stand import board_of, city, towns
from tests.gui.window.draw import Memory
from tests.support.seat import HandFeed, HandOutbox, operator, reasons
from tests.unit.console.map.mapcases import NOW, Spot

#: Cases 1 to 4 on a line from west to east, 600 m apart; 5 far in the north.
CASES = [Spot(113.70 + i * 0.006, 23.00, CaseState.DISPATCHED) for i in range(4)]
CASES.append(Spot(113.72, 23.15, CaseState.DISPATCHED))
#: Unit 1 (free) 300 m north of case 1, unit 2 (sent to case 5) 300 m north of case 2, unit 3 far.
UNITS = [(113.70, 23.003), (113.706, 23.003), (113.80, 23.10)]
MIDDLE = (113.709, 23.001)
#: When the units were first heard of: long enough ago to come from afar since.
HEARD = NOW - 6 * 3_600_000
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


@dataclass
class Desk:
    """`window` with its map on `MIDDLE` at zoom 14.5."""

    qtbot: QtBot
    window: ConsoleWindow
    session: Session
    feed: HandFeed
    outbox: HandOutbox
    memory: Memory

    @property
    def canvas(self) -> MapCanvas:
        return self.window.map

    def spot(self, lon: float, lat: float) -> QPointF:
        """Where a place is on the canvas, logical pixels."""
        view = self.canvas.view
        x, y = view.to_screen(*project(np.array([lon]), np.array([lat])))
        return QPointF(float(x[0]) / view.ratio, float(y[0]) / view.ratio)

    def do(self, action_id: str) -> None:
        """By its key, as a person would."""
        key = QKeySequence(MAP_ACTIONS[action_id].shortcut)[0]
        QTest.keyClick(self.window, key.key(), key.keyboardModifiers())

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        QTest.keyClick(self.canvas, key, modifiers or Qt.KeyboardModifier.NoModifier)

    def mouse(self, kind: QEvent.Type, at: QPointF, down: bool, button: Qt.MouseButton) -> None:
        event = QMouseEvent(
            kind,
            at,
            QPointF(self.canvas.mapToGlobal(at)),
            button,
            _LEFT if down else _NONE,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(self.canvas, event)

    def click(self, at: QPointF) -> None:
        self.mouse(QEvent.Type.MouseButtonPress, at, True, _LEFT)
        self.mouse(QEvent.Type.MouseButtonRelease, at, False, _LEFT)

    def press(self, at: QPointF) -> None:
        self.mouse(QEvent.Type.MouseButtonPress, at, True, _LEFT)

    def drag_to(self, *places: QPointF) -> None:
        for at in places:
            self.mouse(QEvent.Type.MouseMove, at, True, _NONE)
            self.canvas.repaint()

    def let_go(self, at: QPointF) -> None:
        self.mouse(QEvent.Type.MouseButtonRelease, at, False, _LEFT)

    def hear(self, *items: object) -> None:
        with self.qtbot.waitSignal(self.session._hop.arrived):
            for item in items:
                self.feed.post(item)  # type: ignore[arg-type]

    def move(self, unit: int, lon: float, lat: float, later_ms: int) -> None:
        """A newer fix of a unit, `later_ms` after the first."""
        self.hear(Positions(Fixes([unit], [lon], [lat], [HEARD + later_ms], [0], [50])))

    def queue_cases(self) -> list[int]:
        """The cases that the queue shows, by number."""
        model = self.window.queue.model
        return sorted(model.case_at(i) for i in range(model.rowCount()))

    def menu(self) -> dict[str, tuple[bool, str]]:
        """The open context menu: entry → whether it can be used, and its tip; then it is closed."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), "no menu is open"
        found = {e.text(): (e.isEnabled(), e.toolTip()) for e in menu.actions() if e.text()}
        for entry in menu.actions():
            if inner := entry.menu():
                assert isinstance(inner, QMenu)
                found |= {e.text(): (e.isEnabled(), e.toolTip()) for e in inner.actions()}
        return found

    def choose(self, text: str) -> None:
        """Take the entry that begins so from the open context menu."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), "no menu is open"
        entry = next(e for e in menu.actions() if e.text().startswith(text))
        entry.trigger()
        menu.close()

    def close(self) -> None:
        self.window.close()
        self.session.stop()


def desk(qtbot: QtBot, memory: Memory | None = None) -> Desk:
    feed, outbox = HandFeed(), HandOutbox()
    session, memory = Session(feed, outbox), memory or Memory("en")
    window = ConsoleWindow(session, Actions(session, session), load_tokens("light"), memory)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made = Desk(qtbot, window, session, feed, outbox, memory)
    session.start()
    units = [Unit(i, UnitKind.OFFICER, f"WG-{i:05d}", "T0") for i in range(1, 4)]
    lon, lat = zip(*UNITS, strict=True)
    fixes = Fixes([1, 2, 3], list(lon), list(lat), [HEARD] * 3, [0] * 3, [50] * 3)
    board = board_of(CASES, units, fixes)
    board.units.occupy(2, 5, Step.ASSIGNED)
    made.hear(
        City(city(towns()), reasons(), operator()),
        Beat(NOW, 0.0, session.last_heard, 0),
        Link(LinkState.LIVE),
        Picture(board),
    )
    window.map.centre_on(*MIDDLE, 14.5)
    window.map.setFocus()
    window.map.repaint()
    return made


__all__ = ["CASES", "MIDDLE", "NOW", "UNITS", "Desk", "Spot", "desk"]
