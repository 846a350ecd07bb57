"""`serve`: the REST API and the feed."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

from central.app import serve
from central.cli.command import Command, data_flag, print_line
from central.cli.network import network_flags
from central.logs import log_requests
from central.settings import Settings

_EPILOG = """\
When central serves it prints one JSON line: {"ready": true, "url": ..., "log_id": ...}.
Everything else goes to standard error, one JSON object a line. SIGTERM ends it gracefully.

exit codes: 1 the writer failed (the log on standard error says why), 3 another central uses the
folder, or the database in a way that tolerates no second one, 4 the port is taken, 5 the folder
cannot be written or the disk is full, 6 the city data is wrong, 7 the database is damaged (it
is left as it is), 8 the tokens are wrong, 9 the database does not keep its commits through a
power cut, 11 the database does not answer, 12 its tables are of an older version (see migrate),
15 the address or the TLS files are not safe to serve with.

example: python -m central serve --data ./data --port 8600
"""

_RATE = (
    "city seconds per real second, for demos and training (default: 1); with any other, and until "
    "the clock has caught up after it, a database of several takes no second central"
)


def _flags(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    data_flag(parser, "folder of the log; made where it is missing")
    add(
        "--database",
        default="",
        metavar="URL",
        help="postgresql+psycopg://USER@HOST/NAME (default: a SQLite file in the folder)",
    )
    add(
        "--migrate",
        action="store_true",
        help="update older tables in PostgreSQL (a SQLite file always is, after a copy)",
    )
    add("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    add("--port", type=_port, default=0, help="port to listen on (default: any free one)")
    add(
        "--city",
        type=Path,
        default=Settings.city,
        help="folder with gazetteer.json and reasons.json (default: the demo city)",
    )
    add("--rate", type=_rate, default=1.0, help=_RATE)
    _running_flags(parser)
    _times(parser)
    network_flags(parser)
    who = parser.add_mutually_exclusive_group()
    who.add_argument(
        "--tokens",
        type=Path,
        help="TOML file of bearer tokens (default: DATA/tokens.toml, made with random ones)",
    )
    who.add_argument(
        "--secrets-stdin",
        action="store_true",
        help="read the tokens as one JSON line from standard input, and end when that ends",
    )


def _running_flags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--keep-answers-h",
        type=_hours,
        default=Settings.keep_answers_h,
        metavar="HOURS",
        help="how long a write may be repeated with its idempotency key (default: 24)",
    )
    parser.add_argument(
        "--log-requests",
        action="store_true",
        help="log every write and refusal (method, shape of the path, status, time; no names)",
    )


def _times(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--reader-patience",
        type=partial(_seconds, least=0.1),
        default=Settings.reader_patience,
        metavar="SECONDS",
        help="cut a client that has taken nothing of what waits for it for so long (default: 30)",
    )
    parser.add_argument(
        "--drain",
        type=partial(_seconds, least=0.0),
        default=Settings.drain,
        metavar="SECONDS",
        help="after a signal to end, say so at /readyz and refuse writes for so long (default: 1)",
    )


def _run(found: argparse.Namespace) -> int:
    fields = Settings.__dataclass_fields__
    settings = Settings(**{name: value for name, value in vars(found).items() if name in fields})
    if found.log_requests:
        log_requests()
    serve(settings, sys.stdin.buffer, print_line)
    return 0


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65_535:
        raise argparse.ArgumentTypeError("must be from 0 to 65535")
    return port


def _hours(text: str) -> float:
    hours = float(text)
    if not 1 <= hours <= 8_760:
        raise argparse.ArgumentTypeError("must be from 1 to 8760 hours")
    return hours


def _rate(text: str) -> float:
    rate = float(text)
    if not 0 < rate <= 10_000:
        raise argparse.ArgumentTypeError("must be above 0 and at most 10000")
    return rate


def _seconds(text: str, least: float) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not least <= seconds <= 3_600:
        raise argparse.ArgumentTypeError(f"must be a number from {least:g} to 3600")
    return seconds


COMMAND = Command(
    "serve", "serve the REST API and the feed until told to stop", _flags, _run, _EPILOG
)
