"""The rows of a table by one column that never changes, without looking at every row.

The rows are sorted by their values once, by a worker; what has come since is looked through as it
is. A case never moves and keeps its number, so the sorted part stays right for as long as the table
is the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from console.board.cases import CaseTable

Rows = NDArray[Any]
Span = tuple[float, float]
#: So many unsorted rows are looked through in a tenth of a millisecond.
_TAIL = 20_000
#: Sorting lets go of the interpreter: it costs the window nothing while it runs.
_SORTER = ThreadPoolExecutor(1, "sorter")


@dataclass(frozen=True)
class _Sorted:
    """Values in their order, the row of each; `rising`: the rows are in that order by themselves.

    Rows are int32: half the bytes of what is kept for every case.
    """

    values: NDArray[Any]
    rows: Rows
    rising: bool


_NOTHING = _Sorted(np.empty(0), np.empty(0, np.int32), True)


class RowIndex:
    """Of one column of one table, which is handed in with every question: an index that held its
    table would keep it for ever. Used by one thread; nothing here waits for the worker."""

    def __init__(self, column: str) -> None:
        self._column = column
        self._known = _NOTHING
        self._coming: Future[_Sorted] | None = None

    def warm(self, cases: CaseTable) -> None:
        """Begin to sort, where enough has come; returns at once."""
        if self._coming is not None and self._coming.done():
            self._known, self._coming = self._coming.result(), None
        if self._coming is None and cases.rows - len(self._known.rows) > _TAIL:
            # The column as it is now: rows that come later are not in this view of it.
            self._coming = _SORTER.submit(_sorted, cases.column(self._column))

    def ready(self, cases: CaseTable) -> bool:
        """Whether a question costs no more than the rows it is about."""
        self.warm(cases)
        return cases.rows - len(self._known.rows) <= _TAIL

    def between(self, cases: CaseTable, *spans: Span) -> Rows:
        """Rows whose value lies in one of `spans`, (least, most) each; in no order."""
        found, _ = self.parts(cases, spans)
        return np.concatenate(found) if found else np.empty(0, np.int64)

    def parts(self, cases: CaseTable, spans: Iterable[Span]) -> tuple[list[Rows], bool]:
        """The same piece by piece, and whether the rows rise where the spans do.

        The last piece are the rows that nobody has sorted yet.
        """
        self.warm(cases)
        known, done = self._known, len(self._known.rows)
        tail = cases.column(self._column)[done:]
        found, fresh = [], np.zeros(len(tail), np.bool_)
        top = tail.max() if len(tail) else 0
        for least, most in spans:
            first = int(np.searchsorted(known.values, least, "left"))
            last = int(np.searchsorted(known.values, most, "right"))
            if last > first:
                found.append(known.rows[first:last])
            if len(tail) and least <= top:
                fresh |= (tail >= least) & (tail <= most)
        found.append(np.flatnonzero(fresh) + done)
        return found, known.rising

    def count(self, cases: CaseTable, least: float, most: float) -> int:
        """About how many rows `between` would give: those not sorted yet are not counted."""
        self.warm(cases)
        first = np.searchsorted(self._known.values, least, "left")
        return int(np.searchsorted(self._known.values, most, "right") - first)


#: One index of a column for everybody who asks; it goes with its table.
_indexes: WeakKeyDictionary[CaseTable, dict[str, RowIndex]] = WeakKeyDictionary()


def by_place(cases: CaseTable) -> RowIndex:
    """By x, in the unit square."""
    return _index(cases, "x")


def by_number(cases: CaseTable) -> RowIndex:
    """By the number of the case."""
    return _index(cases, "case_id")


def _index(cases: CaseTable, column: str) -> RowIndex:
    of_table = _indexes.setdefault(cases, {})
    if column not in of_table:
        of_table[column] = RowIndex(column)
    return of_table[column]


def _sorted(values: NDArray[Any]) -> _Sorted:
    order = np.argsort(values, kind="stable").astype(np.int32)
    return _Sorted(values[order], order, bool((order[1:] > order[:-1]).all()))
