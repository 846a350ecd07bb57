"""A real central in its own process, and people who talk to it over HTTP."""

from __future__ import annotations

import json
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import requests

from tests.contract.central import small_city
from tests.support.warm import CAN_FORK, Forked

ROOT = Path(__file__).resolve().parents[3]
EVERY_POST = ["intake", "shift_supervisor", "dispatcher", "department", "verifier", "collector"]


def person(actor_id: str, posts: list[str], **scope: list[str]) -> dict[str, Any]:
    token = f"token-of-{actor_id}-0123456789"
    return {"token": token, "actor_id": actor_id, "name": actor_id.title(), "posts": posts, **scope}


PEOPLE = [
    person("mei", EVERY_POST),
    person("li", EVERY_POST),
    person("wall", ["wall"]),
    person("collector", ["collector"]),
    person("north", EVERY_POST, areas=[small_city.NORTH]),
    person("water", EVERY_POST, departments=["D02"]),
]


class Sse(NamedTuple):
    name: str
    id: int | None
    data: Any


class Person:
    """Somebody with a token."""

    def __init__(self, url: str, actor_id: str) -> None:
        self.url = url
        self.http = requests.Session()
        self.http.headers["Authorization"] = f"Bearer token-of-{actor_id}-0123456789"

    def get(self, path: str, **more: Any) -> requests.Response:
        return self.http.get(self.url + path, timeout=10, **more)

    def send(
        self, path: str, body: Any, version: int | None = None, key: str | None = None, **more: Any
    ) -> requests.Response:
        headers = {"Idempotency-Key": key or str(uuid.uuid4()), **more.pop("headers", {})}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        return self.http.post(self.url + path, json=body, headers=headers, timeout=10, **more)

    def report(self, **fields: Any) -> dict[str, Any]:
        """A new case, as it stands after the report."""
        answer = self.send("/v1/cases", {**REPORT, **fields})
        assert answer.status_code == 201, answer.text
        return answer.json()["case"]

    def act(self, case: dict[str, Any], verb: str, **body: Any) -> requests.Response:
        """One verb on the version of `case` that this person has in hand."""
        return self.send(f"/v1/cases/{case['case_id']}/{verb}", body, case["version"])

    def do(self, case: dict[str, Any], verb: str, **body: Any) -> dict[str, Any]:
        """Like `act`, where it must succeed; the case afterwards."""
        answer = self.act(case, verb, **body)
        assert answer.status_code == 200, answer.text
        return answer.json()["case"]

    def log(self, after: int = 0) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.get(f"/v1/log?after={after}").iter_lines()]

    def head(self) -> int:
        return self.get("/healthz").json()["head"]

    @contextmanager
    def feed(self, after: int, **headers: str) -> Iterator[Iterator[Sse]]:
        """The messages of the feed, as they come."""
        with self.get(f"/v1/feed?after={after}", stream=True, headers=headers) as answer:
            assert answer.status_code == 200, answer.text
            yield messages(answer)


REPORT = {
    "category": "0101",
    "title": "占道经营",
    "area": small_city.NORTH,
    "lon": 113.75,
    "lat": 23.04,
    "datum": "WGS-84",
    "channel": "officer",
}


def messages(answer: requests.Response) -> Iterator[Sse]:
    fields: dict[str, str] = {}
    for raw in answer.iter_lines():
        line = raw.decode()
        if line:
            name, _, value = line.partition(": ")
            fields[name] = value
            continue
        event_id = int(fields["id"]) if "id" in fields else None
        yield Sse(fields["event"], event_id, json.loads(fields["data"]))
        fields = {}


class Central:
    """`central serve` on a folder, in a process of its own.

    `cold`: started as from the command line, with all that its interpreter has to load.
    """

    process: Forked | subprocess.Popen[bytes]

    def __init__(self, data: Path, city: Path, *flags: str, cold: bool = False) -> None:
        words = ["serve", "--data", str(data), *flags, "--city", str(city), "--secrets-stdin"]
        if cold or not CAN_FORK:
            self.process = subprocess.Popen(
                [sys.executable, "-W", "error", "-m", "central", *words],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        else:
            self.process = Forked("central", words, ROOT)
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"tokens": PEOPLE}).encode() + b"\n")
        self.process.stdin.flush()
        self.ready = json.loads(self.process.stdout.readline() or b"null")
        assert self.ready, self.stop()
        self.url = self.ready["url"]

    def person(self, actor_id: str) -> Person:
        return Person(self.url, actor_id)

    def kill(self) -> None:
        """As the power does it."""
        self.process.kill()
        self.process.communicate(timeout=10)

    def stop(self) -> str:
        """Close its standard input, which ends it; what it said on standard error."""
        if self.process.stdin and self.process.stdin.closed:
            self.process.stdin = None
        _, said = self.process.communicate(timeout=15)
        return (said or b"").decode()
