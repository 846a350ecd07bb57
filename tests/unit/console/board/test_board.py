"""The board: the same picture however the same facts arrive."""

from __future__ import annotations

import itertools

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import events as ev
from casework.unit import Fixes, Unit
from casework.vocabulary import Step, UnitKind
from console.board.board import Board
from console.board.picture import case_columns, newest_fixes, unit_list
from tests.unit.console.board.logs import START_MS, UNITS, picture, random_fixes, random_log

seeds = st.integers(0, 2**32)


@given(seed=seeds, cuts=st.lists(st.integers(0, 120), max_size=12))
def test_any_split_of_a_log_gives_the_same_board_as_the_whole(seed: int, cuts: list[int]) -> None:
    log = random_log(seed, 120)
    whole, split = Board(), Board()
    whole.apply(log)
    edges = [0, *sorted(cuts), len(log)]
    for first, last in itertools.pairwise(edges):
        split.apply(log[first:last])
    assert picture(split) == picture(whole)
    assert whole.cases.rows > 1


@given(seed=seeds, repeats=st.lists(st.integers(0, 59), max_size=20))
def test_an_envelope_that_comes_again_changes_nothing(seed: int, repeats: list[int]) -> None:
    log = random_log(seed, 60)
    once, often = Board(), Board()
    once.apply(log)
    often.apply([e for i, e in enumerate(log) for _ in range(1 + (i in repeats))])
    delta = often.apply([log[i] for i in repeats])
    assert picture(often) == picture(once)
    assert (delta.envelopes, delta.touches_cases, delta.touches_units) == ((), False, False)
    assert often.unknown_events == once.unknown_events


@given(seed=seeds)
def test_a_case_put_on_the_board_comes_back_as_it_was(seed: int) -> None:
    source, target = Board(), Board()
    source.apply(random_log(seed, 80))
    for row in range(source.cases.rows):
        case = source.cases.get(row)
        at, new = target.cases.put(case)
        assert new
        assert target.cases.get(at) == case
        assert target.cases.put(case) == (at, False)


@given(seed=seeds)
def test_a_board_written_down_and_read_again_is_the_same_board(seed: int) -> None:
    board = Board("log")
    board.apply(random_log(seed, 100), [random_fixes(seed)])
    columns = msgspec.json.decode(msgspec.json.encode(case_columns(board.cases)))
    again = Board.from_snapshot(
        "log", board.head, columns, unit_list(board.units), newest_fixes(board.units)
    )
    there, here = picture(again), picture(board)
    for axis in ("x", "y"):
        # One is projected as an array, the other one by one: they may differ in the last bit.
        assert there["cases"].pop(axis) == pytest.approx(here["cases"].pop(axis), abs=1e-15)
    assert there == here


@given(seed=seeds)
def test_a_copy_is_equal_and_independent(seed: int) -> None:
    log = random_log(seed, 120)
    board = Board("log")
    board.apply(log[:60], [random_fixes(seed)])
    before = picture(board)
    twin = board.copy()
    assert picture(twin) == before
    twin.apply(log[60:], [random_fixes(seed + 1)])
    assert picture(board) == before
    board.apply(log[60:], [random_fixes(seed + 1)])
    assert picture(board) == picture(twin)


@given(seed=seeds, order=st.permutations(range(6)))
def test_the_newest_fix_wins_in_whatever_order_frames_arrive(seed: int, order: list[int]) -> None:
    frames = [random_fixes(seed + i) for i in range(6)]
    board = Board()
    board.units.register(UNITS)
    for index in order:
        board.apply(fixes=[frames[index]])
    for unit in UNITS:
        times = [
            t for f in frames for u, t in zip(f.unit, f.at_ms, strict=True) if u == unit.unit_id
        ]
        row = board.units.row(unit.unit_id)
        assert board.units.column("fix_ms")[row] == max(times, default=0)


@given(seed=seeds)
def test_a_frame_is_the_same_as_its_fixes_one_by_one(seed: int) -> None:
    frame = random_fixes(seed, 30)
    together, single = Board(), Board()
    for board in (together, single):
        board.units.register(UNITS)
    together.apply(fixes=[frame])
    for i in range(30):
        one = {n: v[i : i + 1] for n, v in msgspec.structs.asdict(frame).items()}
        single.apply(fixes=[Fixes(**one)])
    assert picture(together) == picture(single)


def test_within_a_frame_a_later_but_older_fix_does_not_win() -> None:
    board = Board()
    board.units.register(UNITS)
    board.apply(fixes=[Fixes([1, 1], [113.1, 113.101], [23.0, 23.0], [2_000, 1_000])])
    assert board.units.column("lon")[0] == 113.1


def test_a_fix_without_heading_makes_the_heading_unknown() -> None:
    board = Board()
    board.units.register(UNITS)
    board.apply(fixes=[Fixes([1], [113.1], [23.0], [1_000], [90], [55])])
    board.apply(fixes=[Fixes([1], [113.101], [23.0], [2_000])])
    assert (board.units.column("heading")[0], board.units.column("battery")[0]) == (-1, -1)


def test_what_a_column_cannot_hold_is_clipped_and_breaks_nothing() -> None:
    board = Board()
    board.units.register(UNITS)
    board.apply(fixes=[Fixes([1], [113.1], [23.0], [1_000], [99_999], [1_000])])
    assert (board.units.column("heading")[0], board.units.column("battery")[0]) == (32_767, 127)


def sealed(seq: int, case_id: int, event: ev.CaseEvent) -> ev.Envelope:
    return msgspec.structs.replace(
        random_log(1, 2)[1], seq=seq, case_id=case_id, version=seq, event=event
    )


def reported() -> ev.CaseEvent:
    event = random_log(1, 2)[1].event
    assert isinstance(event, ev.CaseReported)
    return event


def test_a_unit_sent_to_two_cases_shows_the_newer_and_falls_back_to_the_older() -> None:
    board = Board()
    board.units.register(UNITS)
    board.apply([sealed(1, 1, reported()), sealed(2, 2, reported())])
    board.apply([sealed(3, 2, ev.UnitAssigned(5)), sealed(4, 1, ev.UnitAssigned(5))])
    row = board.units.row(5)
    assert board.units.column("case_id")[row] == 2
    delta = board.apply([sealed(5, 2, ev.UnitProgressed(5, Step.DONE))])
    assert delta.units.tolist() == [row]
    assert board.units.column("case_id")[row] == 1
    board.apply([sealed(6, 1, ev.CaseClosed("done"))])
    assert board.units.column("case_id")[row] == 0


def test_a_delta_names_rows_added_and_changed_once_each() -> None:
    board = Board()
    first = board.apply([sealed(1, 1, reported()), sealed(2, 1, ev.CaseAccepted())])
    assert (first.added.tolist(), first.changed.tolist()) == ([0], [])
    second = board.apply([sealed(3, 1, ev.CaseFiled()), sealed(4, 2, reported())])
    assert (second.added.tolist(), second.changed.tolist()) == ([1], [0])
    assert [e.seq for e in second.envelopes] == [3, 4]


def test_a_renamed_unit_is_no_longer_found_by_its_old_call_sign() -> None:
    board = Board()
    board.units.register([Unit(1, UnitKind.OFFICER, "Old-1", "a")])
    board.units.register([Unit(1, UnitKind.OFFICER, "New-1", "a")])
    assert board.units.by_call_sign == {"new-1": 0}


def test_a_snapshot_with_columns_of_different_length_is_refused() -> None:
    board = Board()
    board.apply(random_log(1, 20))
    columns = case_columns(board.cases)
    columns["title"].pop()
    with pytest.raises(ValueError, match="title"):
        Board.from_snapshot("log", 20, columns, [], None)


def test_ids_beyond_the_dense_table_are_found_too() -> None:
    board = Board()
    board.apply([sealed(1, 170_023_584, reported())])
    case = board.case(170_023_584)
    assert case is not None
    assert case.reported_at.timestamp() * 1_000 > START_MS
    assert board.case(170_023_585) is None
