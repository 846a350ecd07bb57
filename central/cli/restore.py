"""`restore`: a backup into an empty place."""

from __future__ import annotations

import argparse

import msgspec

from central.backup import restore
from central.cli.command import Command, print_line
from central.cli.place import file_flag, place_flags
from central.errors import EXIT_CHAIN, StartError

_EPILOG = """\
The backup is verified first, and the restored log after. A folder or database that holds a log is
refused: nothing is ever overwritten. A backup of either database fits into either.

example: python -m central restore --from ./backups/monday.sqlite3 --data ./restored
"""


def _flags(parser: argparse.ArgumentParser) -> None:
    place_flags(parser)
    file_flag(parser, "--from", "the backup")


def _run(found: argparse.Namespace) -> int:
    verdict = restore(found.file, found.data, found.database)
    if not verdict.whole:
        raise StartError(EXIT_CHAIN, f"restored line {verdict.bad}: {verdict.why}")
    print_line(msgspec.json.encode({"lines": verdict.head.seq, "head": str(verdict.head)}))
    return 0


COMMAND = Command("restore", "put a backup into an empty folder or database", _flags, _run, _EPILOG)
