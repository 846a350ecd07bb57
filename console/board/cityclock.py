"""City time as the console knows it: central's clock, carried on by the local monotonic one."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from casework.instant import from_ms


class CityClock:
    """Follows the beats of the source; between them it runs at the last known rate.

    A source that falls silent does not stop the clock: limits go on running in the street.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._base_ms = int(time.time() * 1_000)
        self._heard = monotonic()
        self.rate = 1.0
        self.set = False

    def follow(self, now_ms: int, rate: float, heard: float) -> None:
        """City time was `now_ms` at local monotonic `heard` and runs at `rate`."""
        self._base_ms, self._heard, self.rate, self.set = now_ms, heard, rate, True

    def now_ms(self) -> int:
        return self._base_ms + int((self._monotonic() - self._heard) * 1_000 * self.rate)

    def now(self) -> datetime:
        return from_ms(self.now_ms())
