"""What lies under the cursor: pick and hover on the map, next to a scan of all cases, in one run.

    python -m bench.map_pick [cases]        default: 1000000

The scan is what numpy does with every case and no index: one distance each, and the least of them.
Both look for the nearest symbol at the same pixels; where the map shows cases one by one they must
find the same one. The map also finds units and clusters, and takes its words from the board. The
goal is a pick and a hover below 1 ms. A lasso about a tenth of the window is timed beside a test of
every case against the same ring.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import shapely
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from bench import map_city
from console.map.canvas import MapCanvas
from console.map.scenes import REACH
from console.map.work.inside import cases_inside
from console.tokens import load_tokens

SIZE = (1_600, 900)
HOTSPOT = (113.75, 23.03)
PLACES = 400
GOAL_MS = 1.0


def timed(steps: list[Callable[[], object]]) -> np.ndarray:
    """Milliseconds that each step works; a machine busy with other things makes it no slower."""
    spent = []
    for step in steps:
        start = time.thread_time()
        step()
        spent.append((time.thread_time() - start) * 1_000)
    return np.array(spent)


def line(name: str, ms: np.ndarray) -> float:
    p95 = float(np.percentile(ms, 95))
    print(f"  {name:40s} median {np.median(ms):8.3f}  p95 {p95:8.3f}  max {ms.max():8.3f} ms")
    return p95


class Scan:
    """The peer: all cases that can be seen, and no index."""

    def __init__(self, canvas: MapCanvas) -> None:
        layer = canvas.stage.cases
        rows = np.flatnonzero(layer.severity[: layer.table.rows] > 0)
        self.rows = rows
        self.x, self.y = layer.table.column("x")[rows], layer.table.column("y")[rows]

    def nearest(self, x: float, y: float, near: float) -> int:
        square = (self.x - x) ** 2 + (self.y - y) ** 2
        at = int(np.argmin(square))
        return int(self.rows[at]) if square[at] <= near * near else -1

    def inside(self, ring: list[tuple[float, float]]) -> np.ndarray:
        area = shapely.Polygon(ring)
        shapely.prepare(area)
        return self.rows[shapely.contains_xy(area, self.x, self.y)]


def picks(canvas: MapCanvas, scan: Scan, zoom: float) -> float:
    """Time both at one zoom; returns the worse p95 of pick and hover."""
    canvas.centre_on(*HOTSPOT, zoom)
    canvas.repaint()
    view, stage = canvas.view, canvas.stage
    near = REACH * view.ratio / view.scale
    pixels = np.random.default_rng(5).random((PLACES, 2)) * (view.width, view.height)
    at = [(float(px), float(py)) for px, py in pixels]
    places = [view.to_unit(*p) for p in at]
    print(f"zoom {zoom:g}: {stage.counts(view)['cases']:,} cases in the window")
    pick = timed([lambda p=p: stage.pick(view, *p) for p in at])
    hover = timed([lambda p=p: canvas.hands.moves.hover(QPointF(*p)) for p in at])
    plain = timed([lambda p=p: scan.nearest(*p, near) for p in places[:40]])
    worst = max(line("pick: case, unit or cluster", pick), line("hover: pick and words", hover))
    line("scan of every case, cases only", plain)
    compare(canvas, scan, at, places, near)
    return worst


def compare(
    canvas: MapCanvas,
    scan: Scan,
    at: list[tuple[float, float]],
    places: list[tuple[float, float]],
    near: float,
) -> None:
    """Where no case is hidden in a cluster both must name cases at the same distance."""
    view, stage = canvas.view, canvas.stage
    made = stage.cases.scene(view, view.window(64.0)).clusters
    if len(made):
        print(f"    ({len(made)} clusters: what they hold is found by the scan only)")
        return
    table = stage.session.board.cases
    for pixel, (x, y) in zip(at[:40], places[:40], strict=True):
        hit, row = stage.pick(view, *pixel), scan.nearest(x, y, near)
        if row < 0 or hit is None or hit.kind != "case":
            same = row < 0 or (hit is not None and hit.kind == "case")
        else:
            there = [
                float(np.hypot(table.column("x")[r] - x, table.column("y")[r] - y))
                for r in (hit.row, row)
            ]
            same = abs(there[0] - there[1]) < 1e-12
        if not same:
            raise SystemExit(f"pick and scan differ at {pixel}: {hit} and row {row}")
    print("    pick and scan found the same cases")


def lassos(canvas: MapCanvas, scan: Scan) -> None:
    """A ring about a part of what is shown, at the zoom of the city and of a street."""
    for zoom in (10.0, 15.0):
        canvas.centre_on(*HOTSPOT, zoom)
        view = canvas.view
        turn = np.linspace(0, 2 * np.pi, 90, endpoint=False)
        radius = 0.35 * view.height * (1 + 0.3 * np.sin(5 * turn))
        ring = [
            view.to_unit(view.width / 2 + r * np.cos(a), view.height / 2 + r * np.sin(a))
            for a, r in zip(turn.tolist(), radius.tolist(), strict=True)
        ]
        found = np.sort(cases_inside(canvas.stage.cases, ring))
        plain = np.sort(scan.inside(ring))
        if not np.array_equal(found, plain):
            raise SystemExit(f"lasso and scan differ: {len(found)} and {len(plain)} cases")
        print(f"lasso at zoom {zoom:g}: {len(found):,} cases, the same from both")
        line("lasso by cells", timed([lambda r=ring: cases_inside(canvas.stage.cases, r)] * 9))
        line("every case against the ring", timed([lambda r=ring: scan.inside(r)] * 9))


def main() -> None:
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    _app = QApplication(sys.argv[:1])
    session, _ = map_city.session_with(cases)
    canvas = MapCanvas(session, load_tokens("dark"))
    canvas.resize(*SIZE)
    canvas.show()
    while canvas.stage.follower.busy:
        QApplication.processEvents()
        time.sleep(0.001)  # as the event loop would
    scan = Scan(canvas)
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg())
    print(f"load {load}; times are those of the thread, waits for a processor not counted")
    print(f"{len(scan.rows):,} cases on the map, {session.board.units.rows:,} units")
    worst = max(picks(canvas, scan, zoom) for zoom in (10.0, 13.0, 16.0, 19.0))
    print(f"worst p95 of pick and hover: {worst:.3f} ms; goal {GOAL_MS:g} ms")
    lassos(canvas, scan)


if __name__ == "__main__":
    main()
