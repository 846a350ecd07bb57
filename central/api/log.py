"""The log itself, line by line."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from litestar import Request, get
from litestar.response import Stream

from central.api.params import MAX_INT, Params
from central.api.room import Room, actor_of, room_of
from central.hub import Scope

_CHUNK = 1_000
NDJSON = "application/x-ndjson"


@get("/v1/log")
async def log(request: Request[Any, Any, Any]) -> Stream:
    params = Params(request, "after", "limit")
    after, limit = params.number("after", 0), params.number("limit", MAX_INT, 1)
    room = room_of(request)
    lines = _lines(room, Scope(actor_of(request)), after, limit)
    return Stream(lines, media_type=NDJSON)


async def _lines(room: Room, scope: Scope, after: int, limit: int) -> AsyncIterator[bytes]:
    """As the log stood when it was asked for; `limit` counts lines that are shown."""
    head = room.hub.head
    while after < head and limit > 0:
        rows = await asyncio.to_thread(room.store.rows, after, head, _CHUNK)
        after = rows[-1].seq
        seen = [row.line + b"\n" for row in rows if scope.sees(row)][:limit]
        limit -= len(seen)
        yield b"".join(seen)
