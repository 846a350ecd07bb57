"""The HTTP client: retries what may be retried, stops at what only a person can mend."""

from __future__ import annotations

import asyncio
import random
import uuid
from collections import Counter
from types import TracebackType
from typing import Any, NamedTuple

import aiohttp
import msgspec

from casework.case import Case
from casework.refusal import RefusalCode

#: Answers that say "later": too many, in front of it, not up yet, no room for now.
_LATER = frozenset({429, 502, 503, 504, 507})
_FIRST_WAIT_S, _LONGEST_WAIT_S = 0.2, 5.0
_TRIES_ON_500 = 4
_TIMEOUT = aiohttp.ClientTimeout(total=30.0)


class Stopped(Exception):  # noqa: N818 - says what happened, in the words the user reads
    """Going on is pointless; the message says why and what to do."""


class Problem(msgspec.Struct):
    """The part of a problem+json answer that is acted on."""

    code: str = ""
    detail: str = ""
    current: Case | None = None


class Reply(NamedTuple):
    status: int
    body: bytes

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    def problem(self) -> Problem:
        try:
            return msgspec.json.decode(self.body, type=Problem)
        except msgspec.DecodeError:
            return Problem(detail=self.body[:200].decode("utf-8", "replace"))


class Client:
    """Talks to one central. `counts` says how often each answer came, by route and status.

    `decider`: the token of a second person, who approves what the first has asked for.
    """

    def __init__(self, url: str, token: str, seed: int, decider: str = "") -> None:
        self._url = url
        self._headers = {"Authorization": f"Bearer {token}"}
        self._as_decider = {"Authorization": f"Bearer {decider}"} if decider else {}
        self._rng = random.Random(seed)
        self._session: aiohttp.ClientSession | None = None
        self.counts: Counter[str] = Counter()

    async def __aenter__(self) -> Client:
        connector = aiohttp.TCPConnector(limit=0)
        self._session = aiohttp.ClientSession(
            connector=connector, headers=self._headers, timeout=_TIMEOUT
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        if self._session is not None:
            await self._session.close()

    @property
    def session(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("the client is used outside its `async with`")
        return self._session

    def url(self, path: str) -> str:
        return self._url + path

    async def get(self, path: str) -> Reply:
        return await self._insist("GET", path, None, {})

    @property
    def decides(self) -> bool:
        """Whether there is a second person to approve with."""
        return bool(self._as_decider)

    async def write(
        self, path: str, body: Any, version: int | None = None, *, as_decider: bool = False
    ) -> Reply:
        """POST one intent; however often it has to be sent, central carries it out once."""
        # A key is an identity, not a throw of the city's dice: a second run with the same seed
        # against the same log must not repeat it.
        headers = {"Idempotency-Key": str(uuid.uuid4()), "Content-Type": "application/json"}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        if as_decider:
            headers |= self._as_decider
        return await self._insist("POST", path, msgspec.json.encode(body), headers)

    async def post_once(self, path: str, body: Any) -> Reply:
        """POST something that is stale by the time it could be repeated.

        Raises:
            aiohttp.ClientError, TimeoutError, OSError: central could not be reached.
        """
        headers = {"Content-Type": "application/json"}
        return await self._send("POST", path, msgspec.json.encode(body), headers)

    async def _insist(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> Reply:
        tries = 0
        while True:
            try:
                reply = await self._send(method, path, body, headers)
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                self.counts[f"unreachable {type(error).__name__}"] += 1
            else:
                if not _try_again(reply, tries):
                    return reply
            await self.pause(tries)
            tries += 1

    async def pause(self, tries: int) -> None:
        """Wait longer the more often it was tried, and never all at the same moment."""
        longest = min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2.0 ** min(tries, 10))
        await asyncio.sleep(longest * self._rng.uniform(0.5, 1.0))

    async def _send(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> Reply:
        async with self.session.request(
            method, self._url + path, data=body, headers=headers, allow_redirects=False
        ) as answer:
            reply = Reply(answer.status, await answer.read())
            self.counts[f"{route_of(method, path)} {reply.status}"] += 1
            check_answer(reply, answer.headers.get("Content-Type", ""), self._url)
            return reply


def check_answer(reply: Reply, content_type: str, url: str) -> None:
    """Raise Stopped at an answer that will not get better by itself."""
    if reply.status == 401:
        raise Stopped(f"{url} does not accept the token (401); get a new one and start again")
    if reply.status == 403:
        detail = reply.problem().detail
        raise Stopped(f"{url} forbids it (403): {detail}; the token needs posts for all desks")
    if "html" in content_type and reply.status < 500:
        raise Stopped(f"{url} answers with a web page ({reply.status}), not with central's API")


def route_of(method: str, path: str) -> str:
    """A path without its numbers and its question, for counting."""
    parts = path.partition("?")[0].split("/")
    return f"{method} " + "/".join("*" if p.isdigit() else p for p in parts)


def _try_again(reply: Reply, tries: int) -> bool:
    if reply.status in _LATER:
        return True
    if reply.status == 500:
        return tries + 1 < _TRIES_ON_500
    # A 409 that is no refusal of the domain: the same key is still under way.
    return reply.status == 409 and reply.problem().code not in frozenset(RefusalCode)
