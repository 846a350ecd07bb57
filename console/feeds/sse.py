"""A small, strict reader of `text/event-stream` (WHATWG HTML, server-sent events).

Bytes in, in whatever pieces the network hands out; whole events out. What is kept between two
pieces is bounded: a stream that never ends its event is garbage, and is told so.
"""

from __future__ import annotations

from dataclasses import dataclass

#: The largest event central sends is 500 envelopes of some 30 kB, 15 MB.
MAX_EVENT_BYTES = 32 << 20
_BOM = b"\xef\xbb\xbf"


class SseOverflowError(ValueError):
    """An event longer than the bound."""


@dataclass(frozen=True)
class SseEvent:
    """One dispatched event. `last_id` is the newest id seen on the stream, "" before the first."""

    name: str
    data: bytes
    last_id: str


class SseParser:
    """Feed it pieces; it gives back the events they complete."""

    def __init__(self, max_event_bytes: int = MAX_EVENT_BYTES) -> None:
        self._max = max_event_bytes
        self._buffer = bytearray()
        self._searched = 0
        self._after_cr = False
        self._begun = False
        self._last_id = ""

    def feed(self, piece: bytes) -> list[SseEvent]:
        """Events completed by `piece`, in order.

        Raises:
            SseOverflowError: the event under way is longer than the bound.
        """
        self._buffer += self._with_plain_ends(piece)
        if not self._begun and not self._begin():
            return []
        events = []
        while (end := self._buffer.find(b"\n\n", self._searched)) >= 0:
            block = bytes(self._buffer[:end])
            del self._buffer[: end + 2]
            self._searched = 0
            event = self._event(block)
            if event is not None:
                events.append(event)
        self._searched = max(0, len(self._buffer) - 1)
        if len(self._buffer) > self._max:
            raise SseOverflowError(f"an event of more than {self._max} bytes")
        return events

    def _with_plain_ends(self, piece: bytes) -> bytes:
        r"""CR and CRLF become LF; a CR at the very end counts at once, its LF is dropped later."""
        if not piece:
            return piece
        if self._after_cr and piece[0] == 0x0A:
            piece = piece[1:]
            if not piece:
                self._after_cr = False
                return piece
        self._after_cr = piece[-1] == 0x0D
        if b"\r" not in piece:
            return piece
        return piece.replace(b"\r\n", b"\n").replace(b"\r", b"\n")

    def _begin(self) -> bool:
        """Drop a byte-order mark; False while it cannot be told yet."""
        if len(self._buffer) < len(_BOM) and _BOM.startswith(bytes(self._buffer)):
            return False
        if self._buffer.startswith(_BOM):
            del self._buffer[: len(_BOM)]
        self._begun = True
        return True

    def _event(self, block: bytes) -> SseEvent | None:
        name, data = b"", []
        for line in block.split(b"\n"):
            field, _, value = line.partition(b":")
            value = value.removeprefix(b" ")
            if field == b"data":
                data.append(value)
            elif field == b"event":
                name = value
            elif field == b"id" and b"\0" not in value:
                self._last_id = value.decode("utf-8", "replace")
        if not data:
            return None
        text = data[0] if len(data) == 1 else b"\n".join(data)
        return SseEvent(name.decode("utf-8", "replace") or "message", text, self._last_id)
