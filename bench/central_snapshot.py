"""A snapshot of 100,000 cases in every form it could have, next to plain JSON in the same run.

    python bench/central_snapshot.py [--cases 100000] [--folder FOLDER]

First each form by itself, in a process of its own that has opened a real central's log: bytes on
the wire, the server's processor time and first byte, the client's time to a filled board, and what
each side's memory grows by at its peak. Then central over HTTP with the forms it speaks, while
somebody else asks for a case again and again: the slowest of these answers is what a snapshot
costs the others. Aim: below 50 ms. FOLDER keeps the log for the next run.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.central_snapshot_log import UNITS, fill  # noqa: E402
from bench.snapshot_forms import forms, opened, squeezed, squeezes  # noqa: E402
from casework.columnar import MEDIA  # noqa: E402
from casework.unit import Fixes  # noqa: E402
from central.api.forms import Shot  # noqa: E402
from central.desk import Desk  # noqa: E402
from central.store.opening import open_store  # noqa: E402
from console.feeds import wire  # noqa: E402
from console.feeds.line import Line  # noqa: E402
from tests.contract.central import small_city  # noqa: E402

TOKEN = "token-of-the-bench-0123456789"  # noqa: S105 - a token of this run's own central
_MB = 1_000_000


def shot_of(folder: Path) -> Shot:
    """What central would send."""
    store, now = open_store(folder), datetime.now(UTC)
    picture = Desk(store, now).picture()
    numbers = list(range(1, UNITS + 1))
    places = [113.5 + n / 20_000 for n in numbers], [22.8 + n / 20_000 for n in numbers]
    fixes = Fixes(numbers, *places, [1_772_438_400_000 + n for n in numbers])
    log_id = store.log_id
    store.close()
    return Shot(log_id, picture.seq, now, 1.0, picture.cases, picture.units, fixes, picture.duty)


class Memory:
    """How far this process grows beyond where it was, in MB."""

    def __init__(self) -> None:
        gc.collect()
        Path("/proc/self/clear_refs").write_text("5")
        self._before = self._of("VmRSS")

    @staticmethod
    def _of(what: str) -> float:
        lines = Path("/proc/self/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith(what)).split()[1]) / 1_000

    def peak(self) -> float:
        return self._of("VmHWM") - self._before


def served(shot: Shot, form: int, squeeze: str, out: Any) -> None:
    """The server's side, in a process of its own; a piece is dropped as soon as it is made."""
    memory, size, first = Memory(), 0, 0.0
    began, cpu = time.perf_counter(), time.process_time()
    for piece in squeezed(forms()[form].write(shot), squeezes()[squeeze]):
        first = first or time.perf_counter() - began
        size += len(piece)
    out.put((size, time.process_time() - cpu, first, memory.peak()))


def filled(body: list[bytes], form: int, squeeze: str, out: Any) -> None:
    """The client's side, in a process of its own."""
    memory = Memory()
    began, cpu = time.perf_counter(), time.process_time()
    board = forms()[form].read(opened(body, squeezes()[squeeze]))
    out.put((board.cases.rows, time.process_time() - cpu, time.perf_counter() - began,
             memory.peak()))  # fmt: skip


def alone(target: Any, *args: Any) -> Any:
    """What `target` puts out, from a fork of this process."""
    fork = multiprocessing.get_context("fork")
    out = fork.Queue()
    process = fork.Process(target=target, args=(*args, out))
    process.start()
    found = out.get(timeout=300)
    process.join()
    return found


def compare(shot: Shot) -> None:
    gc.freeze()
    head = (
        "form",
        "MB",
        "of JSON",
        "server CPU",
        "first byte",
        "server MB",
        "client CPU",
        "client MB",
    )
    print("{:18} {:>7} {:>8} {:>11} {:>11} {:>10} {:>11} {:>10}".format(*head))
    whole = 0
    for number, form in enumerate(forms()):
        for squeeze in squeezes():
            size, cpu, first, grown = min(alone(served, shot, number, squeeze) for _ in range(3))
            body = list(squeezed(form.write(shot), squeezes()[squeeze]))
            rows, spent, _, held = min(alone(filled, body, number, squeeze) for _ in range(3))
            assert rows == len(shot.cases)
            whole = whole or size
            print(
                f"{form.name + ' ' + squeeze:18} {size / _MB:7.1f} {size / whole:8.2f}"
                f" {cpu:9.2f} s {first * 1e3:8.0f} ms {grown:10.0f} {spent:9.2f} s {held:10.0f}",
                flush=True,
            )


# -- over HTTP ----------------------------------------------------------------------------------


class Central:
    """`python -m central serve` on the folder."""

    def __init__(self, folder: Path, city: Path) -> None:
        who = {"token": TOKEN, "actor_id": "bench", "name": "Bench", "posts": ["dispatcher"]}
        command = [sys.executable, "-m", "central", "serve", "--data", str(folder)]
        self.process = subprocess.Popen(
            [*command, "--city", str(city), "--secrets-stdin"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"tokens": [who]}).encode() + b"\n")
        self.process.stdin.flush()
        self.url = json.loads(self.process.stdout.readline())["url"]

    def __enter__(self) -> Central:
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(20)


class Neighbour(threading.Thread):
    """Somebody who asks for one case again and again: milliseconds of every answer."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.times: list[float] = []
        self._url, self._over = url, threading.Event()
        self.start()

    def run(self) -> None:
        with requests.Session() as http:
            http.headers["Authorization"] = f"Bearer {TOKEN}"
            while not self._over.wait(0.005):
                began = time.perf_counter()
                assert http.get(f"{self._url}/v1/cases/1001", timeout=10).status_code == 200
                self.times.append((time.perf_counter() - began) * 1e3)

    def stop(self) -> list[float]:
        self._over.set()
        self.join()
        return sorted(self.times)


def bytes_of(url: str, headers: dict[str, str]) -> tuple[float, float]:
    """(seconds to the first byte, to the last) of a snapshot that nobody decodes."""
    began, line = time.perf_counter(), Line(url, TOKEN)
    with line.ask("GET", "/v1/snapshot", headers=headers, stream=True) as answer:
        stream = answer.raw.stream(1 << 16, decode_content=False)
        next(stream)
        first = time.perf_counter() - began
        for _ in stream:
            pass
    line.close()
    return first, time.perf_counter() - began


def board_of(url: str, headers: dict[str, str]) -> float:
    """Seconds to a filled board, as the console does it."""
    began, line = time.perf_counter(), Line(url, TOKEN)
    with line.ask("GET", "/v1/snapshot", headers=headers, stream=True) as answer:
        if headers["Accept"] == MEDIA:
            wire.packed(answer.raw.stream(1 << 16, decode_content=True))
        else:
            wire.snapshot(answer.content)
    line.close()
    return time.perf_counter() - began


def over_http(central: Central) -> None:
    print("\nover HTTP           first byte  last byte   board   others: p50    p99  slowest (ms)")
    neighbour = Neighbour(central.url)
    time.sleep(3)
    show("nobody asks", "", neighbour.stop())
    for form in ("application/json", MEDIA):
        for encoding in ("identity", "gzip"):
            headers = {"Accept": form, "Accept-Encoding": encoding}
            board = min(board_of(central.url, headers) for _ in range(3))
            neighbour = Neighbour(central.url)
            found = [bytes_of(central.url, headers) for _ in range(5)]
            times = neighbour.stop()
            name = f"{'packed' if form == MEDIA else 'JSON'} {encoding}"
            first, last = map(min, zip(*found, strict=True))
            show(name, f"{first * 1e3:7.0f} ms {last:8.2f} s {board:5.2f} s", times)


def show(name: str, figures: str, times: list[float]) -> None:
    p50, p99 = times[len(times) // 2], times[int(len(times) * 0.99)]
    print(f"{name:18} {figures:32} {p50:8.1f} {p99:7.1f} {times[-1]:7.1f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    found = parser.parse_args()
    with ExitStack() as stack:
        made = stack.enter_context(tempfile.TemporaryDirectory(dir="."))
        folder = (found.folder or Path(made) / "data").absolute()
        folder.mkdir(parents=True, exist_ok=True)
        if not any(folder.iterdir()):
            fill(folder, found.cases)
        compare(shot_of(folder))
        city = small_city.write_city(Path(made).absolute() / "city")
        over_http(stack.enter_context(Central(folder, city)))


if __name__ == "__main__":
    main()
