"""When an officer is on duty, by the city's hour. Pure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulator.dice import Floats, stir, uniform

#: (share of the officers, start hour, end hour); a shift may run past midnight.
#: What is missing to 1 has the day off. At ten in the morning 45 % are out, as city.json says.
PLAN = ((0.20, 6.0, 14.0), (0.25, 8.0, 18.0), (0.20, 14.0, 22.0), (0.06, 22.0, 30.0))
#: Nobody starts on the dot: starts and ends are spread over this many hours.
_SPREAD = 0.5


class Shifts:
    """The shift plan of `count` officers."""

    def __init__(self, count: int, seed: int) -> None:
        ids = np.arange(count, dtype=np.int64)
        kind = uniform(stir(seed, "shift"), ids, np.zeros_like(ids))
        late = (uniform(stir(seed, "late"), ids, np.zeros_like(ids)) - 0.5) * _SPREAD
        bounds = np.cumsum([part[0] for part in PLAN])
        shift = np.searchsorted(bounds, kind, side="right")
        self._start: Floats = np.array([part[1] for part in PLAN] + [0.0])[shift] + late
        self._length: Floats = np.array([part[2] - part[1] for part in PLAN] + [0.0])[shift]

    def on_duty(self, hour: float) -> NDArray[np.bool_]:
        """Who works at `hour` (local, 0 ≤ hour < 24)."""
        result: NDArray[np.bool_] = np.mod(hour - self._start, 24.0) < self._length
        return result
