"""Whatever central can answer instead of a yes has words, in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import central
from casework.refusal import Refusal, RefusalCode
from console import words
from console.feeds.port import Trouble
from console.outbox.port import Outcome
from console.views.parts import languages
from console.words.problems import PROBLEMS, problem

CENTRAL = Path(central.__file__).parent
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def chinese(qtbot: QtBot) -> Iterator[None]:
    languages.install("zh_CN")
    yield
    languages.install("en")


def said_by_central() -> set[str]:
    """Every code that central's sources put into a problem."""
    found: set[str] = set()
    for path in CENTRAL.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            found.update(_codes(node))
    return found - {code.value for code in RefusalCode}


def _codes(node: ast.AST) -> Iterator[str]:
    """The code of `ProblemError(status, code, …)`, `problem(…)`, and of tables by status."""
    rows: list[list[ast.expr]] = []
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("ProblemError", "problem"):
        rows = [node.args]
    elif isinstance(node, ast.Tuple):
        rows = [node.elts]
    elif isinstance(node, ast.Dict):
        rows = [[key, value] for key, value in zip(node.keys, node.values, strict=True) if key]
    for row in rows:
        match [getattr(part, "value", None) for part in row[:2]]:
            case [int() as status, str() as code] if 400 <= status < 600:
                yield code


def test_central_says_what_this_test_looks_for() -> None:
    assert {"invalid-body", "idempotency-key-reused", "no-such-route"} <= said_by_central()


def test_every_problem_of_central_has_words() -> None:
    assert said_by_central() - set(PROBLEMS) == set()


@pytest.mark.parametrize("code", sorted(PROBLEMS))
def test_every_problem_is_said_in_both_languages(code: str, chinese: None) -> None:
    assert CHINESE.search(problem(code))
    languages.install("en")
    assert problem(code).isascii()
    assert not problem(code).endswith(".")


@pytest.mark.parametrize("code", RefusalCode)
def test_every_refusal_is_said_in_both_languages(code: RefusalCode, chinese: None) -> None:
    assert CHINESE.search(words.refusal(Refusal(code, "", verb="merge")))
    languages.install("en")
    assert not CHINESE.search(words.refusal(Refusal(code, "", verb="merge")))


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_is_said_in_chinese(trouble: Trouble, chinese: None) -> None:
    assert CHINESE.search(words.trouble(trouble))


def test_a_request_that_central_does_not_take_says_why(qtbot: QtBot) -> None:
    no = Outcome("c-1", 7, "note", trouble=Trouble.PROBLEM, problem="body-too-large")
    assert words.outcome(no) == (
        "“Add a note” was not recorded, case 7: it is too large; shorten it. "
        "It will not be sent again."
    )


def test_a_reason_of_a_newer_central_is_named(qtbot: QtBot) -> None:
    assert problem("moon-phase").endswith("does not know (moon-phase)")
