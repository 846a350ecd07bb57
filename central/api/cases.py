"""Cases: the queue by filters, and one case with its history."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import msgspec
from litestar import Request, Response, get

from casework.actor import stem
from casework.instant import to_ms
from casework.vocabulary import CaseState
from central.api import cursors
from central.api.params import MAX_INT, Params
from central.api.problems import ProblemError, json_response
from central.api.room import actor_of, room_of
from central.store.query import CaseQuery, OrderBy, Scalar
from central.store.sql import ORDERS, sort_keys

FILTERS = (
    "state", "area", "department", "category", "holder", "priority", "overdue", "q", "order",
    "after", "limit",
)  # fmt: skip
_CURSOR = msgspec.json.Decoder(tuple[str, list[int]])


@get("/v1/cases")
async def list_cases(request: Request[Any, Any, Any]) -> Response[bytes]:
    query = _query(request)
    page = await asyncio.to_thread(room_of(request).store.find, query)
    cursor = msgspec.json.encode(_cursor(query.order, page.after) if page.after else None)
    return json_response(b'{"cases":[%b],"next":%b}' % (b",".join(page.bodies), cursor))


@get("/v1/cases/{case_id:int}")
async def one_case(request: Request[Any, Any, Any]) -> Response[bytes]:
    room, case_id = room_of(request), request.path_params["case_id"]
    case = room.desk.cases.get(case_id)
    if case is None and 0 < case_id <= MAX_INT:
        case = await asyncio.to_thread(room.store.case, case_id)
    if case is None or not actor_of(request).covers(case.area, case.department):
        raise ProblemError(404, "not-found", f"there is no case {case_id} in your scope")
    lines = await asyncio.to_thread(room.store.history, case_id)
    # the history may already be longer than the case read before it: show one moment
    body = b'{"case":%b,"history":[%b]}'
    shown = msgspec.json.encode(case), b",".join(lines[: case.version])
    return json_response(body % shown, headers={"ETag": f'"{case.version}"'})


def _query(request: Request[Any, Any, Any]) -> CaseQuery:
    params = Params(request, *FILTERS)
    order = _one_of("order", params.one("order", "due"), ORDERS)
    for state in params.many("state"):
        _one_of("state", state, tuple(CaseState))
    actor = actor_of(request)
    return CaseQuery(
        states=params.many("state"),
        areas=tuple(stem(code) for code in params.many("area")),
        departments=params.many("department"),
        categories=params.many("category"),
        holders=params.many("holder"),
        priorities=params.numbers("priority", 1, 4),
        overdue=params.flag("overdue"),
        text=params.one("q")[:200],
        order=cast("OrderBy", order),
        after=_place(order, params.one("after")),
        limit=params.number("limit", 100, 1, 500),
        now_ms=to_ms(room_of(request).clock.now()),
        scope_areas=tuple(stem(code) for code in actor.areas),
        scope_departments=actor.departments,
    )


def _one_of(name: str, value: str, known: tuple[str, ...]) -> str:
    if value in known:
        return value
    detail = f"{name} must be one of {', '.join(known)}, not {value[:40]!r}"
    raise ProblemError(422, "invalid-parameter", detail)


def _cursor(order: str, after: tuple[Scalar, ...]) -> str:
    return cursors.write((order, after))


def _place(order: OrderBy | str, cursor: str) -> tuple[Scalar, ...]:
    """The sort keys in a cursor that was made for the same order."""
    if not cursor:
        return ()
    made_for, keys = cursors.read(cursor, _CURSOR)
    fits = len(keys) == len(sort_keys(cast("OrderBy", order))) and max(map(abs, keys)) <= MAX_INT
    if made_for != order or not fits:
        raise cursors.refused()
    return tuple(keys)
