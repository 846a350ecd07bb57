"""Who is asking, and whether that post may use the route: before every request."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response, get

from casework.refusal import RefusalCode
from central.api.problems import ProblemError, json_response
from central.api.room import actor_of, room_of
from central.people.entry import Pass
from central.people.rights import posts_for

_READING = frozenset({"GET", "HEAD"})


async def admit(request: Request[Any, Any, Any]) -> None:
    """Before every request: nobody without a known token, and no post beyond its routes.

    A hook and not a pair of guards, because the framework copies the route for every guard.

    Raises:
        ProblemError: 401 or 403.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    holder: Pass | None = None
    if scheme.lower() == "bearer" and token:
        holder = await room_of(request).people.find(token.strip())
    if holder is None:
        detail = "send the header Authorization: Bearer TOKEN with a token that this central knows"
        raise ProblemError(401, "not-signed-in", detail, {"WWW-Authenticate": "Bearer"})
    request.scope["user"], request.scope["auth"] = holder.actor, holder
    may = posts_for(request.method, request.scope["path_template"])
    if may & holder.actor.posts:
        return
    if request.method not in _READING and not holder.actor.writes:
        posts = ", ".join(sorted(holder.actor.posts))
        detail = f"the post {posts} reads only; sign in with another one to write"
        raise ProblemError(403, RefusalCode.READ_ONLY, detail)
    detail = f"this needs one of the posts: {', '.join(sorted(may)) or 'none has it yet'}"
    raise ProblemError(403, RefusalCode.POST, detail)


@get("/v1/me")
async def who_am_i(request: Request[Any, Any, Any]) -> Response[bytes]:
    return json_response(msgspec.json.encode(actor_of(request)))
