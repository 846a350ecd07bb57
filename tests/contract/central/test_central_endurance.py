"""What central promises when many ask at once, when the power fails, and when the disk is full."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import select

from casework.codec import decode_envelope
from casework.events import LeaseExpired
from casework.ruling import LEASE
from central.projections import replay
from central.store.schema import case_state, unit
from tests.contract.central import small_city
from tests.contract.central.inside import HandClock, Inside, serving
from tests.contract.central.serving import REPORT, Central, Person, Sse

Start = Callable[..., Central]


@pytest.fixture
def inside(tmp_path: Path, database: str) -> Iterator[Inside]:
    """A central of one's own whose clock stands still."""
    with serving(tmp_path, HandClock(), database=database) as running:
        yield running


def takes(who: Person) -> list[dict[str, Any]]:
    """Take the next case again and again until there is none."""
    taken = []
    while True:
        answer = who.send("/v1/next", {})
        if answer.status_code == 404:
            assert answer.json()["code"] == "nothing-to-take"
            return taken
        assert answer.status_code == 200, answer.text
        taken.append(answer.json())


class TestTakeNext:
    def test_gives_each_case_to_one_of_sixteen_in_the_order_of_urgency(
        self, inside: Inside
    ) -> None:
        mei = inside.person("mei")
        kinds = [("0101", 3), ("0305", 1), ("0202", 2), ("0101", 1)]
        for i in range(48):
            category, priority = kinds[i % 4]
            mei.report(category=category, priority=priority)
        closed = mei.report(priority=1)
        mei.do(closed, "close", reason="duplicate")
        with ThreadPoolExecutor(16) as pool:
            each = list(pool.map(lambda _: takes(inside.person("mei")), range(16)))
        taken = sorted((one for some in each for one in some), key=_seq)
        cases = [one["case"] for one in taken]
        assert len({case["case_id"] for case in cases}) == len(cases) == 48
        urgency = [(case["priority"], case["due_at"], case["case_id"]) for case in cases]
        assert urgency == sorted(urgency)

    def test_leaves_cases_outside_ones_scope_alone(self, inside: Inside) -> None:
        mei, north, water = (inside.person(name) for name in ("mei", "north", "water"))
        mei.report(area=small_city.SOUTH, priority=1)
        mine = mei.report(area=small_city.NORTH, priority=4)
        assert [one["case"]["case_id"] for one in takes(north)] == [mine["case_id"]]
        assert len(takes(water)) == 1

    def test_is_not_for_every_post(self, inside: Inside) -> None:
        inside.person("mei").report()
        answer = inside.person("collector").send("/v1/next", {})
        assert (answer.status_code, answer.json()["code"]) == (403, "post-not-allowed")


def _seq(answer: dict[str, Any]) -> int:
    return answer["envelopes"][0]["seq"]


class TestLeases:
    def test_run_out_by_centrals_clock_within_a_second(self, start: Start) -> None:
        rate = 900.0
        central = start("--rate", str(rate))
        mei = central.person("mei")
        held = mei.do(mei.report(), "claim")
        with mei.feed(mei.head()) as feed:
            envelope = next(message for message in feed if message.name == "log").data[0]
        assert envelope["event"] == {"kind": "lease_expired", "holder": "mei"}
        assert envelope["actor"] == "central"
        late = instant(envelope["at"]) - instant(held["lease_until"])
        assert timedelta(0) <= late < timedelta(seconds=rate)

    def test_that_are_renewed_hold_on_and_free_the_case_when_they_end(
        self, tmp_path: Path, database: str
    ) -> None:
        clock = HandClock()
        with serving(tmp_path, clock, database=database) as inside:
            mei, li = inside.person("mei"), inside.person("li")
            case = mei.do(mei.report(), "claim")
            clock.move(minutes=10)
            case = mei.do(case, "renew")
            clock.move(minutes=10)
            assert li.send("/v1/next", {}).status_code == 404
            with li.feed(mei.head()) as feed:
                clock.move(minutes=6)
                message = next(message for message in feed if message.name == "log")
            assert decode_envelope_of(message) == LeaseExpired("mei")
            assert li.send("/v1/next", {}).json()["case"]["holder"] == "li"

    def test_are_watched_again_after_a_restart(self, tmp_path: Path, database: str) -> None:
        clock = HandClock()
        with serving(tmp_path, clock, database=database) as inside:
            mei = inside.person("mei")
            mei.do(mei.report(), "claim")
        clock.at += LEASE
        with (
            serving(tmp_path, clock, database=database) as inside,
            inside.person("mei").feed(2) as feed,
        ):
            message = next(message for message in feed if message.name == "log")
        assert decode_envelope_of(message) == LeaseExpired("mei")


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def decode_envelope_of(message: Sse) -> Any:
    return decode_envelope(requests.compat.json.dumps(message.data[0])).event


class TestWhenThePowerFails:
    def test_nothing_that_was_acknowledged_is_lost(self, start: Start) -> None:
        central = start("--rate", "60")
        acknowledged: dict[str, dict[str, Any]] = {}
        enough = threading.Event()

        def report_until_the_end() -> None:
            who = central.person("mei")
            while True:
                key = str(uuid.uuid4())
                try:
                    answer = who.send("/v1/cases", REPORT, key=key)
                except requests.RequestException:
                    return
                assert answer.status_code == 201
                acknowledged[key] = answer.json()
                if len(acknowledged) > 150:
                    enough.set()

        with ThreadPoolExecutor(8) as pool:
            running = [pool.submit(report_until_the_end) for _ in range(8)]
            assert enough.wait(30)
            central.kill()
        for one in running:
            one.result()
        again = start("--rate", "60")
        mei = again.person("mei")
        log = mei.log()
        assert again.ready["log_id"] == central.ready["log_id"]
        assert [envelope["seq"] for envelope in log] == list(range(1, len(log) + 1))
        kept = {envelope["command_id"]: envelope for envelope in log}
        for key, answer in acknowledged.items():
            assert kept[key] == answer["envelopes"][0]
        key = next(iter(acknowledged))
        assert mei.send("/v1/cases", REPORT, key=key).json() == acknowledged[key]
        newest = mei.report()
        assert newest["case_id"] > max(a["case"]["case_id"] for a in acknowledged.values())
        assert instant(newest["updated_at"]) >= instant(log[-1]["at"])


class TestWhenTheDiskIsFull:
    @pytest.fixture
    def inside(self, tmp_path: Path) -> Iterator[Inside]:
        """On the SQLite file: the disk of a PostgreSQL server is not ours to fill."""
        with serving(tmp_path, HandClock()) as running:
            yield running

    def test_commands_answer_507_reading_goes_on_and_it_recovers(self, inside: Inside) -> None:
        mei = inside.person("mei")
        case = mei.report()
        self.allow_pages(inside, 1)
        big = {**REPORT, "description": "x" * 9_000}
        for _ in range(3):
            answer = mei.send("/v1/cases", big)
            assert (answer.status_code, answer.json()["code"]) == (507, "disk-full")
            assert answer.headers["Content-Type"] == "application/problem+json"
        assert mei.get(f"/v1/cases/{case['case_id']}").status_code == 200
        assert mei.get("/v1/snapshot").json()["seq"] == 1
        self.allow_pages(inside, 1 << 30)
        assert mei.report()["case_id"] == case["case_id"] + 1
        assert [envelope["seq"] for envelope in mei.log()] == [1, 2]

    def allow_pages(self, inside: Inside, pages: int) -> None:
        """SQLite's own limit fails exactly as a full disk does."""
        with inside.store.begin() as tx:
            tx._db.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


class TestProjections:
    def test_rebuilt_from_the_log_are_what_they_were(self, tmp_path: Path, database: str) -> None:
        with serving(tmp_path, HandClock(), database=database) as inside:
            mei = inside.person("mei")
            officer = {"kind": "officer", "call_sign": "M1", "area": small_city.NORTH}
            mei.send("/v1/units", {"units": [{**officer, "unit_id": 1}]})
            case = mei.do(mei.do(mei.report(), "claim"), "assign", unit=1)
            mei.do(mei.report(), "reject", reason="duplicate")
            before = dump(inside)
            assert replay.rebuild(inside.store).seq == mei.head()
            assert dump(inside) == before
            assert case["units"] == {"1": "assigned"}
        with serving(tmp_path, HandClock(), database=database) as again:
            assert again.person("mei").get("/v1/units/1").json()["case_id"] == case["case_id"]


def dump(inside: Inside) -> list[Any]:
    with inside.store._reading() as db:
        return [
            db.execute(select(table).order_by(table.c[0])).all() for table in (case_state, unit)
        ]
