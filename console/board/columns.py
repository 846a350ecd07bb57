"""Growable numpy columns and interned words: the stuff the board's tables are made of."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


class Columns:
    """Equal-length numpy columns that grow by doubling.

    Readers take `column(name)`, a view of the live rows: valid until the next `extend`.
    """

    def __init__(self, fields: dict[str, Any], capacity: int = 1_024) -> None:
        self._store: dict[str, Array] = {n: np.zeros(capacity, t) for n, t in fields.items()}
        self._capacity = capacity
        self.rows = 0

    def column(self, name: str) -> Array:
        """Shape (rows,), the live part of column `name`, writable in place by the owner only."""
        return self._store[name][: self.rows]

    def extend(self, count: int) -> int:
        """Append `count` zeroed rows; returns the index of the first."""
        first, need = self.rows, self.rows + count
        if need > self._capacity:
            self._grow(max(need, self._capacity * 2))
        self.rows = need
        return first

    def _grow(self, capacity: int) -> None:
        for name, old in self._store.items():
            new = np.zeros(capacity, old.dtype)
            new[: self.rows] = old[: self.rows]
            self._store[name] = new
        self._capacity = capacity

    @property
    def nbytes(self) -> int:
        """Bytes held, spare capacity included."""
        return sum(a.nbytes for a in self._store.values())

    def take_columns(self, other: Columns) -> None:
        """Become a copy of `other`'s columns; both must have the same fields."""
        self._store = {name: array.copy() for name, array in other._store.items()}
        self._capacity, self.rows = other._capacity, other.rows


class Words:
    """Texts interned as small integers; 0 is always the empty text."""

    def __init__(self) -> None:
        self._index: dict[str, int] = {"": 0}
        self._words: list[str] = [""]

    def index(self, word: str) -> int:
        """The number of `word`, new ones are added."""
        found = self._index.get(word)
        if found is None:
            found = len(self._words)
            self._index[word] = found
            self._words.append(word)
        return found

    def find(self, word: str) -> int:
        """The number of `word`, or -1 when no row has it."""
        return self._index.get(word, -1)

    def word(self, index: int) -> str:
        return self._words[index]

    def all(self) -> tuple[str, ...]:
        return tuple(self._words)

    def copy(self) -> Words:
        twin = Words()
        twin._index, twin._words = self._index.copy(), self._words.copy()
        return twin

    def __len__(self) -> int:
        return len(self._words)


class Lookup:
    """External integer id → row, vectorised for small ids and a dict for large ones."""

    _DENSE = 1 << 22

    def __init__(self) -> None:
        self._dense = np.full(1_024, -1, np.int32)
        self._sparse: dict[int, int] = {}

    def set(self, key: int, row: int) -> None:
        if not 0 <= key < self._DENSE:
            self._sparse[key] = row
            return
        if key >= len(self._dense):
            size = min(self._DENSE, max(key + 1, 2 * len(self._dense)))
            grown = np.full(size, -1, np.int32)
            grown[: len(self._dense)] = self._dense
            self._dense = grown
        self._dense[key] = row

    def put(self, keys: NDArray[np.int64], first: int) -> None:
        """`keys` are in the rows from `first` on.

        Raises:
            ValueError: one of them is there already, or twice among them.
        """
        in_order = np.sort(keys)
        if bool((in_order[1:] == in_order[:-1]).any() or (self.rows(keys) >= 0).any()):
            raise ValueError("an id is there twice")
        near = (keys >= 0) & (keys < self._DENSE)
        rows = np.arange(first, first + len(keys))
        if near.any():
            top = int(keys[near].argmax())
            self.set(int(keys[near][top]), int(rows[near][top]))
            self._dense[keys[near]] = rows[near]
        for i in np.flatnonzero(~near):
            self._sparse[int(keys[i])] = int(rows[i])

    def get(self, key: int) -> int:
        """The row of `key`, or -1."""
        if 0 <= key < len(self._dense):
            return int(self._dense[key])
        return self._sparse.get(key, -1)

    def copy(self) -> Lookup:
        twin = Lookup()
        twin._dense, twin._sparse = self._dense.copy(), self._sparse.copy()
        return twin

    def rows(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Shape (n,) rows of `keys`, -1 where unknown."""
        out = np.full(len(keys), -1, np.int64)
        near = (keys >= 0) & (keys < len(self._dense))
        out[near] = self._dense[keys[near]]
        if self._sparse:
            for i in np.flatnonzero(~near):
                out[i] = self._sparse.get(int(keys[i]), -1)
        return out
