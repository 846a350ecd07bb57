"""All subcommands, in the order in which the help names them. A new one: a file and a line here."""

from __future__ import annotations

from central.cli import (
    backup,
    export_log,
    import_areas,
    import_categories,
    migrate,
    rebuild,
    restore,
    serve,
    user,
    verify,
)
from central.cli.command import Command

COMMANDS: tuple[Command, ...] = (
    serve.COMMAND,
    migrate.COMMAND,
    verify.COMMAND,
    backup.COMMAND,
    restore.COMMAND,
    rebuild.COMMAND,
    user.COMMAND,
    export_log.COMMAND,
    import_areas.COMMAND,
    import_categories.COMMAND,
)
