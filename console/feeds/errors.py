"""Everything that can go wrong on the line, as one drawn tree.

    LinkError                 trouble        what the reader is told
    ├── Unreachable           UNREACHABLE    nobody listens there, or the name does not resolve
    ├── TimedOut              TIMEOUT        it listens and says nothing
    ├── Cut                   CUT            the connection broke off half way
    ├── BadAddress            BAD_ADDRESS    the address itself is nonsense: trying again is useless
    ├── NotCentral            NOT_CENTRAL    something answers, but not central
    ├── Untrusted             UNTRUSTED      its certificate proves nothing to us
    ├── Unauthorised          UNAUTHORISED   it answers, but not to this token
    └── ServerError           SERVER_ERROR   central itself is in trouble

`translate` maps every exception of `requests`, `urllib3` and the socket below into this tree.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, ClassVar

import msgspec

from casework.columnar import ColumnarError, TruncatedError
from console.feeds.port import Trouble
from console.feeds.sse import SseOverflowError

if TYPE_CHECKING:
    from ssl import SSLCertVerificationError


class LinkError(Exception):
    """Base of the tree. `detail` is plain text for the log and the tooltip.

    `refused`: somebody did answer; it is no use waiting for the wire to heal.
    """

    trouble: ClassVar[Trouble] = Trouble.CUT
    refused: ClassVar[bool] = False

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class Unreachable(LinkError):  # noqa: N818 - the tree's words, as in the interface
    trouble = Trouble.UNREACHABLE


class TimedOut(LinkError):  # noqa: N818
    trouble = Trouble.TIMEOUT


class Cut(LinkError):  # noqa: N818
    trouble = Trouble.CUT


class BadAddress(LinkError):  # noqa: N818
    trouble = Trouble.BAD_ADDRESS
    refused = True


class NotCentral(LinkError):  # noqa: N818
    trouble = Trouble.NOT_CENTRAL
    refused = True


class Untrusted(LinkError):  # noqa: N818
    trouble = Trouble.UNTRUSTED
    refused = True


class Unauthorised(LinkError):  # noqa: N818
    trouble = Trouble.UNAUTHORISED
    refused = True


class ServerError(LinkError):
    trouble = Trouble.SERVER_ERROR


_Row = tuple[type[BaseException], type[LinkError]]


@cache
def _table() -> tuple[_Row, ...]:
    """First match wins: a subclass stands above its base.

    `requests` hides the cause of a ConnectionError inside, so the bottom of the chain is asked
    first (see `translate`).
    """
    # Not at the top: no window waits for the libraries of the line before it shows its queue.
    import ssl

    return (
        (ssl.SSLCertVerificationError, Untrusted),
        *_of_urllib3(),
        *_of_requests(),
        (UnicodeError, BadAddress),
        (msgspec.MsgspecError, NotCentral),
        (TruncatedError, Cut),
        (ColumnarError, NotCentral),
        (TimeoutError, TimedOut),
        (ConnectionRefusedError, Unreachable),
        (OSError, Cut),
        (SseOverflowError, NotCentral),
    )


def _of_urllib3() -> tuple[_Row, ...]:
    import urllib3.exceptions as u3

    return (
        (u3.NewConnectionError, Unreachable),
        (u3.LocationValueError, BadAddress),
        (u3.ProxyError, Unreachable),
        (u3.TimeoutError, TimedOut),
        (u3.PoolError, Cut),
        (u3.SSLError, NotCentral),
        (u3.DecodeError, NotCentral),
        (u3.HeaderParsingError, NotCentral),
        (u3.ResponseError, NotCentral),
        (u3.HTTPError, Cut),
    )


def _of_requests() -> tuple[_Row, ...]:
    import requests.exceptions as rq

    return (
        (rq.MissingSchema, BadAddress),
        (rq.InvalidSchema, BadAddress),
        (rq.InvalidURL, BadAddress),
        (rq.URLRequired, BadAddress),
        (rq.InvalidHeader, Unauthorised),  # the token is the only header that a person types
        (rq.ProxyError, Unreachable),
        (rq.SSLError, NotCentral),
        (rq.Timeout, TimedOut),
        (rq.InvalidJSONError, NotCentral),
        (rq.ContentDecodingError, NotCentral),
        (rq.TooManyRedirects, NotCentral),
        (rq.HTTPError, ServerError),
        (rq.RequestException, Cut),
    )


def translate(error: BaseException) -> LinkError | None:
    """`error` in the words of the tree, or None when it is not about the line at all."""
    if isinstance(error, LinkError):
        return error
    for link in _chain(error):
        for known, ours in _table():
            if isinstance(link, known):
                return ours(f"{type(link).__name__}: {link}")
    return None


def certificate_fault(error: BaseException | None) -> SSLCertVerificationError | None:
    """What was wrong with the certificate, where that is what `error` comes from."""
    import ssl

    while error is not None:
        for link in _chain(error):
            if isinstance(link, ssl.SSLCertVerificationError):
                return link
        error = error.__cause__
    return None


def _chain(error: BaseException) -> list[BaseException]:
    """The errors wrapped in `error`, innermost first; only what the line's libraries raise."""
    found = [error]
    while len(found) < 8:
        inner = _inside(found[-1])
        if inner is None or inner in found:
            break
        found.append(inner)
    return found[::-1]


def _inside(error: BaseException) -> BaseException | None:
    import ssl

    import requests.exceptions as rq
    import urllib3.exceptions as u3

    if isinstance(error, u3.MaxRetryError):
        return error.reason
    if isinstance(error, u3.SSLError) and error.args:
        cause = error.args[0]
        return cause if isinstance(cause, ssl.SSLCertVerificationError) else None
    if isinstance(error, rq.ConnectionError | rq.ChunkedEncodingError) and error.args:
        inner = error.args[0]
        return inner if isinstance(inner, u3.HTTPError) else None
    return None
