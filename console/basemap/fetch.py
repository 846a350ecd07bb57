"""One tile from a server: checked addresses, few at a time, limits on all, rests after failures."""

from __future__ import annotations

import http.cookiejar
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import requests
import urllib3.exceptions

from console.basemap.caching import freshness
from console.basemap.gate import Gate, Pinned, Refused

AGENT = "zhiwang-console/0.1 (map tiles)"
AT_ONCE = 4  # requests to one host
MOST_BYTES = 4 << 20
PICTURES = "image/webp,image/png,image/jpeg"
_REDIRECTS, _SESSIONS = 3, 24
_FIRST_REST_S, _LONGEST_REST_S = 2.0, 300.0


@dataclass(frozen=True)
class Limits:
    """Seconds: to connect, without a byte, until the head is there, and for the whole answer."""

    connect: float = 5.0
    silence: float = 10.0
    head: float = 15.0
    whole: float = 25.0


@dataclass(frozen=True)
class Answer:
    """`body` is None for "not modified". `age_s`: how long it may be used; None: do not keep it."""

    body: bytes | None
    age_s: float | None
    etag: str = ""
    modified: str = ""


class Absent(Exception):  # noqa: N818
    """The server has no such tile."""


class Failing(Exception):  # noqa: N818
    """The server is in trouble or unreachable. `rest_s`: how long it will not be asked again.

    `resting`: it was not even asked, because it failed a moment ago.
    """

    def __init__(self, code: str, detail: str, rest_s: float, resting: bool = False) -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail, self.rest_s, self.resting = code, detail, rest_s, resting


@dataclass(frozen=True)
class _Rest:
    failures: int  # in a row
    until: float
    code: str
    detail: str


class Hosts:
    """What all fetchers of this process share: how many ask a host, and how it has been doing."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._doors: dict[str, threading.BoundedSemaphore] = {}
        self._rests: dict[str, _Rest] = {}

    @contextmanager
    def visit(self, host: str) -> Iterator[None]:
        """Wait for a turn. Raises Failing while the host is left alone."""
        with self._lock:
            door = self._doors.setdefault(host, threading.BoundedSemaphore(AT_ONCE))
        with door:
            rest = self._rests.get(host)
            if rest is not None and self._now() < rest.until:
                raise Failing(rest.code, rest.detail, rest.until - self._now(), resting=True)
            yield

    def failed(self, host: str, code: str, why: str, asked_s: float = 0.0) -> Failing:
        """Leave it alone for a while, longer each time; returns what to raise."""
        detail = f"{host}: {why}"
        with self._lock:
            last = self._rests.get(host)
            if last is not None and self._now() < last.until:  # another of the same burst
                return Failing(code, detail, last.until - self._now())
            count = last.failures if last is not None else 0
            rest = min(_LONGEST_REST_S, max(asked_s, _FIRST_REST_S * 2.0**count))
            self._rests[host] = _Rest(min(count + 1, 20), self._now() + rest, code, detail)
            return Failing(code, detail, rest)

    def answered(self, host: str) -> None:
        with self._lock:
            self._rests.pop(host, None)


class Fetcher:
    """Gets bytes for one source."""

    def __init__(self, gate: Gate, hosts: Hosts, limits: Limits | None = None) -> None:
        self._gate, self._hosts = gate, hosts
        self._limits = limits or Limits()
        self._lock = threading.Lock()
        self._sessions: OrderedDict[tuple[str, str], requests.Session] = OrderedDict()

    def get(self, url: str, etag: str = "", modified: str = "", accept: str = PICTURES) -> Answer:
        """What is at `url`, a tile as a rule, unless it is as it was.

        Raises:
            Absent: there is none.
            Failing: the server fails, is slow, or is being left alone.
            Refused: it, or where it sends us, must not be asked, or it refuses us.
        """
        headers = {"Accept": accept, "Accept-Encoding": "identity"}
        headers |= {"User-Agent": AGENT}
        headers |= {"If-None-Match": etag} if etag else {}
        headers |= {"If-Modified-Since": modified} if modified and not etag else {}
        for _ in range(_REDIRECTS + 1):
            host = urlsplit(url).netloc.lower()
            with self._hosts.visit(host):
                answer = self._ask(url, host, headers)
            if isinstance(answer, Answer):
                return answer
            url = _onward(url, answer)
        raise Refused("redirects", urlsplit(url).netloc)

    def close(self) -> None:
        with self._lock:
            sessions, self._sessions = self._sessions, OrderedDict()
        for session in sessions.values():
            session.close()

    def _ask(self, url: str, host: str, headers: dict[str, str]) -> Answer | str:
        """An answer, or where to ask instead."""
        began = time.monotonic()
        try:
            session = self._session(url, self._gate.checked(url))
            wait = (self._limits.connect, self._limits.silence)
            with session.get(
                url, headers=headers | {"Host": host}, timeout=wait, stream=True,
                allow_redirects=False,
            ) as response:  # fmt: skip
                answer = self._judged(response, host, began)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise self._hosts.failed(host, "server-down", type(error).__name__) from error
        self._hosts.answered(host)
        return answer

    def _judged(self, response: requests.Response, host: str, began: float) -> Answer | str:
        status = response.status_code
        if status in (404, 410, 204):
            self._hosts.answered(host)
            raise Absent
        if status in (301, 302, 303, 307, 308):
            return response.headers.get("Location", "")
        if status == 429 or status >= 500:
            asked = _seconds(response.headers.get("Retry-After", ""))
            raise self._hosts.failed(host, "server-error", str(status), asked)
        if status not in (200, 304):
            raise Refused("server-refuses", f"{host}: {status}")
        told = response.headers
        body = None if status == 304 else self._body(response, host, began)
        return Answer(body, freshness(told), told.get("ETag", ""), told.get("Last-Modified", ""))

    def _body(self, response: requests.Response, host: str, began: float) -> bytes:
        length = response.headers.get("Content-Length", "")
        if response.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise Refused("tile-encoded", f"{host}: {response.headers['Content-Encoding']}")
        if length.isdigit() and int(length) > MOST_BYTES:
            raise Refused("tile-bytes", f"{host}: {length}")
        body = bytearray()
        while piece := response.raw.read1(65_536):
            body += piece
            if len(body) > MOST_BYTES:
                raise Refused("tile-bytes", f"{host}: > {MOST_BYTES}")
            if time.monotonic() - began > self._limits.whole:
                raise self._hosts.failed(host, "server-slow", f"{len(body)} bytes")
        if length.isdigit() and len(body) != int(length):
            raise self._hosts.failed(host, "tile-cut", f"{len(body)} / {length}")
        return bytes(body)

    def _session(self, url: str, address: str) -> requests.Session:
        key = (urlsplit(url).netloc.lower(), address)
        with self._lock:
            session = self._sessions.get(key)
            if session is None:
                session = self._sessions[key] = _session(address, self._limits)
                if len(self._sessions) > _SESSIONS:
                    self._sessions.popitem(last=False)
            self._sessions.move_to_end(key)
            return session


def _session(address: str, limits: Limits) -> requests.Session:
    session = requests.Session()
    # No proxy and no netrc: what was checked is what is asked.
    session.trust_env = False
    session.cookies.set_policy(http.cookiejar.DefaultCookiePolicy(allowed_domains=[]))
    for scheme in ("http://", "https://"):
        session.mount(scheme, Pinned(address, limits.head))
    return session


def _onward(url: str, location: str) -> str:
    to = urljoin(url, location)
    if not location or (url.startswith("https:") and not to.startswith("https:")):
        raise Refused("redirects", f"{urlsplit(url).netloc} → {urlsplit(to).scheme}")
    return to


def _seconds(text: str) -> float:
    return float(text) if text.isdigit() and len(text) < 6 else 0.0
