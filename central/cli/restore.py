"""`restore`: a backup into an empty place."""

from __future__ import annotations

import argparse

from central.backup import restore
from central.cli.command import Command, print_line
from central.cli.place import file_flag, missing_flag, place_flags, told
from central.errors import EXIT_CHAIN, StartError

_EPILOG = """\
The backup is verified first, and the restored log after. A folder or database that holds a log is
refused: nothing is ever overwritten. A backup of either database fits into either. The attachments
come from the folder attachments beside the backup, and go into the one in --data.

exit codes: 5 there is no such backup or the folder is not empty, 7 the backup is damaged or the
database is not empty, 13 the restored log is not whole, 16 an attachment is missing or changed.

example: python -m central restore --from ./backups/monday.sqlite3 --data ./restored
"""


def _flags(parser: argparse.ArgumentParser) -> None:
    place_flags(parser)
    file_flag(parser, "--from", "the backup")
    missing_flag(parser)


def _run(found: argparse.Namespace) -> int:
    kept = restore(found.file, found.data, found.database, allow_missing=found.allow_missing)
    if not kept.whole:
        raise StartError(EXIT_CHAIN, f"restored line {kept.bad}: {kept.why}")
    print_line(told(kept))
    return 0


COMMAND = Command("restore", "put a backup into an empty folder or database", _flags, _run, _EPILOG)
