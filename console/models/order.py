"""The queue's index: which rows of the case table are shown, in which order. Pure numpy.

A batch is merged in by binary search; only a change of filter or order sorts everything again.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from console.board.cases import CaseTable
from console.models.filters import QueueFilter, TextSearch, mask
from console.models.sortkeys import By, Keys, Namer, SortKeys, argsort

Rows = NDArray[np.int64]
_NONE: Rows = np.empty(0, np.int64)
#: Above this many touched rows sorting everything is the cheaper way.
_MERGE_AT_MOST = 2_000


def _plain(column: str, word: str) -> str:  # noqa: ARG001 - the shape of a Namer
    return word


class QueueOrder:
    """`index[position]` is a row of the table."""

    def __init__(self, table: CaseTable, namer: Namer = _plain) -> None:
        self.table = table
        self.where = QueueFilter()
        self.index: Rows = _NONE
        self._namer = namer
        self._keys: Keys = _NONE
        self._sort = SortKeys(By.URGENCY, False, namer)
        self._search = TextSearch()
        self._judged_ms = 0

    @property
    def by(self) -> By:
        return self._sort.by

    @property
    def descending(self) -> bool:
        return self._sort.descending

    def use(self, table: CaseTable) -> None:
        """Another board took the place of the old one; call `rebuild` next."""
        self.table = table
        self._search = TextSearch()
        self.rename()

    def sort_by(self, by: By, descending: bool = False) -> None:
        """Call `rebuild` next."""
        self._sort = SortKeys(by, descending, self._namer)

    def rename(self) -> None:
        """The names have changed (another language); call `rebuild` next."""
        self._sort = SortKeys(self._sort.by, self._sort.descending, self._namer)

    def rebuild(self, now_ms: int) -> None:
        """Filter and sort the whole table."""
        self._judged_ms = now_ms
        rows = np.flatnonzero(mask(self.table, self.where, now_ms, self._search))
        numbers = self.table.column("case_id")[rows]
        if len(rows) > 1 and not bool((numbers[1:] > numbers[:-1]).all()):
            rows = rows[np.argsort(numbers, kind="stable")]
        whole = len(rows) == self.table.rows and rows[0] == 0 if len(rows) else False
        keys = self._sort.all(self.table)[rows] if whole else self._sort.of(self.table, rows)
        order = argsort(keys)
        self.index, self._keys = rows[order], keys[order]

    def apply(self, touched: Rows, now_ms: int) -> None:
        """Take in rows that were added or changed, and what became overdue meanwhile."""
        if self.where.overdue:
            touched = np.union1d(touched, self._newly_overdue(now_ms))
        if len(touched) > _MERGE_AT_MOST or self._sort.outdated(self.table):
            self.rebuild(now_ms)
            return
        self._judged_ms = now_ms
        if not len(touched):
            return
        gone = np.zeros(self.table.rows, np.bool_)
        gone[touched] = True
        stay = ~gone[self.index]
        if not stay.all():
            self.index, self._keys = self.index[stay], self._keys[stay]
        fit = touched[mask(self.table, self.where, now_ms, self._search, touched)]
        if len(fit):
            self._merge(fit)

    def _newly_overdue(self, now_ms: int) -> Rows:
        due = self.table.column("deadline_ms")
        return np.flatnonzero((due >= self._judged_ms) & (due < now_ms) & (due > 0))

    def _merge(self, rows: Rows) -> None:
        numbers = self.table.column("case_id")
        rows = rows[np.argsort(numbers[rows], kind="stable")]
        keys = self._sort.of(self.table, rows)
        order = argsort(keys)
        rows, keys = rows[order], keys[order]
        low = np.searchsorted(self._keys, keys, "left")
        high = np.searchsorted(self._keys, keys, "right")
        for i in np.flatnonzero(high > low).tolist():  # ties, within this batch only
            tied = numbers[self.index[low[i] : high[i]]]
            low[i] += np.searchsorted(tied, numbers[rows[i]])
        self.index = np.insert(self.index, low, rows)
        self._keys = np.insert(self._keys, low, keys)

    def position(self, row: int) -> int:
        """Where `row` stands in the queue, or -1."""
        found = np.flatnonzero(self.index == row)
        return int(found[0]) if len(found) else -1

    def positions(self, rows: Rows) -> Rows:
        """Positions of those of `rows` that are shown, in no order."""
        wanted = np.zeros(self.table.rows, np.bool_)
        wanted[rows] = True
        return np.flatnonzero(wanted[self.index])
