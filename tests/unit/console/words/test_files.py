"""Every way a file can be wrong has words of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from console import words
from console.feeds.recording import _NOT_GIVEN
from console.words import files

FEEDS = Path(files.__file__).resolve().parents[1] / "feeds"
SOURCE = "\n".join(path.read_text("utf-8") for path in FEEDS.glob("*.py"))


@pytest.mark.parametrize(
    "code",
    sorted(
        {*re.findall(r'Bad(?:Log|Mapping)\(\s*"([a-z-]+)"', SOURCE), *dict(_NOT_GIVEN).values()}
    ),
)
def test_a_file_that_cannot_be_played_is_explained(code: str) -> None:
    assert words.file_trouble(code)


@pytest.mark.parametrize(
    "code",
    sorted(set(re.findall(r'(?:_problem|Problem|_Unusable)\((?:[^"()]*,\s*)?"([a-z-]+)"', SOURCE))),
)
def test_a_row_that_is_not_used_is_explained(code: str) -> None:
    assert words.part_trouble(code, "") != ""


def test_particulars_stand_behind_the_words() -> None:
    assert words.part_trouble("no-place", "cell 4") == "no coordinate — cell 4"
    assert words.part_trouble("a newer code", "cell 4") == "cell 4"


def test_what_nobody_can_know_yet_is_a_dash_and_not_a_zero() -> None:
    assert words.count(0) == "0"
    assert words.count(1_600) == "1,600"
    assert words.count(0, known=False) == "–"
