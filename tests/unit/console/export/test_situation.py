"""What crosses to the writing process arrives whole or not at all, without personal numbers."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.export.situation import (
    CASE_NUMBERS,
    CaseBlock,
    Head,
    UnitBlock,
    masked,
    read_situation,
)
from tests.unit.console.export.made import HOSTILE, situation, written


def test_a_situation_arrives_as_it_was_sent() -> None:
    made = situation()
    assert made.cases.title == list(HOSTILE)
    assert made.cases.column("case_id").tolist() == list(range(1, len(HOSTILE) + 1))
    assert made.cases.row(3) == 2
    assert made.units.call_sign == ["WG-1", "UAV<2>"]
    assert made.doubts == {0: "null-island"}


@given(st.data())
def test_a_cut_stream_is_never_taken_for_a_whole_one(data: st.DataObject) -> None:
    whole = written(["a", "b"])
    cut = data.draw(st.integers(1, len(whole) - 1))
    with pytest.raises((EOFError, ValueError)):
        read_situation(io.BytesIO(whole[:cut]))


@given(st.binary(max_size=64))
def test_noise_is_refused(noise: bytes) -> None:
    with pytest.raises((EOFError, ValueError)):
        read_situation(io.BytesIO(noise))


def test_nothing_that_names_a_person_has_a_place_in_what_is_sent() -> None:
    fields = {f for kind in (Head, CaseBlock, UnitBlock) for f in kind.__struct_fields__}
    sent = fields | set(CASE_NUMBERS)
    assert not sent & {"reporter", "reporters", "description", "descriptions", "name", "actor"}


@given(st.text(), st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.text())
def test_no_mobile_number_is_left_in_a_text(before: str, number: str, after: str) -> None:
    text = masked(f"{before} {number} {after}")
    assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", text, re.ASCII)


def test_only_what_reads_like_a_personal_number_is_masked() -> None:
    assert masked("电话 13812345678，谢谢") == "电话 138****5678，谢谢"
    assert masked("44190019900101123X") == "441900********123X"
    for harmless in (
        "井盖 4419000030001234",
        "12345 热线",
        "2026-03-01 14:05",
        "case 138123456789",
    ):
        assert masked(harmless) == harmless
