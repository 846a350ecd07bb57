"""All routes and what holds for all of them."""

from __future__ import annotations

from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler

from central.api import (
    attachments,
    audit,
    auth,
    cases,
    commands,
    duty,
    export,
    feed,
    health,
    log,
    openapi,
    positions,
    problems,
    reference,
    sessions,
    snapshot,
    units,
)
from central.api.room import Room
from central.api.watch import Shapes
from central.errors import StoreUnavailableError

MAX_BODY_BYTES = 1024 * 1024
#: Routes that ask who it is; these and `OPEN` are all there are.
INSIDE: list[HTTPRouteHandler] = [
    auth.who_am_i,
    sessions.sign_out,
    sessions.list_sessions,
    sessions.end_session,
    audit.audit,
    commands.report_case,
    commands.on_case,
    commands.take_next,
    duty.list_colleagues,
    duty.list_handovers,
    duty.offer,
    duty.acknowledge,
    duty.decline,
    duty.withdraw,
    duty.list_alerts,
    duty.acknowledge_alert,
    duty.list_views,
    duty.share_view,
    duty.withdraw_view,
    units.register_units,
    units.list_units,
    units.one_unit,
    positions.send_positions,
    positions.newest_positions,
    cases.list_cases,
    cases.one_case,
    attachments.attach,
    attachments.attachments_of,
    attachments.one_attachment,
    attachments.one_thumbnail,
    reference.areas,
    reference.devices,
    reference.components,
    reference.one_component,
    reference.departments,
    reference.categories,
    reference.reasons,
    reference.workflow,
    reference.gazetteer,
    snapshot.snapshot,
    log.log,
    export.export,
    feed.feed,
]
OPEN: list[HTTPRouteHandler] = [
    sessions.sign_in,
    health.health,
    health.ready,
    health.metrics,
    openapi.openapi_json,
    openapi.docs,
]


def build_api(room: Room) -> Litestar:
    """The ASGI application of one central."""
    inside = Router(
        "/",
        before_request=auth.admit,
        route_handlers=INSIDE,
    )
    return Litestar(
        route_handlers=[inside, *OPEN],
        state=State({"room": room}),
        before_send=[audit.watch],
        exception_handlers={
            problems.ProblemError: problems.on_problem,
            StoreUnavailableError: problems.on_unavailable,
            HTTPException: problems.on_http,
            Exception: problems.on_error,
        },
        request_max_body_size=MAX_BODY_BYTES,
        openapi_config=None,
        logging_config=None,
    )


def shapes() -> Shapes:
    """Every route, each verb on a case being one: what figures and central's own log may name."""
    paths = [path for handler in (*INSIDE, *OPEN) for path in handler.paths]
    on_case = next(iter(commands.on_case.paths))
    paths.remove(on_case)
    return Shapes([*paths, *(on_case.replace("{verb:str}", verb) for verb in commands.BODIES)])
