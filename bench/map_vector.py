"""The map's frames over large vector layers, next to the same map without and to a bare blit.

    python -m bench.map_vector [cases]       default: 10000

Made up and written to a temporary folder: 60,000 plots, 8,000 roads, and one shape of a million
points. "Cold" frames are panned while the pictures are still being made. The last part reads the
plots in a thread of this process instead, and notes how long the GUI thread was kept waiting.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import shapely
from pyogrio import raw
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench import map_city
from bench.map_driver import HOTSPOT, SIZE, Driver
from bench.map_pan import FRAMES, blit_floor, line, timed
from console.basemap.service import DeclaredMaps
from console.map.canvas import MapCanvas
from console.map.vectormaps import VectorMaps
from console.tokens import load_tokens

ZOOMS = (11.1, 13.2, 15.6)


def write(path: Path, shapes: np.ndarray, kind: str) -> None:
    driver = "GPKG" if path.suffix == ".gpkg" else "GeoJSON"
    raw.write(
        path, geometry=shapely.to_wkb(shapes), field_data=[], fields=[], geometry_type=kind,
        crs="EPSG:4326", driver=driver,
    )  # fmt: skip


def files(folder: Path) -> None:
    rng = np.random.default_rng(2)
    places = HOTSPOT + rng.normal(0, 0.08, (60_000, 2))
    plots = shapely.buffer(shapely.points(places), rng.uniform(2e-4, 9e-4, 60_000), quad_segs=4)
    write(folder / "plots.gpkg", plots, "Polygon")
    write(folder / "plots.geojson", plots, "Polygon")
    starts = HOTSPOT + rng.normal(0, 0.08, (8_000, 1, 2))
    walks = starts + np.cumsum(rng.normal(0, 4e-4, (8_000, 20, 2)), axis=1)
    write(folder / "roads.gpkg", shapely.linestrings(walks), "LineString")
    angle = np.linspace(0, 2 * np.pi, 1_000_000, endpoint=False)
    far = 0.12 * (1 + 0.05 * rng.random(len(angle)))
    rim = np.stack([HOTSPOT[0] + far * np.cos(angle), HOTSPOT[1] + far * np.sin(angle)], axis=1)
    write(folder / "rim.gpkg", np.array([shapely.Polygon(rim)], object), "Polygon")
    (folder / "maps.toml").write_text(
        "".join(
            f'[[map]]\nid = "{i}"\nkind = "geopackage"\nfile = "{i}.gpkg"\ndatum = "WGS-84"\n'
            f'style = "{style}"\n'
            for i, style in (("rim", "water"), ("plots", "green"), ("roads", "road"))
        ),
        "utf-8",
    )


def filled(canvas: MapCanvas, vectors: VectorMaps) -> float:
    """Wait for the whole window; milliseconds since the map came to rest."""
    canvas.repaint()
    canvas.settle()
    canvas.repaint()
    began = time.perf_counter()
    while not vectors.complete:
        QTest.qWait(5)
    return (time.perf_counter() - began) * 1_000


def cold_pans(canvas: MapCanvas, zoom: float) -> Iterator[Callable[[], object]]:
    """A drag in one direction over ground nobody has seen, with the event loop running."""
    canvas.centre_on(*HOTSPOT, zoom)
    canvas.repaint()
    canvas.settle()
    for _ in range(FRAMES):
        QApplication.processEvents()
        yield lambda: (canvas.pan_by(-13.0, 5.0), canvas.repaint())


def frames(cases: int, folder: Path, floor: float) -> None:
    session, fixes = map_city.session_with(cases)
    canvas = MapCanvas(session, load_tokens("dark"))
    canvas.resize(*SIZE)
    canvas.show()
    QApplication.processEvents()
    driver = Driver(session, canvas, fixes)
    for zoom in ZOOMS:
        line(f"pan at zoom {zoom}, no layers", [timed(driver.pans(zoom, FRAMES))], floor)
    canvas.centre_on(*HOTSPOT, ZOOMS[0])
    vectors = VectorMaps(canvas, DeclaredMaps(folder / "maps.toml", folder, needed=True).vectors)
    vectors.troubled.connect(lambda problem: print(f"  told: {problem.code} {problem.detail}"))
    print(f"  {'':34s} all read and drawn in {filled(canvas, vectors):.0f} ms")
    for zoom in ZOOMS:
        line(f"cold pan at zoom {zoom}", [timed(cold_pans(canvas, zoom))], floor)
        canvas.centre_on(*HOTSPOT, zoom)
        spent = filled(canvas, vectors)
        line(f"pan at zoom {zoom}, all layers", [timed(driver.pans(zoom, FRAMES))], floor)
        print(f"  {'':34s} window filled in {spent:.0f} ms")
    vectors.stop()
    canvas.close()
    session.stop()


def waits(path: Path) -> None:
    """The longest step of 1 ms of this thread while another reads the file."""
    worker = threading.Thread(target=lambda: raw.read(path))
    worker.start()
    longest, last = 0.0, time.perf_counter()
    while worker.is_alive():
        time.sleep(0.001)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    print(f"  a thread reads {path.name:16s} the GUI thread waits up to {longest * 1_000:.0f} ms")


def main() -> None:
    app = QApplication(sys.argv[:1])
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    floor = blit_floor()
    print(f"{cases} cases, {SIZE[0]} × {SIZE[1]}, load {os.getloadavg()[0]:.1f}; ms")
    print(f"  bare blit {floor:.2f}")
    with tempfile.TemporaryDirectory() as folder:
        files(Path(folder))
        frames(cases, Path(folder), floor)
        for name in ("plots.gpkg", "plots.geojson"):
            waits(Path(folder) / name)
    app.quit()


if __name__ == "__main__":
    main()
