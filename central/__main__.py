"""`python -m central`: the record office from the command line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from central.app import rebuild, serve
from central.errors import StartError
from central.logs import log_to_stderr
from central.settings import Settings

_EPILOG = """\
When central serves it prints one JSON line: {"ready": true, "url": ..., "log_id": ...}.
Everything else goes to standard error, one JSON object a line.

exit codes: 3 another central uses the folder, 4 the port is taken, 5 the folder cannot be
written or the disk is full, 6 the city data is wrong, 7 the database is damaged (it is left as
it is), 8 the tokens are wrong.

example: python -m central serve --data ./data --port 8600
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the exit code says what kind of trouble there was."""
    found = vars(_parser().parse_args(arguments))
    log_to_stderr()
    try:
        if found.pop("command") == "rebuild":
            _print_line(rebuild(found["data"]))
        else:
            serve(Settings(**found), sys.stdin.buffer, _print_line)
    except StartError as error:
        print(f"central: {error}", file=sys.stderr)  # noqa: T201 - for the person at the terminal
        return error.exit_code
    return 0


def _print_line(line: bytes) -> None:
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m central", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    raw = argparse.RawDescriptionHelpFormatter
    run = commands.add_parser(
        "serve", help="serve the REST API", epilog=_EPILOG, formatter_class=raw
    )
    _serve_flags(run)
    again = commands.add_parser(
        "rebuild", help="make the query tables anew from the log, while central is not running"
    )
    again.add_argument("--data", type=Path, required=True, help="folder of the log")
    return parser


def _serve_flags(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--data", type=Path, required=True, help="folder of the log; made where it is missing")
    add("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    add("--port", type=_port, default=0, help="port to listen on (default: any free one)")
    add(
        "--city",
        type=Path,
        default=Settings.city,
        help="folder with gazetteer.json and reasons.json (default: the demo city)",
    )
    add("--rate", type=_rate, default=1.0, help="city seconds per real second (default: 1)")
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


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65_535:
        raise argparse.ArgumentTypeError("must be from 0 to 65535")
    return port


def _rate(text: str) -> float:
    rate = float(text)
    if not 0 < rate <= 10_000:
        raise argparse.ArgumentTypeError("must be above 0 and at most 10000")
    return rate


if __name__ == "__main__":
    sys.exit(main())
