"""Alerts: none lost and none doubled whatever happens in whatever pieces, and who has seen what."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from casework import dutyevents as de
from casework import events as ev
from casework.instant import from_ms, to_ms
from casework.unit import Fixes
from casework.vocabulary import Channel
from console.board.alerts import rules
from console.board.alerts.arrivals import Arrived
from console.board.alerts.engine import Alerts
from console.board.alerts.kinds import OF_CASES, Alert, Kind, Klass, key_of, parse_key
from console.board.alerts.rules import SILENT_MS, STALE_MS
from console.board.board import Board
from tests.support.effort import examples
from tests.unit.console.board.logs import START_MS, random_log

TOWN = "441900003000"
MINUTE, HOUR = 60_000, 3_600_000


def listening(board: Board, now_ms: int) -> Alerts:
    made = Alerts()
    made.load(board)
    while made.behind:
        made.absorb(now_ms)
    return made


def held(alerts: Alerts) -> list[Alert]:
    found = [alerts.alert(code) for code in alerts.groups.codes()]
    assert None not in found
    return sorted((a for a in found if a), key=lambda a: a.key)


def fresh(alerts: Alerts) -> list[tuple[Kind, int]]:
    keys = [c for g in alerts.groups.listed() for c in g.fresh]
    return sorted((a.group.kind, a.number) for c in keys if (a := alerts.alert(c)))


class Story:
    """A board with its alerts, told event by event."""

    def __init__(self) -> None:
        self.board, self.seq, self.now = Board("log"), 0, START_MS
        self.alerts = listening(self.board, self.now)

    def happens(self, case_id: int, *events: ev.AnyEvent) -> None:
        envelopes = []
        for event in events:
            self.seq += 1
            at = from_ms(self.now)
            envelopes.append(
                ev.Envelope(self.seq, f"e{self.seq}", at, "li", TOWN, case_id, self.seq, "c", event)
            )
        self.alerts.take(self.board.apply(envelopes), self.now)

    def reported(self, case_id: int, **fields: object) -> None:
        given: dict[str, object] = {
            "category": "20101", "title": "t", "area": TOWN, "lon": 113.7, "lat": 23.0,
            "priority": 3, "channel": Channel.OFFICER, "reported_at": from_ms(self.now),
        }  # fmt: skip
        self.happens(case_id, ev.CaseReported(**{**given, **fields}))  # type: ignore[arg-type]

    def later(self, ms: int) -> None:
        self.now += ms
        self.alerts.tick(self.now)

    def in_ms(self, ms: int) -> object:
        return from_ms(self.now + ms)


def test_a_limit_is_near_at_eighty_per_cent_then_breached_then_backlog() -> None:
    story = Story()
    story.reported(1, due_at=story.in_ms(10 * HOUR))
    story.later(8 * HOUR)
    assert fresh(story.alerts) == []
    story.later(1)
    assert fresh(story.alerts) == [(Kind.SOON, 1)]
    story.later(2 * HOUR)
    assert fresh(story.alerts) == [(Kind.BREACH, 1)]
    story.later(STALE_MS)
    assert (fresh(story.alerts), story.alerts.stale) == ([], 1)
    story.happens(1, ev.CaseClosed("done"))
    assert story.alerts.stale == 0


def test_an_emergency_is_critical_until_taken_and_its_clocks_until_met() -> None:
    story = Story()
    story.reported(1, priority=1, contact_due=story.in_ms(HOUR // 2), arrival_due=story.in_ms(HOUR))
    assert fresh(story.alerts) == [(Kind.EMERGENCY, 1)]
    assert held(story.alerts)[0].group.klass is Klass.CRITICAL
    story.later(HOUR // 2 + 1)
    assert fresh(story.alerts) == [(Kind.EMERGENCY, 1), (Kind.CONTACT, 1)]
    # who takes it has called back
    story.happens(1, ev.CaseClaimed("li", story.in_ms(3 * HOUR)))  # type: ignore[arg-type]
    assert fresh(story.alerts) == []
    story.later(HOUR // 2)
    assert fresh(story.alerts) == [(Kind.ARRIVAL, 1)]
    story.later(3 * HOUR)
    assert fresh(story.alerts) == [(Kind.EMERGENCY, 1), (Kind.ARRIVAL, 1)]


def test_the_third_bounce_alerts_until_somebody_works_and_the_fourth_is_another_one() -> None:
    story = Story()
    story.reported(1)
    story.happens(1, ev.CaseAccepted(), ev.CaseFiled(), ev.CaseDispatched("D1"))
    for bounce in (1, 2, 3):
        story.happens(1, ev.CaseReassigned("D1", "D2", "not-ours", bounce))
    assert [a.key for a in held(story.alerts)] == ["bounced:1:3"]
    story.happens(1, ev.CaseReassigned("D2", "D1", "not-ours", 4))
    assert [a.key for a in held(story.alerts)] == ["bounced:1:4"]
    story.happens(1, ev.WorkStarted())
    assert held(story.alerts) == []


def test_a_unit_that_was_sent_and_is_not_heard_of_alerts_until_it_is_heard() -> None:
    story = Story()
    story.happens(0, random_log(1, 1)[0].event)
    story.reported(1)
    story.happens(1, ev.UnitAssigned(3))
    story.later(SILENT_MS)
    assert fresh(story.alerts) == []
    story.later(1)
    assert fresh(story.alerts) == [(Kind.SILENT, 3)]
    assert held(story.alerts)[0].case_id == 1
    fix = Fixes([3], [113.7], [23.0], [story.now])
    story.alerts.take(story.board.apply(fixes=[fix]), story.now)
    assert fresh(story.alerts) == []
    story.later(SILENT_MS + 1)
    assert fresh(story.alerts) == [(Kind.SILENT, 3)]
    story.happens(1, ev.UnitWithdrawn(3, "mistake"))
    assert fresh(story.alerts) == []


def test_what_a_colleague_has_acknowledged_is_taken_everywhere_and_news_nowhere() -> None:
    story = Story()
    story.reported(1, priority=1)
    assert story.alerts.arrived().counts == (1, 0, 0)
    key = key_of(Kind.EMERGENCY, 1, START_MS)
    story.happens(0, de.AlertAcknowledged(key, 1, "seen"))
    assert fresh(story.alerts) == []
    assert [a.key for a in held(story.alerts)] == [key]
    again = listening(story.board, story.now)
    assert fresh(again) == []
    assert not again.arrived().loud


def test_what_flaps_is_one_alert_and_one_sound() -> None:
    story = Story()
    story.reported(1, priority=1)
    story.alerts.arrived()
    for _ in range(20):
        story.happens(1, ev.CaseClaimed("li", story.in_ms(HOUR)))  # type: ignore[arg-type]
        story.later(2_000)
        story.happens(1, ev.CaseReleased())
    assert fresh(story.alerts) == [(Kind.EMERGENCY, 1)]
    assert (story.alerts.arrived().counts, story.alerts.arrived().loud) == ((0, 0, 0), False)


def test_a_backlog_that_is_told_after_the_seat_was_opened_is_listed_and_is_no_news() -> None:
    story = Story()
    story.alerts.opened_ms = story.now
    long_ago = from_ms(story.now - 3 * HOUR)
    story.reported(1, reported_at=long_ago, due_at=story.in_ms(-HOUR))
    story.reported(2, reported_at=long_ago, channel=Channel.SENSOR)
    assert fresh(story.alerts) == [(Kind.BREACH, 1)]
    assert story.alerts.arrived() == Arrived()
    story.reported(3, reported_at=long_ago, priority=1)
    assert story.alerts.arrived() == Arrived((0, 0, 0), loud=True)  # heard, though not counted
    story.reported(4, priority=1)
    assert story.alerts.arrived().counts == (1, 0, 0)


def test_what_a_backlog_has_been_through_is_no_news_and_what_befalls_it_later_is() -> None:
    story = Story()
    story.alerts.opened_ms = story.now
    story.reported(1, reported_at=from_ms(story.now - 3 * HOUR))
    story.happens(1, ev.CaseAccepted(), ev.CaseFiled(), ev.CaseDispatched("D1"))
    for bounce in (1, 2, 3):
        story.happens(1, ev.CaseReassigned("D1", "D2", "not-ours", bounce))
    assert fresh(story.alerts) == [(Kind.BOUNCED, 1)]
    assert story.alerts.arrived() == Arrived()
    story.later(3 * MINUTE)
    story.happens(1, ev.CaseReassigned("D2", "D1", "not-ours", 4))
    assert story.alerts.arrived().counts == (0, 1, 0)


def test_an_emergency_from_before_that_somebody_lets_go_is_news() -> None:
    story = Story()
    story.alerts.opened_ms = story.now
    long_ago = from_ms(story.now - 3 * HOUR)
    story.reported(1, reported_at=long_ago, priority=1)
    story.happens(1, ev.CaseClaimed("li", story.in_ms(HOUR)))  # type: ignore[arg-type]
    story.alerts.arrived()
    story.later(6 * MINUTE)
    story.happens(1, ev.CaseReleased())
    assert story.alerts.arrived().counts == (1, 0, 0)


def test_what_is_put_aside_stays_listed_makes_no_news_and_comes_back_by_itself() -> None:
    story = Story()
    story.reported(1, channel=Channel.SENSOR)
    group = story.alerts.groups.listed()[0].key
    assert story.alerts.shelf.put(group, story.now)
    story.alerts.arrived()
    story.reported(2, channel=Channel.SENSOR)
    assert story.alerts.arrived().counts == (0, 0, 0)
    assert fresh(story.alerts) == [(Kind.DEVICE, 1), (Kind.DEVICE, 2)]
    story.later(30 * MINUTE)
    assert not story.alerts.shelf.has(group)


def test_an_alarm_of_a_watched_area_holds_until_it_is_cleared_whatever_the_board_does() -> None:
    story = Story()
    story.alerts.raise_area("area:river:unit:3:5", "river", START_MS)
    story.alerts.load(story.board)
    story.alerts.absorb(story.now)
    assert [(a.key, a.group.place) for a in held(story.alerts)] == [
        ("area:river:unit:3:5", "river")
    ]
    story.alerts.clear_area("area:river:unit:3:5")
    assert held(story.alerts) == []


@given(st.text(max_size=40) | st.from_regex(r"[a-z]+:-?\d+:\d+", fullmatch=True))
def test_a_key_is_read_back_or_left_alone(text: str) -> None:
    found = parse_key(text)
    if found is not None:
        assert parse_key(key_of(*found)) == found


@settings(max_examples=examples(40))
@given(
    seed=st.integers(0, 10_000),
    cuts=st.lists(st.integers(1, 40), min_size=1, max_size=12),
    pauses=st.lists(st.integers(0, 90), min_size=12, max_size=12),
    seen=st.lists(st.integers(0, 400), max_size=6),
)
def test_piece_by_piece_no_alert_is_lost_none_doubled(
    seed: int, cuts: list[int], pauses: list[int], seen: list[int]
) -> None:
    log = random_log(seed, sum(cuts))
    board, now, at = Board("log"), START_MS, 0
    alerts = listening(board, now)
    for cut, pause in zip(cuts, pauses, strict=False):
        batch = log[at : at + cut]
        at += cut
        now = max(now, to_ms(batch[-1].at)) + pause * MINUTE
        alerts.tick(now)
        alerts.take(board.apply(batch), now)
        for number in seen[:1]:
            _acknowledge_one(alerts, number)
        _same_as_a_sweep(alerts, board, now)


def _acknowledge_one(alerts: Alerts, number: int) -> None:
    codes = sorted(alerts.groups.codes())
    if codes:
        alerts.groups.see(codes[number % len(codes)])


def _same_as_a_sweep(alerts: Alerts, board: Board, now: int) -> None:
    """Every row of the board, looked at anew, has exactly the alerts that are held."""
    alerts.tick(now)
    table = board.cases
    found = rules.look(table, np.arange(table.rows), now)
    expected = {
        key_of(kind, int(table.column("case_id")[row]), int(mark))
        for row, marks in enumerate(found.marks)
        for kind, mark in zip(OF_CASES, marks, strict=True)
        if mark
    }
    keys = [a.key for a in held(alerts) if a.group.kind is not Kind.SILENT]
    assert len(keys) == len(set(keys))
    assert set(keys) == expected
    assert alerts.stale == int(found.stale.sum())
    groups = alerts.groups.listed()
    assert sum(len(g) for g in groups) == len(alerts.groups)
    for klass in Klass:
        of = [g for g in groups if g.key.klass is klass]
        assert alerts.groups.fresh[klass] == sum(len(g.fresh) for g in of)
        assert alerts.groups.taken[klass] == sum(len(g.taken) for g in of)
    bulk = listening(board, now)
    assert {a.key for a in held(bulk) if a.group.kind is not Kind.SILENT} == expected
