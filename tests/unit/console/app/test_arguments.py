"""The words after main.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.app.arguments import parse


def test_without_words_it_is_a_seat_on_the_embedded_central() -> None:
    options = parse([])
    assert (options.server, options.wall, options.replay, options.demo) == ("", False, None, True)


def test_offscreen_ends_by_itself() -> None:
    assert parse(["--offscreen"]).seconds == 10.0
    assert parse(["--offscreen", "--for", "3"]).seconds == 3.0


def test_the_size_of_the_window_is_read() -> None:
    assert parse(["--size", "1920x1080"]).size == (1920, 1080)


@pytest.mark.parametrize(
    "words",
    [
        ["--replay", "a.zwlog", "--server", "http://127.0.0.1:1"],
        ["--mapping", "m.toml"],
        ["--rate", "0"],
        ["--for", "-1"],
        ["--size", "big"],
        ["--size", "10x10"],
        ["--language", "fr"],
        ["--wal"],
    ],
)
def test_words_that_contradict_each_other_end_with_two(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    if words == ["--wal"]:
        assert parse(words).wall, "an unambiguous beginning is enough"
        return
    with pytest.raises(SystemExit) as ended:
        parse(words)
    assert ended.value.code == 2
    assert words[0].lstrip("-") in capsys.readouterr().err


def test_a_mapping_goes_with_a_replay() -> None:
    options = parse(["--replay", "calls.csv", "--mapping", "calls.toml"])
    assert (options.replay, options.mapping) == (Path("calls.csv"), Path("calls.toml"))
