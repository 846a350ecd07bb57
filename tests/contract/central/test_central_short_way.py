"""Writes on cases go past the framework where they are plain: nobody may be able to tell."""

from __future__ import annotations

import asyncio
import socket
import uuid
from typing import Any

import pytest
import requests

from central.api.gathering import MOST_BYTES, Gathering
from tests.contract.central import small_city
from tests.contract.central.serving import REPORT, Central, Person

#: Paths that the framework takes for the same, and the short way does not know.
LONG = {"/v1/cases": "/v1/cases/", "/v1/next": "/v1/next/"}


def long_way(path: str) -> str:
    return LONG.get(path) or path.replace("/v1/cases/", "/v1/cases/0")


def looks(answer: requests.Response) -> tuple[int, bytes, dict[str, str]]:
    """What of an answer must not depend on the way; the ids of requests and moments do differ."""
    differs = {"x-request-id", "date", "idempotent-replayed"}
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return (
        answer.status_code,
        answer.content,
        {name: value for name, value in headers.items() if name not in differs},
    )


def both(who: Person, path: str, body: Any, version: int | None = None) -> list[requests.Response]:
    """The same request with the same key, first the short way and then the long one."""
    key = str(uuid.uuid4())
    return [who.send(way, body, version, key) for way in (path, long_way(path))]


class TestAWriteOnACase:
    def test_is_answered_alike_when_it_is_done(self, mei: Person) -> None:
        first, again = both(mei, "/v1/cases", REPORT)
        assert looks(first) == looks(again)
        assert first.status_code == 201
        assert [a.headers.get("Idempotent-Replayed") for a in (first, again)] == [None, "true"]
        case = first.json()["case"]
        first, again = both(mei, f"/v1/cases/{case['case_id']}/claim", {}, case["version"])
        assert looks(first) == looks(again)
        assert first.headers["ETag"] == '"2"'

    @pytest.mark.parametrize(
        ("verb", "body", "version", "status"),
        [
            ("claim", {}, 9, 412),
            ("claim", {}, None, 428),
            ("claim", {"unknown": 1}, 1, 422),
            ("fly", {}, 1, 404),
            ("close", {}, 1, 422),
            ("release", {}, 1, 409),
        ],
    )
    def test_is_refused_alike(
        self, mei: Person, verb: str, body: dict[str, Any], version: int | None, status: int
    ) -> None:
        path = f"/v1/cases/{mei.report()['case_id']}/{verb}"
        first, again = both(mei, path, body, version)
        assert first.status_code == status
        assert looks(first) == looks(again)

    def test_on_a_case_that_is_nobodys_business_is_refused_alike(self, central: Central) -> None:
        case = central.person("mei").report(area=small_city.SOUTH)
        for who, status in (("north", 404), ("wall", 403), ("stranger", 401)):
            path = f"/v1/cases/{case['case_id']}/claim"
            first, again = both(central.person(who), path, {}, 1)
            assert first.status_code == status
            assert looks(first) == looks(again)

    def test_of_a_large_body_is_done_the_long_way(self, mei: Person) -> None:
        answer = mei.send("/v1/cases", {**REPORT, "description": "占" * 60_000})
        assert answer.status_code == 422, answer.text
        assert mei.send("/v1/cases", {**REPORT, "title": "x" * 2_000_000}).status_code == 413


class TestWhatIsWritten:
    def test_in_one_turn_arrives_in_one_piece(self) -> None:
        async def written() -> list[bytes]:
            here, there = socket.socketpair()
            there.setblocking(False)
            loop = asyncio.get_running_loop()
            transport, _ = await loop.create_connection(asyncio.Protocol, sock=here)
            line = Gathering(transport, loop)
            line.write(b"head ")
            line.write(b"body")
            assert line.get_write_buffer_size() == len(b"head body")
            pieces = [await loop.sock_recv(there, 100)]
            line.write(b"last")
            line.close()
            pieces.append(await loop.sock_recv(there, 100))
            pieces.append(await loop.sock_recv(there, 100))
            there.close()
            return pieces

        assert asyncio.run(written()) == [b"head body", b"last", b""]

    def test_does_not_wait_where_it_is_much(self) -> None:
        async def waiting() -> int:
            here, there = socket.socketpair()
            loop = asyncio.get_running_loop()
            transport, _ = await loop.create_connection(asyncio.Protocol, sock=here)
            line = Gathering(transport, loop)
            line.write(b"x" * (MOST_BYTES + 1))
            left = line.get_write_buffer_size()
            line.abort()
            there.close()
            return left

        assert asyncio.run(waiting()) == 0
