"""The incident log file: everything a replay needs, in the order in which it was received."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

import msgspec
from litestar import Request, get
from litestar.response import Stream

from casework.actor import Actor
from casework.duty import NOTHING
from casework.instant import from_ms
from central.api.params import Params
from central.api.problems import ProblemError
from central.api.room import Room, actor_of, room_of
from central.hub import Scope
from central.projections.cases import columns_json
from central.projections.replay import fold_log
from central.store.interface import EventRow
from central.tracks import Track

_CHUNK = 1_000


@get("/v1/export")
async def export(request: Request[Any, Any, Any]) -> Stream:
    """`after`: leave out the lines up to this one and begin with the picture they made."""
    room = room_of(request)
    after = Params(request, "after").number("after", 0)
    if after > room.hub.head:
        raise ProblemError(422, "invalid-parameter", f"the log ends at {room.hub.head}")
    name = f"{room.store.log_id}-{after + 1}.zwlog"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    lines = _lines(room, actor_of(request), after)
    return Stream(lines, media_type="application/x-ndjson", headers=headers)


async def _lines(room: Room, actor: Actor, after: int) -> AsyncIterator[bytes]:
    head, scope = room.hub.head, Scope(actor)
    tracks = deque(track for track in room.tracks.after(after) if track.head <= head)
    yield await asyncio.to_thread(_header, room, actor, after)
    events = 0
    while after < head:
        rows = await asyncio.to_thread(room.store.rows, after, head, _CHUNK)
        after = rows[-1].seq
        events += sum(map(scope.sees, rows))
        yield _merged(rows, tracks, scope)
    yield b"".join(map(_track_line, tracks))
    yield b'{"end":true,"events":%d,"head":%d}\n' % (events, head)


def _header(room: Room, actor: Actor, after: int) -> bytes:
    cases, duty = b"null", NOTHING
    if after:
        folded = fold_log(room.store, after)
        picture, duty = folded.cases.values(), folded.duty.seen_by(actor)
        cases = columns_json([c for c in picture if actor.covers(c.area, c.department)])
    first = {"format": "zhiwang-log", "version": 1, "log_id": room.store.log_id}
    rest = {
        "units": room.desk.picture().units,
        "from_seq": after + 1,
        "started_at": _started_at(room, after),
        "duty": duty,
    }
    return b'%b,"gazetteer":%b,%b,"cases":%b}\n' % (
        msgspec.json.encode(first)[:-1],
        room.city.gazetteer_json,
        msgspec.json.encode(rest)[1:-1],
        cases,
    )


def _started_at(room: Room, after: int) -> datetime:
    rows = room.store.rows(after, after + 1, 1)
    return from_ms(rows[0].at_ms) if rows else room.clock.now()


def _merged(rows: Sequence[EventRow], tracks: deque[Track], scope: Scope) -> bytes:
    """Log lines, each after the positions that were received before it."""
    parts = []
    for row in rows:
        while tracks and tracks[0].head < row.seq:
            parts.append(_track_line(tracks.popleft()))
        if scope.sees(row):
            parts.append(b'{"e":%b}\n' % row.line)
    return b"".join(parts)


def _track_line(track: Track) -> bytes:
    return b'{"p":%b,"at_ms":%d}\n' % (track.fixes, track.at_ms)
