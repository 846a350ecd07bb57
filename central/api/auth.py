"""Who is asking: the bearer token, turned into an operator with posts and a scope."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from casework.vocabulary import Post
from central.api.problems import ProblemError, json_response
from central.api.room import actor_of, room_of


def signed_in(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """Guard: let nobody in without a token that is known.

    Raises:
        ProblemError: 401.
    """
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    actor = None
    if scheme.lower() == "bearer" and token:
        actor = room_of(connection).credentials.find(token.strip())
    if actor is None:
        detail = "send the header Authorization: Bearer TOKEN with a token that this central knows"
        raise ProblemError(401, "not-signed-in", detail)
    connection.scope["user"] = actor


def may_write(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """Guard: a wall reads only.

    Raises:
        ProblemError: 403.
    """
    if not connection.scope["user"].writes:
        detail = f"a {Post.WALL} credential reads only; sign in with another one to write"
        raise ProblemError(403, "read-only", detail)


@get("/v1/me")
async def who_am_i(request: Request[Any, Any, Any]) -> Response[bytes]:
    return json_response(msgspec.json.encode(actor_of(request)))
