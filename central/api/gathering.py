"""What is written to a connection within one turn of the event loop goes out in one piece.

uvicorn writes the head of an answer and then its body: two calls of the system, and two times that
the other side is woken up.
"""

from __future__ import annotations

import asyncio
from typing import Any

#: More than this does not wait: whoever writes much has to feel that the reader is slow.
MOST_BYTES = 16_384


class Gathering:
    """A transport around another; all but writing and ending is the other's."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._held: list[bytes] = []
        self._size = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Send `data` at the end of this turn, or now where it has become much."""
        if not self._held:
            self._loop.call_soon(self._flush)
        self._held.append(data)
        self._size += len(data)
        if self._size > MOST_BYTES:
            self._flush()

    def get_write_buffer_size(self) -> int:
        return self._transport.get_write_buffer_size() + self._size

    def close(self) -> None:
        self._flush()
        self._transport.close()

    def abort(self) -> None:
        self._held, self._size = [], 0
        self._transport.abort()

    def _flush(self) -> None:
        held, self._held, self._size = self._held, [], 0
        if held and not self._transport.is_closing():
            self._transport.write(b"".join(held))
