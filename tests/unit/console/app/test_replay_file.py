"""A file that cannot be played is told in one language: the place, the reason, the way out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from console.app.exits import Exit, StartError
from console.app.sources import open_replay
from console.app.troubles import words_for
from console.views.parts import languages
from tests.unit.console.feeds.calls import SHIPPED, row, table

#: Two English words one after the other: a sentence, and no name of a column or of a key.
_SENTENCE = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")
_MAPPING = SHIPPED.read_text("utf-8")


@pytest.fixture(autouse=True)
def chinese(qapp: QCoreApplication) -> Iterator[None]:
    languages.install("zh_CN")
    yield
    languages.install("en")


def told(path: Path, mapping: Path | None = None) -> str:
    with pytest.raises(StartError) as found:
        open_replay(path, mapping)
    assert found.value.code is Exit.REPLAY
    said = words_for(found.value)
    assert str(path.name) in said or mapping is not None
    return said


def test_a_file_that_is_not_there_is_told_in_chinese(tmp_path: Path) -> None:
    for path in (tmp_path / "day.zwlog", tmp_path / "calls.csv"):
        said = told(path)
        assert "没有这个文件" in said
        assert not _SENTENCE.search(said.replace(str(path), "")), said
    there = tmp_path / "there.csv"
    there.write_text(table(row()), "utf-8")
    said = told(there, tmp_path / "none.toml")
    assert "没有这个文件" in said
    assert "none.toml" in said


def test_a_folder_is_told_so(tmp_path: Path) -> None:
    folder = tmp_path / "day.zwlog"
    folder.mkdir()
    said = told(folder)
    assert "文件夹" in said
    assert not _SENTENCE.search(said.replace(str(folder), "")), said


@pytest.mark.parametrize(
    ("content", "particular"),
    [
        ("", ""),
        ("one column only\n", "one column"),
        ("a,b\n1,2\n", "a, b"),
        (table(row(**{"Received DtTm": ""})), "第 2 行"),
        (table(row(), columns=["Call Number", "Unit ID"]), "Battalion"),
    ],
)
def test_what_is_found_in_a_table_stands_in_no_english_sentence(
    tmp_path: Path, content: str, particular: str
) -> None:
    path = tmp_path / "calls.csv"
    path.write_text(content, "utf-8")
    said = told(path, SHIPPED if "Call Number" in content else None)
    assert particular in said
    bare = said.replace(str(path), "")
    assert not re.search(r"\b(the|is|are|that|there|not|was)\b", bare), said


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('format = "', 'format = "another-'),
        ("datum = ", "datums = "),
        ('zone = "', 'zone = "Nowhere/'),
        ("means = ", 'means = "reported" # '),
    ],
)
def test_a_mapping_that_cannot_be_used_says_so_in_chinese(
    tmp_path: Path, before: str, after: str
) -> None:
    assert before in _MAPPING
    mapping, path = tmp_path / "m.toml", tmp_path / "calls.csv"
    mapping.write_text(_MAPPING.replace(before, after), "utf-8")
    path.write_text(table(row()), "utf-8")
    said = told(path, mapping)
    assert "映射" in said
    assert not re.search(r"\b(the|is|are|that|there|not|was)\b", said), said
