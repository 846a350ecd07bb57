"""What a subcommand is, and what several of them share."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Command(NamedTuple):
    """One subcommand. `flags` declares its arguments; `run` does the work and gives the exit code.

    `run` may raise `StartError`, whose message goes to standard error.
    """

    name: str
    help: str
    flags: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
    epilog: str = ""


def print_line(line: bytes | str) -> None:
    """One line on standard output, at once: a script may be waiting for it."""
    raw = line.encode() if isinstance(line, str) else line
    sys.stdout.buffer.write(raw + b"\n")
    sys.stdout.buffer.flush()


def data_flag(parser: argparse.ArgumentParser, text: str = "folder of the log") -> None:
    """`--data FOLDER`, which every command on a log takes."""
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help=text)
