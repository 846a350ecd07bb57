"""The audit trail: who was refused what. Lines hold no personal data beyond the operator's id."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import msgspec
from litestar import Request, Response, get
from litestar.types import Message, Scope

from casework.actor import Actor
from casework.instant import Instant, from_ms
from central.api.commands import BODIES
from central.api.params import MAX_INT, Params
from central.api.problems import json_response
from central.api.room import Room, actor_of, room_of
from central.people.rights import plain

#: What an answer is called in the trail; everything else is not written down.
_WATCHED = (403, 404)
_FORBIDDEN, _OUTSIDE, _NOT_FOUND = "forbidden", "outside-scope", "not-found"


class AuditLine(msgspec.Struct, frozen=True):
    """`at` is real time and not city time; `case_id` is 0 where no case is meant."""

    n: int
    at: Instant
    actor_id: str
    route: str
    case_id: int
    outcome: str


class AuditPage(msgspec.Struct, frozen=True):
    entries: list[AuditLine]
    next: int | None


async def watch(message: Message, scope: Scope) -> None:
    """Before a no goes out, it is in the trail: 403s, and 404s on a case."""
    if message["type"] != "http.response.start" or message["status"] not in _WATCHED:
        return
    actor = scope.get("user")
    if not isinstance(actor, Actor):
        return
    room: Room = scope["litestar_app"].state.room
    case_id = scope["path_params"].get("case_id", 0)
    case_id = case_id if isinstance(case_id, int) and 0 <= case_id <= MAX_INT else 0
    await write_down(room, actor, message["status"], _route(scope), case_id)


async def write_down(room: Room, actor: Actor, status: int, route: str, case_id: int) -> None:
    """A line of the trail where a no of this status deserves one."""
    if status not in _WATCHED:
        return
    outcome = _FORBIDDEN
    if status == 404:
        outcome = await _missing(room, actor, case_id)
    if outcome:
        await room.people.note(actor.actor_id, route, outcome, case_id)


async def _missing(room: Room, actor: Actor, case_id: int) -> str:
    if not case_id:
        return ""
    case = room.desk.cases.get(case_id) or await asyncio.to_thread(room.store.case, case_id)
    if case is None:
        return _NOT_FOUND
    # in scope: something of the case is missing, or the verb is unknown
    return "" if actor.covers(case.area, case.department) else _OUTSIDE


def _route(scope: Scope) -> str:
    """Method and template; a verb by its name, but never a word that somebody made up."""
    template = plain(str(scope["path_template"]))
    verb = str(scope["path_params"].get("verb", ""))
    if verb in BODIES:
        template = template.replace("{verb}", verb)
    return f"{cast('Any', scope)['method']} {template}"


@get("/v1/audit")
async def audit(request: Request[Any, Any, Any]) -> Response[bytes]:
    """An auditor of a part of the city sees what was asked about its cases, and who works there."""
    params = Params(request, "after", "limit")
    after, limit = params.number("after", 0), params.number("limit", 100, 1, 500)
    people, who = room_of(request).people, actor_of(request)
    found = await asyncio.to_thread(people.trail, who, after, limit + 1)
    page = found[:limit]
    entries = [
        AuditLine(e.n, from_ms(e.at_ms), e.actor_id, e.route, e.case_id, e.outcome) for e in page
    ]
    more = page[-1].n if len(found) > limit else None
    return json_response(msgspec.json.encode(AuditPage(entries, more)))
