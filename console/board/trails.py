"""Where units were in the last minutes: a ring of places for each unit, in bounded memory. Pure.

Places are kept as 32-bit fractions of the unit square, a centimetre apart: 16 bytes a place, some
2.4 MB for a fleet of 9,300. A place is kept at most every `EVERY_MS`, so that sixteen of them
reach back as far as a trail is shown, however often a unit reports.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]
SLOTS = 16
EVERY_MS = 30_000
#: What is older than this is not part of a trail.
KEPT_MS = SLOTS * EVERY_MS
_SIDE = float(1 << 32)


class Trails:
    """One ring a row; rows are those of the unit table."""

    def __init__(self) -> None:
        self._x = np.zeros((0, SLOTS), np.uint32)
        self._y = np.zeros((0, SLOTS), np.uint32)
        self._at = np.zeros((0, SLOTS), np.int64)  # 0: empty
        self._next = np.zeros(0, np.int8)

    @property
    def nbytes(self) -> int:
        return self._x.nbytes + self._y.nbytes + self._at.nbytes + self._next.nbytes

    def leave(self, rows: I64, x: F64, y: F64, at_ms: I64) -> None:
        """Units `rows`, each named once, go on from (x, y) on the unit square, where they were."""
        if not len(rows):
            return
        self._grow(int(rows.max()) + 1)
        last = self._at[rows, (self._next[rows] - 1) % SLOTS]
        due = (at_ms > 0) & ((at_ms - last >= EVERY_MS) | (at_ms < last))
        rows, x, y, at_ms = rows[due], x[due], y[due], at_ms[due]
        slot = self._next[rows]
        self._x[rows, slot] = np.clip(x * _SIDE, 0, _SIDE - 1).astype(np.uint32)
        self._y[rows, slot] = np.clip(y * _SIDE, 0, _SIDE - 1).astype(np.uint32)
        self._at[rows, slot] = at_ms
        self._next[rows] = (slot + 1) % SLOTS

    def forget(self, rows: I64) -> None:
        """What is known of these was wrong."""
        self._at[rows[rows < len(self._at)]] = 0

    def of(self, row: int, upto_ms: int) -> F64:
        """The places of a unit in the `KEPT_MS` before `upto_ms`, oldest first, shape (n, 2)."""
        if row >= len(self._at):
            return np.empty((0, 2))
        at = self._at[row]
        kept = np.flatnonzero((at > 0) & (at < upto_ms) & (at >= upto_ms - KEPT_MS))
        kept = kept[np.argsort(at[kept], kind="stable")]
        return np.stack([self._x[row, kept] / _SIDE, self._y[row, kept] / _SIDE], axis=1)

    def lines(self, rows: I64, upto_ms: I64, x: F64, y: F64) -> tuple[F64, NDArray[np.bool_]]:
        """The trails of `rows`, each up to where the unit is now, at (x, y), on the unit square.

        Returns points, shape (n, 2), and which of them begin a trail; rows without any are left
        out.
        """
        known = rows < len(self._at)
        rows, upto_ms, x, y = rows[known], upto_ms[known], x[known], y[known]
        at = self._at[rows]
        kept = (at > 0) & (at < upto_ms[:, None]) & (at >= upto_ms[:, None] - KEPT_MS)
        some = kept.any(axis=1)
        rows, kept, at = rows[some], kept[some], at[some]
        order = np.argsort(at, axis=1, kind="stable")
        kept = np.take_along_axis(kept, order, axis=1)
        kept = np.concatenate([kept, np.ones((len(rows), 1), bool)], axis=1)
        places = np.stack(
            [
                np.concatenate(
                    [np.take_along_axis(of[rows], order, axis=1) / _SIDE, now[some][:, None]],
                    axis=1,
                )
                for of, now in ((self._x, x), (self._y, y))
            ],
            axis=2,
        )
        first = kept & (np.cumsum(kept, axis=1) == 1)
        points: F64 = places[kept]
        return points, first[kept]

    def copy(self) -> Trails:
        twin = Trails()
        twin._x, twin._y = self._x.copy(), self._y.copy()
        twin._at, twin._next = self._at.copy(), self._next.copy()
        return twin

    def _grow(self, rows: int) -> None:
        missing = rows - len(self._at)
        if missing > 0:
            missing += rows // 4
            self._x = np.concatenate([self._x, np.zeros((missing, SLOTS), np.uint32)])
            self._y = np.concatenate([self._y, np.zeros((missing, SLOTS), np.uint32)])
            self._at = np.concatenate([self._at, np.zeros((missing, SLOTS), np.int64)])
            self._next = np.concatenate([self._next, np.zeros(missing, np.int8)])
