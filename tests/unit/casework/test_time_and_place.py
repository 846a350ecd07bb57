"""Working time and map datums."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.area import Limit, LimitUnit
from casework.clock import HOURS_A_DAY, SHIFTS, WorkCalendar, light
from casework.datum import Datum, gcj02_to_bd09, to_wgs84, wgs84_to_gcj02
from casework.grid import CellGrid
from casework.instant import ScaledClock, SteadyClock
from casework.vocabulary import TrafficLight
from tests.unit.casework.world import SHANGHAI

CALENDAR = WorkCalendar(
    SHANGHAI, holidays=frozenset({date(2026, 10, d) for d in range(1, 9)}),
    workdays=frozenset({date(2026, 10, 10)}),
)  # fmt: skip
_starts = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001
_hours = st.floats(0.01, 120, allow_nan=False)


@given(_starts, _hours)
def test_working_time_ends_in_working_time_and_never_before_it_began(
    start: datetime, hours: float
) -> None:
    end = CALENDAR.add_work_hours(start, hours)
    local = end.astimezone(SHANGHAI)
    assert end - start >= timedelta(hours=hours) - timedelta(milliseconds=1)
    assert CALENDAR.is_workday(local.date())
    assert any(opens <= local.time() <= closes for opens, closes in SHIFTS)


@given(_starts, _hours, _hours)
def test_working_time_adds_up(start: datetime, one: float, two: float) -> None:
    in_turn = CALENDAR.add_work_hours(CALENDAR.add_work_hours(start, one), two)
    at_once = CALENDAR.add_work_hours(start, one + two)
    # at the end of a shift and at the beginning of the next the same hours are worked
    gap = abs(in_turn - at_once)
    assert gap < timedelta(milliseconds=1) or CALENDAR.add_work_hours(
        min(in_turn, at_once), 0.001
    ) - CALENDAR.add_work_hours(max(in_turn, at_once), 0.001) < timedelta(seconds=1)


@given(_starts, _starts, _hours)
def test_who_begins_later_is_due_no_earlier(a: datetime, b: datetime, hours: float) -> None:
    first, second = sorted((a, b))
    assert CALENDAR.add_work_hours(first, hours) <= CALENDAR.add_work_hours(second, hours)


@pytest.mark.parametrize(
    ("start", "value", "unit", "due"),
    [
        ("2026-09-30T17:00", 2, LimitUnit.WORK_HOUR, "2026-10-09T09:00"),
        ("2026-10-09T17:00", 1, LimitUnit.WORK_DAY, "2026-10-10T17:00"),
        ("2026-03-02T11:30", 1, LimitUnit.WORK_HOUR, "2026-03-02T14:30"),
        ("2026-03-06T18:00", 1, LimitUnit.WORK_HOUR, "2026-03-09T09:00"),
        ("2026-10-01T22:00", 3, LimitUnit.EMERGENCY_HOUR, "2026-10-02T01:00"),
        ("2026-10-01T22:00", 2, LimitUnit.CALENDAR_DAY, "2026-10-03T22:00"),
    ],
)
def test_a_limit_is_counted_the_way_its_unit_says(
    start: str, value: float, unit: LimitUnit, due: str
) -> None:
    def local(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)

    assert CALENDAR.due(local(start), Limit(value, unit)) == local(due)


def test_a_working_day_has_eight_hours() -> None:
    worked = sum(end.hour - begin.hour for begin, end in SHIFTS)
    assert worked == HOURS_A_DAY


def test_a_time_without_a_zone_has_no_due_time() -> None:
    with pytest.raises(ValueError, match="zone"):
        CALENDAR.due(datetime(2026, 1, 1), Limit(1, LimitUnit.WORK_HOUR))  # noqa: DTZ001


@given(_starts, st.floats(0, 3))
def test_the_light_turns_at_four_fifths_and_after_the_limit(begin: datetime, part: float) -> None:
    limit = timedelta(hours=10)
    shown = light(begin + limit * part, begin, begin + limit)
    if part < 0.799:
        assert shown is TrafficLight.GREEN
    elif 0.801 < part <= 1.0:
        assert shown is TrafficLight.YELLOW
    elif part > 1.001:
        assert shown is TrafficLight.RED
    assert light(begin, begin, None) is TrafficLight.NONE


def test_city_time_runs_at_its_rate() -> None:
    ticks = iter([100.0, 101.5])
    clock = ScaledClock(datetime(2026, 1, 1, tzinfo=UTC), 60, monotonic=lambda: next(ticks))
    assert clock.now() == datetime(2026, 1, 1, 0, 1, 30, tzinfo=UTC)


_places = st.tuples(st.floats(100, 122), st.floats(20, 40))


def metres(a: tuple[float, float], b: tuple[float, float]) -> float:
    east = (a[0] - b[0]) * 111_320 * math.cos(math.radians(a[1]))
    return math.hypot(east, (a[1] - b[1]) * 111_320)


@given(_places)
def test_a_place_comes_back_from_every_datum_within_half_a_metre(
    place: tuple[float, float],
) -> None:
    gcj = wgs84_to_gcj02(*place)
    assert metres(to_wgs84(*gcj, Datum.GCJ02), place) < 0.5
    assert metres(to_wgs84(*gcj02_to_bd09(*gcj), Datum.BD09), place) < 0.5
    assert to_wgs84(*place, Datum.WGS84) == place
    assert 50 < metres(gcj, place) < 1_000


@pytest.mark.parametrize("place", [(math.nan, 0), (0, math.inf), (181, 0), (0, -91)])
def test_an_impossible_place_is_refused(place: tuple[float, float]) -> None:
    for datum in Datum:
        with pytest.raises(ValueError, match="position"):
            to_wgs84(*place, datum)


def test_a_cell_is_a_hundred_metres() -> None:
    grid = CellGrid(113.5, 22.7, 23.0)
    assert grid.code(113.5, 22.7) == "E0000-N0000"
    north = 22.7 + 950 / 111_319.49
    assert grid.cell(113.5, north) == (0, 9)


@given(
    st.lists(
        st.tuples(
            st.timedeltas(timedelta(days=-2), timedelta(days=2)),
            st.floats(0, 7_200),
        ),
        max_size=30,
    )
)
def test_a_steady_clock_never_goes_back_nor_stands_still_for_long(
    steps: list[tuple[timedelta, float]],
) -> None:
    wall, ran = [datetime(2026, 3, 2, tzinfo=UTC)], [0.0]
    clock = SteadyClock(lambda: wall[0], lambda: ran[0])
    for set_by, real_s in steps:
        before = clock.now()
        wall[0] += set_by + timedelta(seconds=real_s)
        ran[0] += real_s
        after = clock.now()
        assert after >= before
        assert after - before >= timedelta(seconds=real_s) - timedelta(seconds=1.001)
        assert after >= wall[0]


def test_a_steady_clock_follows_the_wall_clock_again_when_that_has_caught_up() -> None:
    begin = datetime(2026, 3, 2, tzinfo=UTC)
    wall, ran = [begin], [0.0]
    clock = SteadyClock(lambda: wall[0], lambda: ran[0])
    wall[0] -= timedelta(hours=1)
    ran[0] += 60
    assert clock.now() == begin + timedelta(minutes=1)
    wall[0] = begin + timedelta(hours=3)
    assert clock.now() == wall[0]
