"""Positions: the newest fix of a unit wins; nothing of this goes into the durable log."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response, get, post

from casework.datum import Datum
from casework.unit import Fixes
from central.api.idempotency import body_of
from central.api.problems import ProblemError, json_response
from central.api.room import actor_of, room_of


class PositionsBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    area: str
    datum: Datum
    fixes: Fixes


_BODY = msgspec.json.Decoder(PositionsBody)


@post("/v1/positions")
async def send_positions(request: Request[Any, Any, Any]) -> Response[bytes]:
    body = await body_of(request, _BODY)
    room = room_of(request)
    if body.area not in room.city.areas:
        detail = f"there is no area {body.area[:40]!r}; GET /v1/areas lists them"
        raise ProblemError(422, "unknown-area", detail)
    if not actor_of(request).covers(body.area):
        raise ProblemError(403, "outside-scope", f"area {body.area} is outside your scope")
    known = room.desk.units.__contains__
    taken = room.positions.take(body.fixes, body.datum, room.clock.now(), known)
    return json_response(msgspec.json.encode(taken), 202)


@get("/v1/positions")
async def newest_positions(request: Request[Any, Any, Any]) -> Response[bytes]:
    return json_response(msgspec.json.encode(room_of(request).positions.fixes()))
