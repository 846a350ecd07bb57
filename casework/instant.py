"""Time is an injected clock: UTC inside, a zone only on the screen.

A demo, a training run and a replay run faster than the wall clock. `ScaledClock` gives them one
consistent city time, so that limits, leases and the daily rhythm all speed up together.
"""

from __future__ import annotations

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
