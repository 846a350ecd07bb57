"""Cases alike: what the index finds is what looking at every case finds, and the score is just."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from casework.case import Case
from casework.instant import from_ms
from casework.vocabulary import CaseState, Channel, PlaceDoubt
from console.board.cases import CaseTable
from console.board.mercator import distance_m
from console.models.similar import MOST, NEAR_M, NEAR_MS, similar
from tests.support.effort import examples

NOW = 1_700_000_000_000
HOUR = 3_600_000
METRE = 1.0 / 102_500  # of longitude, about, at 23° north


def case(number: int, *, east: float = 0.0, hours: float = 0.0, **more: object) -> Case:
    at = from_ms(NOW + int(hours * HOUR))
    made = Case(
        number, 1, CaseState.FILED, "10103", "井盖缺失", "4419", 113.78 + east * METRE, 23.04,
        3, Channel.OFFICER, at, at,
    )  # fmt: skip
    return replace(made, **more)


def table(*cases: Case) -> CaseTable:
    made = CaseTable()
    for one in cases:
        made.put(one)
    return made


def score(mine: Case, other: Case) -> int:
    (found,) = similar(table(mine, other), mine)
    return found.score


def test_the_same_words_here_and_now_are_the_whole_score() -> None:
    assert score(case(1), case(2)) == 100


@pytest.mark.parametrize(
    ("nearer", "farther"),
    [
        (case(2, east=5), case(2, east=30)),
        (case(2, hours=1), case(2, hours=-9)),
        (case(2), case(2, category="20101")),
        (case(2), case(2, title="井盖破损严重")),
    ],
    ids=["place", "time", "type", "words"],
)
def test_each_of_place_time_type_and_words_counts(nearer: Case, farther: Case) -> None:
    assert score(case(1), nearer) > score(case(1), farther)


def test_one_component_has_one_place_however_it_was_measured() -> None:
    mine = case(1, component="M-1")
    assert score(mine, case(2, east=40, component="M-1", category="20101")) == 100
    (found,) = similar(table(mine, case(2, component="M-1")), mine)
    assert found.same_component
    (other,) = similar(table(mine, case(2, component="M-2")), mine)
    assert not other.same_component


def test_another_type_is_alike_only_by_its_class_or_its_words() -> None:
    mine, hole = case(1), case(2, category="20501", title="路面塌陷")
    assert similar(table(mine, hole), mine) == []
    (kin,) = similar(table(mine, hole), mine, frozenset({"20501"}))
    assert (kin.same_type, kin.same_class) == (False, True)
    (said,) = similar(table(mine, replace(hole, title="井盖缺失。")), mine)
    assert said.title == 100


@pytest.mark.parametrize(
    "other",
    [
        case(2, east=NEAR_M + 1),
        case(2, hours=NEAR_MS / HOUR + 0.1),
        case(2, state=CaseState.MERGED),
        case(1),
    ],
    ids=["too far", "too late", "merged away", "itself"],
)
def test_what_is_not_in_the_list(other: Case) -> None:
    assert similar(table(case(1), other), case(1)) == []


def test_what_was_told_apart_or_merged_with_it_is_settled() -> None:
    mine = case(1, distinct=(2,), merged=(3,))
    assert [s.case_id for s in similar(table(mine, case(2), case(3), case(4)), mine)] == [4]


def test_a_place_that_is_not_known_is_near_to_nothing() -> None:
    mine = case(1, doubt=PlaceDoubt.NULL_ISLAND)
    assert similar(table(mine, case(2)), mine) == []


def test_of_a_crowd_the_likest_are_told() -> None:
    crowd = [case(n, east=(n % 40) / 2, hours=-n / 100) for n in range(2, 600)]
    found = similar(table(case(1), *crowd), case(1))
    assert len(found) == MOST
    assert found[0].score == max(s.score for s in found)
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)


spots = st.tuples(
    st.floats(-120, 120, allow_nan=False), st.floats(-50, 50, allow_nan=False), st.booleans()
)


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(spots, max_size=30))
def test_what_is_found_is_what_looking_at_every_case_finds(
    others: list[tuple[float, float, bool]],
) -> None:
    mine = case(1)
    made = [
        case(n, east=east, hours=hours, category="10103" if same else "20501", title="x")
        for n, (east, hours, same) in enumerate(others, 2)
    ]
    expected = {
        c.case_id
        for c in made
        if distance_m(c.lon, c.lat, mine.lon, mine.lat) <= NEAR_M
        and abs(c.reported_at - mine.reported_at).total_seconds() * 1_000 <= NEAR_MS
        and c.category == mine.category
    }
    found = {s.case_id for s in similar(table(mine, *made), mine)}
    assert found <= expected
    assert len(found) == min(MOST, len(expected))
