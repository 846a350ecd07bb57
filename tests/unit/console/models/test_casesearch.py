"""A few cases out of many: what an index finds is what looking at every case finds."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from casework.case import Case
from casework.instant import from_ms
from casework.vocabulary import OPEN_STATES, CaseState, Channel, PlaceDoubt
from console.board.cases import CaseTable
from console.board.mercator import distance_m
from console.models import casesearch, rowindex
from console.models.rowindex import RowIndex, by_number, by_place
from tests.support.effort import examples

NOW = 1_700_000_000_000
MOST = 4
STATES = (CaseState.FILED, CaseState.REPORTED, CaseState.CLOSED)
numbers = st.integers(1, 130) | st.integers(1_000, 1_300) | st.just(10**15 - 1)
spots = st.tuples(
    numbers,
    st.sampled_from(STATES),
    st.sampled_from(("10101", "20501")),
    st.floats(-0.03, 0.03),
    st.floats(-0.03, 0.03),
)
boards = st.lists(spots, max_size=40, unique_by=lambda spot: spot[0])
HERE = Case(
    110, 1, CaseState.FILED, "10101", "x", "4419", 113.78, 23.04,
    3, Channel.OFFICER, from_ms(NOW), from_ms(NOW),
)  # fmt: skip


def table(made: list[tuple[int, CaseState, str, float, float]], sorted_rows: int) -> CaseTable:
    """A board whose indexes know the first `sorted_rows` rows; the rest came later."""
    cases = CaseTable(4)
    for number, state, kind, east, north in made:
        case = replace(HERE, case_id=number, state=state, category=kind)
        cases.put(replace(case, lon=HERE.lon + east, lat=HERE.lat + north))
    for index, column in ((by_place(cases), "x"), (by_number(cases), "case_id")):
        index._known = rowindex._sorted(cases.column(column)[:sorted_rows])
    return cases


def away(cases: CaseTable, row: int) -> float:
    lon, lat = cases.column("lon")[row], cases.column("lat")[row]
    return float(distance_m(lon, lat, HERE.lon, HERE.lat))


def open_rows(cases: CaseTable) -> list[int]:
    every = [cases.get(row) for row in range(cases.rows)]
    return [row for row, case in enumerate(every) if case.state in OPEN_STATES]


def number(cases: CaseTable, row: int) -> int:
    return int(cases.column("case_id")[row])


@pytest.fixture(params=[50_000, 2], ids=["few are alike", "many are alike"])
def crowded(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Both ways of looking, which differ by how many there are to look at."""
    monkeypatch.setattr(casesearch, "_ALL", request.param)
    monkeypatch.setattr(casesearch, "_CHUNK", min(request.param, 3))
    return


each = settings(max_examples=examples(60), deadline=None)


@each
@given(boards, st.integers(0, 40), st.floats(1.0, 4_000.0))
def test_near_a_place_is_what_looking_at_every_case_finds(
    made: list[tuple[int, CaseState, str, float, float]], sorted_rows: int, metres: float
) -> None:
    cases = table(made, sorted_rows)
    expected = [
        row
        for row in open_rows(cases)
        if cases.get(row).category == HERE.category
        and number(cases, row) != HERE.case_id
        and away(cases, row) <= metres
    ]
    expected.sort(key=lambda row: (away(cases, row), row))
    assert casesearch.near_of_type(cases, HERE, metres, MOST) == expected[:MOST]


@pytest.mark.usefixtures("crowded")
def test_the_nearest_whose_number_begins_so_are_what_looking_at_every_case_finds() -> None:
    @each
    @given(boards, st.integers(0, 40), st.sampled_from((1, 11, 110, 12, 100, 9, 2)))
    def holds(
        made: list[tuple[int, CaseState, str, float, float]], sorted_rows: int, head: int
    ) -> None:
        cases = table(made, sorted_rows)
        expected = [
            row
            for row in open_rows(cases)
            if str(number(cases, row)).startswith(str(head)) and number(cases, row) != HERE.case_id
        ]
        expected.sort(key=lambda row: (number(cases, row) != head, away(cases, row), row))
        assert casesearch.begins_near(cases, HERE, head, MOST) == expected[:MOST]

    holds()


@pytest.mark.usefixtures("crowded")
def test_the_newest_whose_number_begins_so_are_what_looking_at_every_case_finds() -> None:
    @each
    @given(boards, st.integers(0, 40), st.sampled_from((None, 0, 1, 11, 12, 100, 9)), st.booleans())
    def holds(
        made: list[tuple[int, CaseState, str, float, float]],
        sorted_rows: int,
        head: int | None,
        in_order: bool,
    ) -> None:
        cases = table(sorted(made) if in_order else made, sorted_rows)
        begin = "" if head is None else str(head)
        rows = [row for row in open_rows(cases) if str(number(cases, row)).startswith(begin)]
        assert casesearch.newest_open(cases, head, MOST) == rows[::-1][:MOST]

    holds()


def test_from_a_place_that_is_not_known_nothing_is_near_and_the_newest_come_first() -> None:
    cases = table([(n, CaseState.FILED, "10101", 0.0, 0.0) for n in (1, 12, 110, 13, 14)], 3)
    nowhere = replace(HERE, doubt=PlaceDoubt.NULL_ISLAND)
    assert casesearch.near_of_type(cases, nowhere, 1e6, MOST) == []
    found = casesearch.begins_near(cases, nowhere, 1, MOST)
    assert [number(cases, row) for row in found] == [1, 14, 13, 12]


@settings(max_examples=examples(40), deadline=None)
@given(
    st.lists(st.floats(0.1, 0.9), min_size=1, max_size=60),
    st.integers(0, 60),
    st.lists(st.tuples(st.floats(0.1, 0.9), st.floats(0.0, 0.4)), max_size=3),
)
def test_what_lies_between_is_the_same_sorted_or_not(
    places: list[float], sorted_rows: int, asked: list[tuple[float, float]]
) -> None:
    cases = CaseTable()
    cases.extend(len(places))
    x = cases.column("x")
    x[:] = places
    index = RowIndex("x")
    index._known = rowindex._sorted(x[:sorted_rows])
    spans = [(low, low + wide) for low, wide in asked]
    wanted = [np.flatnonzero((x >= low) & (x <= high)) for low, high in spans]
    found = index.between(cases, *spans)
    assert set(found.tolist()) == {int(row) for rows in wanted for row in rows}
    if len(spans) == 1:
        assert len(found) == len(wanted[0])
        assert 0 <= len(found) - index.count(cases, *spans[0]) <= max(0, len(x) - sorted_rows)


def test_the_worker_sorts_what_is_there_and_the_rest_is_looked_through() -> None:
    cases = CaseTable()
    cases.extend(rowindex._TAIL + 5)
    cases.column("x")[:] = np.linspace(0.9, 0.1, cases.rows)
    index = by_place(cases)
    assert not index.ready(cases)
    coming = index._coming
    assert coming is not None
    coming.result(10)
    assert index.ready(cases)
    cases.extend(1)
    cases.column("x")[-1] = 0.5
    assert cases.rows - 1 in index.between(cases, (0.5, 0.5))
    assert index.count(cases, 0.0, 1.0) == rowindex._TAIL + 5


def test_an_index_is_shared_and_goes_with_its_table() -> None:
    cases = CaseTable()
    assert by_number(cases) is by_number(cases)
    assert by_number(cases) is not by_place(cases)
    index, gone = weakref.ref(by_number(cases)), weakref.ref(cases)
    del cases
    gc.collect()
    assert gone() is None
    assert index() is None
