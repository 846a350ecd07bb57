"""`python -m central`: the record office from the command line."""

from __future__ import annotations

import argparse
import sys

from central.cli.command import Command
from central.cli.table import commands
from central.errors import StartError
from central.logs import log_to_stderr

_ABOUT = "The record office of a city: one log of cases, served to consoles over a REST API."
_EPILOG = """\
python -m central COMMAND --help says more about each, with an example. To begin with:

  python -m central serve --data ./data --port 8600     serve; makes ./data and tokens in it
  python -m central user add mei --name Mei --post dispatcher --data ./data
  python -m central backup --data ./data --to ./backups/monday.sqlite3

What a command has to tell a script is one JSON line on standard output. When it fails it says why
and what to do on standard error, and its exit code says which kind of trouble it was (2: the words
after the command were not understood; the others are in the help of the command).
The whole story is in docs/operators-guide.md.
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the exit code says what kind of trouble there was."""
    words = sys.argv[1:] if arguments is None else arguments
    found = _parser(words).parse_args(words)
    command: Command = found.command
    log_to_stderr()
    try:
        return command.run(found)
    except StartError as error:
        print(f"central: {error}", file=sys.stderr)  # noqa: T201 - for the person at the terminal
        return error.exit_code


def _parser(words: list[str]) -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="python -m central", description=_ABOUT, epilog=_EPILOG, formatter_class=raw
    )
    names = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in commands(words):
        one = names.add_parser(
            command.name,
            help=command.help,
            description=command.help,
            epilog=command.epilog,
            formatter_class=raw,
        )
        command.flags(one)
        one.set_defaults(command=command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
