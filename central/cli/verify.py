"""`verify`: walk the hash chain of a log."""

from __future__ import annotations

import argparse

from central.backup import verify
from central.chain import Head
from central.cli.command import Command, print_line
from central.cli.place import place_flags, told
from central.errors import EXIT_ATTACHMENTS, EXIT_CHAIN, StartError

_EPILOG = """\
It reads every line of the log and names the first that was changed, deleted, moved or inserted;
then every attachment that the log names, and names those that are missing or changed.
A cut tail shows only against a head that was kept elsewhere: print it with --head (seq:hash),
keep it where nobody who can write the log can reach it, and give it back with --expect.
May be run while central serves. It prints one JSON line:
{"lines": ..., "head": "seq:hash", "attachments": ...}.

exit codes: 0 all is well, 7 the log cannot be read, 13 a bad line, 16 a bad attachment.

example: python -m central verify --data ./data --expect "$(cat /safe/place/head)"
"""


def _flags(parser: argparse.ArgumentParser) -> None:
    place_flags(parser)
    parser.add_argument(
        "--head", action="store_true", help="print seq:hash and nothing else (reads no attachment)"
    )
    parser.add_argument(
        "--expect", type=_head, metavar="SEQ:HASH", help="a head printed earlier, which must fit"
    )
    parser.add_argument(
        "--chain-only", action="store_true", help="leave the attachments unread, which may be large"
    )


def _run(found: argparse.Namespace) -> int:
    attachments = not (found.chain_only or found.head)
    verdict = verify(found.data, found.database, found.expect, attachments=attachments)
    if not verdict.whole:
        raise StartError(EXIT_CHAIN, f"line {verdict.bad}: {verdict.why}")
    if found.head:
        print_line(str(verdict.head))
        return 0
    print_line(told(verdict))
    if verdict.wrong:
        raise StartError(EXIT_ATTACHMENTS, "; ".join(verdict.wrong[:20]))
    return 0


def _head(text: str) -> Head:
    try:
        return Head.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("must be seq:hash, as --head prints it") from error


COMMAND = Command(
    "verify",
    "walk the hash chain, read the attachments, and name what is wrong",
    _flags,
    _run,
    _EPILOG,
)
