"""From the command to serving with a long log, next to a bare open and scan of the same file.

    python bench/central_restart.py [--events 1000000]

Central must answer `/readyz`, which makes a durable write. The peer opens the file with sqlite3
and reads every line of the log once, without decoding: what a start that reads it all would cost
at least. Aim: under 5 s with a million events.
"""

from __future__ import annotations

import argparse
import json
import secrets
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.central_log import fill  # noqa: E402
from central.store.opening import DATABASE  # noqa: E402
from tests.contract.central import small_city  # noqa: E402


def bare(path: Path) -> float:
    """Seconds to open the file and read every line."""
    begin = time.perf_counter()
    with closing(sqlite3.connect(path)) as db:
        for _ in db.execute("SELECT seq, line FROM event ORDER BY seq"):
            pass
    return time.perf_counter() - begin


def start(folder: Path, city: Path) -> float:
    """Seconds from the command to the first answer that it is ready."""
    who = {
        "token": secrets.token_urlsafe(24),
        "actor_id": "bench",
        "name": "Bench",
        "posts": ["dispatcher"],
    }
    command = [sys.executable, "-m", "central", "serve", "--data", str(folder)]
    begin = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--city", str(city), "--secrets-stdin"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps({"tokens": [who]}).encode() + b"\n")
    process.stdin.flush()
    url = json.loads(process.stdout.readline())["url"]
    assert requests.get(f"{url}/readyz", timeout=60).status_code == 200
    seconds = time.perf_counter() - begin
    process.stdin.close()
    process.wait(20)
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    events = parser.parse_args().events
    with tempfile.TemporaryDirectory(dir=".") as name:
        folder = Path(name).absolute()
        city = small_city.write_city(folder / "city")
        fill(folder, events)
        peer = bare(folder / DATABASE)
        times = [start(folder, city) for _ in range(3)]
    print(f"bare open and scan of {events:,} events: {peer:6.2f} s")
    best, worst = min(times), max(times)
    print(
        f"central, command to ready:        {best:6.2f} s (worst of 3: {worst:.2f} s)"
        f"   ratio {best / peer:.2f}"
    )


if __name__ == "__main__":
    main()
