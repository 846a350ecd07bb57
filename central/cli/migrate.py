"""`migrate`: the tables of an older version brought up to date, or back down."""

from __future__ import annotations

import argparse

import msgspec

from central.app import migrate
from central.cli.command import Command, print_line
from central.cli.place import place_flags
from central.migrations import NEWEST, REVISIONS

_EPILOG = f"""\
It prints one JSON line: {{"from": ..., "to": ...}}. Stop every central on the log first, and make
a backup: going down drops the tables and columns that the older version does not know. A SQLite
file is copied beside itself first. `serve` brings a SQLite file up by itself, and PostgreSQL when
it is given --migrate.

exit codes: 3 a central serves the log, 7 there is no log or it is damaged, 11 the database does
not answer.

example: python -m central migrate --data ./data --database postgresql+psycopg://central@db/city
revisions: {", ".join(REVISIONS)}; {REVISIONS[0]} is the schema of version 0.1.0
"""


def _flags(parser: argparse.ArgumentParser) -> None:
    place_flags(parser)
    parser.add_argument(
        "--down",
        choices=REVISIONS,
        default=NEWEST,
        dest="to",
        metavar="REVISION",
        help="go back to this revision (default: up to the newest)",
    )


def _run(found: argparse.Namespace) -> int:
    here, there = migrate(found.data, found.database, found.to)
    print_line(msgspec.json.encode({"from": here, "to": there}))
    return 0


COMMAND = Command(
    "migrate", "bring the tables of an older version up to date", _flags, _run, _EPILOG
)
