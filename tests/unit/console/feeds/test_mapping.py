"""Mappings: what leaves something to guessing is refused; times are what the rule declares."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.feeds.csvcase import case_numbers
from console.feeds.csvlog import forward_only
from console.feeds.mapping import (
    BadMapping,
    TimeRule,
    choose_mapping,
    instant,
    shipped_mappings,
)
from console.feeds.opening import BadLog, open_recording
from tests.unit.console.feeds.calls import COLUMNS, SHIPPED, row, table


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "calls.csv"


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
    assert refusal(tmp_path / "none.csv").code == "missing"
    path = tmp_path / "calls.csv"
    path.write_text(table(row()))
    assert refusal(path, tmp_path / "none.toml").code == "missing"


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
