"""`rebuild`: the query tables made anew from the log."""

from __future__ import annotations

import argparse

from central.app import rebuild
from central.cli.command import Command, data_flag, print_line


def _run(found: argparse.Namespace) -> int:
    print_line(rebuild(found.data))
    return 0


COMMAND = Command(
    "rebuild",
    "make the query tables anew from the log, while central is not running",
    data_flag,
    _run,
)
