"""City time, as central tells it: `now + rate × elapsed`, corrected whenever central speaks."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from casework.instant import from_ms, to_ms

#: An answer is this much old when it is read, real seconds; smaller differences are smoothed.
_JITTER_S = 0.5


class CityClock:
    """Seconds of city time since the epoch."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._anchor = (0.0, monotonic())
        self.rate = 1.0
        self._told = False

    def told(self, now: datetime, rate: float) -> None:
        """Central said that it is `now`, at `rate`."""
        here, heard = self._monotonic(), to_ms(now) / 1000.0
        off = heard - self.now()
        small = self._told and rate == self.rate and abs(off) < _JITTER_S * rate
        self._anchor = (self.now() + 0.1 * off if small else heard, here)
        self.rate, self._told = rate, True

    def now(self) -> float:
        at, heard = self._anchor
        return at + self.rate * (self._monotonic() - heard)

    def instant(self) -> datetime:
        return from_ms(int(self.now() * 1000))

    def real(self, city_seconds: float) -> float:
        """How long `city_seconds` take on the wall, not negative."""
        return max(0.0, city_seconds / max(self.rate, 1e-6))
