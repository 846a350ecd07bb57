"""How long central waits for a client: for a request drop by drop, and for one who reads no more.

uvicorn itself waits for ever, for a head, for a body, and for a reader. Time that central takes is
not counted.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import struct
import sys
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from central.api.gathering import Gathering
from central.api.problems import ProblemError
from central.api.watch import Message, Receive, Scope, Send

LOG = logging.getLogger("central.patience")
#: For a whole head, from the connection or the first byte of the next request, seconds.
HEAD_S = 10.0
#: For any body, and then as much as it takes at the slowest line there is.
BODY_S = 15.0
BYTES_PER_S = 8_192
#: For a reader, of the feed or of an answer, to take at least something of what waits for it.
READER_S = 30.0


class PatientProtocol(HttpToolsProtocol):
    """Closes a connection whose next request does not become one, or whose answer is not read."""

    _late: asyncio.TimerHandle | None = None
    _silent: asyncio.TimerHandle | None = None

    def __init__(self, *args: Any, reader_s: float = READER_S, **more: Any) -> None:
        super().__init__(*args, **more)
        self._reader_s = reader_s

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(Gathering(transport, self.loop))  # type: ignore[arg-type]
        # told of every byte that has to wait here: a connection holds one piece and not more
        transport.set_write_buffer_limits(high=1)
        self._wait()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._listen(unsent(self.transport))

    def resume_writing(self) -> None:
        self._heard()
        super().resume_writing()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        idle = self.cycle is None or self.cycle.response_complete
        if idle and self._late is None and not self.transport.is_closing():
            self._wait()

    def on_headers_complete(self) -> None:
        self._no_longer()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._no_longer()
        self._heard()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._late = self.loop.call_later(HEAD_S, self.transport.close)

    def _no_longer(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _listen(self, before: int) -> None:
        self._silent = self.loop.call_later(self._reader_s, self._look, before)

    def _heard(self) -> None:
        if self._silent is not None:
            self._silent.cancel()
            self._silent = None

    def _look(self, before: int) -> None:
        """Less waits than `before`: it reads, if slowly. Otherwise it reads no more."""
        left = unsent(self.transport)
        if left < before:
            self._listen(left)
            return
        LOG.info("a client has read nothing for %g s; its connection is cut", self._reader_s)
        line = self.transport.get_extra_info("socket")
        if line is not None:
            # what still waits in the kernel is dropped too, and not kept for somebody who is gone
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()


def unsent(transport: asyncio.Transport) -> int:
    """Bytes that the other side has not taken: those that wait here and, on Linux, in the kernel.

    The kernel takes them in large steps, so a slow reader shows only there.
    """
    waiting = transport.get_write_buffer_size()
    line = transport.get_extra_info("socket")
    if sys.platform == "linux" and line is not None:
        import fcntl
        import termios

        waiting += int.from_bytes(fcntl.ioctl(line, termios.TIOCOUTQ, bytes(4)), sys.byteorder)
    return waiting


class Patience:
    """An ASGI application around another: a body that comes too slowly is answered with 408."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        waited, arrived, more = 0.0, 0, True
        loop = asyncio.get_running_loop()

        async def patient() -> Message:
            nonlocal waited, arrived, more
            if not more:
                return await receive()
            began = loop.time()
            try:
                async with asyncio.timeout(BODY_S + arrived / BYTES_PER_S - waited):
                    message = await receive()
            except TimeoutError:
                detail = "the body came too slowly; send it again over a better line"
                raise ProblemError(408, "too-slow", detail, {"Connection": "close"}) from None
            waited += loop.time() - began
            arrived += len(message.get("body", b""))
            more = bool(message.get("more_body", False))
            return message

        await self._app(scope, patient, send)
