"""The feed: everything once, in order, whatever happens to the line."""

from __future__ import annotations

import json
import random
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.contract.central import small_city
from tests.contract.central.inside import HandClock, Inside, serving
from tests.contract.central.serving import Central, Person, Sse


def until(feed: Iterator[Sse], name: str) -> Sse:
    """The first message of a kind; the test's timeout ends a wait for nothing."""
    return next(message for message in feed if message.name == name)


def seqs(message: Sse) -> list[int]:
    return [envelope["seq"] for envelope in message.data]


def test_it_begins_with_hello_and_goes_on_where_one_stopped(central: Central, mei: Person) -> None:
    case = mei.report()
    after = mei.head()
    mei.do(case, "accept")
    with mei.feed(after) as feed:
        hello = next(feed)
        assert hello.name == "hello"
        assert hello.data["log_id"] == central.ready["log_id"]
        assert hello.data["head"] == after + 1
        assert hello.data["rate"] == 1.0
        caught_up = next(feed)
        assert (caught_up.name, caught_up.id, seqs(caught_up)) == ("log", after + 1, [after + 1])
        mei.report()
        live = until(feed, "log")
        assert seqs(live) == [after + 2]
        beat = until(feed, "beat")
        assert beat.data["head"] == after + 2


def test_nobody_hears_of_anything_before_it_can_be_read(mei: Person) -> None:
    with mei.feed(mei.head()) as feed, ThreadPoolExecutor(1) as other:
        next(feed)
        sent = other.submit(mei.report)
        envelope = until(feed, "log").data[0]
        assert mei.get(f"/v1/cases/{envelope['case_id']}").status_code == 200
        sent.result()


def test_resumed_at_random_cuts_it_has_no_gap_and_no_repetition(
    mei: Person, central: Central
) -> None:
    dice, begin = random.Random(7), mei.head()
    writers = [central.person("mei") for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        for writer in writers:
            pool.submit(lambda who=writer: [who.report() for _ in range(40)])
        seen: list[int] = []
        while len(seen) < 240:
            last = seen[-1] if seen else begin
            # the header of a reconnecting browser wins over its old URL
            headers = {"Last-Event-ID": str(last)} if dice.random() < 0.5 else {}
            with mei.feed(begin if headers else last, **headers) as feed:
                some = (message for message in feed if message.name == "log")
                for _ in range(dice.randint(1, 4)):
                    message = next(some)
                    seen += seqs(message)
                    assert message.id == seen[-1]
                    if len(seen) >= 240:
                        break
    assert seen == list(range(begin + 1, begin + 241))


@pytest.mark.parametrize(
    ("query", "why"), [("log=another&after=0", "another log"), ("after=99999999", "future")]
)
def test_what_cannot_be_resumed_asks_for_a_snapshot(mei: Person, query: str, why: str) -> None:
    with mei.get(f"/v1/feed?{query}", stream=True) as answer:
        text = answer.text
    assert "event: hello" in text
    assert "event: resync" in text
    assert why in text


class TestAReaderWithAScope:
    def test_sees_nothing_of_other_areas_and_keeps_the_numbers(
        self, central: Central, mei: Person
    ) -> None:
        after, north = mei.head(), central.person("north")
        mei.report(area=small_city.SOUTH)
        mei.report(area=small_city.NORTH)
        mei.report(area=small_city.SOUTH)
        with north.feed(after) as feed:
            message = until(feed, "log")
            assert seqs(message) == [after + 2]
            assert message.id == after + 3
            mei.report(area=small_city.SOUTH)
            mei.report(area=small_city.NORTH)
            assert seqs(until(feed, "log")) == [after + 5]

    def test_takes_a_snapshot_when_a_case_comes_in_from_another_department(
        self, central: Central, mei: Person
    ) -> None:
        water, case = central.person("water"), mei.report()
        for verb, body in (("accept", {}), ("file", {}), ("dispatch", {"department": "D01"})):
            case = mei.do(case, verb, **body)
        head = mei.head()
        with water.feed(head) as feed:
            next(feed)
            case = mei.do(case, "note", text="nothing for the water department")
            mei.do(case, "reassign", department="D02", reason="not-ours")
            heard = [message.name for message in feed]
        assert heard[-1] == "resync"
        assert "log" not in heard
        with water.feed(head) as feed:
            assert [message.name for message in feed] == ["hello", "resync"]


class TestPositions:
    def test_are_coalesced_to_one_frame_a_second(self, mei: Person) -> None:
        units = [
            {"unit_id": i, "kind": "officer", "call_sign": f"F{i}", "area": small_city.NORTH}
            for i in range(9300, 9310)
        ]
        mei.send("/v1/units", {"units": units})
        with mei.feed(mei.head()) as feed:
            self.move(mei, 1)
            first = until(feed, "positions")
            came = time.monotonic()
            for at_ms in range(2, 12):
                self.move(mei, at_ms)
            second = until(feed, "positions")
            assert time.monotonic() - came > 0.5
        mine = [i for i, unit in enumerate(second.data["unit"]) if unit >= 9300]
        assert len(mine) == 10
        assert {second.data["at_ms"][i] for i in mine} == {11}
        assert set(range(9300, 9310)) <= set(first.data["unit"])

    def move(self, who: Person, at_ms: int) -> None:
        fixes = {
            "unit": list(range(9300, 9310)),
            "lon": [113.7] * 10,
            "lat": [23.0] * 10,
            "at_ms": [at_ms] * 10,
        }
        body = {"area": small_city.NORTH, "datum": "WGS-84", "fixes": fixes}
        answer = who.http.post(who.url + "/v1/positions", json=body, timeout=5)
        assert answer.json()["accepted"] == 10

    def test_of_now_come_first_to_everybody_who_joins(self, mei: Person) -> None:
        self.move(mei, 1_000)
        with mei.feed(mei.head()) as feed:
            everything = until(feed, "positions")
            newest = mei.get("/v1/positions").json()
            assert set(everything.data["unit"]) == set(newest["unit"])


class TestASlowReader:
    @pytest.fixture
    def inside(self, tmp_path: Path, database: str) -> Iterator[Inside]:
        with serving(tmp_path, HandClock(), 100_000, database) as running:
            yield running

    def test_is_cut_and_told_to_take_a_snapshot(self, inside: Inside) -> None:
        mei, count = inside.person("mei"), 60
        with self.silent(inside) as line, ThreadPoolExecutor(1) as other:
            # a reader who keeps up is not troubled by the one who does not
            follows = other.submit(self.follow, inside.person("li"), count)
            for _ in range(count):
                mei.report(description="x" * 9_000)
            assert follows.result() == list(range(1, count + 1))
            heard = b"".join(iter(lambda: line.recv(65_536), b""))
        last = heard.split(b"event: ")[-1].splitlines()
        assert last[:2] == [b"resync", b'data: {"why":"too far behind"}']

    def follow(self, who: Person, up_to: int) -> list[int]:
        seen: list[int] = []
        with who.feed(0) as feed:
            while not seen or seen[-1] < up_to:
                seen += seqs(until(feed, "log"))
        return seen

    def silent(self, inside: Inside) -> socket.socket:
        """A connection to the feed that does not read; small buffers on its side."""
        place = urlsplit(inside.url)
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        line.settimeout(10)
        line.connect((place.hostname, place.port))
        token = inside.person("mei").http.headers["Authorization"]
        head = ["GET /v1/feed HTTP/1.1", "Host: x", f"Authorization: {token}", "Connection: close"]
        line.sendall("\r\n".join([*head, "", ""]).encode())
        # the answer's first bytes say that the reader has joined
        assert line.recv(15) == b"HTTP/1.1 200 OK"
        return line


def test_the_feed_ends_when_central_does(tmp_path: Path) -> None:
    with serving(tmp_path, HandClock()) as inside:
        answer = inside.person("mei").get("/v1/feed", stream=True)
        lines = answer.iter_lines()
        next(lines)
    rest: list[Any] = [json.loads(line[6:]) for line in lines if line.startswith(b"data: ")]
    assert rest
    answer.close()
