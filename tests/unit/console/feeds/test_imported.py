"""Somebody else's table as a replay: declared, checked, and nothing silently dropped."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import events as ev
from casework.instant import from_ms, to_ms
from casework.vocabulary import CaseState, Step
from console.board.board import Board
from console.feeds.csvcase import case_numbers
from console.feeds.csvlog import forward_only
from console.feeds.mapping import (
    MAPPINGS,
    BadMapping,
    TimeRule,
    choose_mapping,
    instant,
    load_mapping,
    shipped_mappings,
)
from console.feeds.opening import BadLog, open_recording
from console.feeds.recording import Recording

SHIPPED = MAPPINGS / "sf_fire_calls.toml"
REAL = Path(__file__).resolve().parents[5] / "shared/data/incidents/sf_fire_calls_2017-01-02_05.csv"
COLUMNS = [*load_mapping(SHIPPED).columns, "RowID"]
DAY = "01/02/2017"


def row(unit: str = "E01", call: str = "170010001", **more: str) -> dict[str, str]:
    """A unit that was sent, arrived and came back, in ten minutes."""
    plain = {
        "Call Number": call,
        "Unit ID": unit,
        "Unit Type": "ENGINE",
        "Call Type": "Alarms",
        "Address": "1000 Block of MARKET ST",
        "Battalion": "B03",
        "Neighborhood  District": "Tenderloin",
        "Priority": "3",
        "Location": "(37.78, -122.41)",
        "Received DtTm": f"{DAY} 11:50:00 PM",
        "Entry DtTm": f"{DAY} 11:51:00 PM",
        "Dispatch DtTm": f"{DAY} 11:52:00 PM",
        "Response DtTm": f"{DAY} 11:53:00 PM",
        "On Scene DtTm": f"{DAY} 11:58:00 PM",
        "Transport DtTm": "",
        "Hospital DtTm": "",
        "Available DtTm": "01/03/2017 12:08:00 AM",
        "RowID": f"{call}-{unit}",
    }
    return {**plain, **more}


def table(*rows: dict[str, str], columns: list[str] | None = None, delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns or COLUMNS, extrasaction="ignore", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


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
    fixes = recording.track.newest(0, len(recording.track))
    assert fixes is not None
    assert (fixes.unit, fixes.lon, fixes.lat, fixes.at_ms) == ([1], [-122.41], [37.78], [arrived])
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


# -- what is refused -------------------------------------------------------------------------


def refusal(path: Path, mapping: Path | None = None) -> BadLog:
    with pytest.raises(BadLog) as caught:
        open_recording(path, mapping)
    assert caught.value.where
    assert caught.value.reason
    assert caught.value.way_out
    return caught.value


def test_a_missing_column_is_named_and_those_that_exist_are_listed(path: Path) -> None:
    columns = [c for c in COLUMNS if c != "Battalion"]
    path.write_text(table(row(), columns=columns), "utf-8")
    error = refusal(path, SHIPPED)
    assert isinstance(error, BadMapping)
    assert error.code == "missing-columns"
    assert "Battalion" in error.reason
    assert "Unit ID" in error.way_out
    assert "Battalion" not in error.way_out


def test_a_table_that_no_mapping_knows_is_refused_with_its_columns(path: Path) -> None:
    path.write_text("a,b\n1,2\n")
    error = refusal(path)
    assert (error.code, "a, b" in error.reason) == ("no-mapping", True)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (table().encode(), "nothing"),
        (table(row(Location="")).encode(), "nothing"),
        (b"just one thing\nper line\n", "not-csv"),
        (table(row(), delimiter=";").encode(), "not-csv"),
        (table(row(Address="MARKET ÉÈ")).encode("latin-1"), "encoding"),
        (table(row()).encode("utf-16"), "encoding"),
        (table(row()).encode() + b'"never closed', "not-csv"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, code: str, path: Path) -> None:
    path.write_bytes(content)
    assert refusal(path).code == code


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.csv").code == "unreadable"
    path = tmp_path / "calls.csv"
    path.write_text(table(row()))
    assert refusal(path, tmp_path / "none.toml").code == "unreadable"


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ('datum = "WGS-84"', "", "no-datum"),
        ('datum = "WGS-84"', 'datum = "somewhere"', "bad-mapping"),
        ('zone = "America/Los_Angeles"', 'zone = "California"', "bad-zone"),
        ('zone = "America/Los_Angeles"', "", "bad-mapping"),
        ('ambiguous = "first"', "", "bad-mapping"),
        ("?P<lat>", "?P<latitude>", "bad-pattern"),
        ('means = "filed"', 'means = "reported"', "bad-steps"),
        ('means = "filed"', 'means = "sung"', "bad-mapping"),
        ('key = "Call Number"', 'kee = "Call Number"', "bad-mapping"),
        ("version = 1", "version = 2", "not-a-mapping"),
        ('name = "San', "name = San", "not-toml"),
        ('column = "Location"', "", "bad-mapping"),
    ],
)
def test_a_mapping_that_leaves_something_to_guessing_is_refused(
    before: str, after: str, code: str, tmp_path: Path
) -> None:
    text = SHIPPED.read_text("utf-8")
    assert before in text
    mapping = tmp_path / "mine.toml"
    mapping.write_text(text.replace(before, after, 1), "utf-8")
    path = tmp_path / "calls.csv"
    path.write_text(table(row()), "utf-8")
    error = refusal(path, mapping)
    assert isinstance(error, BadMapping)
    assert error.code == code
    if code == "no-datum":
        assert "GCJ-02" in error.way_out


def test_a_datum_is_carried_out_and_not_only_declared(tmp_path: Path) -> None:
    text = SHIPPED.read_text("utf-8").replace('datum = "WGS-84"', 'datum = "GCJ-02"')
    lines = [line for line in text.splitlines() if not line.startswith("bounds")]
    mapping, path = tmp_path / "mine.toml", tmp_path / "calls.csv"
    mapping.write_text("\n".join(lines), "utf-8")
    path.write_text(table(row(Location="(23.02, 113.75)")), "utf-8")
    event: Any = open_recording(path, mapping).envelopes[1].event
    assert 0.003 < abs(event.lon - 113.75) < 0.01


def test_every_shipped_mapping_chooses_itself() -> None:
    for mapping in shipped_mappings():
        assert choose_mapping(mapping.columns) == mapping


# -- time ------------------------------------------------------------------------------------

RULE = TimeRule("%m/%d/%Y %I:%M:%S %p", "America/Los_Angeles", "first")


@pytest.mark.parametrize(
    ("text", "hour"),
    [("01/02/2017 12:00:00 AM", 8), ("01/02/2017 12:00:00 PM", 20), ("07/02/2017 01:00:00 AM", 8)],
)
def test_midnight_noon_and_summer_are_told_apart(text: str, hour: int) -> None:
    assert instant(text, RULE).hour == hour


def test_the_hour_that_comes_twice_is_what_the_rule_says() -> None:
    twice = "11/05/2017 01:30:00 AM"
    second = TimeRule(RULE.format, RULE.zone, "second")
    assert (instant(twice, RULE).hour, instant(twice, second).hour) == (8, 9)
    with pytest.raises(ValueError, match="twice"):
        instant(twice, TimeRule(RULE.format, RULE.zone, "refuse"))


def test_the_hour_that_is_left_out_is_what_the_rule_says() -> None:
    never = "03/12/2017 02:30:00 AM"
    with pytest.raises(ValueError, match="does not exist"):
        instant(never, RULE)
    shifted = instant(never, TimeRule(RULE.format, RULE.zone, "first", "shift"))
    assert (shifted.hour, shifted.minute) == (10, 30)


steps = st.lists(st.integers(0, 9), min_size=1, max_size=8).map(
    lambda times: [(f"s{i}", t) for i, t in enumerate(times)]
)


@given(found=steps)
def test_kept_steps_never_run_backwards_and_no_more_could_be_kept(
    found: list[tuple[str, int]],
) -> None:
    kept = forward_only(found)
    times = list(kept.values())
    assert times == sorted(times)
    assert next(iter(kept)) == "s0"
    best = 0
    for mask in range(1 << len(found)):
        some = [t for i, (_, t) in enumerate(found) if i == 0 or mask >> i & 1]
        if some == sorted(some):
            best = max(best, len(some))
    assert len(kept) == best


def test_keys_that_are_numbers_stay_what_they_are_and_others_are_counted() -> None:
    assert case_numbers(["17", "5"]) == {"17": 17, "5": 5}
    assert case_numbers(["A-17", "5"]) == {"A-17": 1, "5": 2}
    assert case_numbers(["5", "05"]) == {"5": 1, "05": 2}
    assert case_numbers(["0"]) == {"0": 1}


# -- the real file, where it is there --------------------------------------------------------


@pytest.mark.parametrize("path", [REAL] if REAL.exists() else [], ids=lambda p: p.name)
def test_three_days_of_san_francisco_are_read_whole(path: Path) -> None:
    recording = open_recording(path)
    assert Counter(p.code for p in recording.problems) == {"backwards": 16, "no-end": 2}
    board = Board()
    board.apply(recording.envelopes)
    states = Counter(board.cases.get(r).state for r in range(board.cases.rows))
    assert states == {CaseState.CLOSED: 1_759, CaseState.DISPATCHED: 2}
    assert board.units.rows == 154
    assert int((board.units.column("case_id") > 0).sum()) == 2
    on_scene = sum(
        isinstance(e.event, ev.UnitProgressed) and e.event.step is Step.ON_SCENE
        for e in recording.envelopes
    )
    assert on_scene == len(recording.track)
    assert from_ms(recording.start_ms) < from_ms(recording.end_ms)
