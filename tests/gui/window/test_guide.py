"""The dispatcher's guide in either language: what it names is what the console has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.bindings import DEFAULTS, label
from console.commandline.grammar import find_verb
from console.views.parts import languages

DOCS = Path(__file__).parents[3] / "docs"
HEADS = {"操作", "Action"}
BY_KEY = {key: name for name, key in DEFAULTS.items()}


@pytest.fixture(autouse=True)
def english(qapp: object) -> Iterator[None]:
    yield
    languages.install("en")


def tables(code: str) -> Iterator[list[str]]:
    """The rows of the tables of actions, cell by cell."""
    of_actions = False
    for line in (DOCS / f"guide.{code}.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            of_actions = False
        elif cells[0] in HEADS:
            of_actions = True
        elif of_actions and not cells[0].startswith("---"):
            yield cells


@pytest.mark.parametrize("code", list(languages.LANGUAGES))
def test_every_action_of_the_guide_has_the_name_and_the_key_the_console_gives_it(code: str) -> None:
    languages.install(code)
    wrong = [row for row in tables(code) if row[0] != label(BY_KEY.get(row[1], "case.claim"))]
    assert wrong == []


@pytest.mark.parametrize("code", list(languages.LANGUAGES))
def test_every_line_of_the_guide_begins_with_a_verb_of_the_command_bar(code: str) -> None:
    lines = [row[2].strip("`") for row in tables(code) if len(row) > 2 and row[2]]
    assert len(lines) > 10
    assert [line for line in lines if len(find_verb(line.split()[0])) != 1] == []


def test_both_guides_have_the_same_chapters_and_name_the_same_actions() -> None:
    keys = [[row[1] for row in tables(code)] for code in languages.LANGUAGES]
    assert keys[0] == keys[1]
    assert len(keys[0]) > 30
    texts = [(DOCS / f"guide.{code}.md").read_text("utf-8") for code in languages.LANGUAGES]
    assert texts[0].count("\n## ") == texts[1].count("\n## ")


@pytest.mark.parametrize("code", list(languages.LANGUAGES))
def test_every_file_a_guide_leads_to_is_there(code: str) -> None:
    text = (DOCS / f"guide.{code}.md").read_text("utf-8")
    led = [part.split(")")[0] for part in text.split("](")[1:]]
    assert len(led) > 5
    assert [path for path in led if not (DOCS / path).is_file()] == []
