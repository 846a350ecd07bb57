"""How long central waits for a request that comes in drop by drop: not for ever.

uvicorn itself waits for ever, for a head and for a body. Time that central takes is not counted.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from central.api.problems import ProblemError
from central.api.watch import Message, Receive, Scope, Send

#: For a whole head, from the connection or the first byte of the next request, seconds.
HEAD_S = 10.0
#: For any body, and then as much as it takes at the slowest line there is.
BODY_S = 15.0
BYTES_PER_S = 8_192


class PatientProtocol(HttpToolsProtocol):
    """Closes a connection whose next request has begun and does not become one."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

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
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._late = self.loop.call_later(HEAD_S, self.transport.close)

    def _no_longer(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None


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
