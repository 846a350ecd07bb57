"""An event to the last of 627 connected centres, next to a bare socket fan-out in the same run.

    python bench/central_fanout.py [--centres 627] [--events 100] [--rate 12]

Readers and the claimant are asyncio in this process; central is another. The peer is an asyncio
server that writes the same number of bytes to as many sockets. Both are timed from just before the
send to the moment the last reader has it; for central that holds the whole command: HTTP, decision,
durable commit. Claims come at `rate` a second; their latency is printed too. Aim: p99 < 500 ms.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

import aiohttp
import psutil

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.contract.central import small_city  # noqa: E402
from tests.contract.central.serving import EVERY_POST, REPORT  # noqa: E402

TOKEN = "token-of-the-bench-0123456789"  # noqa: S105 - a token of this run's own central
HEADERS = {"Authorization": f"Bearer {TOKEN}"}


class Arrivals:
    """When the last of all readers has had a line."""

    def __init__(self, readers: int) -> None:
        self._left: dict[int, int] = {}
        self._readers = readers
        self.last: dict[int, float] = {}
        self.changed = asyncio.Event()

    def note(self, seq: int) -> None:
        left = self._left.get(seq, self._readers) - 1
        self._left[seq] = left
        if left == 0:
            self.last[seq] = time.perf_counter()
            self.changed.set()

    async def whole(self, seq: int) -> float:
        while seq not in self.last:
            self.changed.clear()
            await self.changed.wait()
        return self.last[seq]


async def listen(host: str, port: int, after: int, seen: Arrivals, up: asyncio.Event) -> None:
    """One centre: raw sockets, so that the readers cost as little as they can."""
    reader, writer = await asyncio.open_connection(host, port)
    head = (
        f"GET /v1/feed?after={after} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\n\r\n"
    )
    writer.write(head.encode())
    while line := await reader.readline():
        if line.startswith(b"event: beat"):
            up.set()
        elif line.startswith(b"id: "):
            last = int(line[4:])
            for seq in range(after + 1, last + 1):
                seen.note(seq)
            after = last
    writer.close()


async def central_fanout(
    url: str, process: psutil.Process, centres: int, events: int, rate: float
) -> tuple[list[float], list[float], float]:
    """Milliseconds to the last reader, milliseconds of each claim, kB per connected feed."""
    host, port = url.removeprefix("http://").split(":")
    async with aiohttp.ClientSession(url, headers=HEADERS) as http:
        cases = []
        for _ in range(events):
            key = {"Idempotency-Key": str(uuid.uuid4())}
            async with http.post("/v1/cases", json=REPORT, headers=key) as answer:
                cases.append((await answer.json())["case"]["case_id"])
        before = process.memory_info().rss
        seen, ups = Arrivals(centres), [asyncio.Event() for _ in range(centres)]
        readers = [asyncio.create_task(listen(host, int(port), events, seen, up)) for up in ups]
        await asyncio.gather(*(up.wait() for up in ups))
        per_feed = (process.memory_info().rss - before) / centres / 1_000
        last, claims = [], []
        for i, case_id in enumerate(cases):
            began = time.perf_counter()
            key = {"Idempotency-Key": str(uuid.uuid4()), "If-Match": '"1"'}
            async with http.post(f"/v1/cases/{case_id}/claim", json={}, headers=key) as answer:
                assert answer.status == 200, await answer.text()
                await answer.read()
            claims.append((time.perf_counter() - began) * 1_000)
            last.append((await seen.whole(events + i + 1) - began) * 1_000)
            await asyncio.sleep(max(0.0, 1 / rate - (time.perf_counter() - began)))
        for reader in readers:
            reader.cancel()
        await asyncio.gather(*readers, return_exceptions=True)
    return last, claims, per_feed


async def bare_fanout(centres: int, events: int, size: int) -> list[float]:
    """The same number of bytes written to as many sockets, and read again."""
    writers: list[asyncio.StreamWriter] = []
    all_here = asyncio.Event()

    async def join(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        if len(writers) == centres:
            all_here.set()

    server = await asyncio.start_server(join, "127.0.0.1", 0, backlog=1_024)
    port = server.sockets[0].getsockname()[1]
    seen = Arrivals(centres)

    async def read() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for seq in range(events):
            await reader.readexactly(size)
            seen.note(seq)
        writer.close()

    readers = [asyncio.create_task(read()) for _ in range(centres)]
    await all_here.wait()
    times, message = [], b"x" * size
    for seq in range(events):
        began = time.perf_counter()
        for writer in writers:
            writer.write(message)
        times.append((await seen.whole(seq) - began) * 1_000)
    await asyncio.gather(*readers)
    for writer in writers:
        writer.close()
    server.close()
    return times


def percentile(times: list[float], part: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * part))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--centres", type=int, default=627)
    parser.add_argument("--events", type=int, default=100)
    parser.add_argument("--rate", type=float, default=12.0)
    found = parser.parse_args()
    who = {"token": TOKEN, "actor_id": "bench", "name": "Bench", "posts": EVERY_POST}
    with tempfile.TemporaryDirectory(dir=".") as name:
        city = small_city.write_city(Path(name).absolute() / "city")
        command = [sys.executable, "-m", "central", "serve", "--data", f"{name}/data"]
        process = subprocess.Popen(
            [*command, "--city", str(city), "--secrets-stdin"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps({"tokens": [who]}).encode() + b"\n")
        process.stdin.flush()
        url = json.loads(process.stdout.readline())["url"]
        last, claims, per_feed = asyncio.run(
            central_fanout(
                url, psutil.Process(process.pid), found.centres, found.events, found.rate
            )
        )
        process.stdin.close()
        process.wait(20)
    bare = asyncio.run(bare_fanout(found.centres, found.events, 500))
    for what, times in (("bare sockets", bare), ("central", last), ("claim alone", claims)):
        p50, p99 = percentile(times, 0.5), percentile(times, 0.99)
        print(f"{what:14s} p50 {p50:7.1f} ms   p99 {p99:7.1f} ms")
    ratio = percentile(last, 0.5) / percentile(bare, 0.5)
    print(f"{found.centres} feeds, {per_feed:.0f} kB each; ratio of the medians {ratio:.1f}")


if __name__ == "__main__":
    main()
