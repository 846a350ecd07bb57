"""Central's reply to an order, read: a yes with its events, a no with its reasons, or neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from casework.case import Case
from casework.refusal import Refusal
from console.feeds.answer import content_type
from console.feeds.errors import NotCentral, ServerError, Unauthorised
from console.feeds.port import Trouble
from console.outbox.port import Outcome

if TYPE_CHECKING:
    from requests import Response

    from console.feeds.line import Line

#: Said by central, or by the proxy in front of it, when trying again makes sense.
_AGAIN = frozenset({408, 425, 429, 502, 503, 504})

#: An earlier attempt with this key is still under way: no conflict of the domain.
_UNDER_WAY = "idempotency-key-busy"


class _Seq(msgspec.Struct):
    seq: int


class _Accepted(msgspec.Struct):
    envelopes: list[_Seq]
    case: Case | None = None  # a handover is about none


class _Problem(msgspec.Struct):
    code: str = ""
    title: str = ""
    detail: str = ""


class _Health(msgspec.Struct):
    log_id: str


_HEALTH = msgspec.json.Decoder(_Health)
_ACCEPTED = msgspec.json.Decoder(_Accepted)
_PROBLEM = msgspec.json.Decoder(_Problem)
_REFUSAL = msgspec.json.Decoder(Refusal)


def outcome_of(response: Response, command_id: str, case_id: int, verb: str) -> Outcome:
    """The outcome `response` stands for.

    Raises:
        ServerError: nobody has decided yet; the same order may be tried again.
        Unauthorised, NotCentral: it is no use trying again.
        msgspec.MsgspecError: it looks like central's reply and does not read like one.
    """
    status, kind = response.status_code, content_type(response)
    told = f"{status} {response.reason} {kind}".rstrip()
    if status in (200, 201) and kind == "application/json":
        yes = _ACCEPTED.decode(response.content)
        seqs = tuple(e.seq for e in yes.envelopes)
        about = yes.case.case_id if yes.case else case_id
        return Outcome(command_id, about, verb, case=yes.case, seqs=seqs)
    if status in _AGAIN:
        raise ServerError(told)
    if status == 401:
        raise Unauthorised(told)
    if kind == "application/problem+json":
        return _no(response, command_id, case_id, verb)
    if status >= 500:
        return Outcome(command_id, case_id, verb, trouble=Trouble.SERVER_ERROR, detail=told)
    raise NotCentral(told)


def log_of(line: Line) -> str:
    """Which log central keeps: numbers of cases mean something only within one.

    Raises:
        LinkError: no answer. msgspec.MsgspecError: it is not central's.
    """
    return _HEALTH.decode(line.get("/healthz")).log_id


def _no(response: Response, command_id: str, case_id: int, verb: str) -> Outcome:
    problem = _PROBLEM.decode(response.content)
    detail = problem.detail or problem.title or str(response.status_code)
    if response.status_code == 507:
        return Outcome(command_id, case_id, verb, trouble=Trouble.FULL_DISK, detail=detail)
    if response.status_code >= 500:
        return Outcome(command_id, case_id, verb, trouble=Trouble.SERVER_ERROR, detail=detail)
    try:
        refusal = _REFUSAL.decode(response.content)
    except msgspec.ValidationError as error:
        if problem.code == _UNDER_WAY:
            raise ServerError(f"{problem.code}: {detail}") from error
        if not problem.code:
            raise NotCentral(detail) from error
        trouble, code = Trouble.PROBLEM, problem.code
        return Outcome(command_id, case_id, verb, trouble=trouble, detail=detail, problem=code)
    return Outcome(command_id, case_id, verb, refusal=refusal, detail=detail)
