"""The end in good order: what has begun gets its answer, what comes now is sent elsewhere."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec

from central.api.problems import PROBLEM, Problem
from central.api.watch import Message, Receive, Scope, Send
from central.jobs import Outcome, Unavailable

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
#: The only thing to read that goes on and on.
_FEED = "/v1/feed"
_DETAIL = (
    "central is being stopped; send the same request with the same key again in a moment: "
    "what became of it is answered then"
)
_BODY = msgspec.json.encode(
    Problem("urn:zhiwang:problem:central-ends", "Central ends", 503, _DETAIL, "central-ends")
)
_HEADERS = [
    (b"content-type", PROBLEM.encode()),
    (b"content-length", b"%d" % len(_BODY)),
    (b"retry-after", b"1"),
]


class Ending:
    """Whether central is being stopped, and who waits for the office. On the event loop only."""

    def __init__(self) -> None:
        self.begun = False
        self._waiting: set[asyncio.Future[Outcome]] = set()

    def begin(self) -> None:
        """From now on nothing new is taken."""
        self.begun = True

    async def outcome(self, waiting: asyncio.Future[Outcome]) -> Outcome:
        """What the office makes of it, or that nobody knows when time is up."""
        self._waiting.add(waiting)
        try:
            return await waiting
        finally:
            self._waiting.discard(waiting)

    def give_up(self) -> None:
        """Time is up: whoever still waits is told to ask again with the same key."""
        self.begun = True
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(Unavailable())


class LastOrders:
    """An ASGI application around another: at the end, writes and new feeds are refused with 503.

    Every answer closes its connection then, so that the next request finds another central.
    """

    def __init__(self, app: Any, ending: Ending) -> None:
        self._app, self._ending = app, ending

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def answer(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                if self._ending.begun:
                    closing = (b"connection", b"close")
                    message["headers"] = [*message.get("headers", ()), closing]
            await send(message)

        if self._ending.begun and _goes_on(scope):
            await _refuse(answer)
            return
        try:
            await self._app(scope, receive, answer)
        except asyncio.CancelledError:
            if started:
                raise
            # the time for a graceful end is over, and this request has not even arrived
            await _refuse(answer)


def _goes_on(scope: Scope) -> bool:
    """Whether this would begin something that the end has to wait for."""
    return scope["method"] not in _READING or scope["path"] == _FEED


async def _refuse(send: Send) -> None:
    await send({"type": "http.response.start", "status": 503, "headers": list(_HEADERS)})
    await send({"type": "http.response.body", "body": _BODY})
