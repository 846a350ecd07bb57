"""Memory of the whole console with many cases: ``python -m bench.seat_memory [CASES]`` (100,000).

The city comes from the disk, as at every start; the window is painted and left alone for a while.
Beside it, in the same run, an empty Qt window. Ends with 1 above the goal.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from bench.kept_city import keep, seat_at
from bench.seat_start import NOBODY
from bench.start_time import ROOT

GOAL_MB = 300.0
#: By then the console has given back what the load left behind.
STAY_S = 36
EMPTY = (
    "from PySide6.QtWidgets import QApplication, QMainWindow\n"
    "import time; app = QApplication([]); w = QMainWindow(); w.resize(1600, 900); w.show()\n"
    "w.grab(); print('usable', flush=True); time.sleep(3)\n"
)


def resident_mb(command: list[str], rest_s: float) -> tuple[float, float]:
    """(most, at last) resident megabytes of `command`, from its first line until `rest_s` later."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    child = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.readline()
    process, end, most, last = psutil.Process(child.pid), time.monotonic() + rest_s, 0.0, 0.0
    while time.monotonic() < end:
        last = process.memory_info().rss / 1e6
        most = max(most, last)
        time.sleep(0.2)
    child.kill()
    child.communicate()
    return most, last


def main(count: int) -> int:
    bare, _ = resident_mb([sys.executable, "-c", EMPTY], 2.0)
    with tempfile.TemporaryDirectory() as folder:
        keep(seat_at(Path(folder), NOBODY), count)
        probe = [sys.executable, "-m", "bench.start_probe", folder, str(STAY_S + 5), NOBODY]
        most, last = resident_mb(probe, STAY_S)
    print(f"empty Qt window: {bare:.0f} MB")
    print(f"console with {count:,} cases: {last:.0f} MB at rest, {most:.0f} MB at most")
    return 0 if last <= GOAL_MB else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
