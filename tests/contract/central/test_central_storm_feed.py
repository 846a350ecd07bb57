"""The feed on a bad line: cut anywhere, asked oddly, or read too slowly, the picture is right."""

from __future__ import annotations

import asyncio
import http.client
import json
import random
import select
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from casework.actor import Actor
from central.hub import PIECE_BYTES, Reader, Scope
from central.positions import Positions
from tests.contract.central.inside import HandClock, serving
from tests.contract.central.serving import Central, Person
from tests.contract.central.storm import Load, Picture, cut_often, digest_of

CUTS = 60


def right(picture: Picture, who: Person) -> bool:
    """Whether the picture is what central shows, once it has heard everything."""
    picture.follow(who, who.head())
    snapshot = who.get("/v1/snapshot").json()
    assert snapshot["seq"] == picture.after
    return picture.digest() == digest_of(snapshot["cases"])


def test_cut_at_random_places_it_folds_into_the_picture_that_central_has(
    start: Callable[..., Central],
) -> None:
    running, load, picture = start(), Load(), Picture()
    mei = running.person("mei")
    with ThreadPoolExecutor(4) as pool:
        writing = [pool.submit(load.write, running.person("mei")) for _ in range(4)]
        cut_often(picture, mei, CUTS, random.Random(11), 6_000)
        load.over.set()
    for one in writing:
        one.result()
    assert right(picture, mei)
    assert len(picture.cases) > 10


def cut(line: socket.socket, ms: int = 10_000) -> bool:
    """Whether central ends the connection in that time; nothing is read from it."""
    ended = select.poll()
    ended.register(line, select.POLLRDHUP)
    return bool(ended.poll(ms))


def feeds(who: Person) -> float:
    """How many feeds central thinks it serves."""
    found = who.get("/metrics").text.partition("\nzhiwang_feed_clients ")[2]
    return float(found.partition("\n")[0])


class TestTheLastId:
    def test_twice_the_same_gives_the_same_again(self, mei: Person) -> None:
        mei.do(mei.do(mei.report(), "claim"), "release")
        heard = [Picture(), Picture()]
        for picture in heard:
            picture.follow(mei, mei.head())
        assert heard[0].digest() == heard[1].digest()
        assert heard[0].cases == heard[1].cases

    def test_from_further_back_fills_the_gap_line_by_line(self, mei: Person) -> None:
        picture, begin = Picture(mei.get("/v1/snapshot").json()), mei.head()
        case = mei.report()
        for verb in ("claim", "release", "claim", "release"):
            case = mei.do(case, verb)
        picture.follow(mei, begin + 5, back=begin)
        assert picture.after == begin + 5
        assert right(picture, mei)

    @pytest.mark.parametrize(
        "text",
        ["abc", "", "-1", "+1", "1.5", "0x10", "1e3", "1_000", "１", "NaN", "null", "1,2",
         str(2**53 + 1), str(2**63), str(2**64), "9" * 400, "%00"],
    )  # fmt: skip
    def test_that_is_no_number_of_a_line_is_refused(self, mei: Person, text: str) -> None:
        answer = mei.get("/v1/feed", headers={"Last-Event-ID": text.encode()})
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid-parameter")

    def test_given_twice_is_refused_even_where_both_are_the_same(self, mei: Person) -> None:
        with closing(http.client.HTTPConnection(urlsplit(mei.url).netloc, timeout=10)) as line:
            line.putrequest("GET", "/v1/feed")
            line.putheader("Authorization", str(mei.http.headers["Authorization"]))
            line.putheader("Last-Event-ID", "1")
            line.putheader("Last-Event-ID", "1")
            line.endheaders()
            answer = line.getresponse()
            said = json.loads(answer.read())
        assert (answer.status, said["code"]) == (422, "invalid-parameter")
        assert "2 times" in said["detail"]

    def test_is_newer_than_the_address(self, mei: Person) -> None:
        for _ in range(3):
            mei.report()
        head = mei.head()
        with mei.feed(head - 3, **{"Last-Event-ID": str(head - 1)}) as messages:
            log = next(message for message in messages if message.name == "log")
        assert [line["seq"] for line in log.data] == [head]

    @pytest.mark.parametrize("beyond", [1, 1_000_000, 2**40])
    def test_from_the_future_asks_for_a_snapshot(self, mei: Person, beyond: int) -> None:
        picture = Picture()
        picture.after = mei.head() + beyond
        picture.follow(mei, 1 << 60)
        assert "future" in picture.asked_for_snapshot


class TestAReaderWhoIsTooSlow:
    def test_is_cut_and_is_right_again_after_a_snapshot(
        self, tmp_path: Path, database: str
    ) -> None:
        with serving(tmp_path, HandClock(), max_pending=100_000, database=database) as inside:
            mei = inside.person("mei")
            with self.silent(mei) as line:
                for _ in range(36):
                    mei.report(description="x" * 9_000)
                heard = b"".join(iter(lambda: line.recv(65_536), b""))
            assert b'event: resync\ndata: {"why":"too far behind"}' in heard
            picture = Picture(mei.get("/v1/snapshot").json())
            mei.do(mei.report(), "claim")
            assert right(picture, mei)

    def test_who_reads_no_more_loses_the_connection_and_resumes(
        self, tmp_path: Path, database: str
    ) -> None:
        with serving(tmp_path, HandClock(), database=database, reader_s=0.3) as inside:
            mei, picture = inside.person("mei"), Picture()
            lines = [self.silent(mei) for _ in range(4)]
            for _ in range(24):
                mei.report(description="x" * 9_000)
            for line in lines:
                assert cut(line)
                line.close()
            while feeds(mei):
                mei.report()
            assert right(picture, mei)
            assert len(picture.cases) >= 24

    def test_who_reads_slowly_keeps_it(self, tmp_path: Path) -> None:
        patience = 0.7
        with (
            serving(tmp_path, HandClock(), reader_s=patience) as inside,
            self.silent(inside.person("mei")) as line,
            ThreadPoolExecutor(1) as pool,
        ):
            some = {"description": "x" * 9_000}
            writing = [pool.submit(inside.person("mei").report, **some) for _ in range(30)]
            until, heard = time.monotonic() + 3 * patience, b""
            while time.monotonic() < until:
                assert not cut(line, 50)
                heard += line.recv(2_048)
            assert len(heard) > 20_000
            assert inside.room.hub.readers == 1
            assert writing[0].result()

    def test_costs_central_a_piece_of_what_waits_and_not_a_copy_of_all(self) -> None:
        reader, sent = Reader(Scope(Actor("mei", "Mei", frozenset())), 1 << 24), []
        for number in range(100):
            sent.append(b"%03d" % number + b"x" * 100_000)
            reader.offer((), sent[-1])
        reader.tick(Positions(), b"the beat")
        heard = []
        while not heard or b"the beat" not in heard[-1]:
            heard.append(asyncio.run(reader.next()))
        assert max(map(len, heard)) < PIECE_BYTES + 110_000
        assert b"".join(heard) == b"".join(sent) + b"the beat"

    def silent(self, who: Person) -> socket.socket:
        """A connection to the feed that has joined and does not read on."""
        place = urlsplit(who.url)
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        line.settimeout(10)
        line.connect((place.hostname, place.port))
        token = who.http.headers["Authorization"]
        head = ["GET /v1/feed HTTP/1.1", "Host: x", f"Authorization: {token}", "Connection: close"]
        line.sendall("\r\n".join([*head, "", ""]).encode())
        heard = b""
        while b"event: beat" not in heard:
            heard += line.recv(4_096)
        return line
