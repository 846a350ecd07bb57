"""What is to be done when: a heap, so that a tick costs nothing while nothing is due. Pure."""

from __future__ import annotations

import heapq
from itertools import count
from typing import Generic, TypeVar

T = TypeVar("T")


class Agenda(Generic[T]):
    """Items by the city time (seconds since the epoch) at which they are due."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, T]] = []
        self._serial = count()

    def __len__(self) -> int:
        return len(self._heap)

    def push(self, at: float, item: T) -> None:
        heapq.heappush(self._heap, (at, next(self._serial), item))

    def pop_due(self, now: float) -> T | None:
        """The earliest item that is due, or None."""
        if self._heap and self._heap[0][0] <= now:
            return heapq.heappop(self._heap)[2]
        return None

    def clear(self) -> None:
        self._heap.clear()
