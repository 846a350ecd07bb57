"""Password hashing in a line of its own: each takes 64 MiB and a core, and commands come first."""

from __future__ import annotations

import asyncio
import math
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
#: Sign-ins that may stand in the line, a whole shift's at once; one address gets half of them.
PLACES = 64


class LineFullError(Exception):
    """Too many sign-ins at once; `wait_s` is when the line will have gone, seconds."""

    def __init__(self, wait_s: int) -> None:
        super().__init__(f"try again in {wait_s} s")
        self.wait_s = wait_s


class HashingLine:
    """Used on the event loop; the hashing runs on threads, few enough to leave a core."""

    def __init__(self) -> None:
        self.desks = max(1, min(4, (os.cpu_count() or 1) // 2))
        self._pool = ThreadPoolExecutor(self.desks, "hashing")
        self._standing: Counter[str] = Counter()
        self._seconds = 0.1

    @contextmanager
    def place(self, address: str) -> Iterator[None]:
        """A place in the line, for one who comes from `address`.

        Raises:
            LineFullError: there are too many, or too many from this address.
        """
        standing = self._standing.total()
        if standing >= PLACES or self._standing[address] >= PLACES // 2:
            raise LineFullError(max(1, math.ceil(standing * self._seconds / self.desks)))
        self._standing[address] += 1
        try:
            yield
        finally:
            self._standing[address] -= 1
            if not self._standing[address]:
                del self._standing[address]

    async def run(self, hashing: Callable[..., T], *given: str) -> T:
        """`hashing(*given)` when it is its turn; the caller has a place."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, self._timed, hashing, *given)

    def _timed(self, hashing: Callable[..., T], *given: str) -> T:
        began = time.perf_counter()
        try:
            return hashing(*given)
        finally:
            self._seconds = time.perf_counter() - began
