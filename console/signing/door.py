"""Through central's door and out again. Every call waits for central: not for the GUI thread."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

import msgspec

from casework.actor import Actor
from casework.instant import Instant
from console.feeds.answer import content_type
from console.feeds.errors import (
    BadAddress,
    LinkError,
    NotCentral,
    ServerError,
    Untrusted,
    certificate_fault,
)
from console.feeds.key import Key
from console.signing.port import Ask, Fault, Signed, SignError

if TYPE_CHECKING:
    from requests import Response

    from console.feeds.line import Line

_ANSWER_S = 20.0
_ROUTE = "/v1/session"
#: One-time codes live for thirty seconds; with clocks further apart they may never fit.
_APART_S = 30.0
#: OpenSSL's numbers for what is wrong with a certificate.
_NOT_YET, _EXPIRED, _OTHER_NAME, _OTHER_ADDRESS = 9, 10, 62, 64
_CERTIFICATE = {
    _NOT_YET: Fault.CERTIFICATE_TIME,
    _EXPIRED: Fault.CERTIFICATE_TIME,
    _OTHER_NAME: Fault.OTHER_NAME,
    _OTHER_ADDRESS: Fault.OTHER_NAME,
}


class _SignedIn(msgspec.Struct):
    token: str
    expires_at: Instant
    actor: Actor


class _Problem(msgspec.Struct):
    code: str = ""
    detail: str = ""


_YES = msgspec.json.Decoder(_SignedIn)
_NO = msgspec.json.Decoder(_Problem)


def utc_now() -> datetime:
    return datetime.now(UTC)


def sign_in(ask: Ask, now: Callable[[], datetime] = utc_now) -> Signed:
    """A session for whoever knows the password.

    Args:
        now: this machine's UTC; only compared with central's where a one-time code was refused.

    Raises:
        SignError: nobody was let in.
    """
    body = {"actor_id": ask.user, "password": ask.password, "totp": ask.totp}
    line = _line(ask.profile.url, Key("", ask.profile.ca_file))
    try:
        answer = _asked(line, "POST", msgspec.json.encode(body))
        if answer.status_code != HTTPStatus.CREATED:
            raise _refusal(answer, bool(ask.totp), now())
        got = _read(answer)
    finally:
        line.close()
    return Signed(
        ask.profile, got.actor.actor_id, got.actor.name, got.token, got.expires_at,
        with_code=bool(ask.totp),
    )  # fmt: skip


def sign_out(url: str, key: Key) -> None:
    """End the session of `key` at central; one that is over already is as good.

    Raises:
        SignError: central could not be told: the session goes on until its end.
    """
    line = _line(url, key)
    try:
        answer = _asked(line, "DELETE")
    finally:
        line.close()
    if answer.status_code not in (HTTPStatus.NO_CONTENT, HTTPStatus.UNAUTHORIZED):
        raise _refusal(answer, False, utc_now())


def _line(url: str, key: Key) -> Line:
    from console.feeds.line import Line  # brings `requests`: not before somebody signs in

    if key.ca_file:
        try:
            ssl.create_default_context(cafile=key.ca_file)
        except OSError as error:
            raise SignError(Fault.CA_FILE, f"{key.ca_file}: {error}") from error
    try:
        return Line(url, key)
    except BadAddress as error:
        raise SignError(Fault.ADDRESS, error.detail) from error


def _asked(line: Line, method: str, body: bytes | None = None) -> Response:
    try:
        return line.ask(method, _ROUTE, body=body, read_s=_ANSWER_S)
    except LinkError as error:
        raise SignError(_fault(error), error.detail) from error


def _fault(error: LinkError) -> Fault:
    if isinstance(error, Untrusted):
        wrong = certificate_fault(error)
        return _CERTIFICATE.get(wrong.verify_code if wrong else 0, Fault.UNTRUSTED)
    if isinstance(error, BadAddress):
        return Fault.ADDRESS
    if isinstance(error, NotCentral):
        return Fault.NOT_CENTRAL
    return Fault.SERVER if isinstance(error, ServerError) else Fault.AWAY


def _read(answer: Response) -> _SignedIn:
    try:
        return _YES.decode(answer.content)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise SignError(Fault.NOT_CENTRAL, str(error)) from error


def _refusal(answer: Response, with_code: bool, now: datetime) -> SignError:
    status = answer.status_code
    told = f"{answer.url}: {status} {answer.reason}"
    if content_type(answer) != "application/problem+json":
        return SignError(Fault.SERVER if status >= 500 else Fault.NOT_CENTRAL, told)
    try:
        no = _NO.decode(answer.content)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return SignError(Fault.NOT_CENTRAL, told)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        fault = Fault.BUSY if no.code == "too-many-sign-ins" else Fault.THROTTLED
        return SignError(fault, no.detail, wait_s=_wait_s(answer))
    if status == HTTPStatus.UNAUTHORIZED:
        apart = _apart_s(answer, now)
        clock = with_code and apart > _APART_S
        return SignError(Fault.CLOCK if clock else Fault.WRONG, no.detail, apart_s=apart)
    if status >= 500:
        return SignError(Fault.SERVER, no.detail or told)
    # 400: what was typed is nothing that an operator or a password can be
    return SignError(Fault.WRONG if status == 400 else Fault.NOT_CENTRAL, no.detail or told)


def _wait_s(answer: Response) -> int:
    said = answer.headers.get("Retry-After", "")
    return max(1, int(said)) if said.isdecimal() else 1


def _apart_s(answer: Response, now: datetime) -> float:
    """Between central's clock and `now`; 0 where central does not say what time it has."""
    try:
        theirs = parsedate_to_datetime(answer.headers.get("Date", ""))
    except ValueError:
        return 0.0
    return abs((theirs.astimezone(UTC) - now).total_seconds())
