"""All subcommands, in the order in which the help names them. A new one: a file and a line here."""

from __future__ import annotations

from central.cli import rebuild, serve, user
from central.cli.command import Command

COMMANDS: tuple[Command, ...] = (
    serve.COMMAND,
    rebuild.COMMAND,
    user.COMMAND,
)
