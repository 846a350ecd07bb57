"""All subcommands, in the order in which the help names them. A new one: a file and a name here.

Only the one that was asked for is imported: a central that starts must not wait for the libraries
of an import of boundaries.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from central.cli.command import Command

NAMES = (
    "serve",
    "migrate",
    "verify",
    "backup",
    "restore",
    "rebuild",
    "user",
    "export-log",
    "import-areas",
    "import-categories",
)


def commands(arguments: Sequence[str]) -> list[Command]:
    """The command that `arguments` begin with, or all of them where they name none."""
    asked = arguments[:1]
    return [_load(name) for name in NAMES if not set(asked) & set(NAMES) or name in asked]


def _load(name: str) -> Command:
    command: Command = import_module(f"central.cli.{name.replace('-', '_')}").COMMAND
    return command
