"""A map on a stand: a small made-up city, a session fed by hand, and a shown canvas."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import msgspec
import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework.area import Area, Gazetteer
from casework.unit import Fixes, Unit
from casework.vocabulary import OPEN_STATES, CaseState, UnitKind
from console.board.board import Board
from console.feeds.port import Beat, City, Link, LinkState, Picture
from console.map.canvas import MapCanvas
from console.session import Session
from console.tokens import load_tokens
from tests.support.seat import HandFeed, HandOutbox, gazetteer, operator, reasons
from tests.unit.console.map.mapcases import NOW, Spot, case

WEST, SOUTH, STEP = 113.6, 22.9, 0.1


def towns() -> list[Area]:
    """Nine square towns with four villages each, and a city about them."""
    areas = [_area("0", "city", "城市", "City", WEST, SOUTH, 3 * STEP)]
    for i in range(9):
        west, south = WEST + i % 3 * STEP, SOUTH + i // 3 * STEP
        areas.append(_area(f"T{i}", "town", f"镇{i}", f"Town {i}", west, south, STEP))
        for j in range(4):
            at = west + j % 2 * STEP / 2, south + j // 2 * STEP / 2
            areas.append(_area(f"V{i}{j}", "village", f"村{i}{j}", f"Hamlet {i}{j}", *at, STEP / 2))
    return areas


def _area(code: str, level: str, zh: str, en: str, west: float, south: float, side: float) -> Area:
    east, north = west + side, south + side
    ring = [(west, south), (east, south), (east + side / 9, south + side / 2), (east, north)]
    ring.append((west, north))
    middle = west + side / 2, south + side / 2
    return Area(code, level, zh, en, "", *middle, [ring], True)  # type: ignore[arg-type]


def city(areas: list[Area]) -> Gazetteer:
    return msgspec.structs.replace(gazetteer(), areas=areas)


def spread(count: int, seed: int = 5) -> list[Spot]:
    """Cases of all kinds all over the city."""
    rng = np.random.default_rng(seed)
    states = [s for s in CaseState if s in OPEN_STATES]
    return [
        Spot(
            lon=float(WEST + a * 3 * STEP),
            lat=float(SOUTH + b * 3 * STEP),
            state=states[i % len(states)],
            priority=i % 4 + 1,
            due=int(d * 20_000_000) - 3_000_000,
            begin=-40_000_000,
            holder="chen" if i % 7 == 0 else "",
        )
        for i, (a, b, d) in enumerate(rng.random((count, 3)))
    ]


@dataclass
class Stand:
    """A canvas with its session and the feed that the test speaks through."""

    qtbot: QtBot
    session: Session
    feed: HandFeed
    outbox: HandOutbox
    canvas: MapCanvas
    spots: list[Spot] = field(default_factory=list)

    def finish(self) -> QImage:
        """Let the map come to rest and give its picture, small words and focus left out."""
        self.canvas.repaint()
        self.canvas.settle()
        self.canvas.live_due()
        self.canvas.repaint()
        while self.canvas.stage.base.names_missing:
            self.canvas.naming.step()
        return self.picture()

    def picture(self) -> QImage:
        self.canvas.repaint()
        return self.canvas.stage.composer.picture

    def where(self, lon: float, lat: float) -> QPointF:
        """Where a place is on the canvas, logical pixels."""
        from console.board.mercator import project

        x, y = self.canvas.view.to_screen(*project(np.array([lon]), np.array([lat])))
        ratio = self.canvas.view.ratio
        return QPointF(float(x[0]) / ratio, float(y[0]) / ratio)

    def hover(self, at: QPointF) -> None:
        move = QMouseEvent(
            QEvent.Type.MouseMove,
            at,
            self.canvas.mapToGlobal(at),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(self.canvas, move)

    def click(self, at: QPointF) -> None:
        point = QPoint(round(at.x()), round(at.y()))
        self.qtbot.mouseClick(self.canvas, Qt.MouseButton.LeftButton, pos=point)

    def hear(self, *items: object) -> None:
        """Post items and wait until the session has taken them in."""
        with self.qtbot.waitSignal(self.session._hop.arrived):
            for item in items:
                self.feed.post(item)  # type: ignore[arg-type]


def board_of(
    spots: list[Spot], units: list[Unit] | None = None, fixes: Fixes | None = None
) -> Board:
    board = Board("log-1")
    for number, spot in enumerate(spots, 1):
        board.cases.put(case(number, spot))
    board.units.register(units or [])
    if fixes is not None:
        board.units.move(fixes)
    return board


def fleet(count: int, seed: int = 8, age_ms: int = 5_000) -> tuple[list[Unit], Fixes]:
    """Officers, drones and vehicles all over the city, all heard of `age_ms` ago."""
    rng = np.random.default_rng(seed)
    kinds = [UnitKind.OFFICER, UnitKind.OFFICER, UnitKind.DRONE, UnitKind.VEHICLE]
    units = [Unit(i + 1, kinds[i % 4], f"WG-{i + 1:05d}", "T0") for i in range(count)]
    lon, lat = rng.random((2, count)) * 3 * STEP
    fixes = Fixes(
        [u.unit_id for u in units],
        (WEST + lon).tolist(),
        (SOUTH + lat).tolist(),
        [NOW - age_ms] * count,
        rng.integers(0, 360, count).tolist(),
        rng.integers(0, 100, count).tolist(),
    )
    return units, fixes


def stand(
    qtbot: QtBot,
    board: Board | None = None,
    areas: list[Area] | None = None,
    *,
    know_city: bool = True,
    size: tuple[int, int] = (640, 480),
) -> Stand:
    """A shown map that has heard what it was given."""
    feed, outbox = HandFeed(), HandOutbox()
    session = Session(feed, outbox)
    canvas = MapCanvas(session, load_tokens("dark"))
    canvas.set_language("en")
    qtbot.addWidget(canvas)
    canvas.resize(*size)
    canvas.show()
    qtbot.waitExposed(canvas)
    made = Stand(qtbot, session, feed, outbox, canvas)
    session.start()
    if know_city:
        described = city(towns() if areas is None else areas)
        made.hear(
            City(described, reasons(), operator()),
            Beat(NOW, 0.0, session.last_heard, 0),
            Link(LinkState.LIVE),
            *([Picture(board)] if board is not None else []),
        )
    return made


__all__ = [
    "NOW",
    "Spot",
    "Stand",
    "board_of",
    "city",
    "fleet",
    "replace",
    "spread",
    "stand",
    "towns",
]
