"""The map's frames, next to a bare blit of the window and to pyqtgraph, in one run.

    python -m bench.map_pan [--ours] [cases ...]   default: 1000 10000 100000 1000000
    QT_QPA_PLATFORM=xcb xvfb-run -s "-screen 0 1600x900x24" python -m bench.map_pan

The window has 1600 × 900 pixels. A frame is what `repaint()` takes: building it, painting it and
handing it to the window; what the board needs to take positions and cases in is not the map's and
not counted. News (a move of the fleet, new cases) take three events: heard, prepared and painted,
the last as the event loop does it, so that only what the map asked for is painted and handed over;
a row gives the sum of the three, the next one the longest, for which the window stands still.
`--ours` leaves pyqtgraph out. Each row is run three times, and the round with the lowest 95th
percentile is printed: on a shared machine that is the one least disturbed. "own" is processor time
of the GUI thread alone, 95th percentile: what the frame would take with nobody else at work. A goal
is judged by the clock on the wall; where only the processor time meets it, that is said.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import psutil
from PySide6.QtCore import QEvent, QEventLoop
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from bench import map_city
from bench.map_driver import SIZE, Driver, Steps
from console.map.canvas import MapCanvas
from console.tokens import load_tokens

ROUNDS, FRAMES = 3, 120
PAN_MS, ZOOM_MS, FLEET_MS, ADD_MS, PICK_MS, EVENT_MS = 5.0, 8.0, 8.0, 8.0, 1.0, 16.7
BYTES_A_CASE, GROWTH = 60.0, 1.3


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


#: Of news: heard, prepared, painted.
EVENTS = 3


@dataclass(frozen=True)
class Spent:
    """Milliseconds of each step: by the clock, and of the thread's processor time."""

    wall: np.ndarray
    own: np.ndarray

    def of_news(self, way: Callable[..., np.ndarray]) -> Spent:
        """The three events of each piece of news taken together, by `np.sum` or `np.max`."""
        wall, own = (way(part.reshape(-1, EVENTS), axis=1) for part in (self.wall, self.own))
        return Spent(wall, own)

    @property
    def p95(self) -> float:
        return float(np.percentile(self.wall, 95))

    @property
    def own_p95(self) -> float:
        return float(np.percentile(self.own, 95))

    @property
    def middle(self) -> float:
        """What a frame takes of the thread's time; noise hardly moves it."""
        return float(np.median(self.own))


def timed(steps: Steps) -> Spent:
    wall, own = [], []
    for step in steps:
        start, mine = time.perf_counter(), time.thread_time()
        step()
        own.append((time.thread_time() - mine) * 1_000)
        wall.append((time.perf_counter() - start) * 1_000)
    return Spent(np.array(wall), np.array(own))


def verdict(value: float, own: float, goal: float) -> str:
    if value <= goal:
        return f"goal {goal:g}: met"
    also = " (met in processor time: the machine was shared)" if own <= goal else ""
    return f"goal {goal:g}: MISSED{also}"


def line(name: str, rounds: list[Spent], floor: float, goal: float | None = None) -> Spent:
    best = min(rounds, key=lambda spent: spent.p95)
    said = "" if goal is None else verdict(best.p95, best.own_p95, goal)
    print(
        f"  {name:24s} median {np.median(best.wall):7.2f}  p95 {best.p95:7.2f}"
        f"  max {best.wall.max():7.2f}  own {best.own_p95:7.2f}"
        f"  = {np.median(best.wall) / floor:5.1f} x blit  {said}",
        flush=True,
    )
    return best


def exposed(widget: QWidget) -> None:
    """A window that is not exposed does not paint."""
    widget.resize(*SIZE)
    widget.show()
    window = widget.windowHandle()
    while window is None or not window.isExposed():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        window = widget.windowHandle()


def blit_floor() -> float:
    bare = Bare()
    exposed(bare)
    spent = [timed(bare.repaint for _ in range(FRAMES)) for _ in range(ROUNDS)]
    bare.close()
    return float(min(np.median(s.wall) for s in spent))


def opened(cases: int) -> tuple[Driver, float]:
    """(a map of so many cases, the longest event until all are shown, ms)."""
    session, fixes = map_city.session_with(cases)
    events = []
    start = time.perf_counter()
    canvas = MapCanvas(session, load_tokens("dark"))
    exposed(canvas)
    first = (time.perf_counter() - start) * 1_000
    while canvas.stage.follower.busy:
        begin = time.perf_counter()
        QApplication.processEvents()
        events.append((time.perf_counter() - begin) * 1_000)
        time.sleep(0.001)  # as the event loop would
    shown = (time.perf_counter() - start) * 1_000
    print(
        f"  window and first picture {first:.0f} ms; all cases shown after {shown:.0f} ms, "
        f"longest event meanwhile {max(events, default=0.0):.1f} ms"
    )
    return Driver(session, canvas, fixes), max(events, default=0.0)


def ours(cases: int, floor: float) -> dict[str, float]:
    """What a frame costs, by what is done, median processor time."""
    before = psutil.Process().memory_info().rss
    units = map_city.OFFICERS + map_city.DRONES
    print(f"\nMapCanvas, {cases:,} cases + {units:,} units")
    driver, _ = opened(cases)
    canvas = driver.canvas
    canvas.set_layer_visible("alarms", False)  # as when they have been acknowledged
    cost = {}
    for zoom in (11.1, 13.2, 15.6):
        rounds = [timed(driver.pans(zoom, FRAMES)) for _ in range(ROUNDS)]
        cost[f"pan {zoom}"] = line(f"pan at zoom {zoom}", rounds, floor, PAN_MS).middle
    rounds = [timed(driver.zooms(FRAMES)) for _ in range(ROUNDS)]
    cost["zoom"] = line("zoom, 0.1 level a frame", rounds, floor, ZOOM_MS).middle
    line("rest after a zoom", [timed(driver.rests())], floor, EVENT_MS)
    driver.rest_at_city()
    for name, steps, goal in (
        ("whole fleet moved", driver.fleets, FLEET_MS),
        ("1,000 cases added", driver.additions, ADD_MS),
    ):
        rounds = [timed(steps()) for _ in range(ROUNDS)]
        line(name, [spent.of_news(np.sum) for spent in rounds], floor, goal)
        line("  its longest event", [spent.of_news(np.max) for spent in rounds], floor, goal)
    for name, steps, goal in (
        ("pick", driver.picks, PICK_MS),
        ("hover, words painted", driver.hovers, EVENT_MS),
    ):
        line(name, [timed(steps()) for _ in range(ROUNDS)], floor, goal)
    canvas.set_layer_visible("alarms", True)
    rounds = [timed(driver.pans(11.1, FRAMES)) for _ in range(ROUNDS)]
    line("pan, emergencies ringing", rounds, floor, EVENT_MS)
    kept = canvas.stage.cases.nbytes / canvas.stage.cases.table.rows
    said = verdict(kept, kept, BYTES_A_CASE)
    grown = (psutil.Process().memory_info().rss - before) / 2**20
    print(f"  map's own data {kept:.0f} bytes a case  {said}; city, board and map {grown:.0f} MiB")
    canvas.close()
    canvas.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return cost


def theirs(cases: int, floor: float) -> None:
    """The same points in pyqtgraph: two scatter items, the fleet standing still."""
    import pyqtgraph as pg

    session, _ = map_city.session_with(cases)
    plot = pg.PlotWidget()
    for table, size in ((session.board.cases, 9), (session.board.units, 4)):
        x, y = table.column("x").copy(), -table.column("y")
        plot.addItem(pg.ScatterPlotItem(x, y, size=size, pen=None, brush="w", pxMode=True))
    exposed(plot)
    box = plot.getViewBox()
    units = map_city.OFFICERS + map_city.DRONES
    print(f"\npyqtgraph ScatterPlotItem, {cases:,} + {units:,} points")

    def frame(dx: float, factor: float) -> None:
        box.scaleBy((factor, factor))
        box.translateBy(x=dx)
        plot.viewport().repaint()

    def frames(dx: float, factor: float) -> Iterator[Callable[[], None]]:
        return (lambda: frame(dx, factor) for _ in range(15))

    line("pan, whole city", [timed(frames(box.viewRect().width() * 0.008, 1.0))], floor)
    line("zoom", [timed(frames(0.0, 0.93))], floor)
    plot.close()


def growth(costs: dict[int, dict[str, float]]) -> None:
    """How much dearer a frame is with the most cases than with 10,000."""
    most = max(costs)
    if 10_000 not in costs or most == 10_000:
        return
    print(f"\nmedian processor time a frame, 10,000 -> {most:,} cases")
    for name, few in costs[10_000].items():
        times = costs[most][name] / few
        print(f"  {name:24s} x {times:.2f}  {verdict(times, times, GROWTH)}")


def main() -> None:
    app = QApplication([])
    app.setFont(QFont("Noto Sans CJK SC", 10))
    floor = blit_floor()
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg())
    print(f"{app.platformName()}; load {load}; bare blit of {SIZE[0]} x {SIZE[1]}: {floor:.2f} ms")
    costs = {}
    sizes = [int(a) for a in sys.argv[1:] if a.isdecimal()]
    for cases in sizes or [1_000, 10_000, 100_000, 1_000_000]:
        costs[cases] = ours(cases, floor)
        if "--ours" not in sys.argv:
            theirs(cases, floor)
    growth(costs)


if __name__ == "__main__":
    main()
