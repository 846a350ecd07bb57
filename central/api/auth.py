"""Who is asking: the bearer token, turned into an operator with posts and a scope."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response, get

from casework.refusal import RefusalCode
from casework.vocabulary import Post
from central.api.problems import ProblemError, json_response
from central.api.room import actor_of, room_of

_READING = frozenset({"GET", "HEAD"})


async def admit(request: Request[Any, Any, Any]) -> None:
    """Before every request: nobody without a known token, and no write by a wall.

    A hook and not a pair of guards, because the framework copies the route for every guard.

    Raises:
        ProblemError: 401 or 403.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    actor = None
    if scheme.lower() == "bearer" and token:
        actor = room_of(request).credentials.find(token.strip())
    if actor is None:
        detail = "send the header Authorization: Bearer TOKEN with a token that this central knows"
        raise ProblemError(401, "not-signed-in", detail)
    if request.method not in _READING and not actor.writes:
        detail = f"a {Post.WALL} credential reads only; sign in with another one to write"
        raise ProblemError(403, RefusalCode.READ_ONLY, detail)
    request.scope["user"] = actor


@get("/v1/me")
async def who_am_i(request: Request[Any, Any, Any]) -> Response[bytes]:
    return json_response(msgspec.json.encode(actor_of(request)))
