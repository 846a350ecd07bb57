"""The map's frames on a full raster base, next to the same map without one and to a bare blit.

    python -m bench.map_tiles [cases]        default: 10000

A made-up MBTiles of photo-like tiles about the hotspot (JPEG, 256 px) is written to a temporary
folder and read like any other. "Cold" frames are panned while the tiles are still being made. The
last part holds the interpreter lock of two decoders against each other: a worker decodes, and the
GUI thread notes how long it was kept waiting. A hash of as many milliseconds, which lets go of the
lock altogether, tells how much of that is the machine's other work.
"""

from __future__ import annotations

import hashlib
import io
import os
import resource
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PIL import Image
from PySide6.QtGui import QFont, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench import map_city
from bench.map_driver import HOTSPOT, SIZE, Driver
from bench.map_pan import blit_floor, line, timed
from console.basemap.pixels import decode, for_screen
from console.basemap.service import DeclaredMaps
from console.board.mercator import project_one
from console.map.basemaps import BaseMapChooser
from console.map.canvas import MapCanvas
from console.tokens import load_tokens

ZOOMS = (11.1, 13.2, 15.6)
FRAMES = 120


def photo(rng: np.random.Generator, size: int, form: str = "JPEG") -> bytes:
    """Something like a picture from above: patches and grain."""
    patches = rng.integers(60, 200, (size // 16, size // 16, 3), dtype=np.uint8)
    ground = np.kron(patches, np.ones((16, 16, 1), np.uint8)).astype(np.int16)
    ground += rng.integers(-9, 9, ground.shape, dtype=np.int16)
    out = io.BytesIO()
    Image.fromarray(ground.clip(0, 255).astype(np.uint8)).save(out, form, quality=85)
    return out.getvalue()


def archive(path: Path) -> int:
    """Tiles of four levels about the hotspot; returns how many."""
    rng = np.random.default_rng(4)
    several = [photo(rng, 256) for _ in range(40)]
    x, y = project_one(*HOTSPOT)
    with sqlite3.connect(path) as db:
        db.execute("create table metadata (name, value)")
        db.execute("insert into metadata values ('format', 'jpg')")
        db.execute("create table tiles (zoom_level, tile_column, tile_row, tile_data)")
        for z in range(9, 17):
            for i in range(-12, 13):
                for j in range(-12, 13):
                    row = (1 << z) - 1 - (int(y * 2**z) + j)
                    data = several[(i * 7 + j * 13) % 40]
                    db.execute(
                        "insert into tiles values (?,?,?,?)", (z, int(x * 2**z) + i, row, data)
                    )
        db.execute("create index at on tiles (zoom_level, tile_column, tile_row)")
        (count,) = db.execute("select count(*) from tiles").fetchone()
    db.close()
    return int(count)


def declared(folder: Path, datum: str) -> DeclaredMaps:
    (folder / "maps.toml").write_text(
        f'[[map]]\nid = "photo"\nkind = "mbtiles"\nfile = "photo.mbtiles"\ndatum = "{datum}"\n'
        'attribution = "made up"\n',
        "utf-8",
    )
    return DeclaredMaps(folder / "maps.toml", folder / "tiles", needed=True)


def complete(chooser: BaseMapChooser, canvas: MapCanvas) -> float:
    """Wait for every cell of the window; milliseconds since the map came to rest."""
    canvas.repaint()
    canvas.settle()
    began = time.perf_counter()
    while True:
        canvas.repaint()
        layer = chooser._layer
        if layer is not None and layer.scale == canvas.view.scale:
            make, waiting = layer.wanted(canvas.view)
            if not make and not waiting:
                return (time.perf_counter() - began) * 1_000
        QTest.qWait(5)


def cold_pans(canvas: MapCanvas, zoom: float) -> Iterator[Callable[[], None]]:
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
        line(f"pan at zoom {zoom}, no base map", [timed(driver.pans(zoom, FRAMES))], floor)
    for datum in ("WGS-84", "GCJ-02"):
        chooser = BaseMapChooser(canvas, declared(folder, datum))
        for zoom in ZOOMS:
            chooser.choose("photo")
            line(f"cold pan at zoom {zoom}, {datum}", [timed(cold_pans(canvas, zoom))], floor)
            canvas.centre_on(*HOTSPOT, zoom)
            spent = complete(chooser, canvas)
            line(f"pan at zoom {zoom}, {datum} base", [timed(driver.pans(zoom, FRAMES))], floor)
            print(f"  {'':34s} window filled in {spent:.0f} ms")
            chooser.choose("")
        chooser.stop()
    canvas.close()


def waits(work: Callable[[], object], times: int) -> tuple[float, float]:
    """(part of its time, longest) that the GUI thread waits for the lock while a worker works, ms.

    It takes steps of 50 µs; one that lasted longer counts when the thread went to sleep in it, and
    not when the machine had taken its core away.
    """
    over = threading.Event()

    def run() -> None:
        for _ in range(times):
            work()
        over.set()

    worker = threading.Thread(target=run)
    took, slept = [], []
    worker.start()
    while not over.is_set():
        began, sleeps = time.perf_counter(), resource.getrusage(resource.RUSAGE_THREAD).ru_nvcsw
        while time.perf_counter() - began < 50e-6:
            pass
        took.append((time.perf_counter() - began) * 1_000)
        slept.append(resource.getrusage(resource.RUSAGE_THREAD).ru_nvcsw > sleeps)
    worker.join()
    lost = np.array(took) * np.array(slept)
    return float(lost.sum() / np.sum(took)), float(lost.max(initial=0.0))


def decoders() -> None:
    rng = np.random.default_rng(9)
    print("\nthe lock: how much of its time the GUI thread is kept waiting while a worker decodes")
    for form in ("PNG", "JPEG", "WEBP"):
        for size in (256, 512):
            data = photo(rng, size, form)
            ways: dict[str, Callable[[], object]] = {
                "Pillow": lambda d=data: for_screen(decode(d)),
                "QImage": lambda d=data: QImage.fromData(d).convertToFormat(
                    QImage.Format.Format_RGB32
                ),
            }
            ways["nothing but a hash"] = lambda: hashlib.sha256(bytes(1 << 20))
            for name, way in ways.items():
                began = time.perf_counter()
                for _ in range(20):
                    way()
                alone = (time.perf_counter() - began) * 50
                held, longest = waits(way, 150)
                print(
                    f"  {form:5s} {size} px {name:18s} {alone:5.2f} ms a tile; waiting "
                    f"{held * 100:3.0f} %, longest {longest:5.1f} ms"
                )


def main() -> None:
    app = QApplication.instance() or QApplication([])
    app.setFont(QFont("Noto Sans CJK SC", 10))
    floor = blit_floor()
    print(f"bare blit of {SIZE[0]} x {SIZE[1]}: median {floor:.2f} ms")
    with tempfile.TemporaryDirectory() as folder:
        count = archive(Path(folder) / "photo.mbtiles")
        print(f"{count:,} tiles of 256 px; load {os.getloadavg()[0]:.1f}")
        frames(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, Path(folder), floor)
    decoders()


if __name__ == "__main__":
    main()
