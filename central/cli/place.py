"""Where a log is: the two flags that every command on a log takes."""

from __future__ import annotations

import argparse
from pathlib import Path

from central.cli.command import data_flag


def place_flags(parser: argparse.ArgumentParser) -> None:
    """`--data FOLDER`, and `--database URL` for a log in PostgreSQL."""
    data_flag(parser)
    parser.add_argument(
        "--database",
        default="",
        metavar="URL",
        help="PostgreSQL database of the log (default: the SQLite file in FOLDER)",
    )


def file_flag(parser: argparse.ArgumentParser, name: str, text: str) -> None:
    """A required file."""
    parser.add_argument(name, type=Path, required=True, metavar="FILE", dest="file", help=text)
