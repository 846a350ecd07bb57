"""`user`: operators of the database. A password comes from a prompt or from standard input."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec

from casework.vocabulary import Post
from central.city import load_city
from central.cli.command import Command, print_line
from central.errors import EXIT_TOKENS, StartError
from central.people import passwords
from central.people.entry import real_ms
from central.store.opening import open_store
from central.store.people import Operator, PeopleStore

_EPILOG = """\
May be used while central is running: what changes is felt within seconds.

example: python -m central user add mei --name 梅 --post dispatcher --data ./data
"""


def _flags(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = _action(actions, "add", "add an operator", _add)
    add.add_argument("--name", required=True, help="as colleagues call the person")
    add.add_argument("--post", action="append", required=True, choices=[*Post], help="repeatable")
    add.add_argument("--area", action="append", default=[], help="area code (default: the city)")
    add.add_argument("--department", action="append", default=[], help="code (default: all)")
    add.add_argument("--city", type=Path, help="folder of the city's data, to check the scope by")
    _action(actions, "list", "one JSON line for each operator", _list)
    _action(actions, "disable", "let an operator in no more; ends every session", _disable)
    reset = _action(actions, "reset", "a new password; ends every session, enables again", _reset)
    for parts in (add, reset):
        parts.add_argument(
            "--totp",
            action="store_true",
            help="ask for a one-time code too; prints its secret once",
        )


def _action(
    actions: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    text: str,
    work: Callable[[PeopleStore, argparse.Namespace], None],
) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=text, description=text)
    if name != "list":
        parser.add_argument("actor_id", help="the operator's id, for example mei")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--data", type=Path, metavar="FOLDER", help="folder of the log")
    where.add_argument("--database", default="", metavar="URL", help="PostgreSQL database")
    parser.set_defaults(work=work)
    return parser


def _run(found: argparse.Namespace) -> int:
    folder = found.data or Path()
    if found.data:
        folder.mkdir(parents=True, exist_ok=True)
    with closing(open_store(folder, found.database)) as store:
        found.work(PeopleStore(store), found)
    return 0


def _add(book: PeopleStore, found: argparse.Namespace) -> None:
    _check_scope(found)
    secret = passwords.new_secret() if found.totp else ""
    new = Operator(
        found.actor_id,
        found.name,
        frozenset(Post(post) for post in found.post),
        tuple(found.area),
        tuple(found.department),
        _new_password(),
        secret,
    )
    if not book.add(new):
        raise StartError(EXIT_TOKENS, f"there is an operator {found.actor_id!r} already")
    _told(book, found, secret)


def _list(book: PeopleStore, _found: argparse.Namespace) -> None:
    for who in book.operators():
        line = msgspec.structs.asdict(who)
        del line["password"], line["totp_step"]
        line |= {"posts": sorted(who.posts), "totp": bool(who.totp)}
        print_line(msgspec.json.encode(line))


def _disable(book: PeopleStore, found: argparse.Namespace) -> None:
    _change(book, found, disabled=True)
    _told(book, found, "")


def _reset(book: PeopleStore, found: argparse.Namespace) -> None:
    secret = passwords.new_secret() if found.totp else ""
    password = _new_password()
    _change(book, found, password=password, totp=secret, totp_step=0, disabled=False)
    _told(book, found, secret)


def _change(book: PeopleStore, found: argparse.Namespace, **fields: object) -> None:
    if not book.change(found.actor_id, **fields):
        raise StartError(EXIT_TOKENS, f"there is no operator {found.actor_id!r}; see user list")
    book.revoke_all(found.actor_id)


def _told(book: PeopleStore, found: argparse.Namespace, secret: str) -> None:
    book.note(real_ms(), found.actor_id, "command line", 0, f"user {found.action}")
    if secret:
        print_line(passwords.secret_uri(secret, found.actor_id))


def _check_scope(found: argparse.Namespace) -> None:
    """A scope that does not exist would silently see nothing."""
    if found.city is None:
        return
    city = load_city(found.city)
    unknown = [code for code in found.area if code not in city.areas]
    unknown += [code for code in found.department if code not in city.departments]
    if unknown:
        raise StartError(EXIT_TOKENS, f"the city has no {unknown[0]!r}; nobody was added")


def _new_password() -> str:
    """Its hash. From a prompt, twice; from a pipe, the first line."""
    if sys.stdin.isatty():
        password = getpass.getpass("password: ")
        if getpass.getpass("once more: ") != password:
            raise StartError(EXIT_TOKENS, "the two passwords differ; nothing was changed")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    try:
        return passwords.hashed(password)
    except ValueError as error:
        raise StartError(EXIT_TOKENS, f"{error}; nothing was changed") from None


COMMAND = Command("user", "add, list, disable or reset operators", _flags, _run, _EPILOG)
