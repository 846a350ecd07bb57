"""What the queue shows: one frozen question to the case table, answered with numpy masks. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casework.actor import covers_area
from casework.vocabulary import OPEN_STATES, STATE_ORDER, CaseState
from console.board.cases import CaseTable
from console.models.textindex import TextIndex, folded

Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]
_OPEN = np.array([s in OPEN_STATES for s in STATE_ORDER])
#: A suspended case is open, and no deadline of it runs.
_RUNS = np.array([s in OPEN_STATES and s is not CaseState.SUSPENDED for s in STATE_ORDER])


#: Flags for so many case numbers at most are made at once.
_WIDEST = 1 << 25


class Chosen:
    """Cases picked out one by one, by their numbers: shape (n,), each once, in any order."""

    def __init__(self, numbers: Rows) -> None:
        self._first = int(numbers.min()) if len(numbers) else 0
        span = int(numbers.max()) - self._first + 1 if len(numbers) else 1
        # One flag a number is quickest by far; numbers strewn too widely for it are kept sorted.
        self._sorted = np.unique(numbers) if span > _WIDEST else None
        self._among = np.zeros(span if self._sorted is None else 0, np.bool_)
        if self._sorted is None:
            self._among[numbers - self._first] = True
        self._count = len(numbers) if self._sorted is None else len(self._sorted)

    def __len__(self) -> int:
        return self._count

    def holds(self, numbers: Rows) -> Mask:
        """Which of `numbers` are among them, same shape."""
        if self._sorted is not None:
            at = np.minimum(np.searchsorted(self._sorted, numbers), self._count - 1)
            found: Mask = self._sorted[at] == numbers
            return found
        at = numbers - self._first
        known = (at >= 0) & (at < len(self._among))
        among: Mask = known & self._among[np.where(known, at, 0)]
        return among


@dataclass(frozen=True)
class QueueFilter:
    """Everything asked for must hold. `holder`: held by this operator. `text` is looked for in the
    title and the address; digits alone also match the beginning of the case number."""

    open_only: bool = True
    state: int = -1
    area: str = ""
    department: str = ""
    priority: int = 0
    holder: str = ""
    unclaimed: bool = False
    overdue: bool = False
    text: str = ""
    chosen: Chosen | None = None


@dataclass(frozen=True)
class Counts:
    """Over all open cases, whatever the filter."""

    open: int = 0
    overdue: int = 0
    unclaimed: int = 0
    mine: int = 0
    urgent: int = 0


def is_open(table: CaseTable, rows: Rows | slice = slice(None)) -> Mask:
    mask: Mask = _OPEN[table.column("state")[rows]]
    return mask


def is_overdue(table: CaseTable, now_ms: int, rows: Rows | slice = slice(None)) -> Mask:
    """Whether a deadline that counts has passed: the disposal's, its stage's, an emergency's."""
    due = table.column("deadline_ms")[rows]
    mask: Mask = (due > 0) & (due < now_ms) & _RUNS[table.column("state")[rows]]
    return mask


def count(table: CaseTable, now_ms: int, me: str) -> Counts:
    """The figures of the header line."""
    opened = is_open(table)
    holder = table.column("holder")
    mine = table.words.find(me) if me else -1
    return Counts(
        open=int(np.count_nonzero(opened)),
        overdue=int(np.count_nonzero(is_overdue(table, now_ms))),
        unclaimed=int(np.count_nonzero(opened & (holder == 0))),
        mine=int(np.count_nonzero(opened & (holder == mine))) if mine > 0 else 0,
        urgent=int(np.count_nonzero(opened & (table.column("priority") == 1))),
    )


class TextSearch:
    """Text in titles and addresses. The index is built when somebody first asks for text."""

    def __init__(self) -> None:
        self._title, self._address = TextIndex(), TextIndex()

    def mask(self, table: CaseTable, text: str, rows: Rows | None) -> Mask:
        if rows is not None:
            # A batch is small: look at its texts, do not grow the index for it.
            wanted = folded(text)
            found = np.fromiter(
                (
                    wanted in folded(table.title[r]) or wanted in folded(table.address[r])
                    for r in rows.tolist()
                ),
                np.bool_,
                len(rows),
            )
        else:
            self._title.extend(table.title)
            self._address.extend(table.address)
            found = self._title.find(text) | self._address.find(text)
        if text.isdecimal() and text.isascii() and len(text) < 18:
            found |= number_begins(table.column("case_id")[_pick(rows)], int(text))
        return found


def number_begins(numbers: NDArray[np.int64], head: int) -> Mask:
    found: Mask = numbers == head
    low, high = head * 10, head * 10 + 9
    while high < 10**18 and low > 0:
        found |= (numbers >= low) & (numbers <= high)
        low, high = low * 10, high * 10 + 9
    return found


def _pick(rows: Rows | None) -> Rows | slice:
    return slice(None) if rows is None else rows


def area_words(table: CaseTable, area: str) -> Mask:
    """Shape (words,): which interned codes lie in `area`."""
    return np.fromiter(
        (bool(w) and covers_area(area, w) for w in table.words.all()), np.bool_, len(table.words)
    )


def mask(
    table: CaseTable, where: QueueFilter, now_ms: int, search: TextSearch, rows: Rows | None = None
) -> Mask:
    """Which of `rows` (None: all) `where` lets through."""
    pick = _pick(rows)
    keep = _marks(table, where, now_ms, pick)
    if where.chosen is not None:
        keep &= where.chosen.holds(table.column("case_id")[pick])
    if where.area:
        finest = np.where(
            table.column("village")[pick] > 0,
            table.column("village")[pick],
            table.column("area")[pick],
        )
        keep &= area_words(table, where.area)[finest]
    for column, word in (("department", where.department), ("holder", where.holder)):
        if word:
            keep &= table.column(column)[pick] == table.words.find(word)
    if where.text and keep.any():
        keep &= search.mask(table, where.text, rows)
    return keep


def _marks(table: CaseTable, where: QueueFilter, now_ms: int, pick: Rows | slice) -> Mask:
    state = table.column("state")[pick]
    keep: Mask = _OPEN[state] if where.open_only else np.ones(len(state), np.bool_)
    if where.state >= 0:
        keep &= state == where.state
    if where.priority:
        keep &= table.column("priority")[pick] == where.priority
    if where.unclaimed:
        keep &= (table.column("holder")[pick] == 0) & _OPEN[state]
    if where.overdue:
        keep &= is_overdue(table, now_ms, pick)
    return keep
