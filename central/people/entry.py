"""The door: a password or a token in, an operator out."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import secrets
import time
from collections.abc import Callable, Sequence

import msgspec

from casework.actor import Actor, stem
from central.credentials import Credentials
from central.errors import StoreError
from central.people import passwords
from central.people.hashing import HashingLine
from central.people.throttle import Throttle
from central.store.people import Entry, Operator, Part, PeopleStore, Session

LOG = logging.getLogger("central.people")
#: A session lasts one long shift.
SESSION_MS = 12 * 3_600_000
#: A session ended elsewhere (another process, the command line) is felt within this time.
TRUST_MS = 5_000
TOUCH_MS = 60_000
#: Sessions remembered between two looks at the database.
MAX_KNOWN = 10_000
_MARK = "zw_"
_LENGTH = len(_MARK) + 43


class Pass(msgspec.Struct, frozen=True):
    """Who is asking; `session_id` is "" for a token of the configuration."""

    actor: Actor
    session_id: str = ""
    token_hash: bytes = b""
    expires_ms: int = 0


class Opened(msgspec.Struct, frozen=True):
    """A session and its token, which is shown this once."""

    token: str
    session: Session
    actor: Actor


class ThrottledError(Exception):
    """Too many wrong passwords for this operator from this address."""

    def __init__(self, wait_s: int) -> None:
        super().__init__(f"try again in {wait_s} s")
        self.wait_s = wait_s


def real_ms() -> int:
    return time.time_ns() // 1_000_000


class People:
    """Used on the event loop; the database and the hashing run on threads."""

    def __init__(
        self, book: PeopleStore, tokens: Credentials, now_ms: Callable[[], int] = real_ms
    ) -> None:
        self.book, self.now_ms = book, now_ms
        self._tokens = tokens
        self._throttle = Throttle()
        self._known: dict[bytes, tuple[int, Pass]] = {}
        self._hashing = HashingLine()

    def known(self, token: str) -> Pass | None:
        """As `find`, but None too where the database would have to be asked."""
        actor = self._tokens.find(token)
        if actor is not None:
            return Pass(actor)
        now = self.now_ms()
        seen_ms, holder = self._known.get(_digest(token), (0, None))
        fresh = holder is not None and 0 <= now - seen_ms < TRUST_MS and now < holder.expires_ms
        return holder if fresh else None

    async def find(self, token: str) -> Pass | None:
        """Whose token this is, as of at most `TRUST_MS` ago."""
        actor = self._tokens.find(token)
        if actor is not None:
            return Pass(actor)
        if len(token) != _LENGTH or not token.startswith(_MARK):
            return None
        return await self._look(_digest(token))

    async def still(self, holder: Pass) -> bool:
        """Whether somebody who came in a while ago would still be let in."""
        return not holder.session_id or await self._look(holder.token_hash) is not None

    async def sign_in(self, actor_id: str, password: str, code: str, address: str) -> Opened | None:
        """A new session; None for a wrong operator, password or code, which look all the same.

        Raises:
            ThrottledError: there were too many wrong ones from this address.
            LineFullError: too many sign in at once; this one has not been looked at.
        """
        pair, now = (actor_id, address), self.now_ms()
        wait = self._throttle.wait_s(pair, now)
        if wait:
            raise ThrottledError(wait)
        with self._hashing.place(address):
            self._throttle.count(pair, now)
            who = await asyncio.to_thread(self.book.operator, actor_id)
            known = who.password if who else passwords.NOBODY
            right = await self._hashing.run(passwords.fits, known, password)
            found = await asyncio.to_thread(self._check, who, right, code)
            if found is None:
                return None
            await self._renew(found, password)
        self._throttle.forget(pair)
        return await asyncio.to_thread(self._open, found)

    async def revoke(self, session_id: str, actor_id: str = "") -> bool:
        """End a session; at once here, within `TRUST_MS` in other processes."""
        gone = await asyncio.to_thread(self.book.revoke, session_id, actor_id)
        for token_hash, (_, holder) in list(self._known.items()):
            if gone and holder.session_id == session_id:
                del self._known[token_hash]
        return gone

    async def note(self, actor_id: str, route: str, outcome: str, case_id: int = 0) -> None:
        """A line of the audit trail; a disk that takes none is reported and stops nobody."""
        try:
            await asyncio.to_thread(
                self.book.note, self.now_ms(), actor_id, route, case_id, outcome
            )
        except StoreError:
            LOG.exception("an audit line could not be written: %s %s", route, outcome)

    def trail(self, who: Actor, after: int, limit: int) -> Sequence[Entry]:
        """The audit trail as far as it is `who`'s to read; reads the database."""
        if not (who.areas or who.departments):
            return self.book.trail(after, limit)
        known = [*self._tokens.actors(), *map(actor_of, self.book.operators())]
        outside = {other.actor_id for other in known if not within(other, who)}
        own = sorted({other.actor_id for other in known} - outside)
        stems = tuple(stem(code) for code in who.areas)
        return self.book.trail(after, limit, Part(stems, who.departments, tuple(own)))

    def everybody(self) -> list[Actor]:
        """Who may come in, by a token of the configuration or a password; reads the database."""
        own = [actor_of(who) for who in self.book.operators() if not who.disabled]
        return [*self._tokens.actors(), *own]

    async def _look(self, token_hash: bytes) -> Pass | None:
        now = self.now_ms()
        seen_ms, holder = self._known.get(token_hash, (0, None))
        if holder is None or not 0 <= now - seen_ms < TRUST_MS:
            self._known.pop(token_hash, None)
            holder = await asyncio.to_thread(self._read, token_hash, now)
            if holder is None:
                return None
            while len(self._known) >= MAX_KNOWN:
                self._known.pop(next(iter(self._known)))
            self._known[token_hash] = (now, holder)
        return holder if now < holder.expires_ms else None

    def _read(self, token_hash: bytes, now: int) -> Pass | None:
        found = self.book.session(token_hash, now)
        if found is None:
            return None
        held, who = found
        if now - held.used_ms >= TOUCH_MS:
            try:
                self.book.touch(held.session_id, now)
            except StoreError:
                LOG.exception("the last use of a session could not be written")
        return Pass(actor_of(who), held.session_id, token_hash, held.expires_ms)

    def _check(self, who: Operator | None, right: bool, code: str) -> Operator | None:
        if who is None or who.disabled or not (right and self._code_fits(who, code)):
            known = who.actor_id if who else ""
            self.book.note(self.now_ms(), known, "POST /v1/session", 0, "sign-in-refused")
            return None
        return who

    async def _renew(self, who: Operator, password: str) -> None:
        """A hash that was made with weaker parameters is made anew."""
        if passwords.outdated(who.password):
            new = await self._hashing.run(passwords.hashed, password)
            await asyncio.to_thread(self.book.change, who.actor_id, password=new)

    def _code_fits(self, who: Operator, code: str) -> bool:
        if not who.totp:
            return True
        step = passwords.step_of(who.totp, code, self.now_ms())
        return step is not None and self.book.spend_step(who.actor_id, step)

    def _open(self, who: Operator) -> Opened:
        token, now = _MARK + secrets.token_urlsafe(32), self.now_ms()
        held = Session(
            secrets.token_hex(8), _digest(token), who.actor_id, now, now + SESSION_MS, now
        )
        self.book.open_session(held)
        self.book.note(now, who.actor_id, "POST /v1/session", 0, "signed-in")
        return Opened(token, held, actor_of(who))


def actor_of(who: Operator) -> Actor:
    return Actor(who.actor_id, who.name, who.posts, who.areas, who.departments)


def within(inner: Actor, outer: Actor) -> bool:
    """Whether everything in the scope of `inner` is in that of `outer`."""
    areas = inner.areas and all(outer.covers(area) for area in inner.areas)
    departments = inner.departments and set(inner.departments) <= set(outer.departments)
    return bool((areas or not outer.areas) and (departments or not outer.departments))


def _digest(token: str) -> bytes:
    # 32 random bytes need no slow hash: there is nothing to guess
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()
