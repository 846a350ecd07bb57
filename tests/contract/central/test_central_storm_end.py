"""The end under load: what is taken is acknowledged, everything else refused in so many words."""

from __future__ import annotations

import signal
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import requests

from central import server
from tests.contract.central.inside import HandClock, Inside, serving
from tests.contract.central.serving import REPORT, Central, Person
from tests.contract.central.storm import Load
from tests.contract.central.test_central_patience import HEAD, line_to, rest_of

Start = Callable[..., Central]


class Leaver(Load):
    """Reports until nobody listens any more; a refusal is kept and the next report is sent."""

    def __init__(self, enough: int) -> None:
        super().__init__(enough)
        self.refused: dict[str, requests.Response] = {}
        self.unheard: set[str] = set()

    def write(self, who: Person) -> None:
        while True:
            key = str(uuid.uuid4())
            try:
                answer = who.send("/v1/cases", REPORT, key=key)
            except requests.RequestException:
                self.unheard.add(key)
                return
            if answer.status_code == 201:
                self.answered[key] = answer.json()
            else:
                self.refused[key] = answer
            if len(self.answered) >= self._enough:
                self.busy.set()


def ready_until_the_end(url: str) -> list[int]:
    """What /readyz says, again and again, until nobody listens."""
    said = []
    while True:
        try:
            said.append(requests.get(f"{url}/readyz", timeout=10).status_code)
        except requests.RequestException:
            return said


def test_a_signal_under_load_loses_nothing_and_leaves_nothing_in_the_dark(start: Start) -> None:
    running, load = start("--drain", "0.7"), Leaver(60)
    with ThreadPoolExecutor(9) as pool:
        asking = pool.submit(ready_until_the_end, running.url)
        writing = [pool.submit(load.write, running.person("mei")) for _ in range(8)]
        assert load.busy.wait(30)
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(timeout=10) == 0
    for one in writing:
        one.result()
    assert asking.result()[0] == 200
    assert asking.result()[-1] == 503
    assert load.refused
    for answer in load.refused.values():
        assert (answer.status_code, answer.json()["code"]) == (503, "central-ends")
        assert answer.headers["Retry-After"] == "1"
        assert answer.headers["Connection"] == "close"
    said = running.stop()
    assert "Traceback" not in said, said
    again = start()
    mei = again.person("mei")
    # what was acknowledged is there as it was told, and what was refused or cut off is not
    load.check(mei.log())
    for key in [*load.refused, *load.unheard][:5]:
        answer = mei.send("/v1/cases", REPORT, key=key)
        assert answer.status_code == 201
        assert "Idempotent-Replayed" not in answer.headers


class TestWhenTimeIsUp:
    @pytest.fixture
    def inside(
        self, tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[Inside]:
        monkeypatch.setattr(server, "GRACE_S", 1.0)
        with serving(tmp_path, HandClock(), database=database) as running:
            yield running

    def test_a_command_under_way_is_told_to_ask_again_and_happens_once(
        self, inside: Inside, tmp_path: Path, database: str
    ) -> None:
        mei, key = inside.person("mei"), str(uuid.uuid4())
        assert mei.log() == []
        with ThreadPoolExecutor(1) as pool:
            with inside.store.begin():
                sent = pool.submit(mei.send, "/v1/cases", REPORT, key=key)
                # nobody else writes while this transaction is open
                while not inside.room.office._under_way:
                    inside.person("mei").head()
                inside.stop()
                answer = sent.result(timeout=10)
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
            assert answer.json()["code"] == "database-unavailable"
        inside.room.office.stop()
        with serving(tmp_path, HandClock(), database=database) as again:
            other = again.person("mei")
            assert other.send("/v1/cases", REPORT, key=key).status_code == 201
            assert [line["command_id"] for line in other.log()] == [key]

    def test_a_request_that_has_not_arrived_is_refused(self, inside: Inside) -> None:
        with closing(line_to(inside)) as line:
            begun = f"{HEAD}Idempotency-Key: {uuid.uuid4()}\r\nContent-Length: 2\r\n\r\n{{"
            line.sendall(begun.encode())
            # the one loop has taken that in before it answers this
            inside.person("mei").head()
            inside.stop()
            said = rest_of(line)
        assert said.startswith(b"HTTP/1.1 503")
        assert b"\r\nretry-after: 1\r\n" in said
        assert b'"code":"central-ends"' in said
