"""How many alerts a seat gets, against what one person can take in.

Limits after ANSI/ISA-18.2-2016, 16.5 (and EEMUA 191, 3rd ed.): for each operator about one alarm in
ten minutes is very likely acceptable, about two are the most that can be managed, more than ten are
a flood, which is over when fewer than five come in ten minutes. Of all alarms some 5 % should be
critical, 15 % high, 80 % low.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import IntEnum

from console.board.alerts.kinds import Klass

WINDOW_S = 600
ACCEPTABLE, MANAGEABLE, FLOOD_FROM, FLOOD_TO = 1, 2, 10, 5
#: So many in a minute are told as one line until fewer than `CALM_BELOW` come: nobody reads them.
RUSH_FROM, CALM_BELOW = 60, 20
_MINUTE_S = 60


class Load(IntEnum):
    ACCEPTABLE = 0
    MANAGEABLE = 1
    DEMANDING = 2
    FLOOD = 3


@dataclass(frozen=True)
class Rate:
    """`counts`: new alerts by class within the last ten minutes; `minute`: of the last one.

    `rush`: so many that they are shown as one.
    """

    counts: tuple[int, ...]
    minute: int
    load: Load
    rush: bool

    @property
    def total(self) -> int:
        return sum(self.counts)

    def shares(self) -> tuple[float, ...] | None:
        """Of each class in per cent, None while there are none."""
        total = self.total
        return tuple(100.0 * n / total for n in self.counts) if total else None


class Meter:
    """One count a second and class for the last ten minutes; times are seconds of a steady clock.

    Real time, not the city's: it is a person's attention that is measured.
    """

    def __init__(self) -> None:
        self._seconds: deque[tuple[int, tuple[int, ...]]] = deque()
        self._totals = [0] * len(Klass)
        self._flood = self._rush = False

    def add(self, counts: tuple[int, ...], now_s: float) -> None:
        """`counts` new alerts by class."""
        if not any(counts):
            return
        second = int(now_s)
        if self._seconds and self._seconds[-1][0] == second:
            before = self._seconds.pop()[1]
        else:
            before = (0,) * len(Klass)
        self._seconds.append((second, tuple(a + b for a, b in zip(before, counts, strict=True))))
        self._totals = [a + b for a, b in zip(self._totals, counts, strict=True)]

    def read(self, now_s: float) -> Rate:
        """As of `now_s`, which must not go back."""
        while self._seconds and self._seconds[0][0] <= now_s - WINDOW_S:
            gone = self._seconds.popleft()[1]
            self._totals = [a - b for a, b in zip(self._totals, gone, strict=True)]
        minute = self._since(now_s - _MINUTE_S)
        total = sum(self._totals)
        self._flood = total > FLOOD_FROM or (self._flood and total >= FLOOD_TO)
        self._rush = minute >= RUSH_FROM or (self._rush and minute >= CALM_BELOW)
        return Rate(tuple(self._totals), minute, self._load(total), self._rush)

    def _since(self, begin: float) -> int:
        found = 0
        for second, counts in reversed(self._seconds):
            if second <= begin:
                break
            found += sum(counts)
        return found

    def _load(self, total: int) -> Load:
        if self._flood:
            return Load.FLOOD
        if total <= ACCEPTABLE:
            return Load.ACCEPTABLE
        return Load.MANAGEABLE if total <= MANAGEABLE else Load.DEMANDING

    def __len__(self) -> int:
        return len(self._seconds)
