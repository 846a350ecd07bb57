"""The file a console's token is read from."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.app.exits import Exit, StartError
from console.app.sources import read_token
from console.app.troubles import words_for

TOKENS_TOML = '# Bearer tokens of this central.\n\n[[tokens]]\ntoken = "abc"\n'


@pytest.mark.parametrize("text", ["abc-1\n", "\ufeffabc-1\r\nsecond line", "  abc-1  "])
def test_the_token_is_the_first_line_without_what_an_editor_adds(tmp_path: Path, text: str) -> None:
    file = tmp_path / "token"
    file.write_bytes(text.encode())
    assert read_token(file) == "abc-1"


@pytest.mark.parametrize("text", ["", "\nabc", TOKENS_TOML, 'token = "abc"', "两个字", "a b"])
def test_what_is_no_token_is_named_with_its_file_and_the_way_out(tmp_path: Path, text: str) -> None:
    file = tmp_path / "tokens.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(StartError) as found:
        read_token(file)
    said = words_for(found.value)
    assert found.value.code is Exit.TOKEN_FILE
    assert str(file) in said
    assert "a file of its own" in said


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_not_taken_for_a_wrong_address(
    tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "token"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(StartError) as found:
        read_token(file)
    assert str(file) in words_for(found.value)
    assert "address" not in words_for(found.value)


def test_without_a_file_there_is_no_token() -> None:
    assert read_token(None) == ""
