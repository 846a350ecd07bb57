"""Start time: from the command to a usable window with data, warm, beside an empty Qt window.

Prints the seconds until the queue shows its first case, and the ratio to what Python and Qt alone
need to show an empty window in the same run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3
EMPTY = (
    "from PySide6.QtWidgets import QApplication, QMainWindow\n"
    "app = QApplication([]); w = QMainWindow(); w.resize(1600, 900); w.show(); w.grab()\n"
)


def compiled_once(folder: str) -> dict[str, str]:
    """The environment of a start after the first: modules are compiled once, into `folder`.

    A machine may forbid Python to write compiled modules (PYTHONDONTWRITEBYTECODE); every start
    would then be measured with compiling 1,000 of them.
    """
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    own = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": folder}
    return {**kept, **own}


def seconds(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """(until the line "usable" on standard output or the end, until the end), in seconds."""
    began = time.perf_counter()
    child = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert child.stdout is not None
    for line in child.stdout:
        if line.startswith(b"usable"):
            break
    first = time.perf_counter() - began
    child.communicate()
    return first, time.perf_counter() - began


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as compiled:
        environment = compiled_once(compiled)
        console = [sys.executable, "-m", "bench.start_probe", folder]
        print("cold start fills the demo city first ...")
        seconds([*console, "30"], environment)
        warm = [seconds([*console, "0"], environment) for _ in range(ROUNDS)]
        empty = [seconds([sys.executable, "-c", EMPTY], environment)[1] for _ in range(ROUNDS)]
    best, floor = min(w[0] for w in warm), min(empty)
    print(
        f"usable window with data, warm: best {best:.2f} s, worst {max(w[0] for w in warm):.2f} s"
    )
    print(f"from closing to the last child gone: {min(w[1] - w[0] for w in warm):.2f} s")
    print(f"empty Qt window: {floor:.2f} s; ratio {best / floor:.1f}")


if __name__ == "__main__":
    main()
