"""The short way of a write on cases: from the ASGI server to the office and back.

Only what is asked as a console asks it goes this way: a route of the table below, every header
once, a token known here and now, a post that may, a body that is there and fits. Whatever is not
like that goes on to the framework untouched, which knows all the rest and every refusal: it takes
several times as long.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from casework.actor import Actor
from central.api.audit import write_down
from central.api.commands import BODIES, next_of, on_case_of, report_of
from central.api.idempotency import answer, checked_key, done_answer, outcome_in
from central.api.problems import ProblemError, failed
from central.api.room import Room
from central.api.watch import Message, Receive, Scope, Send
from central.jobs import Done, Outcome, Work
from central.people.rights import posts_for

_REPORT, _NEXT, _VERB = "/v1/cases", "/v1/next", "/v1/cases/{case_id}/{verb}"
_ON_CASE = re.compile(r"/v1/cases/([1-9][0-9]{0,17})/([a-z_-]+)")
#: Larger bodies are the framework's to refuse.
_MOST_BYTES = 65_536
_Headers = dict[bytes, bytes]


class _Asked(NamedTuple):
    """`route` is the row of the table of rights, `made` what reads the body."""

    route: str
    made: Callable[[bytes | None, bytes], Work]
    case_id: int = 0
    verb: str = ""


class _Ready(NamedTuple):
    """Everything the office has to know."""

    actor: Actor
    key: str
    work: Work


class ShortWay:
    """An ASGI application around another."""

    def __init__(self, app: Any, room: Room) -> None:
        self._app, self._room = app, room

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = _asked(scope)
        headers: _Headers = dict(scope["headers"]) if asked else {}
        actor = self._admitted(asked, headers, scope) if asked else None
        if asked is None or actor is None:
            await self._app(scope, receive, send)
            return
        message = await receive()
        ready = _ready(asked, actor, headers, message)
        if ready is None:
            await self._app(scope, _again(message, receive), send)
            return
        outcome = await outcome_in(self._room, *ready)
        await self._send(outcome, asked, actor, scope, send)

    def _admitted(self, asked: _Asked, headers: _Headers, scope: Scope) -> Actor | None:
        """Who asks, where that is plain and his post may."""
        scheme, _, token = headers.get(b"authorization", b"").partition(b" ")
        if len(headers) != len(scope["headers"]) or scheme.lower() != b"bearer":
            return None
        holder = self._room.people.known(token.strip().decode("latin-1"))
        if holder is None or not posts_for("POST", asked.route) & holder.actor.posts:
            return None
        return holder.actor

    async def _send(
        self, outcome: Outcome, asked: _Asked, actor: Actor, scope: Scope, send: Send
    ) -> None:
        if isinstance(outcome, Done):
            body, status, more = done_answer(outcome)
            media = "application/json"
        else:
            try:
                response = answer(outcome)
            except Exception as error:
                response = failed(error, "POST", str(scope["path"]))
            body, status = response.content, response.status_code or 500
            more = dict(response.headers)
            media = str(response.media_type)
            route = "POST " + asked.route.replace("{verb}", asked.verb)
            await write_down(self._room, actor, status, route, asked.case_id)
        headers = [(name.lower().encode(), value.encode()) for name, value in more.items()]
        headers.append((b"content-type", media.encode()))
        headers.append((b"content-length", b"%d" % len(body)))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _asked(scope: Scope) -> _Asked | None:
    """The route, where it is one of the short way."""
    if scope["type"] != "http" or scope["method"] != "POST":
        return None
    path = scope["path"]
    if path == _REPORT:
        return _Asked(_REPORT, lambda _tag, body: report_of(body))
    if path == _NEXT:
        return _Asked(_NEXT, lambda _tag, body: next_of(body))
    found = _ON_CASE.fullmatch(path)
    if found is None or found[2] not in BODIES:
        return None
    case_id, verb = int(found[1]), found[2]

    def made(tag: bytes | None, body: bytes) -> Work:
        if_match = None if tag is None else tag.decode("latin-1")
        return on_case_of(case_id, verb, if_match, body)

    return _Asked(_VERB, made, case_id, verb)


def _ready(asked: _Asked, actor: Actor, headers: _Headers, message: Message) -> _Ready | None:
    """What is asked of the office, where the request is whole and right."""
    body = message.get("body", b"")
    whole = message["type"] == "http.request" and not message.get("more_body", False)
    if not whole or len(body) > _MOST_BYTES:
        return None
    try:
        key = checked_key(headers.get(b"idempotency-key", b"").decode("latin-1"))
        return _Ready(actor, key, asked.made(headers.get(b"if-match"), body))
    except ProblemError:
        return None


def _again(message: Message, receive: Receive) -> Receive:
    """`receive` as if `message` had not been taken from it."""
    taken = [message]

    async def first_that() -> Message:
        return taken.pop() if taken else await receive()

    return first_that
