"""Durations, instants, distances and names, the way a dispatcher reads them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from console import words
from tests.support.seat import TOWN, reported, seat

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


@pytest.fixture
def _english() -> Iterator[None]:
    yield
    words.set_language("en")


@pytest.mark.parametrize(
    ("ms", "said"),
    [
        (0, "0 s"),
        (59_999, "59 s"),
        (MINUTE, "1 min"),
        (HOUR - 1, "59 min"),
        (2 * HOUR + 5 * MINUTE, "2 h 05 min"),
        (47 * HOUR, "47 h 00 min"),
        (2 * DAY + 4 * HOUR, "2 d 4 h"),
    ],
)
def test_a_duration_is_said_in_its_two_largest_units(ms: int, said: str) -> None:
    assert words.duration_ms(ms) == said


def test_time_left_and_time_over_read_differently() -> None:
    assert words.time_left(10 * MINUTE, MINUTE) == "in 9 min"
    assert words.time_left(MINUTE, 36 * MINUTE) == "overdue 35 min"
    assert words.time_left(0, MINUTE) == "no limit"


def test_an_instant_is_shown_in_the_citys_zone() -> None:
    assert words.instant_ms(1_773_211_337_000, "Asia/Shanghai") == "14:42:17"
    with_date = words.instant_ms(1_773_211_337_000, "Asia/Shanghai", with_date=True, seconds=False)
    assert with_date == "2026-03-11 14:42"


def test_a_zone_this_machine_does_not_know_reads_utc() -> None:
    assert words.instant_ms(1_773_211_337_000, "Mars/Olympus") == "06:42:17"
    assert words.instant_ms(0, "Asia/Shanghai") == ""


@pytest.mark.parametrize(
    ("metres", "said"),
    [(0, "0 m"), (344, "340 m"), (994, "990 m"), (995, "1.0 km"), (12_300, "12 km")],
)
def test_a_distance_has_no_more_digits_than_a_position_is_good_for(
    metres: float, said: str
) -> None:
    assert words.distance_m(metres) == said


def test_the_age_of_a_position_says_when_there_never_was_one() -> None:
    assert words.position_age(-1) == "no position yet"
    assert words.position_age(1_000) == "now"
    assert words.position_age(12_000) == "12 s ago"


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_no_duration_is_left_without_words(ms: int) -> None:
    said = words.duration_ms(ms)
    assert said
    assert "{" not in said


@pytest.mark.usefixtures("_english")
def test_names_of_the_city_follow_the_language(qtbot: QtBot) -> None:
    here = seat()
    with qtbot.waitSignal(here.session.changed):
        here.happens(7, reported())
    case = here.session.board.case(7)
    assert case is not None
    assert words.area(here.session, TOWN) == "Dongcheng"
    assert words.category(here.session, case.category) == "Litter"
    words.set_language("zh_CN")
    assert words.language() == "zh_CN"
    assert words.area(here.session, TOWN) == "东城街道"
    assert words.area(here.session, TOWN, "en") == "Dongcheng"
    assert words.department(here.session, "D01", short=True) == "城管"
    assert words.reason(here.session, "reassign", "not-ours") == "中not-ours"
    assert words.area_path(here.session, replace(case, grid="G-1")) == "东城街道 › G-1"


def test_codes_the_city_does_not_declare_are_shown_as_they_are() -> None:
    session = seat().session
    assert words.area(session, "x") == "x"
    assert words.department(session, "x") == "x"
    assert words.reason(session, "no-such-list", "x") == "x"
