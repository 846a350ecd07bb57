"""Units: registering them, and asking which there are and which are free."""

from __future__ import annotations

from operator import attrgetter
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from msgspec import Meta

from casework.actor import Actor, stem
from casework.unit import Unit
from central.api.idempotency import body_of, carry_out, key_of
from central.api.params import Params
from central.api.problems import ProblemError, json_response
from central.api.room import Room, actor_of, room_of
from central.jobs import Register

_MAX_ID = 2**53
#: On one page: the fleet of a large city, so that most clients need no second one.
MOST_UNITS = 10_000


class UnitsBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    units: Annotated[list[Unit], Meta(min_length=1)]


_UNITS = msgspec.json.Decoder(UnitsBody)


@post("/v1/units")
async def register_units(request: Request[Any, Any, Any]) -> Response[bytes]:
    key = key_of(request)
    body = await body_of(request, _UNITS)
    if any(unit.unit_id > _MAX_ID for unit in body.units):
        raise ProblemError(422, "invalid-body", f"unit_id must be at most {_MAX_ID}")
    return await carry_out(request, key, Register(body.units))


@get("/v1/units")
async def list_units(request: Request[Any, Any, Any]) -> Response[bytes]:
    room = room_of(request)
    params = Params(request, "kind", "area", "free", "after", "limit")
    kinds, stems = params.many("kind"), tuple(stem(code) for code in params.many("area"))
    free = params.flag("free")
    after, limit = params.number("after", -1), params.number("limit", MOST_UNITS, 1, MOST_UNITS)
    found = [
        unit
        for unit in room.desk.picture().units
        if unit.unit_id > after
        and (not kinds or unit.kind in kinds)
        and (not stems or unit.area.startswith(stems))
        and (free is None or free is not bool(room.desk.cases_of(unit.unit_id)))
    ]
    found.sort(key=attrgetter("unit_id"))
    page = found[:limit]
    more = page[-1].unit_id if len(found) > limit else None
    return json_response(msgspec.json.encode({"units": page, "next": more}))


@get("/v1/units/{unit_id:int}")
async def one_unit(request: Request[Any, Any, Any]) -> Response[bytes]:
    room, unit_id = room_of(request), request.path_params["unit_id"]
    unit = room.desk.units.get(unit_id)
    if unit is None:
        raise ProblemError(404, "not-found", f"no unit {unit_id} is registered")
    return json_response(msgspec.json.encode(_whereabouts(room, unit, actor_of(request))))


def _whereabouts(room: Room, unit: Unit, actor: Actor) -> dict[str, Any]:
    """Units are known city-wide; which case one is at, only to those who may see the case."""
    cases = room.desk.cases_of(unit.unit_id)
    case = room.desk.cases.get(cases[-1]) if cases else None
    if case is not None and not actor.covers(case.area, case.department):
        case = None
    return {
        "unit": unit,
        "case_id": case.case_id if case else None,
        "step": case.units.get(unit.unit_id) if case else None,
        "fix": room.positions.fix_of(unit.unit_id),
    }
