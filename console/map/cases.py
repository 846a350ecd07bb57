"""The cases as the map sees them: who is visible, how severe, single or clustered. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from console.board.cases import CaseTable
from console.map.clusters import Clusters, few, gather, level_of
from console.map.culling import PointIndex, cells_of_window
from console.map.symbols import NEVER, Severity, case_codes, on_globe, severities
from console.map.viewport import Bounds, Viewport

I64 = NDArray[np.int64]
F64 = NDArray[np.float64]
I8 = NDArray[np.int8]
_NO_ROWS: I64 = np.empty(0, np.int64)


@dataclass(frozen=True)
class CaseScene:
    """What is to be drawn: `rows` of single cases, worst last, with sprite `codes`; clusters."""

    rows: I64 = field(default_factory=lambda: _NO_ROWS)
    x: F64 = field(default_factory=lambda: np.empty(0))
    y: F64 = field(default_factory=lambda: np.empty(0))
    codes: I64 = field(default_factory=lambda: _NO_ROWS)
    clusters: Clusters = field(default_factory=Clusters)

    @property
    def total(self) -> int:
        return len(self.rows) + int(self.clusters.count.sum())


class CaseLayer:
    """Keeps place index and severity of every row of a case table in step with the board."""

    def __init__(self) -> None:
        self.table = CaseTable(1)
        self.index = PointIndex()
        self.severity: I8 = np.zeros(0, np.int8)
        self._turns: I64 = np.zeros(0, np.int64)
        self._x: F64 = np.zeros(0)
        self._y: F64 = np.zeros(0)

    def load(self, table: CaseTable, now_ms: int) -> None:
        """Start again with another table."""
        self.table = table
        self.index = PointIndex()
        self.severity, self._turns = np.zeros(0, np.int8), np.zeros(0, np.int64)
        self._x, self._y = np.zeros(0), np.zeros(0)
        self.update(np.arange(table.rows), now_ms)

    def update(self, rows: I64, now_ms: int) -> None:
        """These rows are new or have changed."""
        if not len(rows):
            return
        self._grow()
        x, y = self.table.column("x")[rows], self.table.column("y")[rows]
        moved = (self._x[rows] != x) | (self._y[rows] != y)
        self._leave(rows[moved & (self.severity[rows] > 0)])
        self.severity[rows[moved]] = Severity.HIDDEN
        self._x[rows], self._y[rows] = x, y
        self._judge(rows, now_ms)

    def tick(self, now_ms: int) -> bool:
        """City time went on; returns whether any case looks different."""
        rows = np.flatnonzero(self._turns <= now_ms)
        if not len(rows):
            return False
        before = self.severity[rows]
        self._judge(rows, now_ms)
        return bool((self.severity[rows] != before).any())

    def rejudge(self, now_ms: int) -> None:
        """City time jumped, perhaps backwards: look at every case again."""
        self._judge(np.arange(len(self.severity)), now_ms)

    def scene(self, view: Viewport, window: Bounds) -> CaseScene:
        """What to draw where `window` (unit square) is repainted at the zoom of `view`."""
        level = level_of(view.zoom)
        cells = cells_of_window(*window, level)
        rows, where = self.index.within(cells, level)
        columns = (self._x, self._y, self.severity)
        singles, clusters = gather(rows, where, cells[2] * cells[3], few(level), columns)
        severity = self.severity[singles]
        singles = singles[np.lexsort((singles, self._y[singles], severity))]
        codes = self.codes(singles)
        return CaseScene(singles, self._x[singles], self._y[singles], codes, clusters)

    def codes(self, rows: I64) -> I64:
        """Sprite numbers of rows, shape (n,)."""
        state, priority = self.table.column("state")[rows], self.table.column("priority")[rows]
        return case_codes(state, priority, self.severity[rows])

    def cell_rows(self, view: Viewport, x: float, y: float) -> I64:
        """Rows in the cell of a place: the members of the cluster that was pointed at."""
        level = level_of(view.zoom)
        return self.index.within(cells_of_window(x, y, x, y, level), level)[0]

    def bounds_of(self, rows: Sequence[int]) -> Bounds:
        """What holds these rows, at least one."""
        x, y = self._x[list(rows)], self._y[list(rows)]
        return float(x.min()), float(y.min()), float(x.max()), float(y.max())

    def bounds(self) -> Bounds | None:
        """Where nearly all visible cases are; the odd one out at (0, 0) does not count."""
        seen = np.flatnonzero(self.severity > 0)
        if not len(seen):
            return None
        west, east = np.percentile(self._x[seen], (1, 99))
        north, south = np.percentile(self._y[seen], (1, 99))
        return float(west), float(north), float(east), float(south)

    def _grow(self) -> None:
        missing = self.table.rows - len(self.severity)
        if missing > 0:
            self.severity = np.concatenate([self.severity, np.zeros(missing, np.int8)])
            self._turns = np.concatenate([self._turns, np.full(missing, NEVER)])
            self._x = np.concatenate([self._x, np.full(missing, np.nan)])
            self._y = np.concatenate([self._y, np.full(missing, np.nan)])

    def _judge(self, rows: I64, now_ms: int) -> None:
        before = self.severity[rows]
        after, turns = severities(self.table, rows, now_ms)
        lon, lat = self.table.column("lon")[rows], self.table.column("lat")[rows]
        after[~on_globe(lon, lat)] = Severity.HIDDEN
        self._leave(rows[(before > 0) & (after == 0)])
        self.severity[rows], self._turns[rows] = after, turns
        come = rows[(before == 0) & (after > 0)]
        if len(come):
            self.index.add(come, self._x[come], self._y[come])

    def _leave(self, rows: I64) -> None:
        if len(rows):
            self.index.remove(rows, self._x[rows], self._y[rows])
