"""Server-Sent Events out of a stream of bytes. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

_GAP = re.compile(rb"\r?\n\r?\n")
_LINE = re.compile(rb"\r?\n")


class Frame(NamedTuple):
    event: str
    data: bytes


class Frames:
    """Collects chunks, gives whole frames. The data of events in `skip` is not even copied."""

    def __init__(self, skip: frozenset[str] = frozenset()) -> None:
        self._buffer = bytearray()
        self._seen = 0
        self._skip = skip

    def feed(self, chunk: bytes) -> list[Frame]:
        self._buffer += chunk
        frames, begin = [], 0
        # The gap may have been cut in two: look again at its first three bytes.
        position = max(0, self._seen - 3)
        while gap := _GAP.search(self._buffer, position):
            frames.append(self._frame(begin, gap.start()))
            begin = position = gap.end()
        del self._buffer[:begin]
        self._seen = len(self._buffer)
        return [frame for frame in frames if frame.event not in self._skip]

    def _frame(self, begin: int, end: int) -> Frame:
        head = bytes(self._buffer[begin : min(end, begin + 64)])
        if any(f"event: {name}".encode() in head for name in self._skip):
            return Frame(next(iter(self._skip)), b"")
        event, data = "message", []
        for line in _LINE.split(bytes(self._buffer[begin:end])):
            name, _, value = line.partition(b":")
            value = value.removeprefix(b" ")
            if name == b"event":
                event = value.decode()
            elif name == b"data":
                data.append(value)
        return Frame(event, b"\n".join(data))
