"""Every no in one form: `application/problem+json` (RFC 9457)."""

from __future__ import annotations

import logging
import uuid
from http import HTTPStatus
from typing import Any

import msgspec
from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException

from casework.case import Case
from casework.refusal import Refusal, RefusalCode

LOG = logging.getLogger("central.api")
PROBLEM = "application/problem+json"
_ENCODER = msgspec.json.Encoder()

#: The one table from a refusal to its status.
STATUS: dict[RefusalCode, int] = {
    RefusalCode.NOT_FOUND: 404,
    RefusalCode.NOTHING_TO_TAKE: 404,
    RefusalCode.VERSION: 412,
    RefusalCode.HELD: 409,
    RefusalCode.NOT_HELD: 409,
    RefusalCode.LEASE_EXPIRED: 409,
    RefusalCode.TRANSITION: 409,
    RefusalCode.UNIT_BUSY: 409,
    RefusalCode.UNIT_NOT_ASSIGNED: 409,
    RefusalCode.UNIT_ALREADY: 409,
    RefusalCode.SAME_DEPARTMENT: 409,
    RefusalCode.SHORT_CLOSING: 409,
    RefusalCode.NO_REQUEST: 409,
    RefusalCode.REQUEST_PENDING: 409,
    RefusalCode.TOP_LEVEL: 409,
    RefusalCode.CANNOT_MERGE: 409,
    RefusalCode.CANNOT_PART: 409,
    RefusalCode.SETTLED: 409,
    RefusalCode.ALERT_TAKEN: 409,
    RefusalCode.VIEW_NAME: 409,
    RefusalCode.TOO_MANY: 409,
    RefusalCode.NOT_YOURS: 403,
    RefusalCode.COLLEAGUE: 422,
    RefusalCode.IN_PARTS: 422,
    RefusalCode.LEVEL: 403,
    RefusalCode.POST: 403,
    RefusalCode.OWN_REQUEST: 403,
    RefusalCode.SCOPE: 403,
    RefusalCode.READ_ONLY: 403,
    RefusalCode.REASON: 422,
    RefusalCode.CATEGORY: 422,
    RefusalCode.AREA: 422,
    RefusalCode.COMPONENT: 422,
    RefusalCode.DEPARTMENT: 422,
    RefusalCode.UNIT: 422,
    RefusalCode.FUTURE: 422,
    RefusalCode.PLACE: 422,
}


class Problem(msgspec.Struct, frozen=True):
    """The body of a no. `type` names the kind of problem and needs no look-up."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    verb: str = ""
    state: str = ""
    target: str = ""
    holder: str = ""
    allowed: tuple[str, ...] = ()
    params: dict[str, str] = {}
    current: Case | None = None


class ProblemError(Exception):
    """Raised by a route or a guard that cannot go on."""

    def __init__(
        self, status: int, code: str, detail: str, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail, self.headers = status, code, detail, headers


def problem(
    status: int, code: str, detail: str, headers: dict[str, str] | None = None, **more: Any
) -> Response[bytes]:
    """A problem as a response."""
    title = code.replace("-", " ").capitalize()
    body = Problem(f"urn:zhiwang:problem:{code}", title, status, detail, code, **more)
    return Response(
        _ENCODER.encode(body), status_code=status, media_type=PROBLEM, headers=headers or {}
    )


def refused(refusal: Refusal, *, stale: bool) -> Response[bytes]:
    """A refusal of the domain; whoever looked at an old version is told so by 412."""
    status = STATUS[refusal.code]
    if refusal.code is RefusalCode.HELD and stale:
        status = 412
    return problem(
        status,
        refusal.code,
        refusal.detail,
        verb=refusal.verb,
        state=refusal.state,
        target=refusal.target,
        holder=refusal.holder,
        allowed=refusal.allowed,
        params=refusal.params,
        current=refusal.current,
    )


def broken(incident: str) -> Response[bytes]:
    """Something that should not happen: the log has the rest under the same id."""
    detail = f"central failed on this request; its log has more under {incident}"
    return problem(500, "internal-error", detail, params={"request_id": incident})


def unavailable() -> Response[bytes]:
    """The database is away; it is looked for again with every request."""
    detail = (
        "central's database does not answer; nothing is lost: send the same request with the same "
        "key again in a moment"
    )
    return problem(503, "database-unavailable", detail, {"Retry-After": "1"})


def on_unavailable(_request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    LOG.warning("the database does not answer: %s", error)
    return unavailable()


def on_problem(_request: Request[Any, Any, Any], error: ProblemError) -> Response[bytes]:
    return problem(error.status, error.code, error.detail, error.headers)


def on_http(_request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    """What the framework itself refuses: unknown routes, wrong methods, bodies too large."""
    status = HTTPStatus(error.status_code)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return on_error(_request, error)
    code = {400: "bad-request", 404: "no-such-route", 413: "body-too-large"}.get(
        status, status.phrase.lower().replace(" ", "-")
    )
    return problem(status, code, str(error.detail or status.phrase), dict(error.headers or {}))


def on_error(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Anything unforeseen: 500 with an id under which the log has the traceback."""
    return failed(error, request.method, request.url.path)


def failed(error: Exception, method: str, path: str) -> Response[bytes]:
    """500, and the traceback in the log under its id."""
    incident = uuid.uuid4().hex
    extra = {"incident": incident, "method": method, "path": path}
    LOG.error("request failed", exc_info=error, extra=extra)
    return broken(incident)


def json_response(
    body: bytes, status: int = 200, headers: dict[str, str] | None = None
) -> Response[bytes]:
    """Bytes that are JSON already."""
    return Response(body, status_code=status, media_type=MediaType.JSON, headers=headers or {})
