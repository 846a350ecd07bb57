"""Attachments: a file to a case, the files of a case, one file, and a picture made small.

The file is durable before the fact about it is committed, and nobody hears of it before that.
"""

from __future__ import annotations

import asyncio
import errno
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, BinaryIO, cast

import msgspec
from litestar import Request, Response, get, post
from litestar.response import Stream

from casework import events as ev
from casework.case import Case
from casework.codec import decode_envelope
from casework.commands import AttachFile
from casework.instant import Instant
from central.api.idempotency import answer, key_of, outcome_of
from central.api.params import MAX_INT, Params
from central.api.problems import ProblemError, json_response
from central.api.room import actor_of, room_of
from central.attachments.kinds import HEAD_BYTES, KINDS, LARGEST, UNDECLARED, Kind, kind_of
from central.attachments.pictures import BrokenPictureError, TooManyPixelsError, thumbnail
from central.attachments.store import About, Part
from central.jobs import Attach, Done, KeyReused, No

#: Files a case may have.
MOST = 200
NAME_LENGTH = 255
_NAMES = uuid.UUID("6f1d6f0e-6f0c-4c57-9a55-3c1c3a1f8a10")
_BLOCK = 1024 * 1024
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
#: Decoding takes memory and a core: so many at once, and never on the event loop.
_DECODERS = ThreadPoolExecutor(2, "pictures")
_SAFE = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}


class Attached(msgspec.Struct):
    attachment: About


class AttachmentLine(msgspec.Struct, frozen=True):
    """`name` is what somebody called it, exactly; `media` is what it is."""

    attachment: str
    name: str
    media: str
    size: int
    sha256: str
    at: Instant
    actor: str


class AttachmentList(msgspec.Struct):
    attachments: list[AttachmentLine]


@post("/v1/cases/{case_id:int}/attachments", request_max_body_size=LARGEST)
async def attach(request: Request[Any, Any, Any]) -> Response[bytes]:
    key = key_of(request)
    name = Params(request, "name").one("name")
    if len(name) > NAME_LENGTH:
        detail = f"name has {len(name)} characters; at most {NAME_LENGTH} are kept"
        raise ProblemError(422, "invalid-parameter", detail)
    case = await _case(request, request.path_params["case_id"])
    files = room_of(request).attachments
    part = await asyncio.to_thread(files.begin)
    try:
        kind = await _receive(request, part)
        small = await _small(part) if kind.picture else None
        about = _about(request, key, case, name, part, kind)
        if len(case.attachments) >= MOST and about.attachment not in case.attachments:
            raise ProblemError(409, "too-many-attachments", f"a case has at most {MOST} files")
        await asyncio.to_thread(files.put, part, about, small)
    except OSError as error:
        if error.errno not in _FULL:
            raise
        detail = "central's disk is full: nothing was changed; free space there and send it again"
        raise ProblemError(507, "disk-full", detail) from error
    finally:
        await asyncio.to_thread(part.drop)
    return await _commit(request, key, about)


async def _receive(request: Request[Any, Any, Any], part: Part) -> Kind:
    """The body into a file, block by block; what it is is known after the first."""
    waiting, kind = b"", None
    async for chunk in request.stream():
        waiting += chunk
        if kind is None and len(waiting) >= HEAD_BYTES:
            kind = _allowed(request, waiting)
        if kind is not None:
            _check_size(kind, part.size + len(waiting))
            if len(waiting) >= _BLOCK:
                await asyncio.to_thread(part.write, waiting)
                waiting = b""
    if kind is None:
        kind = _allowed(request, waiting)
    await asyncio.to_thread(part.write, waiting)
    await asyncio.to_thread(part.finish)
    return kind


def _allowed(request: Request[Any, Any, Any], head: bytes) -> Kind:
    """The kind by the content, which has to be what the sender says it is."""
    kind = kind_of(head)
    if kind is None:
        detail = f"the content is none of the types that are kept: {', '.join(KINDS)}"
        raise ProblemError(415, "type-not-allowed", detail)
    said = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if said not in UNDECLARED and said != kind.media:
        detail = f"Content-Type says {said[:100]!r} and the content is {kind.media}"
        raise ProblemError(415, "type-mismatch", detail)
    return kind


def _check_size(kind: Kind, size: int) -> None:
    if size > kind.most:
        detail = f"a file of type {kind.media} has at most {kind.most} bytes"
        raise ProblemError(413, "body-too-large", detail)


async def _small(part: Part) -> bytes:
    loop = asyncio.get_running_loop()
    try:
        return await loop.run_in_executor(_DECODERS, thumbnail, part.path)
    except TooManyPixelsError as error:
        raise ProblemError(422, "too-many-pixels", f"the picture is too large: {error}") from error
    except BrokenPictureError as error:
        detail = "it begins like a picture and cannot be read as one; is it whole?"
        raise ProblemError(415, "type-mismatch", detail) from error


def _about(
    request: Request[Any, Any, Any], key: str, case: Case, name: str, part: Part, kind: Kind
) -> About:
    """The id follows from who, key and content: a repeated request means the same file."""
    who = actor_of(request).actor_id
    meant = msgspec.json.encode((who, key, case.case_id, name, part.sha256)).decode()
    made = str(uuid.uuid5(_NAMES, meant))
    return About(made, case.case_id, name, kind.media, part.size, part.sha256)


async def _commit(request: Request[Any, Any, Any], key: str, about: About) -> Response[bytes]:
    files = room_of(request).attachments
    made = about.attachment
    command = AttachFile(made, about.name, about.media, about.size, about.sha256)
    outcome = await outcome_of(request, key, Attach(about.case_id, command))
    if isinstance(outcome, Done):
        await asyncio.to_thread(files.settle, made)
        headers = {"ETag": f'"{outcome.version}"', "Location": f"/v1/attachments/{made}"}
        if outcome.replayed:
            headers["Idempotent-Replayed"] = "true"
        return json_response(msgspec.json.encode(Attached(about)), 201, headers)
    if isinstance(outcome, No | KeyReused):
        await asyncio.to_thread(files.delete, made)
    # otherwise it is not known whether the fact is in the log: the next start looks
    return answer(outcome)


@get("/v1/cases/{case_id:int}/attachments")
async def attachments_of(request: Request[Any, Any, Any]) -> Response[bytes]:
    Params(request)
    case = await _case(request, request.path_params["case_id"])
    found: list[AttachmentLine] = []
    if case.attachments:
        lines = await asyncio.to_thread(room_of(request).store.history, case.case_id)
        found = await asyncio.to_thread(lambda: list(_added(lines)))
    return json_response(msgspec.json.encode(AttachmentList(found)))


def _added(lines: list[bytes]) -> Iterator[AttachmentLine]:
    for line in lines:
        if b"attachment_added" not in line:
            continue
        envelope = decode_envelope(line)
        fact = envelope.event
        if isinstance(fact, ev.AttachmentAdded):
            yield AttachmentLine(
                fact.attachment,
                fact.name,
                fact.media,
                fact.size,
                fact.sha256,
                envelope.at,
                envelope.actor,
            )


@get("/v1/attachments/{attachment_id:str}")
async def one_attachment(request: Request[Any, Any, Any]) -> Stream:
    about = await _about_one(request)
    try:
        file = await asyncio.to_thread(room_of(request).attachments.open, about.attachment)
    except FileNotFoundError:
        raise _nothing(about.attachment) from None
    headers = {
        **_SAFE,
        "Content-Length": str(about.size),
        "Content-Disposition": _saved_as(about.attachment, KINDS[about.media].suffix),
    }
    return Stream(_blocks(file), media_type=about.media, headers=headers)


@get("/v1/attachments/{attachment_id:str}/thumbnail")
async def one_thumbnail(request: Request[Any, Any, Any]) -> Response[bytes]:
    about = await _about_one(request)
    small = await asyncio.to_thread(room_of(request).attachments.thumbnail, about.attachment)
    if small is None:
        raise ProblemError(404, "not-found", f"a file of type {about.media} has no small picture")
    headers = {**_SAFE, "Content-Disposition": _saved_as(f"{about.attachment}-small", "jpg")}
    return Response(small, media_type="image/jpeg", headers=headers)


def _saved_as(name: str, suffix: str) -> str:
    """Under central's own name: what somebody called it may look like another file."""
    return f'attachment; filename="{name}.{suffix}"'


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while block := file.read(_BLOCK):
            yield block


async def _about_one(request: Request[Any, Any, Any]) -> About:
    """The file, where its fact is in the log and its case in scope."""
    Params(request)
    made = request.path_params["attachment_id"]
    about = await asyncio.to_thread(room_of(request).attachments.about, made)
    if about is None:
        raise _nothing(made)
    # a no about its case goes into the trail
    cast("dict[str, Any]", request.scope["path_params"])["case_id"] = about.case_id
    case = await _case(request, about.case_id)
    if made not in case.attachments:
        raise _nothing(made)
    return about


def _nothing(made: str) -> ProblemError:
    return ProblemError(404, "not-found", f"there is no attachment {made[:40]!r} in your scope")


async def _case(request: Request[Any, Any, Any], case_id: int) -> Case:
    room = room_of(request)
    case = room.desk.cases.get(case_id)
    if case is None and 0 < case_id <= MAX_INT:
        case = await asyncio.to_thread(room.store.case, case_id)
    if case is None or not actor_of(request).covers(case.area, case.department):
        raise ProblemError(404, "not-found", f"there is no case {case_id} in your scope")
    return case
