"""`rebuild`: the query tables made anew from the log."""

from __future__ import annotations

import argparse

from central.app import rebuild
from central.cli.command import Command, print_line
from central.cli.place import place_flags

_EPILOG = """\
The log is the truth; the tables of cases and units that questions are answered from follow from
it. Where they are in doubt, stop every central on the log and run this. It changes no line of the
log, and prints one JSON line: {"events": ..., "cases": ...}.

exit codes: 3 a central serves the log, 7 the log cannot be read, 12 its tables are of an older
version (see migrate).

example: python -m central rebuild --data ./data
"""


def _run(found: argparse.Namespace) -> int:
    print_line(rebuild(found.data, found.database))
    return 0


COMMAND = Command(
    "rebuild",
    "make the query tables anew from the log, while central is not running",
    place_flags,
    _run,
    _EPILOG,
)
