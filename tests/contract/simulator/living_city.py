"""A real central and a real simulator as child processes, and a reader that waits on conditions."""

from __future__ import annotations

import contextlib
import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import requests

from casework.area import Gazetteer
from casework.case import Cases
from casework.codec import WireEnvelope, open_wire
from casework.events import Envelope
from casework.fold import fold
from simulator.city import Figures
from tests.support.warm import CAN_FORK, Forked
from tests.unit.simulator.small_city import figures, gazetteer, reasons

ROOT = Path(__file__).resolve().parents[3]
TOKEN = "city-token-0123456789"
LEAD = "lead-token-0123456789"
ANN = "ann-token-0123456789"  # a dispatcher at a console
_POSTS = ["collector", "intake", "shift_supervisor", "dispatcher", "department", "verifier"]
PATIENCE_S = 60.0


def write_city(folder: Path) -> Path:
    """The small city as files; twice as busy as Dongguan, so that a test sees something."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers = msgspec.structs.replace(figures(), cases_per_month=76_000.0)
    _write(folder / "gazetteer.json", gazetteer())
    _write(folder / "reasons.json", reasons())
    facts = {name: {"value": value} for name, value in _fields(numbers).items()}
    _write(folder / "city.json", {"facts": facts})
    return folder


def _write(path: Path, what: Gazetteer | object) -> None:
    path.write_bytes(msgspec.json.encode(what))


def _fields(numbers: Figures) -> dict[str, object]:
    fields: dict[str, object] = msgspec.to_builtins(numbers)
    return fields


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Child:
    """A process of ours that ends at the end of its standard input; its stderr is in `log`.

    `cold`: started as from the command line, with all that its interpreter has to load.
    """

    process: Forked | subprocess.Popen[bytes]

    def __init__(
        self, log: Path, first_line: object, module: str, *words: str, cold: bool = False
    ) -> None:
        self.log = log
        pipe = subprocess.PIPE
        with log.open("ab") as errors:
            if cold or not CAN_FORK:
                command = [sys.executable, "-m", module, *words]
                self.process = subprocess.Popen(
                    command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=errors
                )
            else:
                self.process = Forked(module, words, ROOT, errors)
        assert self.process.stdin
        self.process.stdin.write(json.dumps(first_line).encode() + b"\n")
        self.process.stdin.flush()

    def ready(self) -> dict[str, object]:
        """The line it says when it is up."""
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, self.log.read_text()
        said: dict[str, object] = json.loads(line)
        return said

    def stop(self) -> int:
        """Close its standard input; its exit code."""
        if self.process.stdin and not self.process.stdin.closed:
            with contextlib.suppress(BrokenPipeError):
                self.process.stdin.close()
        try:
            return self.process.wait(20.0)
        finally:
            self.process.kill()
            self.process.wait()
            if self.process.stdout:
                self.process.stdout.close()


def start_central(folder: Path, city: Path, port: int, rate: float) -> Child:
    tokens = [
        {"token": TOKEN, "actor_id": "city", "name": "City", "posts": _POSTS},
        {"token": LEAD, "actor_id": "lead", "name": "Lead", "posts": ["shift_supervisor"]},
        {"token": ANN, "actor_id": "ann", "name": "Ann", "posts": ["dispatcher"]},
    ]
    where = ["--data", str(folder / "data"), "--port", str(port), "--city", str(city)]
    how = ["--rate", str(rate), "--secrets-stdin"]
    child = Child(folder / "central.log", {"tokens": tokens}, "central", "serve", *where, *how)
    child.ready()
    return child


def start_simulator(
    folder: Path, city: Path, url: str, *more: str, token: str = TOKEN, cold: bool = False
) -> Child:
    settings = ["--city", str(city), "--connect-stdin", "--seed", "11", *more]
    return Child(
        folder / "simulator.log",
        {"url": url, "token": token, "decider": LEAD},
        "simulator",
        *settings,
        cold=cold,
    )


class Reader:
    """Folds the feed of a central and stops when a condition holds."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.seq = 0
        self.cases: Cases = {}
        self.log: list[Envelope] = []
        self.fixes = 0

    def until(self, condition: Callable[[Reader], bool]) -> None:
        """Read on until `condition` holds; central speaks every second, so nothing hangs."""
        give_up = time.monotonic() + PATIENCE_S
        for event, data in self._frames():
            if event == "log":
                for wire in msgspec.json.decode(data, type=list[WireEnvelope]):
                    self._take(open_wire(wire))
            elif event == "positions":
                self.fixes += len(json.loads(data)["unit"])
            if condition(self):
                return
            assert time.monotonic() < give_up, f"not within {PATIENCE_S:.0f} s"
        raise AssertionError("the feed ended")

    def _take(self, envelope: Envelope) -> None:
        self.seq = envelope.seq
        self.log.append(envelope)
        if envelope.case_id:
            case = fold(self.cases.get(envelope.case_id), envelope)
            assert case is not None
            self.cases[envelope.case_id] = case

    def _frames(self) -> Iterator[tuple[str, str]]:
        headers = {"Authorization": f"Bearer {TOKEN}"}
        path = f"{self._url}/v1/feed?after={self.seq}"
        with requests.get(path, headers=headers, stream=True, timeout=10) as answer:
            event = ""
            for line in answer.iter_lines(decode_unicode=True):
                if line.startswith("event:"):
                    event = line[6:].strip()
                elif line.startswith("data:"):
                    yield event, line[5:].strip()


def answers(log: Path) -> dict[str, int]:
    """How often the simulator got which answer, from what it says when it stops."""
    found = re.findall(r"answers (\{.*\})", log.read_text())
    assert found, log.read_text()
    counts: dict[str, int] = json.loads(found[-1])
    return counts


def errors(counts: dict[str, int]) -> dict[str, int]:
    """Answers that are neither a success nor an ordinary conflict."""
    return {
        what: times for what, times in counts.items() if not re.search(r" (2\d\d|409|412)$", what)
    }
