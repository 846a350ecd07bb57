"""The compiled texts, which every running console has mapped into its memory."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tools.translations import FOLDER, LANGUAGES, compile_all


#: (the word, whatever else it has been called): one thing has one name on every pane.
ONE_WORD = {"en": (("alert", r"\balarm"),), "zh_CN": (("告警", "警报|报警"),)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_thing_has_one_name(language: str) -> None:
    root = ET.parse(FOLDER / "console_zh_CN.ts").getroot()  # noqa: S314 - our own file
    part = "source" if language == "en" else "translation"
    said = ["".join(text.itertext()) for text in root.iter(part)]
    for word, other in ONE_WORD[language]:
        assert sum(word in text.casefold() for text in said) > 20
        assert [text for text in said if re.search(other, text, re.IGNORECASE)] == []


def test_a_file_in_use_is_replaced_and_not_written_over(tmp_path: Path) -> None:
    for language in LANGUAGES:
        shutil.copy(FOLDER / f"console_{language}.ts", tmp_path)
    before = tmp_path / "console_zh_CN.qm"
    before.write_bytes(b"what a console reads")
    with before.open("rb") as in_use:
        compile_all(tmp_path, tmp_path)
        assert in_use.read() == b"what a console reads"
    assert before.read_bytes() == (FOLDER / before.name).read_bytes()
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".qm", ".qm", ".ts", ".ts"]
