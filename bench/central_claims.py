"""How long a claim takes while a city is at work: latency at a given number of commands a second.

    python bench/central_claims.py [--rates 12,120,1200] [--seconds 20]
                                   [--database sqlite|postgresql|both]

Twelve commands a second are 1.5 cases with eight commands each, some hundred times what Dongguan
needs; 1200 are a hundred times that again. Cases begin at random, each goes through eight commands
(report, claim, five notes, release), and every time is taken from the moment the command was due:
a central that falls behind cannot hide it.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.central_commands import REPORT, central  # noqa: E402
from bench.wire import Wire  # noqa: E402
from tests.contract.central.cluster import HOW_TO_GET, Cluster, binaries  # noqa: E402

#: Seconds between two commands on one case.
GAP_S = 0.25
NOTE = msgspec.json.encode({"text": "已联系商户"})
STEPS = [("claim", b"{}"), *[("note", NOTE)] * 5, ("release", b"{}")]


class Known(msgspec.Struct):
    """What of a case its next command needs."""

    case_id: int
    version: int


class Answer(msgspec.Struct):
    case: Known


_ANSWER = msgspec.json.Decoder(Answer)


class City:
    """People at work; `claims` and `all` are latencies in milliseconds."""

    def __init__(self, url: str, token: str) -> None:
        self._url, self._token = url, token
        self._free: list[Wire] = []
        self.claims: list[float] = []
        self.all: list[float] = []

    async def work(self, rate: float, seconds: float) -> None:
        """Begin cases for some seconds and see them through."""
        dice, cases, begin = random.Random(5), list[asyncio.Task[None]](), time.perf_counter()
        due = begin
        while due < begin + seconds:
            await asyncio.sleep(due - time.perf_counter())
            cases.append(asyncio.create_task(self._case(due)))
            due += dice.expovariate(rate / (len(STEPS) + 1))
        await asyncio.gather(*cases)
        for wire in self._free:
            await wire.__aexit__(None, None, None)

    async def _case(self, due: float) -> None:
        case = await self._timed("/v1/cases", REPORT, 0, due)
        for verb, body in STEPS:
            due += GAP_S
            await asyncio.sleep(due - time.perf_counter())
            case = await self._timed(f"/v1/cases/{case.case_id}/{verb}", body, case.version, due)

    async def _timed(self, path: str, body: bytes, version: int, due: float) -> Known:
        wire = self._free.pop() if self._free else await Wire(self._url, self._token).__aenter__()
        answer = await wire.write(path, body, version)
        took = (time.perf_counter() - due) * 1_000
        self._free.append(wire)
        self.all.append(took)
        if path.endswith("claim"):
            self.claims.append(took)
        return _ANSWER.decode(answer).case


def measure(name: str, folder: Path, rates: list[float], seconds: float, *flags: str) -> None:
    """One line for each rate."""
    with central(folder, *flags) as (url, token):
        asyncio.run(City(url, token).work(40, 3))
        for rate in rates:
            city = City(url, token)
            asyncio.run(city.work(rate, seconds))
            print(
                f"{name}: {rate:5.0f} commands/s asked, {len(city.all):6d} done:"
                f"   claims {shares(city.claims)}   all {shares(city.all)}"
            )


def shares(times: list[float]) -> str:
    """Within what time half and ninety-nine in a hundred of the commands were answered."""
    times = sorted(times)
    half, most = (times[int(len(times) * part)] for part in (0.5, 0.99))
    return f"p50 {half:6.2f} p99 {most:6.2f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rates", default="12,120,1200")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="sqlite")
    found = parser.parse_args()
    rates = [float(rate) for rate in found.rates.split(",")]
    with tempfile.TemporaryDirectory(dir=".") as name:
        folder = Path(name)
        if found.database != "postgresql":
            measure("SQLite", folder / "sqlite", rates, found.seconds)
        if found.database == "sqlite":
            return
        place = binaries()
        if place is None:
            sys.exit(HOW_TO_GET)
        cluster = Cluster(place)
        try:
            flags = ("--database", cluster.new_database())
            measure("PostgreSQL", folder / "postgresql", rates, found.seconds, *flags)
        finally:
            cluster.remove()


if __name__ == "__main__":
    main()
