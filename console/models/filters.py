"""What the queue shows: one frozen question to the case table, answered with numpy masks. Pure.

Masks of the whole table may be made in another thread while the table grows: they look at a fixed
number of rows, and codes that are younger than the question are clipped. Whoever adopts such a
mask judges the rows again that were touched meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casework.actor import covers_area
from casework.vocabulary import OPEN_STATES, STATE_ORDER
from console.board.cases import CaseTable
from console.board.deadlines import overdue
from console.models.textindex import TextIndex, folded

Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]
_OPEN = np.array([s in OPEN_STATES for s in STATE_ORDER])

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
    """Everything asked for must hold; of several values of one field any one is enough.

    `states`, `channels`: indices into STATE_ORDER and CHANNEL_ORDER; a state asked for is shown
    even where it is over. `areas`: codes, each with all below it. Every one of `texts` is looked
    for in the title and the address; digits alone also match the beginning of the case number.
    """

    open_only: bool = True
    states: tuple[int, ...] = ()
    areas: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    channels: tuple[int, ...] = ()
    priorities: tuple[int, ...] = ()
    unclaimed: bool = False
    overdue: bool = False
    texts: tuple[str, ...] = ()
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


def passed(table: CaseTable, since_ms: int, until_ms: int, size: int) -> Rows:
    """Which of the first `size` rows have a deadline in [since, until)."""
    due = table.column("deadline_ms")[:size]
    return np.flatnonzero((due >= since_ms) & (due < until_ms) & (due > 0))


class TextSearch:
    """Text in titles and addresses. `prepare` builds the index, in whichever thread asks first."""

    def __init__(self) -> None:
        self._title, self._address = TextIndex(), TextIndex()

    def prepare(self, table: CaseTable, size: int, pause: bool = False) -> None:
        """Take in the texts of the first `size` rows; `pause`: let other threads in between."""
        self._title.extend(table.title, size, pause)
        self._address.extend(table.address, size, pause)

    def all(self, table: CaseTable, text: str, size: int) -> Mask:
        """Shape (size,)."""
        self.prepare(table, size)
        found = self._title.find(text)[:size] | self._address.find(text)[:size]
        return found | self._numbered(table.column("case_id")[:size], text)

    def of(self, table: CaseTable, text: str, rows: Rows) -> Mask:
        """Shape (n,): a batch is small, its texts are looked at one by one."""
        wanted = folded(text)
        found = np.fromiter(
            (
                wanted in folded(table.title[r]) or wanted in folded(table.address[r])
                for r in rows.tolist()
            ),
            np.bool_,
            len(rows),
        )
        return found | self._numbered(table.column("case_id")[rows], text)

    @staticmethod
    def _numbered(numbers: NDArray[np.int64], text: str) -> Mask:
        if text.isdecimal() and text.isascii() and len(text) < 18:
            return number_begins(numbers, int(text))
        return np.zeros(len(numbers), np.bool_)


def number_begins(numbers: NDArray[np.int64], head: int) -> Mask:
    found: Mask = np.zeros(len(numbers), np.bool_)
    highest = int(numbers.max(initial=0))
    for low, high in takewhile(lambda span: span[0] <= highest, numbers_from(head)):
        found |= (numbers >= low) & (numbers <= high)
    return found


def numbers_from(head: int) -> Iterator[tuple[int, int]]:
    """(least, most) of the numbers that begin with `head`, rising: itself, one digit more, …"""
    yield head, head
    low, high = head * 10, head * 10 + 9
    while high < 10**18 and low > 0:
        yield low, high
        low, high = low * 10, high * 10 + 9


def mask(
    table: CaseTable,
    where: QueueFilter,
    now_ms: int,
    search: TextSearch,
    rows: Rows | None = None,
    size: int | None = None,
) -> Mask:
    """Which of `rows` (None: the first `size`, or all) `where` lets through."""
    size = table.rows if size is None else size
    pick: Rows | slice = slice(0, size) if rows is None else rows
    keep = _marks(table, where, now_ms, pick)
    if where.areas or where.departments or where.categories or where.holders:
        keep &= _coded(table, where, pick)
    if where.chosen is not None:
        keep &= where.chosen.holds(table.column("case_id")[pick])
    for text in where.texts:
        if rows is not None:
            at = np.flatnonzero(keep)
            keep[at] = search.of(table, text, rows[at])
        elif keep.any():
            keep &= search.all(table, text, size)
    return keep


def _marks(table: CaseTable, where: QueueFilter, now_ms: int, pick: Rows | slice) -> Mask:
    state = table.column("state")[pick]
    allowed = _OPEN if where.open_only and not where.states else np.ones_like(_OPEN)
    if where.states:
        allowed = _flags(where.states, len(STATE_ORDER))
    keep: Mask = allowed.take(state)
    if where.priorities:
        keep &= _flags(where.priorities, 128).take(table.column("priority")[pick])
    if where.channels:
        keep &= _flags(where.channels, 128).take(table.column("channel")[pick])
    if where.unclaimed:
        keep &= (table.column("holder")[pick] == 0) & _OPEN.take(state)
    if where.overdue:
        keep &= overdue(table, now_ms, pick)
    return keep


def _coded(table: CaseTable, where: QueueFilter, pick: Rows | slice) -> Mask:
    """What is asked of areas, departments, types and holders."""
    many = pick.stop if isinstance(pick, slice) else len(pick)
    keep: Mask = np.ones(many, np.bool_)
    if where.areas:
        village = table.column("village")[pick]
        finest = np.where(village > 0, village, table.column("area")[pick])
        keep &= area_words(table, where.areas).take(finest, mode="clip")
    for column, codes in (
        ("department", where.departments),
        ("category", where.categories),
        ("holder", where.holders),
    ):
        if codes:
            wanted = [table.words.find(code) for code in codes]
            known = _flags([w for w in wanted if w >= 0], len(table.words) + 1)
            keep &= known.take(table.column(column)[pick], mode="clip")
    return keep


def _flags(indices: Iterable[int], size: int) -> Mask:
    """Shape (size,): true at `indices`."""
    flags: NDArray[Any] = np.zeros(size, np.bool_)
    flags[list(indices)] = True
    return flags


def area_words(table: CaseTable, areas: Iterable[str]) -> Mask:
    """Shape (words + 1,): which interned codes lie in one of `areas`; the last is for none."""
    asked = tuple(areas)
    inside = [bool(w) and any(covers_area(a, w) for a in asked) for w in table.words.all()]
    return np.array([*inside, False], np.bool_)
