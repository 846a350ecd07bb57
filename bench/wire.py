"""A real HTTP/1.1 client that costs little: on two cores the client must not be what is measured.

Requests go over TCP with keep-alive, one at a time on a connection, and every answer is read whole.
"""

from __future__ import annotations

import asyncio
import uuid
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit


class Wire:
    """One connection to central."""

    def __init__(self, url: str, token: str) -> None:
        place = urlsplit(url)
        self._host, self._port = place.hostname or "", place.port or 0
        self._head = (
            f"Host: {place.netloc}\r\nAuthorization: Bearer {token}\r\n"
            "Content-Type: application/json\r\n"
        )

    async def __aenter__(self) -> Self:
        self._in, self._out = await asyncio.open_connection(self._host, self._port)
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._out.close()

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
        self._out.write(head.encode() + body)
        answer = (await self._in.readuntil(b"\r\n\r\n")).lower()
        _, _, rest = answer.partition(b"\r\ncontent-length:")
        content = await self._in.readexactly(int(rest.partition(b"\r\n")[0]))
        if not answer.startswith((b"http/1.1 200 ", b"http/1.1 201 ")):
            raise RuntimeError(f"{path}: {answer[:40]!r} {content[:300]!r}")
        return content
