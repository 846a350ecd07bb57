"""The map's frames, next to a bare blit of the window and to pyqtgraph, in one run.

    python -m bench.map_pan [cases ...]        default: 10000 100000

Everything is drawn offscreen at 1600 × 900. A frame is what `repaint()` takes: building it,
painting it and handing it to the window; what the board
needs to take positions and cases in is not the map's and not counted.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import psutil
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from bench import map_city
from casework.unit import Fixes
from console.board.board import Delta
from console.map.canvas import MapCanvas
from console.session import Session
from console.tokens import load_tokens

SIZE = (1_600, 900)
FRAMES = 120
HOTSPOT = (113.75, 23.03)


class Bare(QWidget):
    """A widget that only blits a picture of its size: the floor under every frame."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap(*SIZE)
        self._picture.fill("#202428")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()


def timed(steps: Iterator[Callable[[], None]]) -> np.ndarray:
    """Milliseconds of each step."""
    spent = []
    for step in steps:
        start = time.perf_counter()
        step()
        spent.append((time.perf_counter() - start) * 1_000)
    return np.array(spent)


def line(name: str, ms: np.ndarray, floor: float) -> None:
    median, p95 = np.median(ms), np.percentile(ms, 95)
    print(
        f"  {name:34s} median {median:7.2f}  p95 {p95:7.2f}  max {ms.max():7.2f}"
        f"  = {median / floor:5.1f} x blit"
    )


def blit_floor() -> float:
    bare = Bare()
    bare.resize(*SIZE)
    bare.show()
    QApplication.processEvents()
    return float(np.median(timed(bare.repaint for _ in range(FRAMES))))


class Driver:
    """Moves one canvas and, once a second of frames, the whole fleet."""

    def __init__(self, session: Session, canvas: MapCanvas, fixes: Fixes) -> None:
        self.session, self.canvas, self.fixes = session, canvas, fixes
        self.rng = np.random.default_rng(7)
        self.step = 0
        self.fleet_delta = Delta()

    def fleet(self) -> None:
        self.step += 1
        self.fixes = map_city.moved(self.fixes, self.rng, self.step)
        self.fleet_delta = self.session.board.apply((), [self.fixes])

    def pans(self, zoom: float) -> Iterator[Callable[[], None]]:
        """A drag in a slow circle; every sixtieth frame bears a move of the whole fleet."""
        self.canvas.centre_on(*HOTSPOT, zoom)
        self.rest()
        for i in range(FRAMES):
            angle = i / 19.0
            if i % 60 == 30:
                self.fleet()
            yield lambda a=angle, i=i: self.pan(14 * np.cos(a), 11 * np.sin(a), i % 60 == 30)

    def pan(self, dx: float, dy: float, fleet_due: bool) -> None:
        self.canvas.pan_by(float(dx), float(dy))
        if fleet_due:
            self.session.changed.emit(self.fleet_delta)
            self.canvas.live_due()
        self.canvas.repaint()

    def zooms(self) -> Iterator[Callable[[], None]]:
        """In from the city to a street and out again, a tenth of a level a frame."""
        self.canvas.fit_city()
        self.rest()
        for i in range(FRAMES):
            step = 0.1 if i < FRAMES // 2 else -0.1
            yield lambda s=step: (self.canvas.zoom_by(s, QPointF(700, 400)), self.canvas.repaint())

    def fleets(self) -> Iterator[Callable[[], None]]:
        for _ in range(20):
            self.step += 1
            fixes = map_city.moved(self.fixes, self.rng, self.step)
            delta = self.session.board.apply((), [fixes])
            yield lambda d=delta: self.show(d)

    def additions(self) -> Iterator[Callable[[], None]]:
        """A thousand new cases; they are put on the board before the clock starts."""
        city = self.session.gazetteer
        for i in range(6):
            first = self.session.board.cases.rows
            map_city.fill_cases(self.session.board, city, 1_000, seed=50 + i)
            added = np.arange(first, first + 1_000)
            yield lambda a=added: self.show(Delta(added=a))

    def picks(self) -> Iterator[Callable[[], None]]:
        stage, view = self.canvas.stage, self.canvas.view
        for x, y in self.rng.uniform((0, 0), SIZE, (200, 2)):
            yield lambda x=x, y=y: stage.pick(view, float(x), float(y))

    def show(self, delta: Delta) -> None:
        self.session.changed.emit(delta)
        self.canvas.live_due()
        self.canvas.repaint()

    def rest(self) -> None:
        """What 120 ms without a zoom bring: the ground drawn anew, and all names."""
        self.canvas.repaint()
        self.canvas.settle()
        self.canvas.repaint()
        while self.canvas.stage.base.names_missing:
            self.canvas.naming.step()
        self.canvas.repaint()


def ours(cases: int, floor: float) -> None:
    before = psutil.Process().memory_info().rss
    session, fixes = map_city.session_with(cases)
    start = time.perf_counter()
    canvas = MapCanvas(session, load_tokens("dark"))
    canvas.resize(*SIZE)
    canvas.show()
    QApplication.processEvents()  # a window that is not exposed does not paint
    first = (time.perf_counter() - start) * 1_000
    driver = Driver(session, canvas, fixes)
    print(f"\nMapCanvas, {cases:,} cases + {map_city.OFFICERS + map_city.DRONES:,} units")
    print(
        f"  first picture {first:.0f} ms; memory of city and map "
        f"{(psutil.Process().memory_info().rss - before) / 2**20:.0f} MiB; "
        f"map's own columns {canvas.stage.cases.nbytes / cases:.0f} bytes a case"
    )
    for zoom in (11.1, 13.2, 15.6):
        line(f"pan at zoom {zoom}", timed(driver.pans(zoom)), floor)
    line("zoom, 0.1 level a frame", timed(driver.zooms()), floor)
    canvas.fit_city()
    driver.rest()
    line("whole fleet moved", timed(driver.fleets()), floor)
    line("1,000 cases added", timed(driver.additions()), floor)
    line("pick", timed(driver.picks()), floor)
    canvas.close()
    canvas.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def theirs(cases: int, floor: float) -> None:
    """The same points in pyqtgraph: two scatter items, the fleet standing still."""
    import pyqtgraph as pg

    session, _ = map_city.session_with(cases)
    plot = pg.PlotWidget()
    plot.resize(*SIZE)
    for table, size in ((session.board.cases, 9), (session.board.units, 4)):
        x, y = table.column("x").copy(), -table.column("y")
        plot.addItem(pg.ScatterPlotItem(x, y, size=size, pen=None, brush="w", pxMode=True))
    plot.show()
    QApplication.processEvents()
    box = plot.getViewBox()
    print(
        f"\npyqtgraph ScatterPlotItem, {cases:,} + {map_city.OFFICERS + map_city.DRONES:,} points"
    )

    def frame(dx: float, factor: float) -> None:
        box.scaleBy((factor, factor))
        box.translateBy(x=dx)
        plot.viewport().repaint()

    step = box.viewRect().width() * 0.008
    line("pan, whole city", timed(lambda: frame(step, 1.0) for _ in range(15)), floor)
    line("zoom", timed(lambda: frame(0.0, 0.93) for _ in range(15)), floor)
    plot.close()


def main() -> None:
    app = QApplication.instance() or QApplication([])
    app.setFont(QFont("Noto Sans CJK SC", 10))
    floor = blit_floor()
    print(f"bare blit of {SIZE[0]} x {SIZE[1]}: median {floor:.2f} ms")
    sizes = [int(a) for a in sys.argv[1:]] or [10_000, 100_000]
    for cases in sizes:
        ours(cases, floor)
        theirs(cases, floor)


if __name__ == "__main__":
    main()
