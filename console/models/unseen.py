"""Which rows are new or changed and have not been seen. Pure.

Seen is a row that was selected, or that stood in the visible part of the table for two seconds on
end. What the operator did himself is not news. The first picture of a city is taken as seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
#: How long a row has to be visible, in seconds.
LOOK_S = 2.0


class News(IntEnum):
    NONE = 0
    CHANGED = 1
    NEW = 2


class Unseen:
    """The news of each row; `count` how many have any."""

    def __init__(self) -> None:
        self._news: NDArray[np.uint8] = np.zeros(1_024, np.uint8)
        self._since: dict[int, float] = {}
        self.count = 0

    def forget(self) -> None:
        """Another board: its rows are seen."""
        self._news = np.zeros(1_024, np.uint8)
        self._since.clear()
        self.count = 0

    def of(self, row: int) -> News:
        return News(int(self._news[row])) if 0 <= row < len(self._news) else News.NONE

    def tell(self, added: Rows, changed: Rows) -> None:
        """Rows that somebody else has added or changed."""
        top = int(max(added.max(initial=-1), changed.max(initial=-1)))
        if top < 0:
            return
        if top >= len(self._news):
            grown = np.zeros(top + top // 2 + 1_024, np.uint8)
            grown[: len(self._news)] = self._news
            self._news = grown
        both = np.unique(np.concatenate([added, changed]))
        before = int(np.count_nonzero(self._news[both]))
        self._news[changed] = np.maximum(self._news[changed], np.uint8(News.CHANGED))
        self._news[added] = News.NEW
        self.count += len(both) - before
        for row in both.tolist():  # seen means: as it is now
            self._since.pop(row, None)

    def see(self, rows: Iterable[int]) -> list[int]:
        """The person has seen `rows`; returns those that had news."""
        fresh = [row for row in rows if self.of(row)]
        if fresh:
            self._news[fresh] = News.NONE
            self.count -= len(fresh)
        return fresh

    def look(self, visible: Iterable[int], now_s: float) -> list[int]:
        """`visible` rows are on the screen at monotonic `now_s`; returns those seen just now."""
        since = {row: self._since.get(row, now_s) for row in visible if self.of(row)}
        self._since = since
        return self.see([row for row, began in since.items() if now_s - began >= LOOK_S])

    def look_away(self) -> None:
        """Nobody can see the table any more: waiting begins anew."""
        self._since.clear()
