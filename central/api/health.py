"""Is it alive, can it write, and how is it doing? For supervisors, balancers and Prometheus."""

from __future__ import annotations

import asyncio
import ipaddress
import time
from typing import Any

import msgspec
from litestar import Request, Response, get

from central.api import auth
from central.api.problems import ProblemError, json_response
from central.api.room import Room, room_of
from central.errors import StoreError
from central.metrics import MEDIA_TYPE

#: Lines that are durable and not announced here: beyond this a reader is better sent elsewhere.
MAX_LAG = 10_000
#: A database that takes longer than this to answer is not ready, seconds.
PATIENCE_S = 3.0


class Ready(msgspec.Struct, frozen=True):
    """`head` is the last announced line, `lag` how many durable ones come after it."""

    status: str
    head: int
    lag: int
    queue_depth: int
    write_ms: float


@get("/healthz")
async def health(request: Request[Any, Any, Any]) -> Response[bytes]:
    room = room_of(request)
    beat = msgspec.structs.asdict(room.beat())
    return json_response(msgspec.json.encode({"status": "ok", "log_id": room.store.log_id, **beat}))


@get("/readyz")
async def ready(request: Request[Any, Any, Any]) -> Response[bytes]:
    """503 while commands would fail: central ends, or its database takes no write."""
    room = room_of(request)
    if room.ending.begun:
        raise ProblemError(503, "not-ready", "central is being stopped")
    if not room.office.alive:
        raise ProblemError(503, "not-ready", "the writer is not running")
    began = time.perf_counter()
    try:
        head = await asyncio.wait_for(asyncio.to_thread(_try_to_write, room), PATIENCE_S)
    except (StoreError, TimeoutError) as error:
        why = str(error) or f"no answer in {PATIENCE_S:.0f} s"
        raise ProblemError(503, "not-ready", f"the database takes no write: {why}") from error
    write_ms = round((time.perf_counter() - began) * 1_000, 1)
    lag = max(0, head - room.hub.head)
    if lag > MAX_LAG:
        raise ProblemError(503, "not-ready", f"{lag} lines are not announced yet")
    state = Ready("ready", room.hub.head, lag, room.office.depth, write_ms)
    return json_response(msgspec.json.encode(state))


@get("/metrics")
async def metrics(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Without a token for a caller on this machine only."""
    if not _is_here(request):
        await auth.admit(request)
    room = room_of(request)
    figures = room.metrics
    figures.feeds.set(room.hub.readers)
    figures.queued.set(room.office.depth)
    figures.head.set(room.hub.head)
    figures.units.set(room.positions.known)
    figures.cases.set(len(room.desk.cases))
    return Response(figures.text(), media_type=MEDIA_TYPE)


def _try_to_write(room: Room) -> int:
    room.store.probe()
    return room.store.head()


def _is_here(request: Request[Any, Any, Any]) -> bool:
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
