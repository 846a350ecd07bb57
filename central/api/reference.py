"""Reference data: areas, departments, categories, reasons, the lifecycle, the whole gazetteer."""

from __future__ import annotations

import asyncio
from typing import Any, get_args

import msgspec
from litestar import Request, Response, get

from casework.actor import covers_area
from casework.area import AreaLevel
from casework.device import DeviceKind
from casework.exceptional import BOUNCES_A_LEVEL
from casework.vocabulary import LEVEL_ORDER
from casework.workflow import SHORT_CLOSINGS, TABLE
from central.api.params import Params
from central.api.problems import ProblemError, json_response
from central.api.room import room_of
from central.components import listed

#: Components a page may have.
MOST_COMPONENTS = 1_000


@get("/v1/areas")
async def areas(request: Request[Any, Any, Any]) -> Response[bytes]:
    levels = Params(request, "level").many("level")
    for level in levels:
        if level not in get_args(AreaLevel):
            detail = f"level must be one of {', '.join(get_args(AreaLevel))}, not {level[:40]!r}"
            raise ProblemError(422, "invalid-parameter", detail)
    found = room_of(request).city.gazetteer.areas
    picked = [area for area in found if not levels or area.level in levels]
    return json_response(msgspec.json.encode({"areas": picked}))


@get("/v1/devices")
async def devices(request: Request[Any, Any, Any]) -> Response[bytes]:
    params = Params(request, "kind", "area")
    kinds, wanted = params.many("kind"), params.many("area")
    known = [kind.value for kind in DeviceKind]
    for kind in kinds:
        if kind not in known:
            detail = f"kind must be one of {', '.join(known)}, not {kind[:40]!r}"
            raise ProblemError(422, "invalid-parameter", detail)
    found = [
        device
        for device in room_of(request).city.gazetteer.devices
        if (not kinds or device.kind in kinds)
        and (not wanted or any(covers_area(area, device.area) for area in wanted))
    ]
    return json_response(msgspec.json.encode({"devices": found}))


@get("/v1/components")
async def components(request: Request[Any, Any, Any]) -> Response[bytes]:
    params = Params(request, "category", "area", "after", "limit")
    limit = params.number("limit", MOST_COMPONENTS, 1, MOST_COMPONENTS)
    page, more = await asyncio.to_thread(
        listed,
        room_of(request).city.components,
        params.many("category"),
        params.many("area"),
        params.one("after"),
        limit,
    )
    return json_response(msgspec.json.encode({"components": page, "next": more}))


@get("/v1/components/{code:str}")
async def one_component(request: Request[Any, Any, Any]) -> Response[bytes]:
    Params(request)
    code = request.path_params["code"]
    found = room_of(request).city.components.get(code)
    if found is None:
        detail = f"the city's register has no component {code[:64]!r}; GET /v1/components lists it"
        raise ProblemError(404, "not-found", detail)
    return json_response(msgspec.json.encode(found))


@get("/v1/departments")
async def departments(request: Request[Any, Any, Any]) -> Response[bytes]:
    found = room_of(request).city.gazetteer.departments
    return json_response(msgspec.json.encode({"departments": found}))


@get("/v1/categories")
async def categories(request: Request[Any, Any, Any]) -> Response[bytes]:
    found = room_of(request).city.gazetteer.categories
    return json_response(msgspec.json.encode({"categories": found}))


@get("/v1/reasons")
async def reasons(request: Request[Any, Any, Any]) -> Response[bytes]:
    return json_response(msgspec.json.encode(room_of(request).city.reasons))


@get("/v1/workflow")
async def workflow() -> Response[bytes]:
    """The lifecycle as its table; `target` null: the case stays where it is."""
    rows = [
        {
            "verb": row.verb,
            "sources": sorted(row.sources),
            "target": row.target,
            "posts": sorted(row.posts),
            "reasons": row.reasons,
            "why": row.why,
            "also": sorted(row.also),
            "asks": row.asks,
            "decides": row.decides,
            "apart": row.apart,
        }
        for row in TABLE
        if row.verb != "expire"
    ]
    body = {
        "transitions": rows,
        "short_closings": sorted(SHORT_CLOSINGS),
        "levels": LEVEL_ORDER,
        "bounces_a_level": BOUNCES_A_LEVEL,
    }
    return json_response(msgspec.json.encode(body))


@get("/v1/gazetteer")
async def gazetteer(request: Request[Any, Any, Any]) -> Response[bytes]:
    city = room_of(request).city
    headers = {"ETag": city.etag}
    if city.etag in request.headers.get("if-none-match", ""):
        return json_response(b"", 304, headers)
    return json_response(city.gazetteer_json, headers=headers)
