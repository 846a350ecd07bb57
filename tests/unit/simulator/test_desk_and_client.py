"""The desk's manners towards central, without a central."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from casework import commands as cm
from casework.case import Case
from casework.instant import from_ms
from casework.vocabulary import CaseState, Request, Step
from simulator.city_clock import CityClock
from simulator.client import Reply, Stopped, check_answer, route_of
from simulator.crew import Crew
from simulator.desk import Desk, fields_of
from simulator.feed import open_cases
from simulator.fleet import Fleet
from simulator.office import DeskStep, FieldStep, Office
from simulator.policy import Policy, SendNearest, situation
from simulator.roster import FIRST_DRONE, make_roster
from simulator.sse import Frames
from simulator.witness import Witness
from tests.unit.simulator.small_city import MORNING, MORNING_S, a_case, small_city

HOUR_LATER = MORNING + timedelta(hours=1)


class Central:
    """Writes down what it is sent and answers what it was told to."""

    def __init__(self, *replies: Reply) -> None:
        self.sent: list[tuple[str, Any, int | None]] = []
        self.apart: list[bool] = []
        self.decides = True
        self._replies = list(replies)

    async def write(
        self, path: str, body: Any, version: int | None = None, *, as_decider: bool = False
    ) -> Reply:
        self.sent.append((path, body, version))
        self.apart.append(as_decider)
        return self._replies.pop(0) if self._replies else Reply(404, b"{}")


def good(case: Case) -> Reply:
    return Reply(200, msgspec.json.encode({"case": case, "envelopes": []}))


def refused(status: int, code: str, current: Case | None = None) -> Reply:
    return Reply(status, msgspec.json.encode({"code": code, "current": current}))


class Room:
    """An office with its desk and crew, on a fake central."""

    def __init__(self, *replies: Reply) -> None:
        city = small_city()
        self.central = Central(*replies)
        self.fleet = Fleet(city, make_roster(city, 1), 1, MORNING_S)
        self.crew = Crew(self.fleet, 1, lambda: MORNING_S)
        policy = Policy(city, 1, self.fleet.hour)
        self.office = Office(policy, 1, lambda: MORNING_S, self.crew.units_changed, me="city")
        self.desk = Desk(self.central, self.office, Witness(self.fleet))  # type: ignore[arg-type]
        self.crew.office, self.crew.desk = self.office, self.desk

    def act(self, case: Case, errand: cm.CaseCommand | SendNearest) -> None:
        step = DeskStep(case.case_id, situation(case), errand)
        asyncio.run(self.desk.act(step))


def test_a_case_that_somebody_else_holds_is_not_dispatched_but_waited_for() -> None:
    room = Room()
    case = a_case(CaseState.FILED, holder="ann", lease_until=HOUR_LATER)
    room.office.learn(case)
    room.act(case, cm.DispatchCase("D01"))
    room.act(case, SendNearest())
    assert room.central.sent == []
    assert len(room.office.agenda) == 1


def test_a_department_starts_work_whoever_holds_the_case() -> None:
    case = a_case(CaseState.DISPATCHED, holder="ann", lease_until=HOUR_LATER)
    room = Room(good(replace(case, state=CaseState.WORKING, version=4)))
    room.office.learn(case)
    room.act(case, cm.StartWork())
    assert room.central.sent == [("/v1/cases/7/start", {}, 3)]
    assert room.office.cases[7].state is CaseState.WORKING


def test_a_conflict_teaches_the_desk_and_it_tries_again_with_the_new_version() -> None:
    case = a_case(CaseState.FILED)
    newer = replace(case, version=5, title="seen by somebody else")
    room = Room(refused(412, "version-conflict", newer), good(replace(newer, version=6)))
    room.office.learn(case)
    room.act(case, cm.DispatchCase("D01"))
    again = room.office.agenda.pop_due(MORNING_S + 60.0)
    assert isinstance(again, DeskStep)
    assert again.tries == 1
    asyncio.run(room.desk.act(again))
    assert [version for _, _, version in room.central.sent] == [3, 5]


def test_a_conflict_that_settled_the_matter_is_left_at_that() -> None:
    case = a_case(CaseState.FILED)
    room = Room(
        refused(409, "transition-forbidden", replace(case, version=4, state=CaseState.DISPATCHED))
    )
    room.office.learn(case)
    room.act(case, cm.DispatchCase("D01"))
    assert room.office.agenda.pop_due(1e12) is None
    room.act(case, cm.DispatchCase("D01"))
    assert len(room.central.sent) == 1


def test_a_case_that_central_does_not_know_is_forgotten() -> None:
    room = Room(Reply(404, b"{}"))
    room.office.learn(a_case(CaseState.FILED))
    room.act(a_case(CaseState.FILED), cm.DispatchCase("D01"))
    assert room.office.cases == {}


def test_when_the_nearest_officer_is_busy_the_next_is_sent() -> None:
    case = a_case(CaseState.WORKING)
    room = Room(refused(409, "unit-busy"), good(replace(case, version=4)))
    room.office.learn(case)
    room.act(case, SendNearest())
    first, second = (body["unit"] for _, body, _ in room.central.sent)
    assert first != second
    duty = room.fleet.on_duty(MORNING_S)
    assert duty[first - 1]
    assert duty[second - 1]


def drone_case(room: Room, metres_east: float) -> Case:
    drone = room.fleet.drone(FIRST_DRONE)
    lon, lat = room.fleet.lonlat(drone.x + metres_east, drone.y)
    case = a_case(CaseState.WORKING, lon=lon, lat=lat, units={FIRST_DRONE: Step.ASSIGNED})
    room.office.learn(case)
    while room.office.agenda.pop_due(1e12):
        pass
    return case


@pytest.mark.parametrize(
    ("metres", "battery", "sent", "waits"),
    [
        (500.0, 100.0, [("progress", {"unit": FIRST_DRONE, "step": "en_route"})], 0),
        (500.0, 30.0, [], 1),
        (9_000.0, 100.0, [("note", {"text": "D-001 航程不足，无法飞抵现场，请改派其他力量。"})], 0),
    ],
)
def test_a_drone_flies_waits_for_its_battery_or_says_that_it_cannot(
    metres: float, battery: float, sent: list[object], waits: int
) -> None:
    room = Room()
    case = drone_case(room, metres)
    room.fleet.drone(FIRST_DRONE).battery = battery
    asyncio.run(room.crew.act(FieldStep(case.case_id, FIRST_DRONE, Step.ASSIGNED)))
    assert [(path.split("/")[-1], body) for path, body, _ in room.central.sent] == sent
    assert len(room.office.agenda) == waits


def test_a_body_holds_the_fields_of_the_command_and_nothing_else() -> None:
    assert fields_of(cm.DispatchCase("D01")) == {"department": "D01"}
    assert fields_of(cm.ClaimCase()) == {}


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (401, "application/json", "token"),
        (403, "application/problem+json", "posts"),
        (200, "text/html; charset=utf-8", "web page"),
    ],
)
def test_what_only_a_person_can_mend_ends_the_run_and_says_how(
    status: int, kind: str, words: str
) -> None:
    with pytest.raises(Stopped, match=words):
        check_answer(Reply(status, b"{}"), kind, "http://here")


def test_routes_are_counted_without_their_numbers() -> None:
    assert route_of("POST", "/v1/cases/1002/file?x=1") == "POST /v1/cases/*/file"


def test_frames_come_out_whole_however_the_stream_is_cut() -> None:
    stream = (
        b'event: hello\ndata: {"a": 1}\n\nevent: positions\ndata: {"big": 1}\n\n'
        b"event: log\r\nid: 7\r\ndata: [1,\r\ndata: 2]\r\n\r\n: ping\n\n"
    )
    for size in range(1, len(stream) + 1):
        frames = Frames(skip=frozenset({"positions"}))
        found = []
        for begin in range(0, len(stream), size):
            found += frames.feed(stream[begin : begin + size])
        assert found[0] == ("hello", b'{"a": 1}')
        assert found[1] == ("log", b"[1,\n2]")


def test_open_cases_come_out_of_columns() -> None:
    names = Case.__struct_fields__
    rows = [
        msgspec.to_builtins(a_case(CaseState.WORKING, units={5: Step.EN_ROUTE})),
        msgspec.to_builtins(a_case(CaseState.CLOSED)),
    ]
    for row in rows:
        row["reported_at"] = row["updated_at"] = int(MORNING_S * 1_000)
    columns = {name: [row[name] for row in rows] for name in names}
    columns = msgspec.json.decode(msgspec.json.encode(columns))
    assert open_cases(columns) == [a_case(CaseState.WORKING, units={5: Step.EN_ROUTE})]


def test_the_city_clock_runs_at_central_s_rate_and_smooths_small_corrections() -> None:
    wall = 100.0
    clock = CityClock(lambda: wall)
    clock.told(MORNING, 60.0)
    wall += 2.0
    assert clock.now() == pytest.approx(MORNING_S + 120.0)
    clock.told(from_ms(int((MORNING_S + 130.0) * 1_000)), 60.0)
    assert clock.now() == pytest.approx(MORNING_S + 121.0)
    clock.told(from_ms(int((MORNING_S + 500.0) * 1_000)), 60.0)
    assert clock.now() == pytest.approx(MORNING_S + 500.0)
    assert clock.real(90.0) == 1.5


def asked(by: str) -> Case:
    return a_case(CaseState.WORKING, request=Request.EXTEND, request_by=by)


def test_what_the_city_asked_for_is_approved_by_its_second_person() -> None:
    for who, apart in (("city", True), ("ann", False)):
        case = asked(by=who)
        room = Room(good(replace(case, version=case.version + 1, request=Request.NONE)))
        room.office.learn(case)
        room.act(case, cm.ApproveRequest())
        assert room.central.apart == [apart]


def test_without_a_second_person_the_approval_waits_for_somebody_at_a_console() -> None:
    room, case = Room(), asked(by="city")
    room.central.decides = False
    room.office.learn(case)
    room.act(case, cm.ApproveRequest())
    assert room.central.sent == []
