"""Numbers written down while something else is measured: room made beforehand, nothing kept apart.

A list of records would grow all the time, and a bench of memory would measure itself.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

F64 = NDArray[np.float64]


class Tape:
    """Rows of so many numbers each; `room` of them lie in memory from the beginning."""

    def __init__(self, width: int, room: int) -> None:
        # written to at once: memory that is only promised would come as the rows do
        self._rows = np.full((room, width), np.nan)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    @property
    def rows(self) -> F64:
        """What has been written, shape (n, width); not a copy."""
        return self._rows[: self._length]

    def write(self, *numbers: float) -> None:
        """One more row; longer than was planned costs a copy."""
        if self._length == len(self._rows):
            self._rows = np.concatenate([self._rows, np.full_like(self._rows, np.nan)])
        self._rows[self._length] = numbers
        self._length += 1

    def clear(self) -> None:
        """Begin anew in the same room."""
        self._length = 0
