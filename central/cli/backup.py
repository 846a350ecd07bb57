"""`backup`: a copy of the log while it is served."""

from __future__ import annotations

import argparse

import msgspec

from central.backup import backup
from central.cli.command import Command, print_line
from central.cli.place import file_flag, place_flags

_EPILOG = """\
The copy is one SQLite file, as of one moment, and is verified before it gets its name. An existing
file is never overwritten. The tokens, the attachments and the city data are files of their own:
copy them too.

example: python -m central backup --data ./data --to ./backups/monday.sqlite3
"""


def _flags(parser: argparse.ArgumentParser) -> None:
    place_flags(parser)
    file_flag(parser, "--to", "the new file")


def _run(found: argparse.Namespace) -> int:
    verdict = backup(found.data, found.database, found.file)
    print_line(msgspec.json.encode({"lines": verdict.head.seq, "head": str(verdict.head)}))
    return 0


COMMAND = Command("backup", "copy the log, also while it is served", _flags, _run, _EPILOG)
