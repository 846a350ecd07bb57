"""The clock of a replay: play, pause, speed, seek. Pure; the time that drives it is injected."""

from __future__ import annotations

import math
from collections.abc import Callable

SLOWEST, FASTEST = 1.0, 1_000.0


class Clockwork:
    """Where a replay stands between `start_ms` and `end_ms`, in ms since the epoch.

    `monotonic`: local seconds. It begins paused at the start, at speed ×1.
    """

    def __init__(self, start_ms: int, end_ms: int, monotonic: Callable[[], float]) -> None:
        """
        Raises:
            ValueError: the end lies before the start.
        """
        if end_ms < start_ms:
            raise ValueError(f"a replay cannot end ({end_ms}) before it starts ({start_ms})")
        self.start_ms, self.end_ms = start_ms, end_ms
        self.speed = SLOWEST
        self.playing = False
        self._monotonic = monotonic
        self._base_ms: float = start_ms
        self._since = 0.0

    @property
    def rate(self) -> float:
        """City seconds a local second: the speed, or 0 while paused."""
        return self.speed if self.playing else 0.0

    def at_ms(self) -> int:
        """City time now; never past the end."""
        return min(self.end_ms, int(self._exact()))

    def play(self) -> None:
        """Run; from the start again where the end has been reached."""
        if self._exact() >= self.end_ms:
            self._base_ms = self.start_ms
        self._settle()
        self.playing = True

    def pause(self) -> None:
        self._settle()
        self.playing = False

    def set_speed(self, speed: float) -> None:
        """`speed` × real time, held between ×1 and ×1000."""
        self._settle()
        self.speed = SLOWEST if math.isnan(speed) else min(FASTEST, max(SLOWEST, speed))

    def seek(self, at_ms: int) -> None:
        """Go to `at_ms`, held between start and end."""
        self._base_ms = min(self.end_ms, max(self.start_ms, at_ms))
        self._since = self._monotonic()

    def _settle(self) -> None:
        self._base_ms = min(float(self.end_ms), self._exact())
        self._since = self._monotonic()

    def _exact(self) -> float:
        if not self.playing:
            return self._base_ms
        return self._base_ms + (self._monotonic() - self._since) * 1_000.0 * self.speed
