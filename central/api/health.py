"""Is it alive? Without a token, so that a supervisor can ask."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response, get

from central.api.problems import json_response
from central.api.room import room_of


@get("/healthz")
async def health(request: Request[Any, Any, Any]) -> Response[bytes]:
    room = room_of(request)
    beat = msgspec.structs.asdict(room.beat())
    return json_response(msgspec.json.encode({"status": "ok", "log_id": room.store.log_id, **beat}))
