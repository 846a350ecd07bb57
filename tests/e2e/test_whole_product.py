"""The product as a whole, in short: a dispatcher's shift, a replay, and pictures of every room.

The long forms are benches: ten minutes of the city at ×60 (`bench.city_shift`) and a whole file in
the window (`bench.replay_window`).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.unit.console.feeds.calls import row, table

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.e2e, pytest.mark.timeout(240)]


def run(module: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=220,
        check=False,
    )


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    """Forty calls of one evening, two units each, and one row nobody can use."""
    rows = []
    for n in range(40):
        minute = f"{n // 2 + 10}"
        later = {
            "Received DtTm": f"01/02/2017 11:{minute}:00 PM",
            "Entry DtTm": f"01/02/2017 11:{minute}:30 PM",
            "Location": f"(37.{700 + n}, -122.{400 + n})",
        }
        rows += [row("E01", f"17001{n:04d}", **later), row("T02", f"17001{n:04d}", **later)]
    rows.append(row("E09", "170019999", Location="nowhere"))
    path = tmp_path / "calls.csv"
    path.write_text(table(*rows), "utf-8")
    return path


def test_a_scripted_dispatcher_works_a_shift_without_one_error() -> None:
    more = ("--settle", "8", "--enough")
    done = run("bench.city_shift", "--seconds", "90", "--cases", "12", *more)
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout[done.stdout.index("{") :])
    assert told["errors"] == []
    assert told["closed"] >= 12
    assert {"next", "reassign", "assign", "note", "close"} <= told["accepted commands"].keys()


def test_a_whole_table_of_calls_is_replayed_in_the_window(calls: Path) -> None:
    done = run("bench.replay_window", str(calls))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "40 of 40" in done.stdout
    assert "rows that could not be used: 1" in done.stdout
    assert "nothing can be sent" in done.stdout


def test_every_room_can_be_pictured_in_either_language_and_theme(
    tmp_path: Path, calls: Path
) -> None:
    pictures = tmp_path / "pictures"
    more = ("--replay", str(calls), "--seconds", "6", "--brief")
    done = run("tools.screenshots", str(pictures), *more)
    assert done.returncode == 0, done.stderr
    found = {path.stem: QImage(str(path)) for path in pictures.iterdir()}
    rooms = ("console", "wall", "replay", "map_city", "map_town", "map_street")
    wanted = {f"{room}_{look}" for room in rooms for look in ("zh_CN_light", "en_dark")}
    assert wanted <= found.keys()
    for name, image in found.items():
        assert image.width() == (1_920 if name.startswith("wall") else 1_600)
        dark = image.pixelColor(5, image.height() - 5).lightness() < 100
        assert dark == name.endswith("dark"), name
    assert found["console_en_dark"] != found["console_zh_CN_light"]
