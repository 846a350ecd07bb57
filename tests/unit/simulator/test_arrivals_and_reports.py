"""Reports: as many as the rhythm says, from the right people, about the right things."""

from __future__ import annotations

import math
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from casework.area import Limit, LimitUnit
from casework.clock import WorkCalendar
from casework.vocabulary import OPEN_STATES, CaseState, Channel
from simulator.arrivals import DAY_S, Arrivals
from simulator.backlog import URGENT, Backlog, reported_at
from simulator.city import MONTH_DAYS, read_figures
from simulator.fleet import Fleet
from simulator.life import Reporters
from simulator.policy import Policy
from simulator.reports import Writer
from simulator.roster import make_roster
from simulator.witness import Witness
from tests.unit.simulator.small_city import MORNING, MORNING_S, small_city

CITY = small_city()
FLEET = Fleet(CITY, make_roster(CITY, 1), 1, MORNING_S)
ZONE = ZoneInfo("Asia/Shanghai")


def test_as_many_reports_come_in_as_the_rhythm_says() -> None:
    hours = CITY.figures.hourly_weights
    arrivals = Arrivals(38_036.0, hours, (1.0,) * 7, ZONE)
    rng, at, days = random.Random(9), MORNING_S, 28
    counts: Counter[int] = Counter()
    while (at := arrivals.following(at, rng)) < MORNING_S + days * DAY_S:
        counts[datetime.fromtimestamp(at, UTC).astimezone(ZONE).hour] += 1
    total = 38_036.0 * days / MONTH_DAYS
    assert abs(sum(counts.values()) - total) < 5.0 * math.sqrt(total)
    for hour, weight in enumerate(hours):
        expected = total * weight / sum(hours)
        assert abs(counts[hour] - expected) < 5.0 * math.sqrt(expected)


def test_a_quiet_sunday_is_quieter() -> None:
    arrivals = Arrivals(1_000.0, (1.0,) * 24, (1.0,) * 6 + (0.5,), ZONE)
    sunday = MORNING_S + 4 * DAY_S
    assert arrivals.rate(sunday) == pytest.approx(arrivals.rate(MORNING_S) / 2.0)


@pytest.mark.parametrize("hours", [(1.0,) * 23, (0.0,) * 24, (-1.0,) + (1.0,) * 23])
def test_a_rhythm_that_is_none_is_refused(hours: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="rhythm"):
        Arrivals(1.0, hours, (1.0,) * 7, ZONE)


def reporters(duplicates: float = 0.0) -> Reporters:
    return Reporters(Writer(CITY), Witness(FLEET), duplicates, random.Random(3))


def test_reports_come_through_the_channels_in_their_shares_and_read_like_reports() -> None:
    source = reporters()
    reports = [source.next(MORNING_S) for _ in range(4_000)]
    channels = Counter(r.channel for r in reports)
    assert abs(channels[Channel.OFFICER] / 4_000 - 0.6) < 0.04
    assert all("社区：" in r.title and r.address.startswith("岗贝") for r in reports)
    assert len({r.address for r in reports}) > 2_000
    assert all("{" not in r.description for r in reports)
    towns = set(CITY.towns)
    assert {r.area for r in reports} == towns
    assert all(r.grid.startswith(r.village) for r in reports)


def test_officers_report_what_lies_at_their_feet_and_drones_what_shows_from_above() -> None:
    source = reporters()
    reports = [source.next(MORNING_S) for _ in range(1_000)]
    by_officers = [r for r in reports if r.channel is Channel.OFFICER]
    by_drones = [r for r in reports if r.channel is Channel.DRONE]
    assert all(r.reporter.startswith("WG-") for r in by_officers)
    assert all(r.reporter.startswith("D-") for r in by_drones)
    assert {r.category for r in by_drones} == {"20406", "20101"}
    assert all(r.reporter == "" for r in reports if r.channel is Channel.SENSOR)


def test_some_report_again_what_was_reported_already() -> None:
    source = reporters(duplicates=0.5)
    reports = [source.next(MORNING_S) for _ in range(400)]
    assert 100 < 400 - len({r.address for r in reports}) < 300


def backlog() -> Backlog:
    policy = Policy(CITY, 1, FLEET.hour)
    return Backlog(Writer(CITY), Witness(FLEET), policy, WorkCalendar(ZONE))


def test_the_backlog_has_every_state_the_overdue_and_the_urgent() -> None:
    categories = CITY.gazetteer.categories
    drafts = list(backlog().drafts(categories, 800, MORNING, random.Random(2)))
    states = Counter(d.state for d in drafts)
    assert set(states) == OPEN_STATES - {CaseState.SUSPENDED}
    urgent = [d for d in drafts if CITY.categories[d.report.category].priority <= 2]
    assert len(urgent) == URGENT
    assert {d.state for d in urgent} == {CaseState.FILED}
    left = [_left(d.report.category, d.report.reported_at) for d in drafts]
    assert 0.02 < sum(part > 1.0 for part in left) / 800 < 0.09
    assert 0.04 < sum(0.8 < part <= 1.0 for part in left) / 800 < 0.13
    assert all(d.report.reported_at and d.report.reported_at < MORNING for d in drafts)


def _left(category: str, begun: datetime | None) -> float:
    assert begun
    due = WorkCalendar(ZONE).due(begun, CITY.categories[category].limit)
    return (MORNING - begun) / (due - begun)


def test_half_of_two_hours_was_an_hour_ago() -> None:
    calendar = WorkCalendar(ZONE)
    begun = reported_at(Limit(2, LimitUnit.EMERGENCY_HOUR), 0.5, MORNING, calendar)
    assert abs(MORNING - begun - timedelta(hours=1)) < timedelta(seconds=30)


def test_figures_are_read_from_the_facts() -> None:
    raw = (
        b'{"facts": {"officers": {"value": 3}, "drones": {"value": 1}, "teams": {"value": 1},'
        b'"cases_per_month": {"value": 10}, "hourly_weights": {"value": [1, 2]},'
        b'"channel_shares": {"value": {"officer": 1}}, "moon": {"value": "cheese"}}}'
    )
    figures = read_figures(raw)
    assert (figures.officers, figures.hourly_weights) == (3, (1.0, 2.0))
