"""Start from the kept city: from the command to a usable queue while central is away.

``python -m bench.seat_start [CASES]``: 50,000 cases by default. Beside it, in the same run, what
Python and Qt alone need for an empty window, and the console without anything kept. Prints the
seconds until the queue is painted with its cases, less the empty window.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from bench.kept_city import keep, seat_at
from bench.start_probe import BEGAN
from bench.start_time import EMPTY, ROOT, compiled_once

ROUNDS = 5
NOBODY = "http://127.0.0.1:9"
GOAL_S = 1.0


def spent(command: list[str], environment: dict[str, str]) -> tuple[float, float, str]:
    """Seconds and processor seconds until `command` says it is usable, and its stages.

    It is killed then.
    """
    began, stages = time.perf_counter(), []
    told = {**environment, BEGAN: str(time.time())}
    child = subprocess.Popen(command, cwd=ROOT, env=told, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    for line in child.stdout:
        stages.append(line.strip())
        if line.startswith("usable"):
            break
    took, used = time.perf_counter() - began, psutil.Process(child.pid).cpu_times()
    child.kill()
    child.communicate()
    return took, used.user + used.system, ", ".join(stages)


def main(count: int) -> int:
    bare, kept = [], []
    rest = "print('usable', flush=True)\nimport time; time.sleep(30)\n"
    empty = [sys.executable, "-c", EMPTY + rest]
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as compiled:
        environment = compiled_once(compiled)
        size = keep(seat_at(Path(folder), NOBODY), count)
        console = [sys.executable, "-m", "bench.start_probe", folder, "9", NOBODY]
        for command in (empty, console):
            spent(command, environment)  # compiled modules and the disk's cache
        for _ in range(ROUNDS):
            # by turns, so that a busy machine is busy for both
            bare.append(spent(empty, environment))
            kept.append(spent(console, environment))
    over = sorted(k[0] - b[0] for k, b in zip(kept, bare, strict=True))
    qt, queue = min(bare), min(kept)
    print(f"{count:,} cases kept in {size / 1e6:.1f} MB")
    for name, (took, used, _) in (("empty Qt window", qt), ("usable queue", queue)):
        print(f"{name}: best {took:.2f} s, of the processor {used:.2f} s")
    print(f"stages of the best, seconds after the command: {queue[2]}")
    print(f"after Qt itself: best {queue[0] - qt[0]:.2f} s, median {over[ROUNDS // 2]:.2f} s")
    print(f"after Qt itself, of the processor: {queue[1] - qt[1]:.2f} s")
    return 0 if queue[0] - qt[0] <= GOAL_S else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000))
