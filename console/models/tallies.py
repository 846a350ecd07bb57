"""How many cases each of some filters lets through, kept up to date by what was touched. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from console.board.cases import CaseTable
from console.models.filters import Counts, QueueFilter, TextSearch, mask
from console.models.order import once

Rows = NDArray[np.int64]
Bits = NDArray[np.uint64]
#: One bit a row for each filter.
MOST = 64


@dataclass(frozen=True)
class Tally:
    """The bits of every row and the counts, for `filters`."""

    filters: tuple[QueueFilter, ...]
    bits: Bits
    counts: NDArray[np.int64]


def measure(
    table: CaseTable, filters: Sequence[QueueFilter], now_ms: int, search: TextSearch, size: int
) -> Tally:
    """Count the first `size` rows; may run in another thread.

    Raises:
        ValueError: more filters than there are bits.
    """
    if len(filters) > MOST:
        raise ValueError(f"{len(filters)} filters, at most {MOST}")
    bits = np.zeros(size, np.uint64)
    counts = np.zeros(len(filters), np.int64)
    for place, where in enumerate(filters):
        fits = mask(table, where, now_ms, search, size=size)
        counts[place] = np.count_nonzero(fits)
        bits |= fits.astype(np.uint64) << np.uint64(place)
    return Tally(tuple(filters), bits, counts)


class Tallies:
    """Counts of filters over the table; work is bounded by what was touched."""

    def __init__(self) -> None:
        self.filters: tuple[QueueFilter, ...] = ()
        self.counts: NDArray[np.int64] = np.zeros(0, np.int64)
        self._bits: Bits = np.zeros(0, np.uint64)

    def adopt(self, tally: Tally) -> None:
        self.filters, self._bits, self.counts = tally.filters, tally.bits, tally.counts

    def apply(self, table: CaseTable, touched: Rows, now_ms: int, search: TextSearch) -> None:
        """Judge the rows `touched` again; they may be new."""
        touched = once(touched)
        if not len(touched) or not self.filters:
            return
        self._grow(table.rows)
        before, after = self._bits[touched], np.zeros(len(touched), np.uint64)
        counts = self.counts.copy()
        for place, where in enumerate(self.filters):
            fits = mask(table, where, now_ms, search, touched)
            after |= fits.astype(np.uint64) << np.uint64(place)
            was = (before >> np.uint64(place)) & np.uint64(1)
            counts[place] += np.count_nonzero(fits) - np.count_nonzero(was)
        self._bits[touched] = after
        self.counts = counts

    def _grow(self, rows: int) -> None:
        have = len(self._bits)
        if have < rows:
            grown = np.zeros(rows + rows // 8 + 1_024, np.uint64)
            grown[:have] = self._bits
            self._bits = grown


def standing(me: str) -> tuple[QueueFilter, ...]:
    """The filters behind `Counts`, in its order; `me`: the operator, "" nobody yet."""
    return (
        QueueFilter(),
        QueueFilter(overdue=True),
        QueueFilter(unclaimed=True),
        QueueFilter(holders=(me or "\x00",)),
        QueueFilter(priorities=(1,)),
    )


def as_counts(counts: NDArray[np.int64]) -> Counts:
    """The counts of `standing`, which come first."""
    return Counts(*(int(n) for n in counts[:5]))


def count(table: CaseTable, now_ms: int, me: str) -> Counts:
    """Count everything, here and now."""
    return as_counts(measure(table, standing(me), now_ms, TextSearch(), table.rows).counts)
