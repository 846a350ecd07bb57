"""Signing in and out, and the sessions one has."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, delete, get, post
from msgspec import Meta

from casework.actor import Actor
from casework.instant import Instant, from_ms
from casework.refusal import RefusalCode
from casework.vocabulary import Post
from central.api import cursors
from central.api.idempotency import body_of
from central.api.params import MAX_INT, Params
from central.api.problems import ProblemError, json_response
from central.api.room import actor_of, holder_of, room_of
from central.people.entry import ThrottledError
from central.people.hashing import LineFullError
from central.people.passwords import MAX_LENGTH
from central.store.people import MAX_SESSIONS, Session

_NO_STORE = {"Cache-Control": "no-store"}


class SignIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`totp`: the six digits of the authenticator app, for operators who have one."""

    actor_id: Annotated[str, Meta(min_length=1, max_length=100)]
    password: Annotated[str, Meta(min_length=1, max_length=MAX_LENGTH)]
    totp: Annotated[str, Meta(max_length=16)] = ""


class SignedIn(msgspec.Struct, frozen=True):
    """`token` is shown this once: central keeps only its hash."""

    token: str
    session_id: str
    expires_at: Instant
    actor: Actor


class SessionLine(msgspec.Struct, frozen=True):
    session_id: str
    actor_id: str
    created_at: Instant
    expires_at: Instant
    last_used_at: Instant
    current: bool


class SessionList(msgspec.Struct, frozen=True):
    """`next`: give it as `after` for the page that follows, null at the end."""

    sessions: list[SessionLine]
    next: str | None


_BODY = msgspec.json.Decoder(SignIn)
_Ms = Annotated[int, Meta(ge=0, le=MAX_INT)]
_Number = Annotated[str, Meta(pattern="^[!-~]{1,64}$")]
_PLACE = msgspec.json.Decoder(tuple[_Ms, _Number])


@post("/v1/session")
async def sign_in(request: Request[Any, Any, Any]) -> Response[bytes]:
    asked = await body_of(request, _BODY)
    address = request.client.host if request.client else ""
    try:
        opened = await room_of(request).people.sign_in(
            asked.actor_id, asked.password, asked.totp, address
        )
    except ThrottledError as error:
        detail = f"too many wrong passwords for this operator from this address; {error}"
        headers = {"Retry-After": str(error.wait_s)}
        raise ProblemError(429, "too-many-tries", detail, headers) from None
    except LineFullError as error:
        detail = f"too many people sign in at once; {error}"
        headers = {"Retry-After": str(error.wait_s)}
        raise ProblemError(429, "too-many-sign-ins", detail, headers) from None
    if opened is None:
        detail = "the operator, the password or the one-time code is wrong"
        raise ProblemError(401, "sign-in-refused", detail)
    held = opened.session
    answer = SignedIn(opened.token, held.session_id, from_ms(held.expires_ms), opened.actor)
    return json_response(msgspec.json.encode(answer), 201, _NO_STORE)


@delete("/v1/session", status_code=204)
async def sign_out(request: Request[Any, Any, Any]) -> Response[None]:
    """End the session this token stands for."""
    session_id = holder_of(request).session_id
    if not session_id:
        detail = "this token is of central's configuration, not of a session; remove it there"
        raise ProblemError(409, "not-a-session", detail)
    people = room_of(request).people
    await people.revoke(session_id)
    await people.note(actor_of(request).actor_id, "DELETE /v1/session", "signed-out")
    return Response(None, status_code=204)


@get("/v1/sessions")
async def list_sessions(request: Request[Any, Any, Any]) -> Response[bytes]:
    """One's own, the newest first; an administrator may ask for those of somebody else."""
    me, people = actor_of(request), room_of(request).people
    params = Params(request, "actor_id", "after", "limit")
    whose, after = params.one("actor_id", me.actor_id), params.one("after")
    limit = params.number("limit", MAX_SESSIONS, 1, MAX_SESSIONS)
    if whose != me.actor_id and Post.ADMINISTRATOR not in me.posts:
        detail = f"only the post {Post.ADMINISTRATOR} sees sessions of others"
        raise ProblemError(403, RefusalCode.POST, detail)
    place = cursors.read(after, _PLACE) if after else None
    found = await asyncio.to_thread(people.book.sessions, whose, people.now_ms(), place, limit + 1)
    mine, page = holder_of(request).session_id, found[:limit]
    lines = [_line(item, current=item.session_id == mine) for item in page]
    more = cursors.write(page[-1].place) if len(found) > limit else None
    return json_response(msgspec.json.encode(SessionList(lines, more)), headers=_NO_STORE)


@delete("/v1/sessions/{session_id:str}", status_code=204)
async def end_session(request: Request[Any, Any, Any]) -> Response[None]:
    """End one of one's own sessions; an administrator may end anybody's."""
    me, people = actor_of(request), room_of(request).people
    session_id = str(request.path_params["session_id"])
    anybodys = Post.ADMINISTRATOR in me.posts
    if not await people.revoke(session_id, "" if anybodys else me.actor_id):
        raise ProblemError(404, "not-found", "you have no such session")
    await people.note(me.actor_id, "DELETE /v1/sessions/{session_id}", "revoked")
    return Response(None, status_code=204)


def _line(held: Session, *, current: bool) -> SessionLine:
    return SessionLine(
        held.session_id,
        held.actor_id,
        _instant(held.created_ms),
        _instant(held.expires_ms),
        _instant(held.used_ms),
        current,
    )


def _instant(ms: int) -> datetime:
    return from_ms(ms).astimezone(UTC)
