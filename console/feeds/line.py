"""One telephone line to central: an HTTP session that another thread can hang up.

`requests` cannot be interrupted while it waits for an answer; here the sockets are noted when they
are opened, and `hang_up` shuts them, so that a window closes at once and not after a read timeout.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import Any, Protocol
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from console.feeds.answer import Address, check_address, checked, place_of
from console.feeds.errors import LinkError, Unauthorised, translate
from console.feeds.key import Key, Token, key_of

CONNECT_S = 3.0
#: A whole city comes in one answer; central may need a while to write it.
ANSWER_S = 15.0


class Readable(Protocol):
    """A body of a known length that is read as it is sent."""

    def __len__(self) -> int: ...

    def read(self, size: int = -1) -> bytes: ...


class Line:
    """Requests to one central under one token. Used by one thread, hung up by any."""

    def __init__(self, url: Address, token: Token) -> None:
        """
        Raises:
            BadAddress: `url` is not http(s)://host[:port][/path].
        """
        self.base = check_address(place_of(url))
        self._sockets: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._hung_up = False
        self._http = requests.Session()
        # A stray netrc entry would silently replace the token, hence an auth object, not a header.
        self._key = key_of(token)
        self._http.auth = _Bearer(self._key)
        adapter = _Tapped(self._opened)
        self._http.mount("http://", adapter)
        self._http.mount("https://", adapter)

    @property
    def near(self) -> bool:
        """Whether central is on this machine."""
        host = urlsplit(self.base).hostname or ""
        return host in ("localhost", "::1") or host.startswith("127.")

    def ask(
        self,
        method: str,
        path: str,
        *,
        body: bytes | Readable | None = None,
        headers: dict[str, str] | None = None,
        read_s: float = ANSWER_S,
        stream: bool = False,
    ) -> requests.Response:
        """The answer, whatever its status.

        Args:
            body: bytes, or what is read as it is sent; JSON unless `headers` say otherwise.
            read_s: longest silence, in seconds, while waiting.
            stream: leave the body unread.

        Raises:
            LinkError: there was no answer.
        """
        sent = dict(headers or {})
        if body is not None:
            sent.setdefault("Content-Type", "application/json")
        try:
            return self._http.request(
                method,
                self.base + path,
                data=body,
                headers=sent,
                timeout=(CONNECT_S, read_s),
                stream=stream,
                # Following one would show a login page as central; it is better told.
                allow_redirects=False,
                # Said with every request, or a variable of the environment would come before it.
                verify=self._key.ca_file or True,
            )
        except Exception as error:
            raise _as_link_error(error) from error

    def get(self, path: str) -> bytes:
        """The JSON body of a successful GET.

        Raises:
            LinkError: no answer, or one that is not 200 with JSON.
        """
        return checked(self.ask("GET", path)).content

    def hang_up(self) -> None:
        """Cut every connection, from any thread; whoever waits gets a LinkError. Final."""
        with self._lock:
            self._hung_up = True
            sockets, self._sockets = self._sockets, set()
        for sock in sockets:
            _shut(sock)

    def close(self) -> None:
        """Give the connections back. Called by the thread that used the line; final."""
        self._http.close()
        # urllib3 closes when nobody refers to an answer any more; a traceback does so for long.
        self.hang_up()

    def _opened(self, sock: socket.socket) -> None:
        with self._lock:
            self._sockets = {s for s in self._sockets if s.fileno() >= 0}
            self._sockets.add(sock)
            late = self._hung_up
        if late:
            _shut(sock)


def _as_link_error(error: Exception) -> LinkError:
    known = translate(error)
    if known is None:
        raise error
    return known


def _shut(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):  # the other side may have been faster
        sock.shutdown(socket.SHUT_RDWR)


class _Bearer(AuthBase):
    def __init__(self, key: Key) -> None:
        self._key = key

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        token = self._key.token
        if not token:
            return request
        try:
            token.encode("latin-1")
        except UnicodeEncodeError as error:
            raise Unauthorised("the token holds characters no token has") from error
        if any(c in token for c in "\r\n"):
            raise Unauthorised("the token holds a line break")
        request.headers["Authorization"] = f"Bearer {token}"
        return request


class _Tapped(HTTPAdapter):
    """An adapter whose connections report their socket to `opened` as soon as they have one."""

    def __init__(self, opened: Any) -> None:
        self._notify = opened
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        notify = self._notify

        class Plain(HTTPConnection):
            def connect(self) -> None:
                super().connect()
                notify(self.sock)

        class Secure(HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                notify(self.sock)

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class SecurePool(HTTPSConnectionPool):
            ConnectionCls = Secure

        self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
