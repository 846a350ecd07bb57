"""What an address must look like, and what an answer of central looks like.

Apart from the line itself, because these are asked for while the window is still being made, and
importing `requests` takes longer than painting the first queue.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from console.feeds.errors import BadAddress, NotCentral, ServerError, Unauthorised

if TYPE_CHECKING:
    from requests import Response

JSON = "application/json"
_HIGHEST_PORT = 65_535
#: Where central is; asked for on a worker's thread where it is not known yet. "" is nowhere.
Address = str | Callable[[], str]


def place_of(address: Address) -> str:
    """The address as text; waits until it is known."""
    return address if isinstance(address, str) else address()


def check_address(url: str) -> str:
    """`url` without its trailing slash.

    Raises:
        BadAddress: it is not http(s)://host[:port][/path].
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise BadAddress(f"{url!r}: {error}") from error
    if parts.scheme not in ("http", "https"):
        raise BadAddress(f"{url!r} does not begin with http:// or https://")
    if not parts.hostname:
        raise BadAddress(f"{url!r} names no host")
    if port is not None and not 0 < port <= _HIGHEST_PORT:
        raise BadAddress(f"{url!r}: there is no port {port}")
    if parts.query or parts.fragment or any(c.isspace() for c in url.strip()):
        raise BadAddress(f"{url!r} is more than an address")
    return url.strip().rstrip("/")


def checked(response: Response, *kinds: str) -> Response:
    """`response` when it is a success of one of these content types; of JSON where none is named.

    Raises:
        Unauthorised: 401 or 403.
        ServerError: 5xx, 408 or 429.
        NotCentral: anything else.
    """
    status, found = response.status_code, content_type(response)
    told = f"{response.request.method} {response.url}: {status} {response.reason} {found}".rstrip()
    if status == HTTPStatus.OK and found in (kinds or (JSON,)):
        return response
    response.close()
    if status in (401, 403):
        raise Unauthorised(told)
    if status >= 500 or status in (408, 429):
        raise ServerError(told)
    if response.is_redirect:
        told += f" redirects to {response.headers.get('location', '')}"
    raise NotCentral(told)


def content_type(response: Response) -> str:
    """The bare media type, lower case, "" where none is given."""
    return response.headers.get("content-type", "").partition(";")[0].strip().lower()
