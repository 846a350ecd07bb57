"""How the simulator was started."""

from __future__ import annotations

import argparse
import os
import random
import sys
from dataclasses import dataclass
from pathlib import Path

import msgspec

DEFAULT_CITY = Path(__file__).resolve().parents[1] / "resources" / "demo_city"
DEFAULT_BACKLOG = 1_600


@dataclass(frozen=True)
class Settings:
    """`stops_at_eof`: the end of standard input is the sign to stop.

    `decider`: the token of who approves what the city asks for; without one nothing is asked for.
    """

    city: Path
    seed: int
    backlog: int
    url: str
    token: str
    stops_at_eof: bool
    decider: str = ""


class _Connect(msgspec.Struct):
    url: str
    token: str
    decider: str = ""


def read_settings(argv: list[str] | None = None, stdin: int = 0) -> Settings:
    """Settings from the command line, and with --connect-stdin from one line of `stdin`.

    Raises:
        SystemExit: the arguments make no sense.
    """
    args = _parser().parse_args(argv)
    seed = args.seed if args.seed is not None else random.SystemRandom().randrange(1 << 31)
    if args.connect_stdin:
        try:
            to = msgspec.json.decode(read_line(stdin), type=_Connect)
        except msgspec.DecodeError as error:
            sys.exit(
                f'standard input must begin with a line {{"url", "token", "decider"}}: {error}'
            )
    elif args.token_file is None:
        sys.exit("--server needs --token-file")
    else:
        try:
            to = _Connect(args.server, _word(args.token_file), _word(args.decider_token_file))
        except OSError as error:
            sys.exit(f"the token file cannot be read: {error}")
    url, eof = to.url.rstrip("/"), args.connect_stdin
    return Settings(args.city, seed, args.backlog, url, to.token, eof, to.decider)


def _word(path: Path | None) -> str:
    return path.read_text(encoding="utf-8").strip() if path else ""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m simulator",
        description="A city that reports, patrols, flies and works through central's REST API.",
    )
    parser.add_argument("--city", type=Path, default=DEFAULT_CITY, help="folder of the city's data")
    parser.add_argument("--seed", type=int, help="number that everything random follows from")
    parser.add_argument("--backlog", type=int, default=DEFAULT_BACKLOG, help="open cases to begin")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--connect-stdin", action="store_true", help="read url and token from stdin")
    where.add_argument("--server", help="central's address, for example http://127.0.0.1:8000")
    parser.add_argument("--token-file", type=Path, help="file that holds the token")
    parser.add_argument(
        "--decider-token-file",
        type=Path,
        help="token of a second person, who approves requests; without it none are made",
    )
    return parser


def read_line(fd: int) -> bytes:
    """One line from a file descriptor, without buffering what comes after it.

    `sys.stdin` is not used: a thread that waits in it holds its lock at the end of the process.
    """
    line = bytearray()
    while not line.endswith(b"\n"):
        byte = os.read(fd, 1)
        if not byte:
            break
        line += byte
    return bytes(line)


def wait_for_eof(fd: int) -> None:
    """Return when the other side has closed `fd`."""
    while os.read(fd, 4096):
        pass
