"""How well every unit suits one case: a sum of minutes, and why some cannot be sent at all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from console.models.sending.fleet import Fleet, Floats, Wanted
from console.models.sending.weights import Factor, Fit

#: From this part of its reach on a drone is worse off.
_EASY_REACH = 0.5


@dataclass(frozen=True)
class Candidate:
    """One unit for one case. `minutes[Factor]` add up to `total`; `metres` is the straight line.

    `age_ms`: of its position. `reach_m`: how far it can go and come back, 0 where it needs not.
    `busy_with`: another case it is at, `cases` how many.
    """

    unit_id: int
    row: int
    fit: Fit
    metres: float
    minutes: tuple[float, ...]
    age_ms: int
    reach_m: float = 0.0
    busy_with: int = 0
    cases: int = 0

    @property
    def total(self) -> float:
        return sum(self.minutes)

    @property
    def way_min(self) -> float:
        """Minutes until it is there."""
        return self.minutes[Factor.WAY]


@dataclass(frozen=True)
class Ranking:
    """Every unit for one case: `minutes` (factors, units), `total`, `metres`, `fit` (units,)."""

    fleet: Fleet
    wanted: Wanted
    metres: Floats
    minutes: Floats
    total: Floats
    fit: NDArray[np.int8]

    def best(self, most: int, fit: Fit = Fit.FREE) -> list[Candidate]:
        """The `most` best units of this kind of fit, the best first; equals by their number."""
        rows = np.flatnonzero(self.fit == fit)
        if len(rows) > most > 0:
            limit = np.partition(self.total[rows], most - 1)[most - 1]
            rows = rows[self.total[rows] <= limit]
        order = np.lexsort((self.fleet.of["unit_id"][rows], self.total[rows]))
        return [self.candidate(int(row)) for row in rows[order][:most]]

    def counts(self) -> dict[Fit, int]:
        """How many units there are of each kind of fit."""
        return dict(zip(Fit, np.bincount(self.fit, minlength=len(Fit)).tolist(), strict=True))

    def candidate(self, row: int) -> Candidate:
        of, fleet = self.fleet.of, self.fleet
        fix, other = int(of["fix_ms"][row]), int(of["case_id"][row])
        reach = float(fleet.still.reach[row])
        return Candidate(
            unit_id=int(of["unit_id"][row]),
            row=int(of["row"][row]),
            fit=Fit(int(self.fit[row])),
            metres=float(self.metres[row]),
            minutes=tuple(self.minutes[:, row].tolist()),
            age_ms=max(0, fleet.now_ms - fix) if fix else -1,
            reach_m=reach if np.isfinite(reach) else 0.0,
            busy_with=other if other != self.wanted.case_id else 0,
            cases=int(of["cases"][row]),
        )


def rank(fleet: Fleet, wanted: Wanted) -> Ranking:
    """Score all units for `wanted`; 9,300 take about a millisecond."""
    still, weights = fleet.still, fleet.weights
    metres = still.metres(wanted.lon, wanted.lat)
    minutes = np.empty((len(Factor), fleet.size))
    minutes[Factor.WAY] = metres * still.pace + still.ready
    minutes[Factor.HOME] = fleet.home(wanted)
    minutes[Factor.SKILL] = fleet.skill(wanted)
    minutes[Factor.LOAD] = still.load
    minutes[Factor.BATTERY] = _strain(metres, still.reach) * weights.at_full_reach
    minutes[Factor.AGE] = still.age
    fit = still.fit.copy()
    open_ = (fit == Fit.FREE) | (fit == Fit.BUSY)
    fit[open_ & (minutes[Factor.WAY] > weights.too_far_min)] = Fit.TOO_FAR
    fit[open_ & (metres > still.reach)] = Fit.OUT_OF_RANGE
    for unit in wanted.there:
        fit[fleet.of["unit_id"] == unit] = Fit.THERE
    return Ranking(fleet, wanted, metres, minutes, minutes.sum(axis=0), fit)


def _strain(metres: Floats, reach: Floats) -> Floats:
    """0 for a drone that has twice the reach it needs, 1 at the end of it and beyond."""
    used = np.divide(metres, reach, out=np.ones_like(metres), where=reach > 0.0)
    return np.clip((used - _EASY_REACH) / (1.0 - _EASY_REACH), 0.0, 1.0)
