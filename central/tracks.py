"""The positions of the last hours, for the incident log file. In memory and bounded.

One entry a second, compressed; when the memory is used up the oldest go. Like the newest fixes
these are lost at restart by design: what was decided is durable, where people walked is not.
"""

from __future__ import annotations

import zlib
from collections import deque
from typing import NamedTuple

#: Some four hours of a fleet of 9,300 that reports every ten seconds.
MAX_BYTES = 96 * 1024 * 1024
_FAST = 1


class Track(NamedTuple):
    """Fixes (JSON, compressed) received by city time `at_ms`, after log line `head`."""

    head: int
    at_ms: int
    packed: bytes

    @property
    def fixes(self) -> bytes:
        return zlib.decompress(self.packed)


class Tracks:
    """Used on the event loop only."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max = max_bytes
        self._size = 0
        self._kept: deque[Track] = deque()

    def add(self, head: int, at_ms: int, fixes: bytes) -> None:
        """Keep one second's fixes (JSON)."""
        track = Track(head, at_ms, zlib.compress(fixes, _FAST))
        self._kept.append(track)
        self._size += len(track.packed)
        while self._size > self._max:
            self._size -= len(self._kept.popleft().packed)

    def after(self, seq: int) -> list[Track]:
        """What was received after log line `seq`, in order."""
        return [track for track in self._kept if track.head >= seq]
