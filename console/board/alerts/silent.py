"""Units that were sent and are not heard of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from console.board.alerts.rules import SILENT_MS, silence
from console.board.alerts.turns import Turns
from console.board.board import Board

I64 = NDArray[np.int64]


@dataclass(frozen=True)
class Silence:
    """Row of the unit, where it belongs, when it was last heard of and since when it is silent."""

    row: int
    place: str
    mark: int
    since_ms: int


class SilentUnits:
    """Looks at units that moved, whose duty changed or whose time has come, and at no others."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._turns = Turns()
        self._sent: dict[int, int] = {}  # unit → since when it is under way, as far as heard
        self._silent: set[int] = set()  # rows

    def sent(self, unit: int, at_ms: int) -> None:
        self._sent[unit] = at_ms

    def begin(self) -> I64:
        """A new picture: the rows to look at. A unit that was never heard of was sent not later
        than the last event of its case.
        """
        of, cases = self._board.units.column, self._board.cases
        rows = np.flatnonzero((of("case_id") > 0) & (of("fix_ms") == 0))
        at = cases.rows_of(of("case_id")[rows])
        known, rows = at[at >= 0], rows[at >= 0]
        updated = cases.column("updated_ms")[known].tolist()
        self._sent.update(zip(of("unit_id")[rows].tolist(), updated, strict=True))
        return np.flatnonzero(of("case_id"))

    def due(self, now_ms: int) -> I64:
        return self._turns.due(now_ms)

    def look(self, rows: I64, now_ms: int) -> tuple[Iterator[Silence], set[int]]:
        """Of `rows`, each once: those that are silent, and those that are so no longer."""
        units = self._board.units
        busy = rows[units.column("case_id")[rows] > 0]
        sent = [self._sent.get(u, 0) for u in units.column("unit_id")[busy].tolist()]
        marks, turns = silence(units, busy, np.array(sent, np.int64), now_ms)
        self._turns.set(busy, turns)
        loud = busy[marks > 0].tolist()
        over = self._silent.intersection(rows.tolist() if self._silent else ()).difference(loud)
        self._silent = (self._silent - over).union(loud)
        areas = units.column("area")[loud].tolist()
        found = zip(loud, areas, marks[marks > 0].tolist(), strict=True)
        return (Silence(r, units.words.word(a), m, m + SILENT_MS) for r, a, m in found), over
