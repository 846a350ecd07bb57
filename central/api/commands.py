"""Commands: reports, one route per verb on a case, and "take next"."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response, post

from casework import commands as cm
from central.api.idempotency import body_of, carry_out, key_of, version_of
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


@post("/v1/cases")
async def report_case(request: Request[Any, Any, Any]) -> Response[bytes]:
    key = key_of(request)
    command = await body_of(request, _REPORT)
    if command.reported_at is not None and not EARLIEST_YEAR <= command.reported_at.year < 9999:
        detail = f"reported_at {command.reported_at.isoformat()} is not a time of this century"
        raise ProblemError(422, "invalid-body", detail)
    return await carry_out(request, key, Report(command))


@post("/v1/cases/{case_id:int}/{verb:str}")
async def on_case(request: Request[Any, Any, Any]) -> Response[bytes]:
    case_id, verb = request.path_params["case_id"], request.path_params["verb"]
    decoder = _DECODERS.get(verb)
    if decoder is None:
        detail = f"there is no verb {verb[:40]!r}; verbs: {', '.join(BODIES)}"
        raise ProblemError(404, "no-such-route", detail)
    key = key_of(request)
    version = version_of(request)
    command = await body_of(request, decoder)
    return await carry_out(request, key, OnCase(case_id, version, command))  # type: ignore[arg-type]


@post("/v1/next")
async def take_next(request: Request[Any, Any, Any]) -> Response[bytes]:
    key = key_of(request)
    await body_of(request, _EMPTY)
    return await carry_out(request, key, TakeNext())
