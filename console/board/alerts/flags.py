"""Which rows have something, and how many do."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class Flags:
    """One bit a row, growing with the rows."""

    def __init__(self) -> None:
        self._set = np.zeros(0, np.bool_)
        self.count = 0

    def set(self, rows: NDArray[np.int64], to: NDArray[np.bool_]) -> None:
        """`rows` must not hold one twice."""
        if len(rows) and int(rows.max()) >= len(self._set):
            grown = np.zeros(max(int(rows.max()) + 1, 2 * len(self._set)), np.bool_)
            grown[: len(self._set)] = self._set
            self._set = grown
        self.count += int(np.count_nonzero(to)) - int(np.count_nonzero(self._set[rows]))
        self._set[rows] = to
