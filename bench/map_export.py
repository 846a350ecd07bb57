"""The exported page against folium's own markers: seconds to write, bytes, seconds to open.

``python -m bench.map_export [--cases 1000 19300 100000] [--peer 19300]``. Both in one run; the
peer is a folium map with one marker and popup a case, as its documentation shows. Opening is timed
in a headless chromium where there is one; the peer needs four hosts of the net and is not opened.
"""

from __future__ import annotations

import argparse
import io
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.unit.console.export.made import written

FORMATS = ("html", "geojson", "csv", "png", "pdf")
TITLE = "人行道井盖缺失，行人绕行"


def ours(count: int, name: str, folder: Path) -> tuple[float, Path]:
    """Seconds from the frames to the file, the start of the process included."""
    path = folder / f"situation-{count}.{name}"
    frames = written([TITLE] * count, format=name, path=str(path))
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "console.export"],
        input=frames,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - start, path


def peer(count: int, folder: Path) -> tuple[float, Path]:
    """The same cases as folium's markers."""
    import folium

    from console.export.situation import read_situation

    cases = read_situation(io.BytesIO(written([TITLE] * count))).cases
    lon, lat = cases.column("lon").tolist(), cases.column("lat").tolist()
    path = folder / f"folium-{count}.html"
    start = time.perf_counter()
    page = folium.Map(location=[23.05, 113.75], zoom_start=11, prefer_canvas=True)
    for i in range(count):
        folium.CircleMarker([lat[i], lon[i]], radius=4, popup=TITLE).add_to(page)
    page.save(str(path))
    return time.perf_counter() - start, path


def opened(path: Path, folder: Path) -> float | None:
    """Seconds until a fresh browser has shown the page; None without a browser."""
    browser = shutil.which("chromium")
    if browser is None:
        return None
    with tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as profile:
        start = time.perf_counter()
        done = subprocess.run(
            [
                browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
                "--no-first-run", "--disable-background-networking", "--disable-sync",
                "--disable-component-update", f"--user-data-dir={profile}",
                "--window-size=1400,900", "--dump-dom", path.as_uri(),
            ],
            capture_output=True, text=True, encoding="utf-8", timeout=300, check=True,
        )  # fmt: skip
        seconds = time.perf_counter() - start
    assert re.search(r'<html[^>]*data-ready="yes"', done.stdout), "the page did not come up"
    return seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, nargs="+", default=[1_000, 19_300, 100_000])
    parser.add_argument("--peer", type=int, default=19_300, help="cases for folium's markers")
    given = parser.parse_args()
    mine: dict[int, tuple[float, int]] = {}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for count in sorted({*given.cases, given.peer}):
            for name in FORMATS:
                seconds, path = ours(count, name, folder)
                size = path.stat().st_size
                line = f"{count:>8,} cases {name:>8}: {seconds:6.2f} s {size / 1e6:8.2f} MB"
                if name == "html":
                    mine[count] = seconds, size
                    shown = opened(path, folder)
                    line += "" if shown is None else f", opens in {shown:.2f} s"
                print(line, flush=True)
        seconds, path = peer(given.peer, folder)
        size = path.stat().st_size
    print(f"{given.peer:>8,} cases   folium: {seconds:6.2f} s {size / 1e6:8.2f} MB (markers)")
    own_seconds, own_size = mine[given.peer]
    print(f"ratio to folium: time {own_seconds / seconds:.2f}, bytes {own_size / size:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
