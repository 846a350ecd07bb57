"""Durable commands per second over HTTP, against bare durable transactions on the same database.

    python bench/central_commands.py [--count 2000] [--database sqlite|postgresql|both]

The peer writes the same number of single rows of the same size, each in its own transaction
(SQLite: WAL, synchronous=FULL; PostgreSQL: a cluster of its own, synchronous_commit=on), from one
thread and without HTTP: the most that one writer can do without group commit. Both write to the
same disk, one after the other: the peer before and after each figure, because disks change.
The client shares the machine with central and the database; what it took itself is printed too.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import secrets
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.wire import Wire, run  # noqa: E402
from tests.contract.central import small_city  # noqa: E402
from tests.contract.central.cluster import HOW_TO_GET, Cluster, binaries  # noqa: E402

ROW = "x" * 1_500
#: Commands in flight and the least ratio to the bare database that is aimed at.
GOALS = {1: 0.5, 16: None, 64: 3.0}
REPORT = msgspec.json.encode(
    {
        "category": "0101",
        "title": "占道经营",
        "area": small_city.NORTH,
        "lon": 113.75,
        "lat": 23.04,
        "datum": "WGS-84",
        "channel": "officer",
        "description": "流动摊贩占用人行道",
    }
)


def bare_transactions(folder: Path, count: int) -> float:
    """Single-row durable transactions per second."""
    db = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY, body TEXT)")
    begin = time.perf_counter()
    for _ in range(count):
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO row (body) VALUES (?)", (ROW,))
        db.execute("COMMIT")
    seconds = time.perf_counter() - begin
    db.close()
    return count / seconds


def bare_on_postgres(cluster: Cluster, count: int) -> float:
    """Single-row durable transactions per second."""
    with cluster.connect() as db:
        db.execute("CREATE TABLE IF NOT EXISTS row (id bigserial PRIMARY KEY, body text)")
        begin = time.perf_counter()
        for _ in range(count):
            with db.transaction():
                db.execute("INSERT INTO row (body) VALUES (%s)", (ROW,))
        return count / (time.perf_counter() - begin)


@contextmanager
def central(folder: Path, *flags: str) -> Iterator[tuple[str, str]]:
    """A central in its own process: (url, token)."""
    token = secrets.token_urlsafe(24)
    city = small_city.write_city(folder / "city")
    who = {
        "token": token,
        "actor_id": "bench",
        "name": "Bench",
        "posts": ["dispatcher", "intake", "shift_supervisor", "department", "verifier"],
    }
    command = [sys.executable, "-m", "central", "serve", "--data", str(folder / "data")]
    command += flags
    process = subprocess.Popen(
        [*command, "--city", str(city), "--secrets-stdin"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(msgspec.json.encode({"tokens": [who]}) + b"\n")
    process.stdin.flush()
    yield json.loads(process.stdout.readline())["url"], token
    process.stdin.close()
    process.wait(20)


async def send(url: str, token: str, count: int, in_flight: int) -> tuple[float, float]:
    """`count` reports, `in_flight` at a time: commands per second, p95 latency in ms."""
    left = iter(range(count))
    times: list[float] = []

    async def one_after_another() -> None:
        async with Wire(url, token) as wire:
            for _ in left:
                began = time.perf_counter()
                await wire.write("/v1/cases", REPORT)
                times.append(time.perf_counter() - began)

    begin = time.perf_counter()
    await asyncio.gather(*(one_after_another() for _ in range(in_flight)))
    seconds = time.perf_counter() - begin
    times.sort()
    return count / seconds, times[int(len(times) * 0.95)] * 1_000


def compare(name: str, bare: Callable[[], float], folder: Path, count: int, *flags: str) -> None:
    """Central against the bare database, which is measured anew beside every figure."""
    with central(folder, *flags) as (url, token):
        run(send(url, token, 200, 8))
        for in_flight, goal in GOALS.items():
            before, spent = bare(), time.process_time()
            rate, p95 = run(send(url, token, count, in_flight))
            client_us = (time.process_time() - spent) / count * 1e6
            peer = (before + bare()) / 2
            print(
                f"{name}: commands over HTTP, {in_flight:2d} in flight: {rate:8.0f} /s"
                f"   p95 {p95:6.1f} ms   bare single rows {peer:6.0f} /s"
                f"   ratio {rate / peer:.2f}{f'   goal {goal}' if goal else ''}"
                f"   client {client_us:.0f} us of a core each"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="sqlite")
    found = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=".") as name:
        folder = Path(name)
        if found.database != "postgresql":
            compare(
                "SQLite",
                lambda: bare_transactions(folder, found.count),
                folder / "sqlite",
                found.count,
            )
        if found.database == "sqlite":
            return
        place = binaries()
        if place is None:
            sys.exit(HOW_TO_GET)
        cluster = Cluster(place)
        try:
            compare(
                "PostgreSQL",
                lambda: bare_on_postgres(cluster, found.count),
                folder / "postgresql",
                found.count,
                "--database",
                cluster.new_database(),
            )
        finally:
            cluster.remove()


if __name__ == "__main__":
    main()
