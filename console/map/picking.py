"""What lies under the cursor. Pure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]


def nearest(x: F64, y: F64, px: float, py: float, reach: float) -> int:
    """Index of the point nearest to (px, py), within `reach` of it; -1 for none.

    Of points equally near the last one wins: it was drawn on top.
    """
    if not len(x):
        return -1
    square = (x - px) ** 2 + (y - py) ** 2
    last = len(square) - 1 - int(np.argmin(square[::-1]))
    return last if square[last] <= reach * reach else -1
