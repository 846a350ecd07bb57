"""Commands: reports, one route per verb on a case, and "take next"."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response, post

from casework import commands as cm
from central.api.idempotency import carry_out, checked_version, decoded, key_of
from central.api.problems import ProblemError
from central.jobs import OnCase, Report, TakeNext

_REPORT = msgspec.json.Decoder(cm.ReportCase)
#: Verbs of the API; `expire` is the office's own, and `attach` comes with a file (attachments).
BODIES: dict[str, type[cm.Command]] = {
    str(shape.__struct_config__.tag): shape
    for shape in cm.CaseCommand.__args__
    if shape not in (cm.ExpireLease, cm.AttachFile)
}
_DECODERS = {verb: msgspec.json.Decoder(shape) for verb, shape in BODIES.items()}
EARLIEST_YEAR = 2000


class Empty(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`{}`"""


_EMPTY = msgspec.json.Decoder(Empty)


def report_of(body: bytes) -> Report:
    """A report in a body.

    Raises:
        ProblemError: 422, it is none.
    """
    command = decoded(body, _REPORT)
    if command.reported_at is not None and not EARLIEST_YEAR <= command.reported_at.year < 9999:
        detail = f"reported_at {command.reported_at.isoformat()} is not a time of this century"
        raise ProblemError(422, "invalid-body", detail)
    return Report(command)


def on_case_of(case_id: int, verb: str, if_match: str | None, body: bytes) -> OnCase:
    """A command on a case, by the header If-Match and a body.

    Raises:
        ProblemError: there is no such verb, no version, or the body does not fit.
    """
    decoder = _decoder_of(verb)
    version = checked_version(if_match)
    return OnCase(case_id, version, decoded(body, decoder))  # type: ignore[arg-type]


def next_of(body: bytes) -> TakeNext:
    """The wish for the most urgent case.

    Raises:
        ProblemError: 422, the body says more than that.
    """
    decoded(body, _EMPTY)
    return TakeNext()


@post("/v1/cases")
async def report_case(request: Request[Any, Any, Any]) -> Response[bytes]:
    key = key_of(request)
    return await carry_out(request, key, report_of(await request.body()))


@post("/v1/cases/{case_id:int}/{verb:str}")
async def on_case(request: Request[Any, Any, Any]) -> Response[bytes]:
    case_id, verb = request.path_params["case_id"], request.path_params["verb"]
    _decoder_of(verb)
    key, if_match = key_of(request), request.headers.get("if-match")
    checked_version(if_match)
    work = on_case_of(case_id, verb, if_match, await request.body())
    return await carry_out(request, key, work)


@post("/v1/next")
async def take_next(request: Request[Any, Any, Any]) -> Response[bytes]:
    key = key_of(request)
    return await carry_out(request, key, next_of(await request.body()))


def _decoder_of(verb: str) -> msgspec.json.Decoder[cm.Command]:
    decoder = _DECODERS.get(verb)
    if decoder is None:
        detail = f"there is no verb {verb[:40]!r}; verbs: {', '.join(BODIES)}"
        raise ProblemError(404, "no-such-route", detail)
    return decoder
