"""The help of the command line: every command says what it does, with an example that holds."""

from __future__ import annotations

import re
import shlex

import pytest

from central.__main__ import _parser, main
from central.cli.table import NAMES, commands


def examples(epilog: str) -> list[list[str]]:
    """The words after `python -m central` of every example."""
    head = f"1:{'0' * 64}"
    one_line = epilog.replace("\\\n", " ").replace('"$(cat /safe/place/head)"', head)
    return [shlex.split(text) for text in re.findall("example: python -m central (.*)", one_line)]


@pytest.mark.parametrize("name", NAMES)
def test_the_example_of_a_command_is_one_that_it_takes(name: str) -> None:
    (command,) = commands([name])
    (words,) = examples(command.epilog)
    assert words[0] == name
    assert _parser(words).parse_args(words).command == command


@pytest.mark.parametrize("name", NAMES)
def test_every_flag_of_a_command_is_explained(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    bare = re.findall(r"^  (--\S+(?: \S+)?)$\n(?!\s{10})", said, re.MULTILINE)
    assert bare == []
    assert max(len(line) for line in said.splitlines()) <= 100


def test_the_help_of_all_names_every_command_and_where_to_go_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    assert [name for name in NAMES if f"    {name}" not in said] == []
    assert "COMMAND --help" in said
    for line in re.findall(r"^  python -m central (.*?)(?:   .*)?$", said, re.MULTILINE):
        words = shlex.split(line)
        assert _parser(words).parse_args(words)
