"""How much storm central stands: the long forms of the tests named `test_central_storm*`.

    python -m bench.central_storm [--kills 200] [--cuts 1000] [--claims 1000] [--readers 200]
        [--silence 100]
        [--database postgresql+psycopg://USER@HOST/EMPTY | --postgresql]

Without any of the five all are done. `--postgresql` starts a server of its own, durable as in
production, and gives each form an empty database in it. Each form fails with an assertion where
central breaks a promise, and prints what it has measured otherwise.
"""

from __future__ import annotations

import argparse
import random
import select
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psutil

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.contract.central import serving, small_city  # noqa: E402
from tests.contract.central.cluster import HOW_TO_GET, Cluster, binaries  # noqa: E402
from tests.contract.central.serving import EVERY_POST, REPORT, Central, Person, person  # noqa: E402
from tests.contract.central.storm import (  # noqa: E402
    Load,
    Picture,
    crowd,
    cut_often,
    digest_of,
)

RACERS = [person(f"racer{i}", EVERY_POST) for i in range(16)]
#: What the silent readers are sent, and how much central may grow by it.
FLOOD_BYTES, MAY_GROW_BYTES = 24 << 20, 160 << 20
#: A reader that is to be cut for its silence waits this long, seconds.
SILENCE_S = 2.0
Start = Callable[..., Central]


def claims(start: Start, rounds: int) -> None:
    """Sixteen processes claim each version; exactly one wins, and the log says the same."""
    central = start()
    mei = central.person("mei")
    case, winners = mei.report(), []
    begin = time.perf_counter()
    with crowd(central.url, RACERS) as racers:
        for _ in range(rounds):
            answers = racers.race(case)
            (won,) = [one for one in answers if one["status"] == 200]
            for one in answers:
                assert one is won or one["body"]["current"] == won["body"]["case"]
            winners.append(won["actor"])
            case = central.person(won["actor"]).do(won["body"]["case"], "release")
    seconds = time.perf_counter() - begin
    log = [one for one in mei.log() if one["case_id"] == case["case_id"]]
    assert [one["actor"] for one in log if one["event"]["kind"] == "case_claimed"] == winners
    assert [one["version"] for one in log] == list(range(1, 2 * rounds + 2))
    print(
        f"claims: {rounds} versions, 16 processes each: one winner every time, by "
        f"{len(set(winners))} different people; {rounds * 16 / seconds:.0f} claims/s"
    )
    central.stop()


def kills(start: Start, rounds: int) -> None:
    """The power goes again and again while eight people write."""
    dice, checked, told, open_ends = random.Random(3), 0, 0, 0
    central, restarts = start(), []
    for _ in range(rounds):
        load = Load(enough=dice.randint(20, 200))
        with ThreadPoolExecutor(8) as pool:
            writing = [pool.submit(load.write, central.person("mei")) for _ in range(8)]
            assert load.busy.wait(60)
            central.kill()
        for one in writing:
            one.result()
        begin = time.perf_counter()
        central = start()
        restarts.append(time.perf_counter() - begin)
        mei = central.person("mei")
        told += len(load.answered)
        open_ends += len(load.unanswered)
        load.retry(mei)
        load.check(mei.log(checked), checked)
        checked = mei.head()
        if len(restarts) % 20 == 0:
            print(f"kills: {len(restarts)} rounds, {told} acknowledged, none lost", flush=True)
    print(
        f"kills: {rounds} times kill -9: {told} acknowledged commands are there once, "
        f"{open_ends} unanswered ones done once by retrying; log of {checked} lines; "
        f"restart median {sorted(restarts)[rounds // 2]:.2f} s, longest {max(restarts):.2f} s"
    )
    central.stop()


def cuts(start: Start, count: int) -> None:
    """One feed cut at random places while four people write."""
    central, load, picture = start(), Load(), Picture()
    mei = central.person("mei")
    picture.follow(mei, mei.head())
    with ThreadPoolExecutor(4) as pool:
        writing = [pool.submit(load.write, central.person("mei")) for _ in range(4)]
        cut_often(picture, mei, count, random.Random(11))
        load.over.set()
    for one in writing:
        one.result()
    picture.follow(mei, mei.head())
    snapshot = mei.get("/v1/snapshot").json()
    assert snapshot["seq"] == picture.after
    assert picture.digest() == digest_of(snapshot["cases"])
    print(f"cuts: {count} at random places, {picture.after} lines: the same picture as central's")
    central.stop()


def readers(start: Start, count: int) -> None:
    """Readers who do not read while the log grows; central's memory before, during and after."""
    central = start("--reader-patience", "3600")
    mei, memory = central.person("mei"), psutil.Process(central.process.pid).memory_info
    flood(central, FLOOD_BYTES // 8)
    before = memory().rss
    silent = [join(mei) for _ in range(count)]
    joined = memory().rss
    flood(central, FLOOD_BYTES)
    during = memory().rss
    heard = [hear_out(line) for line in silent]
    after = memory().rss
    cut = sum(b"too far behind" in one for one in heard)
    mib = [f"{x / 2**20:.0f}" for x in (before, joined, during, after)]
    print(
        f"readers: {count} who do not read, {FLOOD_BYTES >> 20} MiB of log: {cut} cut and told to "
        f"take a snapshot; central's memory {mib[0]} MiB before, {mib[1]} joined, {mib[2]} during, "
        f"{mib[3]} after ({(joined - before) / count / 1024:.0f} KiB a connection)"
    )
    assert cut == count
    assert max(during, after) - before < MAY_GROW_BYTES, mib
    central.stop()


def silence(start: Start, count: int) -> None:
    """Readers who never read again: their connections go, and what waited for them."""
    central = start("--reader-patience", str(SILENCE_S))
    mei, memory = central.person("mei"), psutil.Process(central.process.pid).memory_info
    flood(central, FLOOD_BYTES // 8)
    before = memory().rss
    lines = [join(mei) for _ in range(count)]
    flood(central, FLOOD_BYTES)
    ended, begin = select.poll(), time.perf_counter()
    for line in lines:
        ended.register(line, select.POLLRDHUP)
    while len(ended.poll()) < count:
        assert time.perf_counter() - begin < 60, "some are still connected"
    sockets = len(psutil.Process(central.process.pid).net_connections())
    grown = (memory().rss - before) / 2**20
    print(
        f"silence: {count} who never read again, {FLOOD_BYTES >> 20} MiB of log: all cut after "
        f"{SILENCE_S:g} s, {sockets} sockets left, memory {grown:+.0f} MiB"
    )
    assert grown < MAY_GROW_BYTES / 2**20
    for line in lines:
        line.close()
    central.stop()


def flood(central: Central, size: int) -> None:
    """Reports with long descriptions, `size` bytes in all."""
    body = {**REPORT, "description": "x" * 9_900}

    def some(who: Person) -> None:
        for _ in range(size // 9_900 // 8):
            assert who.send("/v1/cases", body).status_code == 201

    with ThreadPoolExecutor(8) as pool:
        for one in [pool.submit(some, central.person("mei")) for _ in range(8)]:
            one.result()


def join(who: Person) -> socket.socket:
    """A connection to the live feed that is not read any further."""
    place = urlsplit(who.url)
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    line.settimeout(60)
    line.connect((place.hostname, place.port))
    token, after = who.http.headers["Authorization"], who.head()
    head = [f"GET /v1/feed?after={after} HTTP/1.1", "Host: x", f"Authorization: {token}"]
    line.sendall("\r\n".join([*head, "Connection: close", "", ""]).encode())
    heard = b""
    while b"event: hello" not in heard:
        heard += line.recv(4_096)
    return line


def hear_out(line: socket.socket) -> bytes:
    """Read to the end; the last thing that was said."""
    last = b""
    with line:
        while piece := line.recv(1 << 20):
            last = (last + piece)[-2_000:]
    return last


def verified(data: Path) -> None:
    """The hash chain over a SQLite log holds."""
    command = [sys.executable, "-m", "central", "verify", "--data", str(data)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    print(f"verify: {done.stdout.strip()}")


@contextmanager
def databases(address: str, own_server: bool) -> Iterator[Callable[[], str]]:
    """What gives each form its database; "" stands for a SQLite file."""
    if not own_server:
        yield lambda: address
        return
    folder = binaries()
    if folder is None:
        raise SystemExit(HOW_TO_GET)
    cluster = Cluster(folder)
    try:
        yield cluster.new_database
    finally:
        cluster.remove()


def weather(form: Callable[[Start, int], None], count: int, database: str) -> None:
    """One form on a city and a folder of its own."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        city = small_city.write_city(folder / "city")
        flags = ["--database", database] if database else []
        form(lambda *more: Central(folder / "data", city, *flags, *more), count)
        if not flags:
            verified(folder / "data")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    table = {"claims": (claims, 1_000), "kills": (kills, 200),
             "cuts": (cuts, 1_000), "readers": (readers, 200),
             "silence": (silence, 100)}  # fmt: skip
    for name in table:
        parser.add_argument(f"--{name}", type=int, default=0)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--database", default="")
    where.add_argument("--postgresql", action="store_true")
    found = vars(parser.parse_args())
    named = any(found[name] for name in table)
    serving.PEOPLE.extend(RACERS)
    with databases(found["database"], found["postgresql"]) as new_database:
        for name, (form, usual) in table.items():
            count = found[name] or (0 if named else usual)
            if count:
                weather(form, count, new_database())


if __name__ == "__main__":
    main()
