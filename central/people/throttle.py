"""Slows down guessing without locking anybody out.

Failures count for a pair of operator and address. Nobody can hold up an operator from another
address, and one person's wrong passwords hold up nobody else in the same room.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from typing import NamedTuple

#: So many wrong passwords cost nothing.
FREE = 3
FIRST_MS = 1_000
CAP_MS = 60_000
FORGET_MS = 15 * 60_000
#: Pairs kept in memory; the one untouched for longest goes first.
MAX_PAIRS = 50_000

Pair = tuple[str, str]


class _Tries(NamedTuple):
    failures: int
    last_ms: int


class Throttle:
    """Used on the event loop only; times are milliseconds."""

    def __init__(self) -> None:
        self._tries: OrderedDict[Pair, _Tries] = OrderedDict()

    def wait_s(self, pair: Pair, now_ms: int) -> int:
        """Whole seconds this pair has to wait before the next try; 0 for none."""
        tries = self._known(pair, now_ms)
        left = tries.last_ms + delay_ms(tries.failures) - now_ms
        return math.ceil(left / 1_000) if left > 0 else 0

    def count(self, pair: Pair, now_ms: int) -> None:
        """A try begins. It counts as wrong until `forget`, so guessing in parallel is no way."""
        self._tries[pair] = _Tries(self._known(pair, now_ms).failures + 1, now_ms)
        self._tries.move_to_end(pair)
        while len(self._tries) > MAX_PAIRS:
            self._tries.popitem(last=False)

    def forget(self, pair: Pair) -> None:
        """The password was right."""
        self._tries.pop(pair, None)

    def _known(self, pair: Pair, now_ms: int) -> _Tries:
        tries = self._tries.get(pair, _Tries(0, now_ms))
        # a clock that was set back must not stretch the delay
        fresh = 0 <= now_ms - tries.last_ms < FORGET_MS
        return tries if fresh else _Tries(0, now_ms)


def delay_ms(failures: int) -> int:
    """Nothing for the first few, then twice as long each time up to the cap."""
    if failures <= FREE:
        return 0
    return int(min(CAP_MS, FIRST_MS * 2 ** min(failures - FREE - 1, 30)))
