"""The whole current picture as of one sequence number, for a console that starts."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

from litestar import Request, get
from litestar.response import Stream

from casework.actor import Actor
from casework.case import Case
from central.api.forms import Shot, form_of, off_the_loop, pieces, takes_gzip
from central.api.room import actor_of, room_of
from central.desk import KEEP_CLOSED, Picture


@get("/v1/snapshot")
async def snapshot(request: Request[Any, Any, Any]) -> Stream:
    """JSON, or the packed form where `Accept` names it; gzip where `Accept-Encoding` does."""
    room, actor = room_of(request), actor_of(request)
    # the positions live on the event loop, the rest is made off it
    fixes, picture, now = room.positions.fixes(), room.desk.picture(), room.clock.now()
    cases = await asyncio.to_thread(_shown, picture, actor, now)
    duty = picture.duty.at(now).seen_by(actor)
    shot = Shot(room.store.log_id, picture.seq, now, room.rate, cases, picture.units, fixes, duty)
    form = form_of(request.headers.get("accept", "*/*"))
    gzip = takes_gzip(request.headers.get("accept-encoding", ""))
    headers = {"Vary": "Accept, Accept-Encoding"}
    if gzip:
        headers["Content-Encoding"] = "gzip"
    body = off_the_loop(pieces(shot, form, gzip=gzip))
    return Stream(body, media_type=form, headers=headers)


def _shown(picture: Picture, actor: Actor, now: datetime) -> list[Case]:
    """The cases in scope that are open or closed lately."""
    since = now - KEEP_CLOSED
    return [
        case
        for case in picture.cases
        if (case.closed_at is None or case.closed_at >= since)
        and actor.covers(case.area, case.department)
    ]
