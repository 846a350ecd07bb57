"""Durable commands per second over HTTP, against bare durable transactions on the same database.

    python bench/central_commands.py [--count 2000] [--database sqlite|postgresql|both]

The peer writes the same number of single rows of the same size, each in its own transaction
(SQLite: WAL, synchronous=FULL; PostgreSQL: a cluster of its own, synchronous_commit=on), from one
thread and without HTTP: the most that one writer can do without group commit. Both write to the
same disk, one after the other.
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
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp
import msgspec

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.contract.central import small_city  # noqa: E402
from tests.contract.central.cluster import HOW_TO_GET, Cluster, binaries  # noqa: E402

ROW = "x" * 1_500


def bare_transactions(folder: Path, count: int) -> float:
    """Single-row durable transactions per second."""
    db = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, body TEXT)")
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
        db.execute("CREATE TABLE row (id bigserial PRIMARY KEY, body text)")
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
    body = msgspec.json.encode(
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
    left = iter(range(count))
    times: list[float] = []
    connector = aiohttp.TCPConnector(limit=in_flight)
    headers = {"Authorization": f"Bearer {token}"}
    async with aiohttp.ClientSession(url, connector=connector, headers=headers) as session:

        async def one_after_another() -> None:
            for _ in left:
                began = time.perf_counter()
                key = {"Idempotency-Key": str(uuid.uuid4())}
                async with session.post("/v1/cases", data=body, headers=key) as answer:
                    assert answer.status == 201, await answer.text()
                    await answer.read()
                times.append(time.perf_counter() - began)

        begin = time.perf_counter()
        await asyncio.gather(*(one_after_another() for _ in range(in_flight)))
        seconds = time.perf_counter() - begin
    times.sort()
    return count / seconds, times[int(len(times) * 0.95)] * 1_000


def compare(name: str, bare: float, folder: Path, count: int, *flags: str) -> None:
    """Central against the bare database: one line for each number of commands in flight."""
    print(f"bare {name} transactions, one row each: {bare:8.0f} /s")
    with central(folder, *flags) as (url, token):
        asyncio.run(send(url, token, 200, 8))
        for in_flight in (1, 16, 64):
            rate, p95 = asyncio.run(send(url, token, count, in_flight))
            print(
                f"{name}: commands over HTTP, {in_flight:2d} in flight: {rate:8.0f} /s"
                f"   p95 {p95:6.1f} ms   ratio {rate / bare:.2f}"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="sqlite")
    found = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=".") as name:
        folder = Path(name)
        if found.database != "postgresql":
            bare = bare_transactions(folder, found.count)
            compare("SQLite", bare, folder / "sqlite", found.count)
        if found.database == "sqlite":
            return
        place = binaries()
        if place is None:
            sys.exit(HOW_TO_GET)
        cluster = Cluster(place)
        try:
            bare = bare_on_postgres(cluster, found.count)
            where = cluster.new_database()
            compare("PostgreSQL", bare, folder / "postgresql", found.count, "--database", where)
        finally:
            cluster.remove()


if __name__ == "__main__":
    main()
