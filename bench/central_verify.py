"""Walking the hash chain of a long log, next to bare hashing of the same bytes in the same run.

    python bench/central_verify.py [--events 1000000]

The peer hashes the same lines, already in memory, with nothing around: no database, no columns, no
decoding. Aim: a million events in under 30 s.
"""

from __future__ import annotations

import argparse
import hashlib
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.central_log import fill  # noqa: E402
from central.backup import verify  # noqa: E402
from central.store.opening import DATABASE  # noqa: E402


def bare(path: Path) -> float:
    """Seconds to hash every line, one SHA-256 each."""
    with closing(sqlite3.connect(path)) as db:
        lines = [line for (line,) in db.execute("SELECT line FROM event ORDER BY seq")]
    begin = time.perf_counter()
    for line in lines:
        hashlib.sha256(line).digest()
    return time.perf_counter() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    events = parser.parse_args().events
    with tempfile.TemporaryDirectory(dir=".") as name:
        folder = Path(name)
        fill(folder, events)
        begin = time.perf_counter()
        verdict = verify(folder)
        seconds = time.perf_counter() - begin
        assert verdict.whole, verdict
        assert verdict.head.seq == events
        peer = bare(folder / DATABASE)
        size = (folder / DATABASE).stat().st_size / 1e6
    print(f"log of {events:,} events, {size:,.0f} MB")
    print(f"bare hashing:   {peer:7.2f} s")
    print(f"central verify: {seconds:7.2f} s   ratio {seconds / peer:.1f}")


if __name__ == "__main__":
    main()
