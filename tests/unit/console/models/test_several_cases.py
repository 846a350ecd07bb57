"""Naming several cases in one line: lists, ranges, the selection."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.commandline import Parsed, Problem, ProblemCode, complete, format_line, parse
from console.commandline.numbers import MOST_CASES, gather, names_several, spans
from tests.unit.console.models.test_commandline import DESK, Desk


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("claim 1020-1023", Parsed("claim", 1020, cases=(1020, 1021, 1022, 1023))),
        ("claim 1023-1020", Parsed("claim", 1020, cases=(1020, 1021, 1022, 1023))),
        ("claim 1020,1023", Parsed("claim", 1020, cases=(1020, 1023))),
        ("claim 1020, 1023", Parsed("claim", 1020, cases=(1020, 1023))),
        ("认领 1020、１０２３", Parsed("claim", 1020, cases=(1020, 1023))),
        ("claim #1023,1020..1021", Parsed("claim", 1023, cases=(1023, 1020, 1021))),
        ("claim 1020,1020", Parsed("claim", 1020)),
        ("claim 1098-1103", Parsed("claim", 1098, cases=(1098, 1099), absent=4)),
        ("claim 1099-1200", Parsed("claim", 1099, absent=101)),
        ("assign 1020-1021 D-07", Parsed("assign", 1020, unit="D-07", cases=(1020, 1021))),
        (
            "re 1020,1021 环卫 not-ours 请转",
            Parsed("reassign", 1020, "D01", "not-ours", "请转", cases=(1020, 1021)),
        ),
        ("close 1020-1021 done", Parsed("close", 1020, reason="done", cases=(1020, 1021))),
        ("note 1020,1021 10-12 人", Parsed("note", 1020, text="10-12 人", cases=(1020, 1021))),
        ("claim sel", Parsed("claim", 5)),
    ],
)
def test_a_line_can_name_several_cases(line: str, meaning: Parsed) -> None:
    assert parse(line, DESK) == meaning


def test_the_word_for_the_selection_means_every_case_that_is_picked() -> None:
    desk = Desk(picked=(1_001, 1_003))
    assert parse("claim sel", desk) == Parsed("claim", 1_001, cases=(1_001, 1_003))
    assert parse("选中 claim", desk) != parse("claim 选中", desk)
    assert "sel" in [c.text for c in complete("claim s", desk)]
    nothing = parse("claim sel", Desk(selected=0))
    assert isinstance(nothing, Problem)
    assert nothing.code is ProblemCode.NO_CASE


@pytest.mark.parametrize(
    ("line", "code", "word"),
    [
        ("claim 1020,7777", ProblemCode.UNKNOWN_CASE, "7777"),
        ("claim 7000-7007", ProblemCode.UNKNOWN_CASE, "7000-7007"),
        ("claim 1-999999999", ProblemCode.TOO_MANY, "1-999999999"),
        ("merge 1020-1023 1030 same-matter", ProblemCode.ONE_CASE, "1020-1023"),
        ("who 1020-1023", ProblemCode.ONE_CASE, "1020-1023"),
        ("claim 1020-", ProblemCode.SURPLUS, "1020-"),
        ("claim 0-3", ProblemCode.SURPLUS, "0-3"),
    ],
)
def test_what_cannot_be_taken_is_named(line: str, code: ProblemCode, word: str) -> None:
    said = parse(line, DESK)
    assert isinstance(said, Problem)
    assert (said.code, said.word) == (code, word)


def test_a_selection_that_is_too_large_is_refused_whole() -> None:
    said = parse("claim sel", Desk(picked=tuple(range(1, MOST_CASES + 2))))
    assert isinstance(said, Problem)
    assert said.code is ProblemCode.TOO_MANY


numbers = st.integers(1_000, 1_099)


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=6))
def test_a_list_of_ranges_means_the_same_as_its_numbers(pairs: list[tuple[int, int]]) -> None:
    word = ",".join(f"{a}-{b}" for a, b in pairs)
    wanted: dict[int, None] = {}
    for a, b in pairs:
        wanted.update(dict.fromkeys(range(min(a, b), max(a, b) + 1)))
    assert gather(spans(word), DESK.has_case).cases == tuple(wanted)
    said = parse(f"claim {word}", DESK)
    assert isinstance(said, Parsed)
    assert (said.cases or (said.case_id,)) == tuple(wanted)
    assert parse(format_line(said), DESK) == replace(said, absent=0)


@given(st.text(alphabet="0123456789-,、.~# ", max_size=40))
def test_any_heap_of_figures_and_signs_is_answered(text: str) -> None:
    said = parse(f"claim {text}", DESK)
    assert isinstance(said, Parsed | Problem)
    if isinstance(said, Parsed) and said.cases:
        assert len(set(said.cases)) == len(said.cases) > 1
        assert all(DESK.has_case(n) for n in said.cases)
    assert isinstance(names_several(text), bool)
