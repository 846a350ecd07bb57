"""Those who make it hard for central: a crowd, a load, and a reader who is cut off."""

from __future__ import annotations

import hashlib
import http.client
import json
import random
import subprocess
import sys
import threading
import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec
import requests
from sqlalchemy import select

from casework.case import Case
from casework.codec import decode_envelope
from casework.fold import fold
from casework.instant import from_ms
from central.projections.cases import INSTANTS, columns_json
from central.store import schema
from central.store.core import CoreStore
from tests.contract.central.serving import REPORT, Person

CLAIMANT = Path(__file__).with_name("storm_claimant.py")
_LINES = msgspec.json.Decoder(list[msgspec.Raw])


class Crowd:
    """Processes that all claim the same version of the same case at once."""

    def __init__(self, url: str, people: Sequence[dict[str, Any]]) -> None:
        self._all = [
            subprocess.Popen(
                [sys.executable, str(CLAIMANT), url, one["actor_id"], one["token"]],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for one in people
        ]

    def race(self, case: dict[str, Any]) -> list[dict[str, Any]]:
        """Everybody's answer; the orders go out before the first answer is read."""
        for one in self._all:
            assert one.stdin
            one.stdin.write(f"{case['case_id']} {case['version']} {uuid.uuid4()}\n")
            one.stdin.flush()
        return [json.loads(one.stdout.readline()) for one in self._all if one.stdout]

    def end(self) -> None:
        for one in self._all:
            one.communicate(timeout=20)


@contextmanager
def crowd(url: str, people: Sequence[dict[str, Any]]) -> Iterator[Crowd]:
    gathered = Crowd(url, people)
    try:
        yield gathered
    finally:
        gathered.end()


class Order(NamedTuple):
    """One write as it was sent; the same again is a retry."""

    path: str
    body: dict[str, Any]
    version: int | None
    lines: int = 1


class Load:
    """People who write without a pause, and remember what they asked and what they heard."""

    def __init__(self, enough: int = 1 << 30) -> None:
        self.answered: dict[str, dict[str, Any]] = {}
        self.unanswered: dict[str, Order] = {}
        self.busy, self.over = threading.Event(), threading.Event()
        self._enough = enough

    def write(self, who: Person) -> None:
        """Until it is over, or until central is gone."""
        case: dict[str, Any] | None = None
        while not self.over.is_set():
            order, key = _next_order(case), str(uuid.uuid4())
            try:
                case = self._send(who, key, order)
            except requests.RequestException:
                self.unanswered[key] = order
                return

    def retry(self, who: Person) -> None:
        """Ask again, with the same key, for what nobody has answered."""
        for key, order in list(self.unanswered.items()):
            self._send(who, key, order)
            del self.unanswered[key]

    def _send(self, who: Person, key: str, order: Order) -> dict[str, Any]:
        answer = who.send(order.path, order.body, order.version, key)
        assert answer.status_code in (200, 201), answer.text
        said: dict[str, Any] = answer.json()
        self.answered[key] = said
        if len(self.answered) >= self._enough:
            self.busy.set()
        return said["case"]

    def check(self, log: list[dict[str, Any]], before: int = 0) -> None:
        """Everything acknowledged is in the log, once and as it was told, and nothing else is."""
        first = before + 1
        assert [line["seq"] for line in log] == list(range(first, first + len(log)))
        kept = defaultdict(list)
        for line in log:
            if line["actor"] != "central":
                kept[line["command_id"]].append(line)
        told = {key: answer["envelopes"] for key, answer in self.answered.items()}
        assert kept == told


def _next_order(case: dict[str, Any] | None) -> Order:
    """A report, then on the same case: claim, note, release, and the next report."""
    if case is None or case["version"] == 4:
        return Order("/v1/cases", REPORT, None)
    verb, body = (("claim", {}), ("note", {"text": "巡查"}), ("release", {}))[case["version"] - 1]
    return Order(f"/v1/cases/{case['case_id']}/{verb}", body, case["version"])


def stored(store: CoreStore) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with store.reading() as db:
        return {
            table.name: sorted(map(tuple, db.execute(select(table))), key=repr)
            for table in schema.metadata.sorted_tables
        }


class Picture:
    """What a client knows: a snapshot or nothing, and the log folded onto it."""

    def __init__(self, snapshot: dict[str, Any] | None = None) -> None:
        self.after = snapshot["seq"] if snapshot else 0
        self.asked_for_snapshot = ""
        self.cases: dict[int, Case] = {}
        for row in _rows(snapshot["cases"]) if snapshot else ():
            plain = {
                name: from_ms(value) if name in INSTANTS and value is not None else value
                for name, value in row.items()
            }
            self.cases[row["case_id"]] = msgspec.convert(plain, Case, strict=False, str_keys=True)

    def digest(self) -> str:
        return digest_of(json.loads(columns_json(list(self.cases.values()))))

    def hear(self, message: bytes) -> None:
        """One whole message; lines that were heard before change nothing."""
        fields = dict(part.partition(b": ")[::2] for part in message.split(b"\n"))
        if fields[b"event"] == b"resync":
            self.asked_for_snapshot = json.loads(fields[b"data"])["why"]
        if fields[b"event"] != b"log":
            return
        for line in _LINES.decode(fields[b"data"]):
            envelope = decode_envelope(bytes(line))
            if envelope.seq <= self.after:
                continue
            assert envelope.seq == self.after + 1, "a gap"
            self.after = envelope.seq
            case = fold(self.cases.get(envelope.case_id), envelope)
            if case is not None:
                self.cases[envelope.case_id] = case
        assert int(fields[b"id"]) <= self.after

    def follow(self, who: Person, up_to: int, cut_after: int = 1 << 62, back: int = 0) -> None:
        """Hear the feed to line `up_to`, or until the line is cut after some bytes.

        `back`: resume that many lines before the last one heard.
        """
        line = http.client.HTTPConnection(urlsplit(who.url).netloc, timeout=20)
        token = str(who.http.headers["Authorization"])
        last = str(max(0, self.after - back))
        line.request("GET", "/v1/feed", headers={"Authorization": token, "Last-Event-ID": last})
        answer = line.getresponse()
        assert answer.status == 200, answer.read()
        rest = b""
        while cut_after > 0 and self.after < up_to:
            piece = answer.read1(min(cut_after, 65_536))
            if not piece:
                break
            cut_after -= len(piece)
            *whole, rest = (rest + piece).split(b"\n\n")
            for message in whole:
                self.hear(message)
        answer.close()
        line.close()


def cut_often(
    picture: Picture, who: Person, cuts: int, dice: random.Random, longest: int = 12_000
) -> None:
    """Follow a feed whose line is cut at random places; sometimes resume further back."""
    for _ in range(cuts):
        back = dice.choice((0, 0, 1, 7))
        picture.follow(who, 1 << 60, dice.randint(1, longest), back)


def digest_of(columns: dict[str, list[Any]]) -> str:
    """The hash of `CaseColumns`, whatever the order of the cases."""
    rows = sorted(_rows(columns), key=lambda row: row["case_id"])
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()


def _rows(columns: dict[str, list[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
