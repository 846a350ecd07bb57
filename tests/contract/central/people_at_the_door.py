"""Operators of the database, at a central whose real-time clock is in our hands."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
from argon2 import PasswordHasher

from casework.vocabulary import Post
from central.people import passwords
from central.store.people import Entry, Operator, Session
from tests.contract.central.inside import HandClock, Inside, serving
from tests.contract.central.serving import Person

PASSWORD = "correct horse 电池"
#: Argon2 like central's, at a hundredth of its cost: that cost is a matter of its own tests.
QUICK = PasswordHasher(time_cost=1, memory_cost=1_024, parallelism=1)
HASH = QUICK.hash(PASSWORD)
NOW_MS = 1_780_000_000_000


@dataclass
class Door:
    """`ms` is what central takes for real time."""

    inside: Inside
    ms: int = NOW_MS

    @property
    def book(self) -> Any:
        return self.inside.room.people.book

    def wait(self, seconds: float) -> None:
        self.ms += round(seconds * 1_000)

    def hire(self, actor_id: str, *posts: Post, **more: Any) -> None:
        who = Operator(actor_id, actor_id.title(), frozenset(posts), password=HASH, **more)
        assert self.book.add(who)

    def knock(
        self, actor_id: str, password: str = PASSWORD, totp: str = "", **more: Any
    ) -> requests.Response:
        """Try to sign in."""
        body = {"actor_id": actor_id, "password": password, "totp": totp}
        http = more.get("http", requests)
        return http.post(f"{self.inside.url}/v1/session", json=body, timeout=10)

    def enter(self, actor_id: str) -> Person:
        """Sign in, which must succeed."""
        answer = self.knock(actor_id)
        assert answer.status_code == 201, answer.text
        return self.holding(answer.json()["token"])

    def let_in(self, actor_id: str) -> Person:
        """A session without a password, for tests that are about something else."""
        token = f"zw_{secrets.token_urlsafe(32)}"
        digest = hashlib.sha256(token.encode()).digest()
        now = self.ms
        held = Session(secrets.token_hex(8), digest, actor_id, now, now + 3_600_000, now)
        self.book.open_session(held)
        return self.holding(token)

    def holding(self, token: str) -> Person:
        person = self.inside.person("nobody")
        person.http.headers["Authorization"] = f"Bearer {token}"
        return person

    def trail(self) -> list[Entry]:
        return list(self.book.trail(0, 10_000))


@contextmanager
def open_door(folder: Path, database: str = "") -> Iterator[Door]:
    with quick_passwords(), serving(folder, HandClock(), database=database) as inside:
        door = Door(inside)
        inside.room.people.now_ms = lambda: door.ms
        yield door


@contextmanager
def quick_passwords() -> Iterator[None]:
    """Hash and check passwords at little cost, in this process."""
    before = passwords._HASHER, passwords.NOBODY
    passwords._HASHER = QUICK
    passwords.NOBODY = passwords._of_nobody()
    try:
        yield
    finally:
        passwords._HASHER, passwords.NOBODY = before
