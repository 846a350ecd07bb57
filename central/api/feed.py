"""The feed: catching up from the log, then following live, without a gap between the two."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import msgspec
from litestar import Request, get
from litestar.response import Stream

from central.api.params import MAX_INT, Params, whole
from central.api.problems import ProblemError
from central.api.room import Room, holder_of, room_of
from central.hub import MAX_FRAME, NEW_IN_SCOPE, TOO_FAR_BEHIND, Scope, sse
from central.people.entry import Pass

#: Catching up further than this is slower than taking a snapshot.
MAX_BEHIND = 100_000
#: How long a line that is durable may take until it is announced here too, seconds.
PATIENCE_S = 5.0
#: Central ends in good order; readers connect again, with the last id they were given.
_FAREWELL = b": central ends\n\n"


@get("/v1/feed")
async def feed(request: Request[Any, Any, Any]) -> Stream:
    params = Params(request, "log", "after")
    room = room_of(request)
    # a browser that reconnects repeats its URL: the header is the newer of the two
    last_id = _last_id(request)
    after = params.number("after", 0) if last_id is None else last_id
    stream = _follow(room, holder_of(request), params.one("log"), after)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return Stream(stream, media_type="text/event-stream", headers=headers)


def _last_id(request: Request[Any, Any, Any]) -> int | None:
    """The line the reader has heard last, None where it does not say."""
    given = request.headers.getall("last-event-id", [])
    if len(given) > 1:
        detail = f"Last-Event-ID comes {len(given)} times; send the last one only"
        raise ProblemError(422, "invalid-parameter", detail)
    return whole("Last-Event-ID", given[0], 0, MAX_INT) if given else None


async def _follow(room: Room, holder: Pass, log: str, after: int) -> AsyncIterator[bytes]:
    scope = Scope(holder.actor)
    yield sse("hello", msgspec.json.encode({"log_id": room.store.log_id, **_beat(room)}))
    await _catch_up(room, after)
    why = _objection(room, log, after)
    if why:
        yield _resync(why)
        return
    while after < room.hub.head and not room.hub.closed:
        up_to = room.hub.head
        rows = await asyncio.to_thread(room.store.rows, after, up_to, MAX_FRAME)
        if not scope.everything and any(scope.arrives(row) for row in rows):
            yield _resync(NEW_IN_SCOPE)
            return
        after = rows[-1].seq
        yield scope.frames(rows)
    # nothing is awaited between the last look at the head and joining: no gap, no repetition
    reader = room.hub.join(scope)
    try:
        while data := await reader.next():
            # there is a beat a second: nobody listens on long after the session has ended
            if not await room.people.still(holder):
                return
            yield data
        yield _resync(reader.lost) if reader.lost else _FAREWELL
    finally:
        room.hub.leave(reader)


async def _catch_up(room: Room, after: int) -> None:
    """A reader may come from another process that announced a line which we have yet to hear of."""
    if after <= room.hub.head or after > await asyncio.to_thread(room.store.head):
        return
    room.office.wake()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(room.hub.reached(after), PATIENCE_S)


def _objection(room: Room, log: str, after: int) -> str:
    if log and log != room.store.log_id:
        return "this is another log"
    if after > room.hub.head:
        return "that id lies in the future"
    if room.hub.head - after > MAX_BEHIND:
        return TOO_FAR_BEHIND
    return ""


def _resync(why: str) -> bytes:
    return sse("resync", msgspec.json.encode({"why": why}))


def _beat(room: Room) -> dict[str, Any]:
    return msgspec.structs.asdict(room.beat())
