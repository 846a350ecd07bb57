"""Which alerts are news: one that comes back at once is still the same one."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from console.board.alerts.kinds import Klass
from console.board.cases import CaseTable

#: An occurrence that ends and comes back within so long is the same one: neither counted nor
#: sounded again. City time.
SAME_MS = 5 * 60_000
_MOST = 4_096
#: A city that tells its past is through with it when nothing of it has come for so long. City time.
BACKLOG_MS = 2 * 60_000


@dataclass(frozen=True)
class Arrived:
    """`counts`: new alerts by class. `loud`: something of it may be heard."""

    counts: tuple[int, ...] = (0,) * len(Klass)
    loud: bool = False


class Backlog:
    """Cases from before the seat was opened that are told only now, with all they have been
    through: what their events bring is no news, until no more of them have come for a while."""

    def __init__(self) -> None:
        self._rows: set[int] = set()
        self._last_ms = 0

    def hear(self, table: CaseTable, added: NDArray[np.int64], opened_ms: int, now_ms: int) -> None:
        """`added`: rows that are new, at city time `now_ms`."""
        if self._rows and now_ms - self._last_ms > BACKLOG_MS:
            self._rows.clear()
        old = added[table.column("reported_ms")[added] < opened_ms]
        if len(old):
            self._rows.update(old.tolist())
            self._last_ms = now_ms

    def __contains__(self, row: int) -> bool:
        return row in self._rows


class Arrivals:
    """Counts what is new until somebody takes the count; remembers the newest that went."""

    def __init__(self) -> None:
        self._counts = [0] * len(Klass)
        self._loud = False
        self._gone: OrderedDict[str, int] = OrderedDict()

    def add(self, key: str, klass: Klass, now_ms: int, old: bool = False) -> None:
        """`old`: it held before this seat was opened, though it is heard of only now."""
        gone = self._gone.pop(key, None)
        if gone is not None and now_ms - gone < SAME_MS:
            return
        if old:
            self._loud |= klass is Klass.CRITICAL
            return
        self._counts[klass] += 1
        self._loud |= klass is not Klass.LOW

    def over(self, key: str, now_ms: int) -> None:
        self._gone[key] = now_ms
        self._gone.move_to_end(key)
        if len(self._gone) > _MOST:
            self._gone.popitem(last=False)

    def announce(self) -> None:
        """A new picture brings what is critical: that is to be heard, and not to be counted."""
        self._loud = True

    def take(self) -> Arrived:
        found = Arrived(tuple(self._counts), self._loud)
        self._counts, self._loud = [0] * len(Klass), False
        return found
