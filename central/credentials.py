"""Who may come in: bearer tokens, kept only as keyed hashes."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from casework.actor import Actor
from casework.vocabulary import Post
from central.errors import EXIT_FOLDER, EXIT_TOKENS, StartError

_NEW_TOKENS = (
    ("dispatcher", "Dispatcher", (Post.DISPATCHER, Post.INTAKE, Post.SHIFT_SUPERVISOR)),
    ("wall", "Wall", (Post.WALL,)),
    ("field", "Field", (Post.COLLECTOR, Post.DEPARTMENT, Post.VERIFIER)),
)


class Token(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One credential as configured; the same fields in TOML and in the secrets line."""

    token: Annotated[str, Meta(min_length=16, max_length=512)]
    actor_id: Annotated[str, Meta(min_length=1, max_length=100)]
    name: str
    posts: Annotated[frozenset[Post], Meta(min_length=1)]
    areas: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()


class Tokens(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    tokens: Annotated[list[Token], Meta(min_length=1)]


class Credentials:
    """Looks tokens up by a keyed hash, compared in constant time."""

    def __init__(self, tokens: Iterable[Token]) -> None:
        self._key = secrets.token_bytes(32)
        self._actors: dict[bytes, tuple[bytes, Actor]] = {}
        for item in tokens:
            digest = self._digest(item.token)
            actor = Actor(item.actor_id, item.name, item.posts, item.areas, item.departments)
            self._actors[digest[:8]] = (digest, actor)

    def find(self, token: str) -> Actor | None:
        """The operator who holds `token`, or None."""
        digest = self._digest(token)
        # the short prefix of a keyed hash says nothing about the token to somebody timing us
        known, actor = self._actors.get(digest[:8], (b"", None))
        return actor if hmac.compare_digest(known, digest) else None

    def actors(self) -> list[Actor]:
        """Everybody who holds a token of the configuration."""
        return [actor for _, actor in self._actors.values()]

    def _digest(self, token: str) -> bytes:
        return hashlib.blake2b(token.encode("utf-8", "replace"), key=self._key).digest()


def parse_line(line: bytes) -> Tokens:
    """The secrets line of `--secrets-stdin`.

    Raises:
        StartError: it is not what it should be; the message holds no token.
    """
    try:
        return msgspec.json.decode(line, type=Tokens)
    except ValueError as error:
        message = f"the line on standard input is not a list of tokens: {error}"
        raise StartError(EXIT_TOKENS, message) from None


def read_file(path: Path) -> Tokens:
    """Tokens from a TOML file.

    Raises:
        StartError: it is missing or wrong; the message holds no token.
    """
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Tokens)
    except OSError as error:
        raise StartError(EXIT_TOKENS, f"cannot read the tokens in {path}: {error}") from None
    except ValueError as error:
        raise StartError(EXIT_TOKENS, f"the tokens in {path} are wrong: {error}") from None


def make_file(path: Path) -> Tokens:
    """New random tokens in a file that only its owner can read.

    Raises:
        StartError: the file cannot be written.
    """
    made = [
        Token(secrets.token_urlsafe(32), actor_id, name, frozenset(posts))
        for actor_id, name, posts in _NEW_TOKENS
    ]
    blocks = [_toml(token) for token in made]
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(
            "# Bearer tokens of this central. Keep them secret.\n\n" + "\n".join(blocks)
        )
    except OSError as error:
        raise StartError(EXIT_FOLDER, f"cannot write {path}: {error}") from None
    return Tokens(made)


def _toml(token: Token) -> str:
    posts = ", ".join(f'"{post}"' for post in sorted(token.posts))
    return (
        f'[[tokens]]\ntoken = "{token.token}"\nactor_id = "{token.actor_id}"\n'
        f'name = "{token.name}"\nposts = [{posts}]\nareas = []\ndepartments = []\n'
    )
