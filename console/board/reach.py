"""How far a drone can still fly and come back to where it is. Pure."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: Per cent of the battery a drone lands with: what operators keep for wind and the search of a
#: place to land. An assumption, the same as the demo city's.
RESERVE = 25.0


def reach_m(range_m: float, battery: int) -> float:
    """Metres out and back on what is left: range × (battery - reserve) / (100 - reserve).

    `range_m` is what the unit declares: how far out it may go on a full battery and still be back
    with the reserve. Use is taken to go with distance, in calm air. 0 where range or battery
    (per cent, -1 unknown) is not known, or the reserve is all there is.
    """
    if range_m <= 0.0 or not RESERVE < battery <= 100:
        return 0.0
    return range_m * ((battery - RESERVE) / (100.0 - RESERVE))  # never beyond the range


def reaches_m(ranges_m: ArrayLike, batteries: ArrayLike) -> NDArray[np.float64]:
    """`reach_m` for many drones at once; shapes (n,) and (n,)."""
    ranges, charge = np.asarray(ranges_m, np.float64), np.asarray(batteries, np.float64)
    known = (ranges > 0.0) & (charge > RESERVE) & (charge <= 100.0)
    return np.where(known, ranges * ((charge - RESERVE) / (100.0 - RESERVE)), 0.0)
