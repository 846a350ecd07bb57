"""When reports come in: a Poisson process whose rate follows the hour and the weekday. Pure."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

from simulator.city import MONTH_DAYS

DAY_S = 86_400.0


class Arrivals:
    """Reports of a city with `per_month` cases in MONTH_DAYS days.

    `hours`: relative load of each of the 24 hours; `days`: of the seven weekdays, Monday first;
    any scale. `zone`: where those hours are counted.
    """

    def __init__(
        self, per_month: float, hours: Sequence[float], days: Sequence[float], zone: tzinfo
    ) -> None:
        if len(hours) != 24 or len(days) != 7 or min(*hours, *days) < 0:
            raise ValueError("the rhythm needs 24 hourly and 7 daily weights, none negative")
        if sum(hours) <= 0 or sum(days) <= 0:
            raise ValueError("a rhythm of nothing but zeros never reports anything")
        mean = per_month / (MONTH_DAYS * DAY_S)
        self._hours = [mean * weight * 24.0 / sum(hours) for weight in hours]
        self._days = [weight * 7.0 / sum(days) for weight in days]
        self._peak = max(self._hours) * max(self._days)
        self._zone = zone

    def rate(self, at: float) -> float:
        """Reports a second at city time `at`."""
        here = datetime.fromtimestamp(at, UTC).astimezone(self._zone)
        return self._hours[here.hour] * self._days[here.weekday()]

    def following(self, at: float, rng: random.Random) -> float:
        """The next arrival after `at`, city seconds; thinning, exact for a stepped rate."""
        while True:
            at += rng.expovariate(self._peak)
            if rng.random() * self._peak <= self.rate(at):
                return at
