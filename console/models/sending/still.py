"""What is true of a unit whatever the case: reckoned once for a fleet, used for every case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casework.vocabulary import UNIT_KIND_ORDER, UnitKind
from console.board.reach import reaches_m
from console.models.sending.weights import KINDS, Fit, Weights

Floats = NDArray[np.float64]
_EARTH_M = 6_371_008.8
_DRONE = UNIT_KIND_ORDER.index(UnitKind.DRONE)
_READY = np.array([kind.ready_min for kind in KINDS])
#: Minutes for a metre of straight line.
_PACE = np.array([kind.detour / kind.speed_mps / 60.0 for kind in KINDS])


@dataclass(frozen=True)
class Still:
    """Shapes (units,), `at` (3, units): the place on the unit sphere.

    `reach`: metres out and back, inf for what needs no battery. `fit`: without regard to the place
    of a case; `idle`: nothing is against sending it.
    """

    at: Floats
    pace: Floats
    ready: Floats
    reach: Floats
    load: Floats
    age: Floats
    fit: NDArray[np.int8]

    @classmethod
    def of(
        cls,
        of: dict[str, NDArray[Any]],
        reserved: NDArray[np.bool_],
        now_ms: int,
        weights: Weights,
    ) -> Still:
        kind, drone = of["kind"], of["kind"] == _DRONE
        age_min = np.maximum(now_ms - of["fix_ms"], 0) / 60_000.0
        age = np.maximum(age_min - weights.fresh_min, 0.0) * weights.a_minute_old
        fit = np.full(len(reserved), Fit.FREE, np.int8)
        for reason, holds in (
            (Fit.BUSY, (of["cases"] > 0) | reserved),
            (Fit.NO_CHARGE, drone & ((of["range_m"] <= 0.0) | (of["battery"] < 0))),
            (Fit.STALE, age_min > weights.stale_min),
            (Fit.SILENT, of["fix_ms"] == 0),
        ):
            fit[holds] = reason
        return cls(
            at=on_sphere(of["lon"], of["lat"]),
            pace=_PACE[kind],
            ready=_READY[kind],
            reach=np.where(drone, reaches_m(of["range_m"], of["battery"]), np.inf),
            load=(of["cases"] + reserved) * weights.a_case,
            age=age + (of["doubt"] > 0) * weights.doubted,
            fit=fit,
        )

    def metres(self, lon: float, lat: float) -> Floats:
        """Great-circle metres to a place, by the chord: as exact near by as far off."""
        x, y, z = on_sphere(np.float64(lon), np.float64(lat)).tolist()
        chord = (self.at[0] - x) ** 2 + (self.at[1] - y) ** 2 + (self.at[2] - z) ** 2
        metres: Floats = 2.0 * _EARTH_M * np.arcsin(np.minimum(np.sqrt(chord) / 2.0, 1.0))
        return metres


def on_sphere(lon: Any, lat: Any) -> Floats:
    """Degrees, shape (n,) or () → shape (3, n) or (3,)."""
    across, up = np.radians(lon), np.radians(lat)
    flat = np.cos(up)
    made: Floats = np.stack([flat * np.cos(across), flat * np.sin(across), np.sin(up)])
    return made
