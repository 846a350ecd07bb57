"""The OpenAPI document, made from the same types that decode the requests, and a page to read it.

The page is plain HTML without a script: a command centre has no way to a content network.
"""

from __future__ import annotations

import html
from typing import Any, NamedTuple

import msgspec
from litestar import MediaType, Response, get

from casework import area as ar
from casework import commands as cm
from casework import dutycommands as dc
from casework.actor import Actor
from casework.case import Case
from casework.component import Component
from casework.device import Device
from casework.events import EVENTS_VERSION, KnownEvent
from casework.instant import Instant
from casework.reasons import ReasonLists
from casework.unit import Fixes, Unit
from central.api import duty
from central.api.attachments import Attached, AttachmentList
from central.api.audit import AuditPage
from central.api.cases import FILTERS
from central.api.commands import BODIES, Empty
from central.api.health import Ready
from central.api.positions import PositionsBody
from central.api.problems import Problem, json_response
from central.api.sessions import SessionList, SignedIn, SignIn
from central.api.units import UnitsBody
from central.attachments.kinds import KINDS
from central.people.rights import OPEN
from central.positions import Taken

_KEY, _VERSION = "Idempotency-Key", "If-Match"


class Envelope(msgspec.Struct):
    """One line of the log; `seq` is its place in the one total order, from 1, gapless."""

    seq: int
    id: str
    at: Instant
    actor: str
    area: str
    case_id: int
    version: int
    command_id: str
    event: KnownEvent
    v: int = EVENTS_VERSION


class CaseAnswer(msgspec.Struct):
    case: Case
    envelopes: list[Envelope]


class UnitsAnswer(msgspec.Struct):
    registered: int
    envelopes: list[Envelope]


class DutyAnswer(msgspec.Struct):
    envelopes: list[Envelope]


class CasePage(msgspec.Struct):
    cases: list[Case]
    next: str | None


class CaseHistory(msgspec.Struct):
    case: Case
    history: list[Envelope]


class UnitWhereabouts(msgspec.Struct):
    unit: Unit
    case_id: int | None
    step: str | None
    fix: Fixes


class UnitList(msgspec.Struct):
    units: list[Unit]
    next: int | None


class AreaList(msgspec.Struct):
    areas: list[ar.Area]


class DeviceList(msgspec.Struct):
    devices: list[Device]


class ComponentList(msgspec.Struct):
    components: list[Component]
    next: str | None


class DepartmentList(msgspec.Struct):
    departments: list[ar.Department]


class CategoryList(msgspec.Struct):
    categories: list[ar.Category]


class Health(msgspec.Struct):
    status: str
    log_id: str
    head: int
    now: Instant
    rate: float


class Route(NamedTuple):
    """One route of the table; `answer` is a type, or a media type where it is not one document."""

    method: str
    path: str
    summary: str
    answer: Any
    body: Any = None
    query: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    status: int = 200


_CASE = "/v1/cases/{case_id}"
#: Names in a path that are not numbers.
_KINDS = {"session_id": "string", "attachment_id": "string"}
_KINDS |= {"handover_id": "string", "view_id": "string"}
_HANDOVERS, _HANDOVER = "/v1/handovers", "/v1/handovers/{handover_id}"
_ALERTS, _VIEWS = "/v1/alerts", "/v1/views"
_ONE_CASE = (_KEY, _VERSION)
_FILES, _FILE = f"{_CASE}/attachments", "/v1/attachments/{attachment_id}"
#: A body that is a file of one of these types.
_MEDIA = tuple(KINDS)
_SESSION, _ONE_SESSION = "/v1/session", "/v1/sessions/{session_id}"
_OF_SESSIONS = ("actor_id", "after", "limit")
_EVENTS, _LINES = "text/event-stream", "application/x-ndjson"

ROUTES: tuple[Route, ...] = (
    Route("get", "/healthz", "Is it alive?", Health),
    Route("get", "/readyz", "Can it write? 503 where not", Ready),
    Route("get", "/metrics", "Figures for Prometheus; with a token from afar", "text/plain"),
    Route("post", _SESSION, "Sign in", SignedIn, SignIn, status=201),
    Route("delete", _SESSION, "Sign out", None, status=204),
    Route("get", f"{_SESSION}s", "Where one is signed in", SessionList, query=_OF_SESSIONS),
    Route("delete", _ONE_SESSION, "End a session", None, status=204),
    Route("get", "/v1/audit", "The audit trail", AuditPage, query=("after", "limit")),
    Route("get", "/v1/me", "Who the token belongs to", Actor),
    Route("post", "/v1/cases", "Report a case", CaseAnswer, cm.ReportCase, (), (_KEY,), 201),
    *(
        Route("post", f"{_CASE}/{verb}", f"{verb} a case", CaseAnswer, shape, (), _ONE_CASE)
        for verb, shape in BODIES.items()
    ),
    Route("post", "/v1/next", "Claim the most urgent case", CaseAnswer, Empty, (), (_KEY,)),
    Route("get", "/v1/colleagues", "Who could take cases", duty.ColleagueList),
    Route("get", _HANDOVERS, "Handovers", duty.HandoverList, query=("open",)),
    Route("post", _HANDOVERS, "Hand cases over", DutyAnswer, dc.OfferHandover, (), (_KEY,), 201),
    Route("post", f"{_HANDOVER}/acknowledge", "Take one over", DutyAnswer, Empty, (), (_KEY,)),
    Route("post", f"{_HANDOVER}/decline", "Decline one", DutyAnswer, duty.Said, (), (_KEY,)),
    Route("post", f"{_HANDOVER}/withdraw", "Take one back", DutyAnswer, Empty, (), (_KEY,)),
    Route("get", "/v1/alerts/acknowledged", "Who has seen which alert", duty.AlertList),
    Route("post", f"{_ALERTS}/acknowledge", "Seen", DutyAnswer, dc.AcknowledgeAlert, (), (_KEY,)),
    Route("get", _VIEWS, "Shared views", duty.ViewList),
    Route("post", _VIEWS, "Share a view", DutyAnswer, dc.ShareView, (), (_KEY,), 201),
    Route("post", f"{_VIEWS}/{{view_id}}/withdraw", "End it", DutyAnswer, Empty, (), (_KEY,)),
    Route("post", "/v1/units", "Register units", UnitsAnswer, UnitsBody, (), (_KEY,)),
    Route("post", "/v1/positions", "Send positions", Taken, PositionsBody, status=202),
    Route(
        "get",
        "/v1/cases",
        "The queue by filters",
        CasePage,
        query=FILTERS,
    ),
    Route("get", _CASE, "One case and its history", CaseHistory),
    Route("post", _FILES, "Add a file", Attached, _MEDIA, ("name",), (_KEY,), 201),
    Route("get", _FILES, "The files of a case", AttachmentList),
    Route("get", _FILE, "One file", "application/octet-stream"),
    Route("get", f"{_FILE}/thumbnail", "A picture, small", "image/jpeg"),
    Route("get", "/v1/units", "Units", UnitList, query=("kind", "area", "free", "after", "limit")),
    Route("get", "/v1/units/{unit_id}", "Where one unit is", UnitWhereabouts),
    Route("get", "/v1/positions", "The newest fix of every unit", Fixes),
    Route("get", "/v1/areas", "Areas", AreaList, query=("level",)),
    Route("get", "/v1/devices", "Cameras and sensors", DeviceList, query=("kind", "area")),
    Route(
        "get",
        "/v1/components",
        "The register of components",
        ComponentList,
        query=("category", "area", "after", "limit"),
    ),
    Route("get", "/v1/components/{code}", "One component", Component),
    Route("get", "/v1/departments", "Departments", DepartmentList),
    Route("get", "/v1/categories", "Categories", CategoryList),
    Route("get", "/v1/reasons", "Reason lists", ReasonLists),
    Route("get", "/v1/workflow", "The lifecycle as a table", dict[str, Any]),
    Route("get", "/v1/gazetteer", "All reference data of the city", ar.Gazetteer),
    Route(
        "get",
        "/v1/snapshot",
        "The current picture as of one line (also packed: see Accept)",
        dict[str, Any],
    ),
    Route("get", "/v1/log", "The log", _LINES, query=("after", "limit")),
    Route("get", "/v1/export", "An incident log file", _LINES, query=("after",)),
    Route("get", "/v1/feed", "The feed", _EVENTS, query=("log", "after")),
)


def document() -> dict[str, Any]:
    """The OpenAPI 3.1 document."""
    types = [t for route in ROUTES for t in (route.answer, route.body) if not isinstance(t, str)]
    types = [t for t in dict.fromkeys([*types, Problem]) if t not in (None, _MEDIA)]
    template = "#/components/schemas/{name}"
    schemas, components = msgspec.json.schema_components(types, ref_template=template)
    known = dict(zip(types, schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for route in ROUTES:
        paths.setdefault(route.path, {})[route.method] = _operation(route, known)
    bearer = {"type": "http", "scheme": "bearer"}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Zhiwang central", "version": "1"},
        "security": [{"bearer": []}],
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": {"bearer": bearer}},
    }


def _operation(route: Route, schemas: dict[Any, Any]) -> dict[str, Any]:
    media = route.answer if isinstance(route.answer, str) else "application/json"
    schema = {"type": "string"} if isinstance(route.answer, str) else schemas.get(route.answer)
    done = {"content": {media: {"schema": schema}}} if route.answer else {}
    in_path = [p.strip("{}") for p in route.path.split("/") if p.startswith("{")]
    places = [(p, "path", _KINDS.get(p, "integer")) for p in in_path]
    places += [(q, "query", "string") for q in route.query]
    places += [(h, "header", "string") for h in route.headers]
    no = {"application/problem+json": {"schema": schemas[Problem]}}
    operation: dict[str, Any] = {
        "summary": route.summary,
        "parameters": [
            {"name": name, "in": where, "required": where != "query", "schema": {"type": kind}}
            for name, where, kind in places
        ],
        "responses": {
            str(route.status): {"description": "Done", **done},
            "4XX": {"description": "A no, with its reasons", "content": no},
            "5XX": {"description": "Central failed, or its disk is full", "content": no},
        },
    }
    if (route.method.upper(), route.path) in OPEN or route.path == "/metrics":
        operation["security"] = []
    if route.body is not None:
        body = _body(route, schemas)
        operation["requestBody"] = {"required": True, "content": body}
    return operation


def _body(route: Route, schemas: dict[Any, Any]) -> dict[str, Any]:
    if route.body is _MEDIA:
        return {media: {"schema": {"type": "string", "format": "binary"}} for media in _MEDIA}
    return {"application/json": {"schema": schemas[route.body]}}


_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Zhiwang central, API</title>
<style>body{{font:15px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem}}
td{{padding:.2rem .8rem .2rem 0;vertical-align:top}}code{{white-space:nowrap}}</style>
<h1>Zhiwang central, API version 1</h1>
<p>The whole description, with every field: <a href="/openapi.json">openapi.json</a>.</p>
<table>{rows}</table></html>"""


def page() -> str:
    """All routes on one page."""
    rows = (
        f"<tr><td><code>{html.escape(f'{r.method.upper()} {r.path}')}</code>"
        f"<td>{html.escape(r.summary)}<td>{html.escape(', '.join((*r.query, *r.headers)))}"
        for r in ROUTES
    )
    return _PAGE.format(rows="".join(rows))


@get("/openapi.json")
async def openapi_json() -> Response[bytes]:
    return json_response(msgspec.json.encode(document()))


@get("/docs")
async def docs() -> Response[bytes]:
    return Response(page().encode(), media_type=MediaType.HTML)
