"""Central's own clock is set back an hour: order, leases, deadlines and the chain go on."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from casework.instant import SteadyClock
from central.backup import verify
from tests.contract.central.inside import NOON, HandClock, serving
from tests.contract.central.serving import REPORT, Person


@dataclass
class Machine:
    """A wall clock that somebody sets, and the time that really goes by."""

    wall: HandClock = field(default_factory=HandClock)
    ran: float = 0.0

    def goes_on(self, minutes: float) -> None:
        self.wall.move(minutes=minutes)
        self.ran += minutes * 60

    def clock(self) -> SteadyClock:
        return SteadyClock(self.wall.now, lambda: self.ran)


def at(envelope: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(envelope["at"])


def assert_in_order(log: list[dict[str, Any]]) -> None:
    assert [line["seq"] for line in log] == list(range(1, len(log) + 1))
    instants = [at(line) for line in log]
    assert instants == sorted(instants)


def test_set_back_while_it_serves(tmp_path: Path, database: str) -> None:
    machine = Machine()
    with serving(tmp_path, machine.clock(), database=database) as inside:
        mei = inside.person("mei")
        held = mei.do(mei.report(), "claim")
        machine.goes_on(minutes=5)
        machine.wall.move(hours=-1)
        after = mei.report()
        assert datetime.fromisoformat(after["reported_at"]) == NOON + timedelta(minutes=5)
        assert after["due_at"] > after["reported_at"]
        with mei.feed(mei.head()) as feed:
            machine.goes_on(minutes=10)
            expired = next(message for message in feed if message.name == "log").data[0]
        assert expired["event"] == {"kind": "lease_expired", "holder": "mei"}
        assert at(expired) == datetime.fromisoformat(held["lease_until"])
        beat = mei.get("/healthz").json()
        assert datetime.fromisoformat(beat["now"]) == NOON + timedelta(minutes=15)
        assert_in_order(mei.log())
    assert verify(tmp_path, database, None).whole


def test_set_back_and_started_anew_before_it_has_caught_up(tmp_path: Path, database: str) -> None:
    wall = HandClock()
    with serving(tmp_path, wall, database=database) as inside:
        mei = inside.person("mei")
        case = mei.do(mei.report(), "claim")
    wall.move(hours=-1)
    with serving(tmp_path, wall, database=database) as inside:
        mei = inside.person("mei")
        case = mei.do(case, "renew")
        again = mei.do(case, "note", text="after the clock was set back")
        assert case["lease_until"] > again["updated_at"] >= NOON.isoformat()[:19]
        assert_in_order(mei.log())
    assert verify(tmp_path, database, None).whole


def test_a_device_that_is_a_day_off(tmp_path: Path) -> None:
    """Ahead is refused, behind is taken as told; when it was recorded is central's own time."""
    with serving(tmp_path, HandClock()) as inside:
        mei = inside.person("mei")
        ahead = send(mei, NOON + timedelta(days=1))
        assert (ahead.status_code, ahead.json()["code"]) == (422, "reported-in-the-future")
        behind = send(mei, NOON - timedelta(days=1)).json()
        told = datetime.fromisoformat(behind["case"]["reported_at"])
        assert told == NOON - timedelta(days=1)
        assert at(behind["envelopes"][0]) == NOON
        assert datetime.fromisoformat(behind["case"]["updated_at"]) == NOON


def send(mei: Person, reported_at: datetime) -> Any:
    body = {**REPORT, "reported_at": reported_at.isoformat()}
    return mei.send("/v1/cases", body, key=str(uuid.uuid4()))
