"""Somebody else's table as a replay: declared, checked, and nothing silently dropped."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casework import events as ev
from casework.instant import from_ms, to_ms
from casework.vocabulary import CaseState, Step
from console.board.board import Board
from console.feeds.opening import open_recording
from console.feeds.recording import Recording
from tests.unit.console.feeds.calls import DAY, row, table


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "calls.csv"


def opened(path: Path, *rows: dict[str, str]) -> Recording:
    path.write_text(table(*rows), "utf-8")
    return open_recording(path)


def story(recording: Recording) -> list[str]:
    """Local time and event, in order."""
    return [
        f"{e.at.astimezone(UTC):%H:%M} {type(e.event).__name__}"
        + (f" {e.event.step}" if isinstance(e.event, ev.UnitProgressed) else "")
        for e in recording.envelopes
    ]


def test_a_row_becomes_a_case_with_its_whole_life(path: Path) -> None:
    recording = opened(path, row())
    assert story(recording) == [
        "07:50 UnitsRegistered",
        "07:50 CaseReported",
        "07:51 CaseAccepted",
        "07:51 CaseFiled",
        "07:52 CaseDispatched",
        "07:52 UnitAssigned",
        "07:53 UnitProgressed en_route",
        "07:58 UnitProgressed on_scene",
        "07:58 WorkStarted",
        "08:08 UnitProgressed done",
        "08:08 CaseClosed",
    ]
    assert recording.problems == ()
    assert [e.seq for e in recording.envelopes] == list(range(1, 12))
    assert [e.version for e in recording.envelopes] == list(range(11))
    assert {e.case_id for e in recording.envelopes[1:]} == {170_010_001}


def test_two_units_at_a_call_are_one_case_that_closes_with_the_last(path: Path) -> None:
    late = row("T01", **{"Available DtTm": "01/03/2017 12:30:00 AM"})
    recording = opened(path, row(), late)
    kinds = Counter(type(e.event).__name__ for e in recording.envelopes)
    assert (kinds["CaseReported"], kinds["UnitAssigned"], kinds["CaseClosed"]) == (1, 2, 1)
    assert recording.envelopes[-1].at == datetime(2017, 1, 3, 8, 30, tzinfo=UTC)


def test_the_case_says_what_the_table_said_and_no_deadline(path: Path) -> None:
    event = opened(path, row(Priority="E")).envelopes[1].event
    assert isinstance(event, ev.CaseReported)
    assert (event.lon, event.lat) == (-122.41, 37.78)
    assert (event.title, event.priority, event.due_at) == ("Alarms", 1, None)
    assert event.address == "1000 Block of MARKET ST"


def test_the_city_is_made_from_the_table(path: Path) -> None:
    other = row("E02", "2", Battalion="B01", **{"Neighborhood  District": "Mission"})
    city = opened(path, row(), other).gazetteer
    assert (city.name_en, city.zone) == ("San Francisco", "America/Los_Angeles")
    assert [(a.level, a.name_en) for a in city.areas] == [
        ("city", "San Francisco"),
        ("town", "B01"),
        ("town", "B03"),
        ("village", "Mission"),
        ("village", "Tenderloin"),
    ]
    assert all(a.rings == [] for a in city.areas)
    assert {a.parent for a in city.areas} <= {"", *(a.code for a in city.areas)}
    (category,) = city.categories
    assert (category.name_en, category.name_zh) == ("Alarms", "警报")
    assert [d.code for d in city.departments] == ["SFFD"]


def test_a_unit_has_no_position_but_on_scene(path: Path) -> None:
    recording = opened(path, row(), row("E09", **{"On Scene DtTm": ""}))
    arrived = to_ms(datetime(2017, 1, 3, 7, 58, tzinfo=UTC))
    assert recording.track.index_at(arrived - 1) == 0
    heard = recording.track.heard(0, len(recording.track))
    assert heard is not None
    found = [heard.unit, heard.lon, heard.lat, heard.at_ms]
    assert [column.tolist() for column in found] == [[1], [-122.41], [37.78], [arrived]]
    assert recording.notes


def test_steps_that_run_backwards_are_reported_and_the_others_kept(path: Path) -> None:
    recording = opened(path, row(**{"Response DtTm": f"{DAY} 11:40:00 PM"}))
    assert [(p.line, p.code) for p in recording.problems] == [(2, "backwards")]
    assert "Response DtTm" in recording.problems[0].reason
    kinds = Counter(type(e.event).__name__ for e in recording.envelopes)
    assert (kinds["UnitProgressed"], kinds["CaseClosed"]) == (2, 1)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"Call Number": ""}, "no-key"),
        ({"Unit ID": ""}, "no-key"),
        ({"Received DtTm": ""}, "no-time"),
        ({"Received DtTm": "yesterday"}, "bad-time"),
        ({"Received DtTm": "2017-01-02T11:00:00"}, "bad-time"),
        ({"Location": ""}, "no-place"),
        ({"Location": "somewhere"}, "bad-place"),
        ({"Location": "(137.78, -122.41)"}, "bad-place"),
        ({"Location": "(0.0, 0.0)"}, "outside"),
        ({"Unit ID": "E00", "Call Number": "1"}, "duplicate"),
    ],
)
def test_a_row_that_cannot_be_used_is_listed_with_its_line(
    change: dict[str, str], code: str, path: Path
) -> None:
    recording = opened(path, row("E00", "1"), row("E05", "5", **change), row("E06", "6"))
    assert [(p.line, p.code) for p in recording.problems] == [(3, code)]
    assert recording.problems[0].reason
    assert {e.case_id for e in recording.envelopes} == {0, 1, 6}


def test_a_step_with_an_unreadable_time_is_left_out_alone(path: Path) -> None:
    recording = opened(path, row(**{"Response DtTm": "soon"}))
    assert [(p.line, p.code) for p in recording.problems] == [(2, "bad-time")]
    assert "CaseClosed" in story(recording)[-1]


def test_a_unit_that_never_came_back_leaves_its_case_open(path: Path) -> None:
    recording = opened(path, row(**{"Available DtTm": ""}))
    assert [p.code for p in recording.problems] == ["no-end"]
    assert story(recording)[-1] == "07:58 WorkStarted"


def test_an_undeclared_priority_is_said_once(path: Path) -> None:
    recording = opened(path, row("E1", "1", Priority="Z"), row("E2", "2", Priority="Z"))
    assert [(p.line, p.code) for p in recording.problems] == [(2, "priority")]


def test_a_quoted_cell_over_several_lines_does_not_move_the_line_numbers(path: Path) -> None:
    recording = opened(path, row("E1", "1", Address="two\nlines"), row("E2", "2", Location=""))
    assert [p.line for p in recording.problems] == [4]


def test_a_row_with_too_few_cells_is_listed(path: Path) -> None:
    path.write_text(table(row()) + "1,2,3\n", "utf-8")
    assert [(p.line, p.code) for p in open_recording(path).problems] == [(3, "cells")]


def test_the_same_table_gives_the_same_log(path: Path) -> None:
    assert opened(path, row()).envelopes == opened(path, row()).envelopes


def test_a_byte_order_mark_does_no_harm(path: Path) -> None:
    path.write_text(table(row()), "utf-8-sig")
    assert open_recording(path).problems == ()


# -- a whole table ---------------------------------------------------------------------------


def three_days() -> list[dict[str, str]]:
    """240 calls of two units each; two rows run backwards, and two units never come back."""
    rows = []
    for n in range(240):
        at = datetime(2017, 1, 1 + n // 80, n % 80 // 4, n % 4 * 15, tzinfo=UTC)
        steps = ("Received", "Entry", "Dispatch", "Response", "On Scene", "Available")
        later = {
            f"{step} DtTm": f"{at + timedelta(minutes=i):%m/%d/%Y %I:%M:%S %p}"
            for i, step in enumerate(steps)
        }
        later["Location"] = f"(37.{700 + n}, -122.{400 + n % 60})"
        rows += [
            row(unit, f"17001{n:04d}", **later) for unit in (f"E{n % 40:02d}", f"T{n % 9:02d}")
        ]
    for n in (20, 200):
        rows[n]["Response DtTm"] = rows[n]["Received DtTm"].replace("2017", "2016")
    for n in (-1, -2):
        rows[n]["Available DtTm"] = ""
    return rows


def test_a_table_of_three_days_is_read_whole(path: Path) -> None:
    recording = opened(path, *three_days())
    assert Counter(p.code for p in recording.problems) == {"backwards": 2, "no-end": 2}
    board = Board()
    board.apply(recording.envelopes)
    states = Counter(board.cases.get(r).state for r in range(board.cases.rows))
    assert states == {CaseState.CLOSED: 239, CaseState.WORKING: 1}
    assert board.units.rows == 49
    assert int((board.units.column("case_id") > 0).sum()) == 2
    on_scene = sum(
        isinstance(e.event, ev.UnitProgressed) and e.event.step is Step.ON_SCENE
        for e in recording.envelopes
    )
    assert on_scene == len(recording.track)
    assert from_ms(recording.start_ms) < from_ms(recording.end_ms)
