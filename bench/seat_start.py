"""Start from the kept city: from the command to a usable queue while central is away.

``python -m bench.seat_start [CASES]``: 50,000 cases by default. Beside it, in the same run, what
Python and Qt alone need for an empty window, and the console without anything kept. Prints the
seconds until the queue is painted with its cases, less the empty window.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from bench.kept_city import keep, seat_at
from bench.start_time import EMPTY, ROOT, seconds

ROUNDS = 5
NOBODY = "http://127.0.0.1:9"
GOAL_S = 1.0


def main(count: int) -> int:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    bare, kept = [], []
    with tempfile.TemporaryDirectory() as folder:
        size = keep(seat_at(Path(folder), NOBODY), count)
        console = [sys.executable, "-m", "bench.start_probe", folder, "0", NOBODY]
        seconds(console, environment)  # compiled modules and the disk's cache
        for _ in range(ROUNDS):
            # by turns, so that a busy machine is busy for both
            bare.append(seconds([sys.executable, "-c", EMPTY], environment)[1])
            kept.append(seconds(console, environment)[0])
    over = sorted(k - b for k, b in zip(kept, bare, strict=True))
    print(f"{count:,} cases kept in {size / 1e6:.1f} MB")
    print(f"empty Qt window: best {min(bare):.2f} s, median {sorted(bare)[ROUNDS // 2]:.2f} s")
    print(f"usable queue: best {min(kept):.2f} s, median {sorted(kept)[ROUNDS // 2]:.2f} s")
    print(f"after Qt itself: best {min(kept) - min(bare):.2f} s, median {over[ROUNDS // 2]:.2f} s")
    return 0 if min(kept) - min(bare) <= GOAL_S else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000))
