"""Around every request: an id in and out, its figures, and a line in central's own log.

The log line is written for what failed, and with `--log-requests` for every write and refusal.
The id is the caller's `X-Request-Id` where it is a plain word, else a new one. The log line holds
the shape of the path and never the query, the body, the token or who it was: a question like
`?q=` may name a person.
"""

from __future__ import annotations

import logging
import os
import re
import time
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from http import HTTPStatus
from typing import Any

from central.logs import REQUEST_ID, REQUESTS
from central.metrics import Metrics

LOG = logging.getLogger(REQUESTS)
_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_PARAMETER = re.compile(r"\{\w+(?::(\w+))?\}")
_WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
#: Of a path nobody serves; what a stranger typed there is not repeated.
UNKNOWN = "unknown"

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class Shapes:
    """Which shape a path has: that of its route, with `{id}` for every parameter.

    `templates` are routes as the framework writes them, `/v1/cases/{case_id:int}`.
    """

    def __init__(self, templates: Iterable[str]) -> None:
        known = dict.fromkeys(templates)
        self._plain = frozenset(path for path in known if "{" not in path)
        filled = [path for path in known if "{" in path]
        self._shapes = [_PARAMETER.sub("{id}", path) for path in filled]
        # one group for each route: the last that matched says which one it was
        self._which = re.compile("|".join(f"({_pattern(path)})" for path in filled))

    def of(self, path: str) -> str:
        """The shape of the path of a request, `UNKNOWN` where nobody serves it."""
        asked = path.rstrip("/") or "/"
        if asked in self._plain:
            return asked
        found = self._which.fullmatch(asked) if self._shapes else None
        return self._shapes[found.lastindex - 1] if found and found.lastindex else UNKNOWN


class Watch:
    """An ASGI application around another."""

    def __init__(self, app: Any, metrics: Metrics, shapes: Shapes) -> None:
        self._app, self._metrics, self._shapes = app, metrics, shapes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _id_of(scope)
        token = REQUEST_ID.set(request_id)
        began = time.perf_counter()

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message.get("headers", ()),
                    (b"x-request-id", request_id.encode()),
                ]
                self._note(scope, message, time.perf_counter() - began)
            await send(message)

        try:
            await self._app(scope, receive, answer)
        finally:
            REQUEST_ID.reset(token)

    def _note(self, scope: Scope, message: Message, seconds: float) -> None:
        status, method = int(message["status"]), str(scope["method"])
        shape = self._shapes.of(str(scope["path"]))
        if method in _WRITING:
            verb = shape.removesuffix("/{id}").rpartition("/")[2]
            outcome = _outcome(status, message["headers"])
            self._metrics.command(verb, outcome, status, seconds)
        else:
            self._metrics.read(shape, status)
        if method in _WRITING or status >= HTTPStatus.BAD_REQUEST:
            # whoever is told when to come back is refused on purpose: a flood must not fill the log
            told = any(name.lower() == b"retry-after" for name, _ in message["headers"])
            failed = status >= HTTPStatus.INTERNAL_SERVER_ERROR and not told
            extra = {
                "method": method if method.isalpha() else UNKNOWN,
                "path": shape,
                "status": status,
                "ms": round(seconds * 1_000, 1),
            }
            LOG.log(logging.WARNING if failed else logging.INFO, "answered", extra=extra)


def _pattern(template: str) -> str:
    """A route's template as a regular expression without groups."""
    parts, at = [], 0
    for found in _PARAMETER.finditer(template):
        number = found[1] == "int"
        parts += [re.escape(template[at : found.start()]), "[0-9]+" if number else "[^/]+"]
        at = found.end()
    return "".join(parts) + re.escape(template[at:])


def _id_of(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _ID.fullmatch(value):
            return bytes(value).decode()
    return os.urandom(16).hex()


def _outcome(status: int, headers: Iterable[tuple[bytes, bytes]]) -> str:
    if any(name.lower() == b"idempotent-replayed" for name, _ in headers):
        return "replayed"
    if status < HTTPStatus.BAD_REQUEST:
        return "done"
    return "refused" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "failed"
