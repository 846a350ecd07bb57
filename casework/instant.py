"""Time is an injected clock: UTC inside, a zone only on the screen.

A demo, a training run and a replay run faster than the wall clock. `ScaledClock` gives them one
consistent city time, so that limits, leases and the daily rhythm all speed up together.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Annotated, Protocol

from msgspec import Meta

#: An aware instant; msgspec refuses a text without a zone when it decodes one.
Instant = Annotated[datetime, Meta(tz=True)]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clock(Protocol):
    """Anything that tells the time of the city."""

    def now(self) -> datetime:
        """The current instant, aware, in UTC."""
        ...


class WallClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


#: A clock that was set back by less stands still until the time is reached again.
SMALL_STEP = timedelta(seconds=1)


@dataclass
class SteadyClock:
    """The wall clock as long as it goes forward; time never goes back.

    Where the wall clock is set back, time runs on with the monotonic clock from where it was: what
    has been promised for an instant comes when it is due. May be read from any thread.
    """

    wall: Callable[[], datetime] = WallClock().now
    monotonic: Callable[[], float] = time.monotonic
    _guard: threading.Lock = field(default_factory=threading.Lock, init=False)
    _last: datetime = field(init=False)
    _read: float = field(init=False)

    def __post_init__(self) -> None:
        self._last, self._read = require_zone(self.wall()), self.monotonic()

    def now(self) -> datetime:
        with self._guard:
            wall, read = self.wall(), self.monotonic()
            on = self._last + timedelta(seconds=read - self._read)
            set_back = wall < on - SMALL_STEP
            self._last, self._read = on if set_back else max(wall, self._last), read
            return self._last


@dataclass
class ScaledClock:
    """City time that starts at `origin` and runs `rate` times as fast as the monotonic clock."""

    origin: datetime
    rate: float = 1.0
    monotonic: Callable[[], float] = time.monotonic
    _start: float = field(init=False)

    def __post_init__(self) -> None:
        require_zone(self.origin)
        self._start = self.monotonic()

    def now(self) -> datetime:
        elapsed = self.monotonic() - self._start
        return self.origin + timedelta(seconds=elapsed * self.rate)


def require_zone(at: datetime) -> datetime:
    """Return `at` in UTC.

    Raises:
        ValueError: `at` carries no zone, so nobody can say which instant it means.
    """
    if at.tzinfo is None:
        raise ValueError(f"{at.isoformat()} has no time zone; add one, for example +08:00 or Z")
    return at.astimezone(UTC)


def to_ms(at: datetime) -> int:
    """Milliseconds since 1970-01-01T00:00Z, exact for any aware instant."""
    delta = at - EPOCH
    return (delta.days * 86_400 + delta.seconds) * 1_000 + delta.microseconds // 1_000


def from_ms(ms: int) -> datetime:
    """The UTC instant of `ms` milliseconds since the epoch."""
    return EPOCH + timedelta(milliseconds=ms)
