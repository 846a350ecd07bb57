"""What a living city costs: CPU of central and of the simulator at a rate, and their answers.

Starts both as child processes, lets the backlog go in, then measures for some seconds. The peer is
one core of this machine: `1.00` is a core that is busy all the time.

    python bench/city_load.py --rate 60 --seconds 30
"""

from __future__ import annotations

import argparse
import contextlib
import json
import re
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import psutil

ROOT = Path(__file__).resolve().parents[1]
#: Share of one core the simulator may use, by rate: the goals.
GOALS = {1.0: 0.15, 60.0: 0.50}
_POSTS = ("collector", "intake", "shift_supervisor", "dispatcher", "department", "verifier")
_ANSWER = re.compile(r"(\d{3})$")


def main() -> int:
    args = _arguments()
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        token = secrets.token_urlsafe(24)
        central, url = stack.enter_context(_central(Path(folder), args, token))
        city, errors = stack.enter_context(_simulator(args, url, token))
        with contextlib.suppress(KeyboardInterrupt):
            _report(args, central, city, errors)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=float, default=1.0, help="city seconds per real second")
    parser.add_argument("--seconds", type=float, default=30.0, help="how long to measure")
    parser.add_argument("--backlog", type=int, default=1_600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--city", type=Path, default=ROOT / "resources/demo_city")
    return parser.parse_args()


def _report(
    args: argparse.Namespace,
    central: subprocess.Popen[str],
    city: subprocess.Popen[str],
    errors: Path,
) -> None:
    began = time.monotonic()
    _wait_for(errors, "open cases after")
    before = [_cpu(central), _cpu(city)]
    up = time.monotonic() - began
    print(f"rate {args.rate:g}, seed {args.seed}: backlog of {args.backlog} after {up:.1f} s;")
    print(f"  until then central {before[0]:.1f} s of CPU, simulator {before[1]:.1f} s")
    start = time.monotonic()
    time.sleep(args.seconds)
    took = time.monotonic() - start
    shares = [(_cpu(p) - b) / took for p, b in zip((central, city), before, strict=True)]
    goal = GOALS.get(args.rate)
    verdict = (
        "" if goal is None else f"  (goal {goal:.2f}: {'ok' if shares[1] < goal else 'MISSED'})"
    )
    print(f"  measured {took:.0f} s, as a share of one core of {psutil.cpu_count()}:")
    print(f"  central   {shares[0]:.3f}")
    print(f"  simulator {shares[1]:.3f}{verdict}")
    print(f"  memory: {_megabytes(central):.0f} and {_megabytes(city):.0f} MB")
    _stop(city)
    _print_answers(json.loads(_wait_for(errors, "answers ").partition("answers ")[2]))


def _print_answers(answers: dict[str, int]) -> None:
    ordinary = {"409", "412"}
    bad = {}
    for what, times in answers.items():
        status = _ANSWER.search(what)
        print(f"  {times:8d}  {what}")
        if status is None or (status[1] >= "400" and status[1] not in ordinary):
            bad[what] = times
    total = sum(answers.values())
    print(f"  {total} answers, {sum(bad.values())} errors other than 409/412: {bad or 'none'}")


@contextlib.contextmanager
def _central(
    folder: Path, args: argparse.Namespace, token: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "central", "serve", "--data", str(folder / "log")]
    command += ["--city", str(args.city), "--rate", str(args.rate), "--secrets-stdin"]
    who = {"token": token, "actor_id": "city", "name": "City", "posts": _POSTS}
    lead = {**who, "token": f"{token}-lead", "actor_id": "lead", "name": "Lead"}
    with (folder / "central.log").open("w") as log:
        process = _start(command, log)
        try:
            print(json.dumps({"tokens": [who, lead]}), file=process.stdin, flush=True)
            assert process.stdout
            yield process, str(json.loads(process.stdout.readline())["url"])
        finally:
            _stop(process)


@contextlib.contextmanager
def _simulator(
    args: argparse.Namespace, url: str, token: str
) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    command = [sys.executable, "-m", "simulator", "--city", str(args.city), "--connect-stdin"]
    command += ["--seed", str(args.seed), "--backlog", str(args.backlog)]
    with tempfile.TemporaryDirectory() as folder:
        errors = Path(folder) / "simulator.log"
        with errors.open("w") as log:
            process = _start(command, log)
            try:
                greeting = {"url": url, "token": token, "decider": f"{token}-lead"}
                print(json.dumps(greeting), file=process.stdin, flush=True)
                assert process.stdout
                assert json.loads(process.stdout.readline())["ready"]
                yield process, errors
            finally:
                _stop(process)


def _start(command: list[str], errors: IO[str]) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=errors, text=True)


def _stop(process: subprocess.Popen[str]) -> None:
    """The end of its standard input is the sign to stop."""
    if process.stdin and not process.stdin.closed:
        process.stdin.close()
    try:
        process.wait(15.0)
    except subprocess.TimeoutExpired:
        process.kill()


def _wait_for(path: Path, words: str, patience_s: float = 300.0) -> str:
    """The first line of a log that holds `words`."""
    give_up = time.monotonic() + patience_s
    while time.monotonic() < give_up:
        for line in path.read_text().splitlines():
            if words in line:
                return line
        time.sleep(0.1)
    raise TimeoutError(f"no {words!r} after {patience_s:.0f} s; the log says:\n{path.read_text()}")


def _cpu(process: subprocess.Popen[str]) -> float:
    times = psutil.Process(process.pid).cpu_times()
    return float(times.user + times.system)


def _megabytes(process: subprocess.Popen[str]) -> float:
    return float(psutil.Process(process.pid).memory_info().rss / 1e6)


if __name__ == "__main__":
    sys.exit(main())
