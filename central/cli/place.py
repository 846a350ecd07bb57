"""Where a log is: the two flags that every command on a log takes."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from central.backup import Kept
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


def missing_flag(parser: argparse.ArgumentParser) -> None:
    """`--allow-missing`: an attachment that is lost must not keep a whole log from being kept."""
    parser.add_argument(
        "--allow-missing",
        action="store_true",
        help="go on without attachments that are missing or changed, and name them",
    )


def told(kept: Kept) -> bytes:
    """One JSON line: how many lines and attachments there are, and which of these are wrong."""
    found = {"lines": kept.head.seq, "head": str(kept.head), "attachments": kept.files}
    return msgspec.json.encode(found | ({"wrong": kept.wrong} if kept.wrong else {}))
