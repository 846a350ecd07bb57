"""The parts of central by themselves: clock, calendar, tokens, positions, tracks, hub, office."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.actor import Actor
from casework.codec import decode_envelope
from casework.datum import Datum
from casework.instant import ScaledClock, SteadyClock, WallClock, to_ms
from casework.unit import Fixes
from casework.vocabulary import Post
from central.api.commands import BODIES
from central.api.openapi import ROUTES
from central.api.routes import INSIDE, OPEN
from central.app import city_clock
from central.city import build_city
from central.credentials import Credentials, Token
from central.desk import Desk
from central.hub import Hub, Scope, log_frames
from central.jobs import Done, Job, KeyBusy, Outcome, Report
from central.judging import Judge
from central.office import Office
from central.positions import Positions
from central.store.interface import EventRow
from central.store.sqlite import SqliteStore
from central.tracks import Tracks
from central.workdays import chinese_calendar
from tests.contract.central import small_city
from tests.unit.casework.world import REPORT

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


class TestTheCityClock:
    def test_is_the_wall_clock_in_real_life(self) -> None:
        assert isinstance(city_clock(None, 1.0), SteadyClock)
        assert isinstance(city_clock(datetime.now(UTC) - timedelta(days=1), 1.0), SteadyClock)

    @pytest.mark.parametrize("rate", [1.0, 60.0])
    def test_never_runs_behind_the_log(self, rate: float) -> None:
        ahead = datetime.now(UTC) + timedelta(days=3)
        clock = city_clock(ahead, rate)
        assert isinstance(clock, ScaledClock)
        assert clock.rate == rate
        assert clock.now() >= ahead


class TestTheCalendarOfChina:
    def test_knows_holidays_and_the_days_worked_for_them(self) -> None:
        calendar = chinese_calendar(ZoneInfo("Asia/Shanghai"))
        assert not calendar.is_workday(date(2025, 10, 1))
        assert calendar.is_workday(date(2025, 9, 28))  # a Sunday worked for the holiday
        assert not calendar.is_workday(date(2025, 9, 21))

    def test_counts_weekdays_where_it_knows_nothing_and_says_so_once(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        calendar = chinese_calendar(ZoneInfo("Asia/Shanghai"))
        with caplog.at_level(logging.WARNING):
            assert calendar.is_workday(date(2055, 1, 4))
            assert not calendar.is_workday(date(2055, 1, 3))
            assert calendar.is_workday(date(2056, 1, 4))
        assert len(caplog.records) == 1
        assert "2055" in caplog.text


def test_a_token_opens_for_its_holder_only() -> None:
    posts = frozenset({Post.DISPATCHER})
    tokens = [Token(f"a-long-token-{name}", name, name, posts) for name in ("mei", "li")]
    who = Credentials(tokens)
    mei = who.find("a-long-token-mei")
    assert mei is not None
    assert mei.actor_id == "mei"
    for wrong in ("", "a-long-token-me", "a-long-token-mei ", "a-long-token-x", "\udcff"):
        assert who.find(wrong) is None
    assert "a-long-token" not in str(vars(who))


def fixes(*units: int, at_ms: int = 1_000) -> Fixes:
    size = len(units)
    return Fixes(list(units), [113.7] * size, [23.0] * size, [at_ms] * size)


class TestPositions:
    def take(self, positions: Positions, some: Fixes) -> int:
        return positions.take(some, Datum.WGS84, NOON, lambda unit: unit < 5_000).accepted

    def test_only_what_moved_goes_out_and_only_once(self) -> None:
        positions = Positions()
        self.take(positions, fixes(1, 2))
        first = positions.frame
        assert json.loads(positions.since(first))["unit"] == [1, 2]
        positions.close_frame()
        self.take(positions, fixes(2, at_ms=2_000))
        assert json.loads(positions.since(positions.frame))["unit"] == [2]
        assert json.loads(positions.since(first))["unit"] == [1, 2]
        positions.close_frame()
        assert positions.since(positions.frame) == b""

    def test_all_readers_share_one_encoding(self) -> None:
        positions = Positions()
        self.take(positions, fixes(1))
        assert positions.since(1) is positions.since(1)

    def test_a_fleet_larger_than_the_first_columns_fits(self) -> None:
        positions = Positions()
        assert self.take(positions, fixes(*range(3_000))) == 3_000
        assert positions.fixes().unit == list(range(3_000))

    @given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 50)), max_size=40))
    def test_the_newest_of_each_unit_is_kept_whatever_the_order(
        self, sent: list[tuple[int, int]]
    ) -> None:
        positions = Positions()
        for unit, at_ms in sent:
            self.take(positions, fixes(unit, at_ms=at_ms))
        known = positions.fixes()
        newest = {unit: max(at for u, at in sent if u == unit) for unit, _ in sent}
        assert dict(zip(known.unit, known.at_ms, strict=True)) == newest

    def test_a_clock_that_is_ahead_does_not_block_a_unit_for_ever(self) -> None:
        positions = Positions()
        assert self.take(positions, fixes(1, at_ms=to_ms(NOON) + 3_600_000)) == 0
        assert self.take(positions, fixes(1, at_ms=to_ms(NOON))) == 1


def test_tracks_keep_the_last_hours_and_no_more() -> None:
    tracks = Tracks(max_bytes=100)
    for head in range(10):
        tracks.add(head, head * 1_000, b'{"unit":[%d]}' % head)
    kept = tracks.after(0)
    assert 0 < len(kept) < 10
    assert kept[-1].fixes == b'{"unit":[9]}'
    assert [track.head for track in tracks.after(9)] == [9]


def row(seq: int, area: str = small_city.NORTH, before: str = "", after: str = "") -> EventRow:
    return EventRow(seq, 1001, seq, 0, area, before, after, "note_added", b"{}")


class TestTheHub:
    def test_frames_hold_at_most_five_hundred(self) -> None:
        frames = log_frames([row(i) for i in range(1, 1_202)]).split(b"\n\n")[:-1]
        assert [frame.split(b"\n")[1] for frame in frames] == [b"id: 500", b"id: 1000", b"id: 1201"]

    def test_a_reader_gets_what_comes_after_it_joined(self) -> None:
        async def scene() -> bytes:
            hub = Hub(0, Positions())
            hub.publish([row(1)])
            reader = hub.join(Scope(Actor("mei", "", frozenset({Post.WALL}))))
            hub.publish([row(2)])
            hub.publish([])
            hub.publish([row(3)])
            hub.close()
            heard = await reader.next()
            assert await reader.next() == b""
            hub.leave(reader)
            hub.publish([row(4)])
            assert hub.head == 4
            return heard

        heard = asyncio.run(scene())
        assert heard.count(b"event: log") == 2
        assert b"id: 3" in heard
        assert b"id: 1\n" not in heard

    def test_a_reader_behind_with_positions_gets_them_once_and_newest(self) -> None:
        async def scene() -> bytes:
            positions = Positions()
            hub = Hub(0, positions)
            reader = hub.join(Scope(Actor("mei", "", frozenset({Post.WALL}))))
            for at_ms in (1, 2, 3):
                positions.take(fixes(1, at_ms=at_ms), Datum.WGS84, NOON, bool)
                hub.tick(b"{}")
            first = await reader.next()
            hub.tick(b"{}")
            return first + await reader.next()

        heard = asyncio.run(scene())
        stamps = [line for line in heard.split(b"\n") if b"at_ms" in line]
        assert [json.loads(line[6:])["at_ms"] for line in stamps] == [[1], [3]]

    def test_what_a_department_may_see(self) -> None:
        water = Scope(Actor("w", "", frozenset({Post.DEPARTMENT}), (), ("D02",)))
        seen = [("", ""), ("", "D02"), ("D02", "D02"), ("D02", "D01"), ("D01", "D02"), ("", "D01")]
        assert all(water.sees(row(1, before=b, after=a)) for b, a in seen)
        assert not water.sees(row(1, before="D01", after="D01"))
        assert water.arrives(row(1, before="D01", after="D02"))
        assert not water.arrives(row(1, before="", after="D02"))


def test_every_route_is_described_and_nothing_else_is() -> None:
    served = {
        (method.lower(), path.replace(":int", "").replace(":str", ""))
        for handler in [*INSIDE, *OPEN]
        for method in handler.http_methods
        for path in handler.paths
    }
    described = {(route.method, route.path) for route in ROUTES}
    verbs = {("post", f"/v1/cases/{{case_id}}/{verb}") for verb in BODIES}
    assert verbs <= described
    pages = {("get", "/docs"), ("get", "/openapi.json")}
    assert served - pages - {("post", "/v1/cases/{case_id}/{verb}")} == described - verbs


class TestTheOffice:
    """Without HTTP: what is announced, and what a fault in one command does to the others."""

    @pytest.fixture
    def store(self, tmp_path: Path) -> SqliteStore:
        return SqliteStore(tmp_path / "log.sqlite3")

    def office(self, store: SqliteStore, heard: list[EventRow]) -> Office:
        def announce(settled: list[tuple[Job, Outcome]], rows: Sequence[EventRow]) -> None:
            assert store.head() >= (rows[-1].seq if rows else 0)
            heard.extend(rows)
            for job, outcome in settled:
                job.done(outcome)

        city = build_city(small_city.gazetteer(), small_city.reasons())
        return Office(store, Desk(store, NOON), city, WallClock(), announce)

    def run(self, office: Office, keys: Sequence[str]) -> list[Outcome]:
        """Submit a report for each key before the writer starts, so that they share a batch."""
        outcomes: list[Outcome] = []
        all_done = threading.Event()

        def done(outcome: Outcome) -> None:
            outcomes.append(outcome)
            if len(outcomes) == len(keys):
                all_done.set()

        mei = Actor("mei", "", frozenset({Post.DISPATCHER}))
        for key in keys:
            office.submit(Job(mei, key, Report(REPORT), done))
        office.start(lambda: None)
        assert all_done.wait(10)
        office.stop()
        return outcomes

    def test_announces_every_line_once_after_it_is_durable(self, store: SqliteStore) -> None:
        heard: list[EventRow] = []
        outcomes = self.run(self.office(store, heard), [f"key-{i}" for i in range(40)])
        assert all(isinstance(outcome, Done) for outcome in outcomes)
        assert [line.seq for line in heard] == list(range(1, 41))
        assert len({decode_envelope(line.line).at for line in heard}) == 1
        store.close()

    def test_says_at_once_that_a_key_is_under_way(self, store: SqliteStore) -> None:
        outcomes = self.run(self.office(store, []), ["same", "same", "other"])
        assert isinstance(outcomes[0], KeyBusy)
        assert sum(isinstance(outcome, Done) for outcome in outcomes) == 2
        store.close()

    def test_a_fault_in_one_command_leaves_its_neighbours_alone(
        self, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        judge = Judge.judge

        def faulty(self: Judge, job: Job) -> Outcome:
            outcome = judge(self, job)
            if job.key == "key-1":
                raise RuntimeError("a fault after the facts were drafted")
            return outcome

        monkeypatch.setattr(Judge, "judge", faulty)
        heard: list[EventRow] = []
        outcomes = self.run(self.office(store, heard), ["key-0", "key-1", "key-2"])
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Broken", "Done", "Done"]
        assert [line.seq for line in heard] == [1, 2]
        assert [line.command_id for line in map(decode_envelope, store.history(1002))] == ["key-2"]
        store.close()
