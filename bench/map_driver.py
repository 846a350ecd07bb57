"""Hands for the map's benchmarks: steps to be timed one by one; what prepares them is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QPointF

from bench import map_city
from casework.unit import Fixes
from console.board.board import Delta
from console.map.canvas import MapCanvas
from console.session import Session

SIZE = (1_600, 900)
HOTSPOT = (113.75, 23.03)
Steps = Iterator[Callable[[], object]]


class Driver:
    """Moves one canvas and, once a second of frames, the whole fleet."""

    def __init__(self, session: Session, canvas: MapCanvas, fixes: Fixes) -> None:
        self.session, self.canvas, self.fixes = session, canvas, fixes
        self.rng = np.random.default_rng(7)
        self.step = 0
        self.seed = 50

    def fleet(self) -> Delta:
        """The whole fleet has moved on; the board knows it already."""
        self.step += 1
        self.fixes = map_city.moved(self.fixes, self.rng, self.step)
        return self.session.board.apply((), [self.fixes])

    def pans(self, zoom: float, frames: int) -> Steps:
        """A drag in a slow circle; every sixtieth frame bears a move of the whole fleet."""
        self.canvas.centre_on(*HOTSPOT, zoom)
        self.rest()
        for i in range(frames):
            angle = i / 19.0
            news = self.fleet() if i % 60 == 30 else None
            yield lambda a=angle, n=news: self.pan(14 * np.cos(a), 11 * np.sin(a), n)

    def pan(self, dx: float, dy: float, news: Delta | None) -> None:
        self.canvas.pan_by(float(dx), float(dy))
        if news is None:
            self.canvas.repaint()
        else:
            self.show(news)

    def zooms(self, frames: int) -> Steps:
        """In from the city to a street and out again, a tenth of a level a frame."""
        self.rest_at_city()
        for i in range(frames):
            step = 0.1 if i < frames // 2 else -0.1
            yield lambda s=step: self.zoom(s)

    def zoom(self, steps: float) -> None:
        self.canvas.zoom_by(steps, QPointF(700, 400))
        self.canvas.repaint()

    def rests(self) -> Steps:
        """What comes 120 ms after a zoom: the ground drawn anew, then a frame; two events."""
        for _ in range(10):
            self.rest_at_city()
            self.zoom(0.4)
            yield self.canvas.settle
            yield self.canvas.repaint

    def fleets(self) -> Steps:
        for _ in range(20):
            yield from self.shown(self.fleet())

    def additions(self) -> Steps:
        """A thousand new cases at a time; they are put on the board before the clock starts."""
        for _ in range(20):
            first = self.session.board.cases.rows
            self.seed += 1
            map_city.fill_cases(self.session.board, self.session.gazetteer, 1_000, seed=self.seed)
            news = Delta(added=np.arange(first, first + 1_000))
            yield from self.shown(news)

    def picks(self) -> Steps:
        stage, view = self.canvas.stage, self.canvas.view
        for x, y in self.rng.uniform((0, 0), SIZE, (200, 2)):
            yield lambda x=x, y=y: stage.pick(view, float(x), float(y))

    def hovers(self) -> Steps:
        """The cursor comes to rest somewhere, and what is there is said."""
        for x, y in self.rng.uniform((0, 0), SIZE, (60, 2)):
            at = QPointF(float(x), float(y))
            yield lambda at=at: (self.canvas._hover(at), self.canvas.repaint())

    def shown(self, delta: Delta) -> Steps:
        """The three events by which news come to be seen: heard, prepared, painted."""
        yield lambda: self.session.changed.emit(delta)
        yield self.canvas.live_due
        yield self.painted

    def painted(self) -> None:
        """What the map asked for is painted and handed to the window, as the event loop would."""
        QCoreApplication.sendPostedEvents(self.canvas.window(), QEvent.Type.UpdateRequest)

    def show(self, delta: Delta) -> None:
        self.session.changed.emit(delta)
        self.canvas.live_due()
        self.painted()

    def rest_at_city(self) -> None:
        self.canvas.fit_city()
        self.rest()

    def rest(self) -> None:
        """What 120 ms without a zoom bring: the ground drawn anew, and all names."""
        self.canvas.repaint()
        self.canvas.settle()
        self.canvas.repaint()
        while self.canvas.stage.base.names_missing:
            self.canvas.naming.step()
        self.canvas.repaint()
