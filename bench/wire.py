"""A real HTTP/1.1 client that costs little: on two cores the client must not be what is measured.

Requests go over TCP with keep-alive, one at a time on a connection, and every answer is read whole.
"""

from __future__ import annotations

import asyncio
import sys
import uuid
from collections.abc import Coroutine
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")
_END = b"\r\n\r\n"


def run(work: Coroutine[Any, Any, T]) -> T:
    """`asyncio.run` on the loop that central itself uses where there is one."""
    if sys.platform == "win32":
        return asyncio.run(work)
    import uvloop

    return uvloop.run(work)


class Wire(asyncio.Protocol):
    """One connection to central."""

    def __init__(self, url: str, token: str) -> None:
        place = urlsplit(url)
        self._host, self._port = place.hostname or "", place.port or 0
        self._head = (
            f"Host: {place.netloc}\r\nAuthorization: Bearer {token}\r\n"
            "Content-Type: application/json\r\n"
        )
        self._got = b""
        self._answer: asyncio.Future[bytes] | None = None

    async def __aenter__(self) -> Self:
        loop = self._loop = asyncio.get_running_loop()
        self._out, _ = await loop.create_connection(lambda: self, self._host, self._port)
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._out.close()

    def data_received(self, data: bytes) -> None:
        """Some of an answer, or all of it."""
        self._got += data
        head, end, rest = self._got.partition(_END)
        if not end or self._answer is None:
            return
        _, _, length = head.lower().partition(b"\r\ncontent-length:")
        if len(rest) >= int(length.partition(b"\r\n")[0]):
            self._answer.set_result(self._got)
            self._got = b""

    def connection_lost(self, exc: Exception | None) -> None:
        """Whoever waits is told."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(exc or ConnectionError("central closed the connection"))

    async def write(self, path: str, body: bytes, version: int = 0) -> bytes:
        """POST with a new idempotency key; the body of the answer.

        Raises:
            RuntimeError: central has not done it.
        """
        match = f'If-Match: "{version}"\r\n' if version else ""
        head = (
            f"POST {path} HTTP/1.1\r\n{self._head}{match}"
            f"Idempotency-Key: {uuid.uuid4()}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self._answer = self._loop.create_future()
        self._out.write(head.encode() + body)
        answer, _, content = (await self._answer).partition(_END)
        if not answer.lower().startswith((b"http/1.1 200 ", b"http/1.1 201 ")):
            raise RuntimeError(f"{path}: {answer[:40]!r} {content[:300]!r}")
        return content
