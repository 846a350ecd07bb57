"""Merging by a typed line: which number is the case and which the other one."""

from __future__ import annotations

import pytest

from console.commandline import Parsed, Problem, ProblemCode, parse
from tests.unit.console.models.test_commandline import DESK


@pytest.mark.parametrize(
    ("line", "case_id", "into"),
    [
        ("merge 1023 1024 same-matter", 1_023, 1_024),
        ("merge 1024 same-matter", 5, 1_024),
        ("并案 . 1024 同一", 5, 1_024),
    ],
)
def test_a_merge_names_the_other_case_and_may_leave_out_the_selected_one(
    line: str, case_id: int, into: int
) -> None:
    assert parse(line, DESK) == Parsed("merge", case_id, reason="same-matter", into=into)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("merge", ProblemCode.MISSING),
        ("merge 7777 same-matter", ProblemCode.UNKNOWN_CASE),
        ("merge 1023 7777 same-matter", ProblemCode.UNKNOWN_CASE),
        ("merge same-matter", ProblemCode.UNKNOWN_CASE),
        ("merge 1023 1024", ProblemCode.MISSING),
    ],
)
def test_a_merge_without_another_known_case_or_a_reason_is_a_problem(
    line: str, code: ProblemCode
) -> None:
    found = parse(line, DESK)
    assert isinstance(found, Problem)
    assert found.code is code
