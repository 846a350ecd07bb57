"""Fixes with the instants at which they were received: what a recording knows of them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casework.ruling import CLOCK_SKEW

#: A fix dated so much later than it was received is from the future: the clocks' own allowance,
#: and the delay of a feed.
AHEAD_MS = int(1_000 * (CLOCK_SKEW.total_seconds() + 2.0))


@dataclass(frozen=True)
class Heard:
    """Columns of equal length, in the order of receipt; WGS-84 degrees, ms since the epoch."""

    unit: NDArray[np.int64]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    at_ms: NDArray[np.int64]
    heading: NDArray[np.int16]
    battery: NDArray[np.int8]
    received_ms: NDArray[np.int64]

    def __getitem__(self, which: Any) -> Heard:
        return Heard(*(getattr(self, name)[which] for name in self.__dataclass_fields__))

    def __len__(self) -> int:
        return len(self.unit)
