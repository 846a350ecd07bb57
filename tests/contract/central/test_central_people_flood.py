"""A flood of sign-ins is held in a line of bounded length; commands and others go on beside it."""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
import requests
from requests.adapters import HTTPAdapter

from casework.vocabulary import Post
from central.people import hashing
from central.people.hashing import HashingLine, LineFullError
from tests.contract.central.people_at_the_door import PASSWORD, Door, open_door

PLACES = 6


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    monkeypatch.setattr(hashing, "PLACES", PLACES)
    with open_door(tmp_path) as opened:
        opened.hire("mei", Post.DISPATCHER)
        yield opened


class From(HTTPAdapter):
    """Connects from an address of its own."""

    def __init__(self, address: str) -> None:
        self._address = address
        super().__init__()

    def init_poolmanager(self, *args: object, **more: object) -> None:
        super().init_poolmanager(*args, **more, source_address=(self._address, 0))


def test_a_flood_is_refused_beyond_the_line_while_commands_and_others_go_on(door: Door) -> None:
    over, answers, names = threading.Event(), list[requests.Response](), itertools.count()

    def flood() -> None:
        while not over.is_set():
            answers.append(door.knock(f"nobody-{next(names)}", "a wrong password"))
            over.wait(0.05)

    elsewhere = requests.Session()
    elsewhere.mount("http://", From("127.0.0.9"))
    with ThreadPoolExecutor(2 * PLACES) as pool:
        flooding = [pool.submit(flood) for _ in range(2 * PLACES)]
        everyone = door.inside.person("mei")
        try:
            for _ in range(10):
                everyone.do(everyone.report(), "claim")
            assert door.knock("mei", http=elsewhere).status_code == 201
        finally:
            over.set()
    for one in flooding:
        one.result()
    refused = [one for one in answers if one.status_code == 429]
    assert refused
    assert {one.json()["code"] for one in refused} == {"too-many-sign-ins"}
    assert all(int(one.headers["Retry-After"]) >= 1 for one in refused)
    assert {one.status_code for one in answers} == {401, 429}
    # nobody was counted as guessing who has not been looked at, and the line is empty again
    assert door.knock("mei", PASSWORD).status_code == 201


class TestTheLine:
    def test_has_as_many_places_as_it_says_and_half_of_them_for_one_address(self) -> None:
        line = HashingLine()

        half = hashing.PLACES // 2
        with ExitStack() as standing:
            for address in ("one", "two"):
                for _ in range(half):
                    standing.enter_context(line.place(address))
                with pytest.raises(LineFullError) as caught, line.place(address):
                    pass
                assert caught.value.wait_s >= 1
            with pytest.raises(LineFullError), line.place("three"):
                pass
        with line.place("three"):
            pass

    def test_hashes_no_more_at_once_than_half_the_processors(self) -> None:
        now, most, guard = 0, 0, threading.Lock()

        def work(_text: str) -> None:
            nonlocal now, most
            with guard:
                now += 1
                most = max(most, now)
            threading.Event().wait(0.01)
            with guard:
                now -= 1

        async def all_at_once(line: HashingLine, hashed: Callable[[str], None]) -> None:
            await asyncio.gather(*(line.run(hashed, "x") for _ in range(12)))

        line = HashingLine()
        asyncio.run(all_at_once(line, work))
        assert most == line.desks
