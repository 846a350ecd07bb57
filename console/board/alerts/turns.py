"""When to look at which row again: the next instants, without a look at all rows."""

from __future__ import annotations

from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from console.board.alerts.rules import NEVER

I64 = NDArray[np.int64]
#: Only what falls due within so long is kept in order; the rest is looked through once as often.
SPAN_MS = 3_600_000


class Turns:
    """One next instant for each row: those of the next hour stand sorted, later ones in a heap.

    An entry that is not the row's instant any more is passed over, and the heap begins anew every
    hour, so memory goes with the rows and with what happens in an hour.
    """

    def __init__(self, rows: int = 0) -> None:
        # with room for what comes: copying a million instants would cost a frame
        self._next: I64 = np.full(rows + rows // 4, NEVER, np.int64)
        self._rows: I64 = np.empty(0, np.int64)  # by instant
        self._when: I64 = np.empty(0, np.int64)
        self._at = 0
        self._horizon = 0
        self._heap: list[tuple[int, int]] = []

    def put(self, rows: I64, instants: I64) -> None:
        """First instants of many rows, `NEVER` for none; they count from the next `settle` on."""
        self._reach(rows)
        self._next[rows] = instants

    def settle(self, now_ms: int) -> None:
        """Put in order what falls due within the hour."""
        self._horizon = now_ms + SPAN_MS
        rows = np.flatnonzero(self._next <= self._horizon)
        order = np.argsort(self._next[rows], kind="stable")
        self._rows, self._at, self._heap = rows[order], 0, []
        self._when = self._next[self._rows]

    def set(self, rows: I64, instants: I64) -> None:
        """Other instants of some rows; rows may be new."""
        self._reach(rows)
        other = self._next[rows] != instants
        self._next[rows] = instants
        for row, at in zip(rows[other].tolist(), instants[other].tolist(), strict=True):
            if at <= self._horizon:
                heappush(self._heap, (at, row))

    def due(self, now_ms: int) -> I64:
        """The rows whose instant has come, rising; they have none until it is `set` again."""
        if now_ms >= self._horizon:
            self.settle(now_ms)
        to = int(np.searchsorted(self._when, now_ms, side="right"))
        rows, when = self._rows[self._at : to], self._when[self._at : to]
        self._at = max(self._at, to)
        ready: list[int] = rows[self._next[rows] == when].tolist()
        while self._heap and self._heap[0][0] <= now_ms:
            at, row = heappop(self._heap)
            if self._next[row] == at:
                ready.append(row)
        found = np.unique(np.array(ready, np.int64))
        self._next[found] = NEVER
        return found

    def _reach(self, rows: I64) -> None:
        if len(rows) and int(rows.max()) >= len(self._next):
            grown = np.full(max(int(rows.max()) + 1, 2 * len(self._next)), NEVER, np.int64)
            grown[: len(self._next)] = self._next
            self._next = grown
