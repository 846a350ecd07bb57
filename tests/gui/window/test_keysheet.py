"""The sheets of keys in the documents: as the catalogue is now, every text literal."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from console.bindings import DEFAULTS
from console.views.keys import sheet_html
from console.views.parts import languages
from tools import keysheet


@pytest.fixture(autouse=True)
def english(qapp: object) -> Iterator[None]:
    yield
    languages.install("en")


def test_the_sheets_in_the_documents_are_current() -> None:
    assert keysheet.stale(keysheet.FOLDER) == [], "run tools/keysheet.py"


def test_every_key_stands_on_the_sheet_of_either_language() -> None:
    for text in keysheet.sheets().values():
        for key in DEFAULTS.values():
            assert f'<td class="key">{key}</td>' in text, key


def test_a_text_that_looks_like_markup_is_shown_as_it_is() -> None:
    evil = "<img src=x>{{7*7}}&"
    text = sheet_html({**DEFAULTS, "case.claim": evil}, str)
    assert "&lt;img src=x&gt;{{7*7}}&amp;" in text
    assert re.findall(r"<(?:img|script)", text) == []
