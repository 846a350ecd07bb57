"""One sortable number (or short byte text) a row for each column of the queue. Pure.

Equal keys are ordered by case number, so that every order is total and the same on every seat. A
queue in groups has the rank of the group above the key, so that one order holds both.
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


class Light(IntEnum):
    """The groups of the clock, the most urgent first."""

    OVERDUE = 0
    HOUR = 1
    DAY = 2
    LATER = 3
    PAUSED = 4
    NO_LIMIT = 5
    OVER = 6


#: (column of the table, code) → the text a person reads there, to order by.
Namer = Callable[[str, str], str]

#: What the queue can be grouped by.
GROUPINGS = (By.PLACE, By.DEPARTMENT, By.STATE, By.CLOCK, By.TYPE, By.HOLDER, By.PRIORITY)
#: A group of the clock begins so long before the deadline, in ms.
LIGHT_STEPS = {Light.OVERDUE: 0, Light.HOUR: 3_600_000, Light.DAY: 86_400_000}
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
_GROUP_BYTES = 8
#: The bits of a key below its group.
_BELOW = 49
_MOST = (1 << _BELOW) - 1
_LAST_NAME = "\U0010ffff"


class SortKeys:
    """Makes the keys of rows for one order. Ranks of coded columns are made by `learn`."""

    def __init__(self, by: By, descending: bool, namer: Namer, group: By | None = None) -> None:
        self.by, self.descending, self.group = by, descending, group
        self._namer = namer
        self._ranks: dict[By, NDArray[np.int64]] = {}
        self._codes: list[str] = []

    def learn(self, table: CaseTable) -> None:
        """Rank the names of all words there are now."""
        for by in [b for b in _CODED if b in (self.by, self.group)]:
            ranks, codes = self._rank(table, _CODED[by])
            self._ranks[by] = ranks
            if by is self.group:
                self._codes = codes

    def outdated(self, table: CaseTable, rows: Rows) -> bool:
        """Whether `rows` have words that the ranks do not know; keys must be made anew."""
        return any(
            bool((table.column(_CODED[by])[rows] >= len(ranks)).any())
            for by, ranks in self._ranks.items()
        )

    def of(self, table: CaseTable, pick: Rows | slice, now_ms: int) -> Keys:
        """Shape (n,): int64, or byte texts for titles; ascending is the order to show."""
        if self.by is By.TITLE:
            return self._texts(table, pick, now_ms)
        keys = self._numbers(table, self.by, pick)
        if self.group is None:
            return -keys if self.descending else keys
        keys = np.clip(keys, 0, _MOST)
        return (self.groups(table, pick, now_ms) << _BELOW) + (
            _MOST - keys if self.descending else keys
        )

    def groups_of(self, keys: Keys) -> NDArray[np.int64]:
        """The ranks of the groups in `keys`."""
        if keys.dtype.kind != "S":
            ranks: NDArray[np.int64] = keys >> _BELOW
            return ranks
        raw = np.ascontiguousarray(keys).view(np.uint8).reshape(len(keys), keys.dtype.itemsize)
        head = np.ascontiguousarray(raw[:, :_GROUP_BYTES])
        return head.view(">u8").reshape(-1).astype(np.int64)

    def groups(self, table: CaseTable, pick: Rows | slice, now_ms: int) -> NDArray[np.int64]:
        """The rank of each row's group."""
        if self.group is By.CLOCK:
            return _lights(table, pick, now_ms)
        by = By.PLACE if self.group is None else self.group
        return self._numbers(table, by, pick)

    def code(self, rank: int) -> str:
        """What a group is of: a code of its column, or the number of a state, light, priority."""
        return self._codes[rank] if self.group in _CODED else str(rank)

    def rank(self, code: str) -> int:
        """The group of `code`, -1 where there is none."""
        if self.group in _CODED:
            return self._codes.index(code) if code in self._codes else -1
        return int(code)

    def _texts(self, table: CaseTable, pick: Rows | slice, now_ms: int) -> Keys:
        titles = table.title
        chosen = titles[pick] if isinstance(pick, slice) else [titles[r] for r in pick.tolist()]
        keys = text_keys(chosen, self.descending)
        if self.group is None:
            return keys
        head = self.groups(table, pick, now_ms).astype(">u8").view(np.uint8)
        both = np.hstack(
            [
                head.reshape(len(keys), _GROUP_BYTES),
                keys.view(np.uint8).reshape(len(keys), TEXT_BYTES),
            ]
        )
        whole: Keys = np.ascontiguousarray(both).view(f"S{_GROUP_BYTES + TEXT_BYTES}").reshape(-1)
        return whole

    def _numbers(self, table: CaseTable, by: By, pick: Rows | slice) -> NDArray[np.int64]:
        if by in _PLAIN:
            plain: NDArray[np.int64] = table.column(_PLAIN[by])[pick].astype(np.int64)
            return plain
        if by in _CODED:
            ranks, codes = self._ranks[by], table.column(_CODED[by])[pick]
            ranked: NDArray[np.int64] = ranks.take(codes, mode="clip")
            return ranked
        return _clock(table, pick, by is By.URGENCY)

    def _rank(self, table: CaseTable, column: str) -> tuple[NDArray[np.int64], list[str]]:
        """(the rank of each word, a word of each rank); no word at all comes last."""
        words = table.words.all()
        names = [self._namer(column, w) if w else _LAST_NAME for w in words]
        ranks = np.empty(len(names), np.int64)
        codes: list[str] = []
        last = None
        for word in sorted(range(len(names)), key=names.__getitem__):
            if names[word] != last:
                last = names[word]
                codes.append(words[word])
            ranks[word] = len(codes) - 1
        return ranks, codes


def _clock(table: CaseTable, pick: Rows | slice, urgency: bool) -> NDArray[np.int64]:
    """Running clocks by their end, paused ones by what is left on them, then what is over."""
    state, due = table.column("state")[pick], table.column("deadline_ms")[pick]
    # A clock that stands still is ordered by what is left on it, which may be nothing.
    left = np.maximum(due - table.column("paused_ms")[pick] + _HALF, 0)
    due = np.where(due > 0, np.where(state == _SUSPENDED, left, due), _NEVER)
    rank = _APART[state]
    if urgency:
        rank = rank + table.column("priority")[pick]
    key: NDArray[np.int64] = due + (rank << 44)
    return key


def _lights(table: CaseTable, pick: Rows | slice, now_ms: int) -> NDArray[np.int64]:
    state, due = table.column("state")[pick], table.column("deadline_ms")[pick]
    light = np.full(len(state), int(Light.LATER), np.int64)
    for step in (Light.DAY, Light.HOUR, Light.OVERDUE):
        light[due - LIGHT_STEPS[step] < now_ms] = step
    light[due <= 0] = Light.NO_LIMIT
    light[state == _SUSPENDED] = Light.PAUSED
    light[_APART[state] == 16] = Light.OVER
    return light


def text_keys(texts: Sequence[str], descending: bool) -> NDArray[np.bytes_]:
    """The first bytes of each text, inverted where the order runs backwards."""
    keys = np.array([t[:TEXT_BYTES].encode("utf-8", "replace") for t in texts], f"S{TEXT_BYTES}")
    if not descending:
        return keys
    flipped: NDArray[np.bytes_] = (255 - keys.view(np.uint8)).view(f"S{TEXT_BYTES}")
    return flipped


def argsort(keys: Keys) -> Rows:
    """A stable ascending order; byte texts as big-endian numbers, far faster."""
    if keys.dtype.kind != "S":
        return _argsort_numbers(keys)
    size = keys.dtype.itemsize // 8
    raw = np.ascontiguousarray(keys).view(">u8").reshape(len(keys), size).astype(np.uint64)
    return np.lexsort(tuple(raw[:, i] for i in reversed(range(size))))


def _argsort_numbers(keys: NDArray[np.int64]) -> Rows:
    """Places packed below the keys, so that numpy sorts plain numbers, twice as fast as places.

    What does not fit into 63 bits is split: first the low part, then the high part by radix.
    """
    if len(keys) < 2_000:
        order: Rows = np.argsort(keys, kind="stable")
        return order
    low = int(keys.min())
    wide = (int(keys.max()) - low).bit_length()
    places = len(keys).bit_length()
    room = 63 - places
    if wide > 63 or wide - room > 16:
        return np.argsort(keys, kind="stable")
    part = (keys - low) & ((1 << room) - 1)
    packed = np.sort((part << places) | np.arange(len(keys)))
    order = packed & ((1 << places) - 1)
    if wide > room:
        high = ((keys - low) >> room).astype(np.uint16)
        order = order[np.argsort(high[order], kind="stable")]
    return order
