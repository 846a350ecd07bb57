"""Writing safely: the idempotency key, the version that was seen, and the answer."""

from __future__ import annotations

import asyncio
import re
from typing import Any, TypeVar

import msgspec
from litestar import Request, Response

from casework.actor import Actor
from central.api.problems import ProblemError, broken, json_response, problem, refused, unavailable
from central.api.room import Room, actor_of, room_of
from central.jobs import (
    Broken,
    DiskFull,
    Done,
    Job,
    KeyBusy,
    KeyReused,
    No,
    Outcome,
    Unavailable,
    Work,
)

_KEY = re.compile(r"[\x21-\x7e]{8,64}")
_TAG = re.compile(r'"([0-9]{1,19})"')
_MOST = 2**63 - 1
T = TypeVar("T")
#: Answers that are the same for everybody: status, code, what to do.
_PLAIN: dict[type[Outcome], tuple[int, str, str]] = {
    KeyReused: (
        422,
        "idempotency-key-reused",
        "this Idempotency-Key was used before with another body; make a new one",
    ),
    KeyBusy: (
        409,
        "idempotency-key-busy",
        "the first request with this Idempotency-Key is still under way; ask again",
    ),
    DiskFull: (
        507,
        "disk-full",
        "central's disk is full: nothing was changed; free space there and send it again",
    ),
}


def key_of(request: Request[Any, Any, Any]) -> str:
    """The idempotency key.

    Raises:
        ProblemError: 400, it is missing or ill-formed.
    """
    return checked_key(request.headers.get("idempotency-key", ""))


def checked_key(said: str) -> str:
    """The idempotency key in what the header says.

    Raises:
        ProblemError: 400, it is missing or ill-formed.
    """
    key = said.strip().strip('"')
    if not _KEY.fullmatch(key):
        detail = "send the header Idempotency-Key with a new UUID (8 to 64 characters) per write"
        raise ProblemError(400, "idempotency-key-missing", detail)
    return key


def version_of(request: Request[Any, Any, Any]) -> int:
    """The version of the case the person was looking at.

    Raises:
        ProblemError: 428 where it is missing, 400 where it is not one version.
    """
    return checked_version(request.headers.get("if-match"))


def checked_version(tag: str | None) -> int:
    """The version in what the header If-Match says.

    Raises:
        ProblemError: 428 where it is missing, 400 where it is not one version.
    """
    if tag is None:
        detail = 'send the header If-Match: "VERSION" with the version of the case you looked at'
        raise ProblemError(428, "precondition-required", detail)
    found = _TAG.fullmatch(tag.strip())
    if found is None or int(found[1]) > _MOST:
        detail = f'If-Match must be one version in quotes, for example "3", not {tag[:100]!r}'
        raise ProblemError(400, "bad-request", detail)
    return int(found[1])


async def body_of(request: Request[Any, Any, Any], decoder: msgspec.json.Decoder[T]) -> T:
    """The body in its declared shape; unknown fields are refused, never ignored.

    Raises:
        ProblemError: 422, it does not fit; the detail names the field.
    """
    return decoded(await request.body(), decoder)


def decoded(body: bytes, decoder: msgspec.json.Decoder[T]) -> T:
    """A body in its declared shape; unknown fields are refused, never ignored.

    Raises:
        ProblemError: 422, it does not fit; the detail names the field.
    """
    try:
        return decoder.decode(body)
    except (ValueError, RecursionError) as error:
        raise ProblemError(422, "invalid-body", f"the body does not fit: {error}") from error


async def carry_out(request: Request[Any, Any, Any], key: str, work: Work) -> Response[bytes]:
    """Hand the work to the office and wait until it is durable or refused."""
    return answer(await outcome_of(request, key, work))


async def outcome_of(request: Request[Any, Any, Any], key: str, work: Work) -> Outcome:
    """What became of the work, as the office says it."""
    return await outcome_in(room_of(request), actor_of(request), key, work)


async def outcome_in(room: Room, actor: Actor, key: str, work: Work) -> Outcome:
    """What the office makes of the work of `actor`."""
    future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()

    def done(outcome: Outcome) -> None:
        if not future.done():
            future.set_result(outcome)

    room.office.submit(Job(actor, key, work, done))
    return await room.ending.outcome(future)


def answer(outcome: Outcome) -> Response[bytes]:
    """The office's answer as a response."""
    if isinstance(outcome, Done):
        return json_response(*done_answer(outcome))
    if isinstance(outcome, No):
        response = refused(outcome.refusal, stale=outcome.stale)
        if outcome.replayed:
            response.headers["Idempotent-Replayed"] = "true"
        return response
    if isinstance(outcome, Unavailable):
        return unavailable()
    if isinstance(outcome, Broken):
        return broken(outcome.incident)
    return problem(*_PLAIN[type(outcome)])


def done_answer(done: Done) -> tuple[bytes, int, dict[str, str]]:
    """What somebody is told whose work is done: body, status, headers."""
    lines = b",".join(done.lines)
    headers = {"Idempotent-Replayed": "true"} if done.replayed else {}
    if not done.case:
        registered = b'"registered":%d,' % done.registered if done.registered else b""
        body = b'{%b"envelopes":[%b]}' % (registered, lines)
        return body, 201 if done.created else 200, headers
    headers["ETag"] = f'"{done.version}"'
    body = b'{"case":%b,"envelopes":[%b]}' % (done.case, lines)
    return body, 201 if done.created else 200, headers
