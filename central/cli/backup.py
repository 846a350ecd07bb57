"""`backup`: a copy of the log while it is served."""

from __future__ import annotations

import argparse

from central.backup import backup
from central.cli.command import Command, print_line
from central.cli.place import file_flag, missing_flag, place_flags, told

_EPILOG = """\
The copy of the log is one SQLite file, as of one moment, and is verified before it gets its name.
An existing file is never overwritten. The attachments that it names go into the folder attachments
beside it, each checked against its hash; several backups in one folder share them, so the next one
brings only what is new. Keep the file and that folder together. Tokens and the city data are files
of their own: copy them too. For a log in PostgreSQL give with --data the folder that central keeps
the attachments in; several centrals must share it.

It prints one JSON line: {"lines": ..., "head": "seq:hash", "attachments": ...}.

exit codes: 5 the file exists or cannot be written, 7 the log cannot be read or is damaged, 16 an
attachment is missing or changed (named; --allow-missing goes on without it).

example: python -m central backup --data ./data --to ./backups/monday.sqlite3
"""


def _flags(parser: argparse.ArgumentParser) -> None:
    place_flags(parser)
    file_flag(parser, "--to", "the new file")
    missing_flag(parser)


def _run(found: argparse.Namespace) -> int:
    kept = backup(found.data, found.database, found.file, allow_missing=found.allow_missing)
    print_line(told(kept))
    return 0


COMMAND = Command(
    "backup", "copy the log and its attachments, also while it is served", _flags, _run, _EPILOG
)
