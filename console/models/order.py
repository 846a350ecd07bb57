"""The queue's index: which rows of the case table are shown, in which order. Pure numpy.

`plan` sorts everything and may run in another thread; `adopt` takes its result; `apply` takes a
batch in by binary search. Nothing in `apply` goes over all cases but one copy of the index.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from console.board.cases import CaseTable
from console.models.filters import Mask, QueueFilter, TextSearch, mask
from console.models.sortkeys import By, Keys, Namer, SortKeys, argsort

Rows = NDArray[np.int64]
#: Rows by position, int32: all of it is copied at every batch, and half the bytes cost half.
Order = NDArray[Any]
_NONE: Rows = np.empty(0, np.int64)
_EMPTY: Order = np.empty(0, np.int32)


def _plain(column: str, word: str) -> str:  # noqa: ARG001 - the shape of a Namer
    return word


@dataclass(frozen=True)
class Plan:
    """The whole table filtered and sorted as of `now_ms`: its first `size` rows."""

    where: QueueFilter
    sort: SortKeys
    now_ms: int
    index: Order
    keys: Keys
    shown: Mask
    groups: NDArray[np.int64]  # rows shown, by rank of the group


@dataclass(frozen=True)
class Change:
    """`out`: positions taken out of the old index; `into`: positions new in it. Both rising."""

    out: Rows = field(default_factory=lambda: _NONE)
    into: Rows = field(default_factory=lambda: _NONE)

    def __bool__(self) -> bool:
        return bool(len(self.out) or len(self.into))


class QueueOrder:
    """`index[position]` is a row of the table.

    `pieces`: with so many places for each row that moves or more, what is between them is copied
    piece by piece, otherwise by a mask.
    `stride`: where many are looked up at once, every so manieth place is looked at first.
    """

    pieces, stride = 300, 256

    def __init__(self, table: CaseTable, namer: Namer = _plain) -> None:
        self.table = table
        self.where = QueueFilter()
        self.index: Order = _EMPTY
        self.groups: NDArray[np.int64] = np.zeros(1, np.int64)
        self.search = TextSearch()
        self._namer = namer
        self.sort = SortKeys(By.URGENCY, False, namer)
        self._keys: Keys = _NONE
        self._shown: Mask = np.zeros(0, np.bool_)

    @property
    def by(self) -> By:
        return self.sort.by

    @property
    def descending(self) -> bool:
        return self.sort.descending

    def use(self, table: CaseTable) -> None:
        """Another board took the place of the old one: nothing is shown until a plan comes."""
        self.table = table
        self.search = TextSearch()
        self.index, self._keys = _EMPTY, _NONE
        self._shown = np.zeros(0, np.bool_)
        self.groups = np.zeros(1, np.int64)

    def sort_by(self, by: By, descending: bool = False, group: By | None = None) -> None:
        """Call `rebuild` next."""
        self.sort = self.sorting(by, descending, group)

    def sorting(self, by: By, descending: bool = False, group: By | None = None) -> SortKeys:
        """Keys for `plan`."""
        return SortKeys(by, descending, self._namer, group)

    def rebuild(self, now_ms: int) -> None:
        """Filter and sort the whole table, here and now."""
        self.adopt(self.plan(self.where, self.sort, now_ms))

    def plan(self, where: QueueFilter, sort: SortKeys, now_ms: int) -> Plan:
        """Changes nothing but the text index; rows touched meanwhile must be applied later."""
        table, size = self.table, self.table.rows
        sort.learn(table)
        shown = mask(table, where, now_ms, self.search, size=size)
        keys = sort.of(table, slice(0, size), now_ms)
        rows = np.flatnonzero(shown)
        numbers = table.column("case_id")[rows]
        if len(rows) > 1 and not bool((numbers[1:] > numbers[:-1]).all()):
            rows = rows[np.argsort(numbers, kind="stable")]
        picked = keys if len(rows) == size and _rising(rows) else keys[rows]
        index = rows[argsort(picked)].astype(np.int32)
        groups = np.bincount(sort.groups_of(picked)) if sort.group is not None else np.zeros(1, int)
        return Plan(where, sort, now_ms, index, keys, shown, groups)

    def adopt(self, plan: Plan) -> None:
        self.where, self.sort = plan.where, plan.sort
        self.index, self._keys, self._shown = plan.index, plan.keys, plan.shown
        self.groups = plan.groups

    def apply(self, touched: Rows, now_ms: int) -> Change | None:
        """Take in rows that were added or changed; None: everything has to be planned anew."""
        touched = once(touched)
        if not len(touched):
            return Change()
        if self.sort.outdated(self.table, touched):
            return None
        self._grow()
        fits = mask(self.table, self.where, now_ms, self.search, touched)
        fresh = self.sort.of(self.table, touched, now_ms)
        was, old = self._shown[touched], self._keys[touched]
        stays = was & fits & (old == fresh)
        leave, come = was & ~stays, fits & ~stays
        if not leave.any() and not come.any():
            self._keys[touched] = fresh
            return Change()
        arriving = touched[come][self._ordered(fresh[come], touched[come])]
        self._regroup(old[leave], fresh[come])
        # Both are looked up in the old order, so in one go.
        keys = np.concatenate([old[leave], fresh[np.searchsorted(touched, arriving)]])
        places = self._places(keys, np.concatenate([touched[leave], arriving]))
        many = int(np.count_nonzero(leave))
        out, at = np.sort(places[:many]), places[many:]
        self._keys[touched], self._shown[touched] = fresh, fits
        into = at - np.searchsorted(out, at, "left") + np.arange(len(at))
        self.index = splice(self.index, out, at, arriving, into, self.pieces)
        return Change(out, into)

    def _ordered(self, keys: Keys, rows: Rows) -> Rows:
        by_number = np.argsort(self.table.column("case_id")[rows], kind="stable")
        return by_number[argsort(keys[by_number])]

    def _regroup(self, gone: Keys, come: Keys) -> None:
        if self.sort.group is None:
            return
        gone_ranks, come_ranks = self.sort.groups_of(gone), self.sort.groups_of(come)
        size = int(max(gone_ranks.max(initial=0), come_ranks.max(initial=0), len(self.groups) - 1))
        grown = np.zeros(size + 1, np.int64)
        grown[: len(self.groups)] = self.groups
        self.groups = (
            grown
            + np.bincount(come_ranks, minlength=size + 1)
            - np.bincount(gone_ranks, minlength=size + 1)
        )

    def _grow(self) -> None:
        """Room for rows that came since; by more than needed, so that it is seldom."""
        have, need = len(self._shown), self.table.rows
        if have >= need:
            return
        size = need + need // 8 + 1_024
        keys = np.zeros(size, self._keys.dtype if have else self._key_type())
        shown = np.zeros(size, np.bool_)
        keys[:have], shown[:have] = self._keys, self._shown
        self._keys, self._shown = keys, shown

    def _key_type(self) -> np.dtype[np.generic]:
        self.sort.learn(self.table)
        return self.sort.of(self.table, slice(0, 0), 0).dtype

    def _places(self, keys: Keys, rows: Rows) -> Rows:
        """How many of the index come before each (key, number); by bisection, all at once."""
        if not len(rows) or not len(self.index):
            return np.zeros(len(rows), np.int64)
        numbers = self.table.column("case_id")
        wanted = numbers[rows]
        low, high = self._narrowed(keys)
        for _ in range(int((high - low).max()).bit_length()):
            middle = (low + high) >> 1
            at = self.index[np.minimum(middle, len(self.index) - 1)]
            key = self._keys[at]
            less = key < keys
            # Numbers lie far apart in memory: only those of equal keys are looked at.
            tied = np.flatnonzero(key == keys)
            less[tied] = numbers[at[tied]] < wanted[tied]
            less &= low < high
            high = np.where(less | (low >= high), high, middle)
            low = np.where(less, middle + 1, low)
        return low

    def _narrowed(self, keys: Keys) -> tuple[Rows, Rows]:
        """Between which positions each key belongs, found in a sample of the index."""
        sample = self._keys[self.index[:: self.stride]]
        after = np.searchsorted(sample, keys, "left")
        low = np.maximum(after - 1, 0) * self.stride
        high = np.searchsorted(sample, keys, "right") * self.stride
        return low, np.minimum(high, len(self.index))

    def position(self, row: int) -> int:
        """Where `row` stands in the queue, or -1."""
        if not 0 <= row < len(self._shown) or not self._shown[row]:
            return -1
        # one alone: twenty looks cost less than one round of the arrays below
        index, keys, numbers = self.index, self._keys, self.table.column("case_id")

        def judged(place: int) -> tuple[Any, Any]:
            at = index[place]
            return keys[at], numbers[at]

        return bisect_left(range(len(index)), (keys[row], numbers[row]), key=judged)

    def positions(self, rows: Rows) -> Rows:
        """Positions of those of `rows` that are shown, in no order."""
        rows = rows[(rows >= 0) & (rows < len(self._shown))]
        rows = rows[self._shown[rows]]
        return self._places(self._keys[rows], rows)


def once(rows: Rows) -> Rows:
    """`rows` rising and each once, as most batches are already."""
    return rows if bool((rows[1:] > rows[:-1]).all()) else np.unique(rows)


def _rising(rows: Rows) -> bool:
    return bool(len(rows)) and bool(rows[0] == 0) and bool((np.diff(rows) == 1).all())


def splice(index: Order, out: Rows, at: Rows, rows: Rows, into: Rows, pieces: int) -> Order:
    """`index` without the positions `out`, and with `rows` before its old positions `at`.

    `into`: where they stand in the result, which is copied piece by piece where there are at least
    `pieces` places for each cut, else through a mask.
    """
    result = np.empty(len(index) - len(out) + len(at), index.dtype)
    if (len(out) + len(at)) * pieces > len(index):
        new = np.ones(len(result), np.bool_)
        new[into] = False
        stay = np.ones(len(index), np.bool_)
        stay[out] = False
        result[new] = index[stay] if len(out) else index
    else:
        # What stays between two cuts stays together, however far it has moved.
        cut, gone = np.concatenate([at, out]), np.repeat([0, 1], [len(at), len(out)])
        order = np.argsort(2 * cut + gone)
        cut, gone = cut[order], gone[order]
        firsts, ends = np.append(0, cut + gone), np.append(cut, len(index))
        moved = np.append(0, np.cumsum(1 - 2 * gone))
        old, new_one = index.data, result.data
        for first, end, by in zip(firsts.tolist(), ends.tolist(), moved.tolist(), strict=True):
            new_one[first + by : end + by] = old[first:end]
    result[into] = rows
    return result
