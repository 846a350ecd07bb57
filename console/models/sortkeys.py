"""One sortable number (or short byte text) a row for each column of the queue. Pure.

Equal keys are ordered by case number, so that every order is total and the same on every seat.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casework.vocabulary import OPEN_STATES, STATE_ORDER, CaseState
from console.board.cases import CaseTable

Rows = NDArray[np.int64]
Keys = NDArray[Any]


class By(IntEnum):
    """What the queue is ordered by. From PRIORITY on these are its columns, in their order."""

    URGENCY = -1
    PRIORITY = 0
    NUMBER = 1
    PLACE = 2
    TYPE = 3
    STATE = 4
    CLOCK = 5
    DEPARTMENT = 6
    HOLDER = 7
    SOURCE = 8
    TITLE = 9


#: (column of the table, code) → the text a person reads there, to order by.
Namer = Callable[[str, str], str]

_CODED = {
    By.PLACE: "area",
    By.TYPE: "category",
    By.DEPARTMENT: "department",
    By.HOLDER: "holder",
}
_PLAIN = {By.PRIORITY: "priority", By.NUMBER: "case_id", By.STATE: "state", By.SOURCE: "channel"}
_NEVER = (1 << 43) - 1  # later than any due time in ms
_HALF = 1 << 42  # keeps what is left above zero when it is overdue
#: Clocks that run come first, then those that stand still, then what is over.
_APART = np.array(
    [0 if s in OPEN_STATES - {CaseState.SUSPENDED} else 8 if s in OPEN_STATES else 16
     for s in STATE_ORDER], np.int64
)  # fmt: skip
_SUSPENDED = STATE_ORDER.index(CaseState.SUSPENDED)
#: Texts are ordered by their first bytes: 24 of them are eight Chinese characters.
TEXT_BYTES = 24


class SortKeys:
    """Makes the keys of rows for one order. Ranks of coded columns are kept until words come."""

    def __init__(self, by: By, descending: bool, namer: Namer) -> None:
        self.by, self.descending = by, descending
        self._namer = namer
        self._ranks: NDArray[np.int64] = np.empty(0, np.int64)

    def outdated(self, table: CaseTable) -> bool:
        """Whether new words have come in that the ranks do not know; keys must be made anew."""
        return self.by in _CODED and len(self._ranks) != len(table.words)

    def of(self, table: CaseTable, rows: Rows) -> Keys:
        """Shape (n,): int64, or S24 for texts; ascending is the order to show."""
        if self.by is By.TITLE:
            return text_keys([table.title[r] for r in rows.tolist()], self.descending)
        keys = self._numbers(table, rows)
        return -keys if self.descending else keys

    def all(self, table: CaseTable) -> Keys:
        """The keys of the whole table, without picking."""
        if self.by is By.TITLE:
            return text_keys(table.title, self.descending)
        keys = self._numbers(table, slice(None))
        return -keys if self.descending else keys

    def _numbers(self, table: CaseTable, rows: Rows | slice) -> NDArray[np.int64]:
        if self.by in _PLAIN:
            plain: NDArray[np.int64] = table.column(_PLAIN[self.by])[rows].astype(np.int64)
            return plain
        if self.by in _CODED:
            if self.outdated(table):
                self._ranks = self._rank(table)
            ranked: NDArray[np.int64] = self._ranks[table.column(_CODED[self.by])[rows]]
            return ranked
        state, due = table.column("state")[rows], table.column("deadline_ms")[rows]
        # A clock that stands still is ordered by what is left on it, which may be nothing.
        left = np.maximum(due - table.column("paused_ms")[rows] + _HALF, 0)
        due = np.where(due > 0, np.where(state == _SUSPENDED, left, due), _NEVER)
        rank = _APART[state]
        if self.by is By.URGENCY:
            rank = rank + table.column("priority")[rows]
        key: NDArray[np.int64] = due + (rank << 44)
        return key

    def _rank(self, table: CaseTable) -> NDArray[np.int64]:
        column = _CODED[self.by]
        names = [self._namer(column, w) if w else "\U0010ffff" for w in table.words.all()]
        order = sorted(range(len(names)), key=names.__getitem__)
        ranks = np.empty(len(names), np.int64)
        last, rank = None, -1
        for word in order:
            if names[word] != last:
                last, rank = names[word], rank + 1
            ranks[word] = rank
        return ranks


def text_keys(texts: Sequence[str], descending: bool) -> NDArray[np.bytes_]:
    """The first bytes of each text, inverted where the order runs backwards."""
    keys = np.array([t[:TEXT_BYTES].encode("utf-8", "replace") for t in texts], f"S{TEXT_BYTES}")
    if not descending:
        return keys
    flipped: NDArray[np.bytes_] = (255 - keys.view(np.uint8)).view(f"S{TEXT_BYTES}")
    return flipped


def argsort(keys: Keys) -> Rows:
    """A stable ascending order; byte texts as three big-endian numbers, far faster."""
    if keys.dtype.kind != "S":
        order: Rows = np.argsort(keys, kind="stable")
        return order
    parts = (
        np.ascontiguousarray(keys).view(">u8").reshape(len(keys), TEXT_BYTES // 8).astype(np.uint64)
    )
    return np.lexsort(tuple(parts[:, i] for i in reversed(range(parts.shape[1]))))
