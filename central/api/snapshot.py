"""The whole current picture as of one sequence number, for a console that starts."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

import msgspec
from litestar import Request, Response, get

from casework.actor import Actor
from casework.case import Case
from central.api.problems import json_response
from central.api.room import Room, actor_of, room_of
from central.desk import KEEP_CLOSED, Picture
from central.projections.cases import columns_json


@get("/v1/snapshot")
async def snapshot(request: Request[Any, Any, Any]) -> Response[bytes]:
    room, actor = room_of(request), actor_of(request)
    # the positions live on the event loop, the rest is encoded off it
    fixes = msgspec.json.encode(room.positions.fixes())
    picture, now = room.desk.picture(), room.clock.now()
    body = await asyncio.to_thread(_encode, room, actor, picture, now, fixes)
    return json_response(body)


def _encode(room: Room, actor: Actor, picture: Picture, now: datetime, fixes: bytes) -> bytes:
    cases = [case for case in picture.cases if _shown(case, actor, now)]
    head = {
        "log_id": room.store.log_id,
        "seq": picture.seq,
        "now": now,
        "rate": room.rate,
    }
    return b'%b,"cases":%b,"units":%b,"fixes":%b}' % (
        msgspec.json.encode(head)[:-1],
        columns_json(cases),
        msgspec.json.encode(picture.units),
        fixes,
    )


def _shown(case: Case, actor: Actor, now: datetime) -> bool:
    recent = case.closed_at is None or case.closed_at >= now - KEEP_CLOSED
    return recent and actor.covers(case.area, case.department)
