"""A queue in groups: where headings and rows stand when some groups are closed. Pure.

The rows of a group follow each other in the order; a heading is put before them, and the rows of
a closed group are left out. Everything is worked out from the groups' sizes alone.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Sizes = NDArray[np.int64]


@dataclass(frozen=True)
class Heading:
    """The group of `rank` with `size` rows; `closed` hides them."""

    rank: int
    size: int
    closed: bool


class Folds:
    """Positions of headings and rows. `sizes`: rows of each group, by rank; empty ones are not
    shown."""

    def __init__(self, sizes: Sizes, closed: Collection[int] = ()) -> None:
        self.ranks: Sizes = np.flatnonzero(sizes)
        self._sizes = sizes[self.ranks]
        self._closed = np.isin(self.ranks, list(closed))
        shown = 1 + np.where(self._closed, 0, self._sizes)
        ends = np.cumsum(shown)
        self._heads = ends - shown
        self._first = np.cumsum(self._sizes) - self._sizes
        self.total = int(ends[-1]) if len(ends) else 0

    def flat(self, position: int) -> int:
        """The place in the order of the row shown at `position`, -1 for a heading or outside."""
        group = self._group(position)
        if group < 0 or position == self._heads[group]:
            return -1
        return int(self._first[group] + position - self._heads[group] - 1)

    def heading(self, position: int) -> Heading | None:
        """The heading at `position`."""
        group = self._group(position)
        if group < 0 or position != self._heads[group]:
            return None
        return Heading(int(self.ranks[group]), int(self._sizes[group]), bool(self._closed[group]))

    def group_at(self, position: int) -> int:
        """The rank of the group that `position` lies in, -1 outside."""
        group = self._group(position)
        return int(self.ranks[group]) if group >= 0 else -1

    def position(self, flat: int) -> int:
        """Where the row at `flat` of the order is shown, -1 in a closed group or outside."""
        if not len(self.ranks) or flat < 0:
            return -1
        group = int(np.searchsorted(self._first, flat, "right")) - 1
        if self._closed[group] or flat - self._first[group] >= self._sizes[group]:
            return -1
        return int(self._heads[group] + 1 + flat - self._first[group])

    def head_of(self, rank: int) -> int:
        """Where the heading of a group stands, -1 where it is not shown."""
        found = np.flatnonzero(self.ranks == rank)
        return int(self._heads[found[0]]) if len(found) else -1

    def _group(self, position: int) -> int:
        if not 0 <= position < self.total:
            return -1
        return int(np.searchsorted(self._heads, position, "right")) - 1
