"""Where on the board something is near a place, without looking at every case.

The rows are sorted by their x once, by a worker; what has come since is looked through as it is.
A case never moves, so the sorted part stays right for as long as the table is the same.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from console.board.cases import CaseTable

Rows = NDArray[np.int64]
_NONE: Rows = np.empty(0, np.int64)
#: So many unsorted rows are looked through in a tenth of a millisecond.
_TAIL = 20_000
_Sorted = tuple[NDArray[np.float64], Rows]
#: Sorting lets go of the interpreter: it costs the window nothing while it runs.
_SORTER = ThreadPoolExecutor(1, "near")


class NearIndex:
    """Used by one thread; `stripe` never waits for the worker."""

    def __init__(self) -> None:
        self._of: CaseTable | None = None
        self._x: NDArray[np.float64] = np.empty(0)
        self._rows: Rows = _NONE
        self._coming: Future[_Sorted] | None = None

    def warm(self, cases: CaseTable) -> None:
        """Begin to sort, where enough has come; returns at once."""
        if cases is not self._of:
            self._of, self._x, self._rows, self._coming = cases, np.empty(0), _NONE, None
        self._collect()
        if self._coming is None and cases.rows - len(self._rows) > _TAIL:
            # The column as it is now: rows that come later are not in this view of it.
            self._coming = _SORTER.submit(_sorted, cases.column("x"))

    def stripe(self, cases: CaseTable, west: float, east: float) -> Rows:
        """Rows whose x (unit square) lies from `west` to `east`, rising."""
        self.warm(cases)
        first, last = np.searchsorted(self._x, [west, east + np.finfo(np.float64).eps])
        rows = self._rows[first:last]
        rows = rows[cases.column("x")[rows] <= east]
        done = len(self._rows)
        tail = cases.column("x")[done:]
        fresh = np.flatnonzero((tail >= west) & (tail <= east)) + done
        return np.concatenate([np.sort(rows), fresh])

    def ready(self, cases: CaseTable) -> bool:
        """Whether a question costs no more than the rows near the place."""
        self.warm(cases)
        return cases.rows - len(self._rows) <= _TAIL

    def _collect(self) -> None:
        if self._coming is not None and self._coming.done():
            self._x, self._rows = self._coming.result()
            self._coming = None


def _sorted(x: NDArray[np.float64]) -> _Sorted:
    order = np.argsort(x, kind="stable")
    return x[order], order
