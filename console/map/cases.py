"""The cases as the map sees them: who is visible, how severe, single or clustered. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from console.board.cases import CaseTable
from console.map.clusters import Clusters, counted, few, gathered, level_of, pulls
from console.map.culling import PointIndex, cells_of_window
from console.map.pyramid import FINEST, Columns4, Pyramid
from console.map.symbols import NEVER, Severity, case_codes, on_globe, severities
from console.map.viewport import Bounds, Viewport, holds

I64 = NDArray[np.int64]
F64 = NDArray[np.float64]
I8 = NDArray[np.int8]
#: More rows than this at once are counted anew instead of one by one.
_BULK = 20_000
#: How much more than the view is looked up at once, in view widths on each side.
_MARGIN = 0.35
#: Each beat sets the clock a little; only a step back beyond this makes all cases be looked at.
_JITTER_MS = 30_000
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


@dataclass(frozen=True)
class _Held:
    """A scene found before; it is whole inside `window`."""

    level: int
    window: Bounds
    scene: CaseScene


class CaseLayer:
    """Keeps place index and severity of every row of a case table in step with the board.

    `severity` may be longer than the table; what lies beyond it is hidden.
    """

    def __init__(self) -> None:
        self.table = CaseTable(1)
        self.index = PointIndex()
        self.pyramid = Pyramid()
        self._held: _Held | None = None
        self._now = 0
        self.severity: I8 = np.zeros(0, np.int8)
        self._turns: I64 = np.zeros(0, np.int64)
        self._pull: NDArray[np.float32] = np.zeros(0, np.float32)
        self._x: F64 = np.zeros(0)
        self._y: F64 = np.zeros(0)

    def load(self, table: CaseTable, now_ms: int) -> None:
        """Start again with another table."""
        self.__init__()  # type: ignore[misc]
        self.table = table
        self.update(np.arange(table.rows), now_ms)

    def update(self, rows: I64, now_ms: int) -> None:
        """These rows are new, have changed, or their time has come."""
        if not len(rows):
            return
        self._held, self._now = None, max(self._now, now_ms)
        self._grow()
        was = self.severity[rows] > 0
        bulk = len(rows) > _BULK and 4 * len(rows) > self.table.rows
        if not bulk:
            self._count(rows[was], -1)
        x, y = self.table.column("x")[rows], self.table.column("y")[rows]
        moved = (self._x[rows] != x) | (self._y[rows] != y)
        severity, self._turns[rows] = self._judged(rows, now_ms)
        stays = was & ~moved & (severity > 0)
        if not bulk:
            self._leave(rows[was & ~stays])
        self._x[rows], self._y[rows], self.severity[rows] = x, y, severity
        self._pull[rows] = pulls(self.table.column("case_id")[rows], severity)
        if bulk:
            self._build()
            return
        self._come(rows[(severity > 0) & ~stays])
        self._count(rows[severity > 0], 1)

    def tick(self, now_ms: int) -> bool:
        """City time went on, or back; returns whether any case looks different."""
        if now_ms < self._now - _JITTER_MS:  # the clock was heard only now, or a replay went back
            self._now, rows = now_ms, np.arange(self.table.rows)
        else:
            rows = np.flatnonzero(self._turns <= now_ms)
        before = self.severity[rows]
        self.update(rows, now_ms)
        return bool((self.severity[rows] != before).any())

    def scene(self, view: Viewport, window: Bounds) -> CaseScene:
        """What there is inside `window` (unit square) at the zoom of `view`."""
        return _cut(self.kept(view, window), window)

    def kept(self, view: Viewport, window: Bounds) -> CaseScene:
        """What there is in `window` and round the whole view; the same object while it lasts.

        A pan asks for strip after strip: it is found once and kept.
        """
        level = level_of(view.zoom)
        held = self._held
        if held is None or held.level != level or not holds(held.window, window):
            grown = _joined(view.window(view.width * _MARGIN), window)
            held = self._held = _Held(level, grown, self._found(level, grown))
        return held.scene

    def _found(self, level: int, window: Bounds) -> CaseScene:
        code = cells_of_window(*window, level)
        if level <= FINEST:
            sparse, clusters = counted(self.pyramid, level, code, few(level))
            singles = self.index.within(sparse, level)[0]
        else:
            columns = (self._x, self._y, self.severity, self._pull)
            found = self.index.within(code, level)
            singles, clusters = gathered(*found, code, level, columns)
        ids = self.table.column("case_id")[singles]
        singles = singles[np.lexsort((ids, self._y[singles], self.severity[singles]))]
        codes = self.codes(singles)
        return CaseScene(singles, self._x[singles], self._y[singles], codes, clusters)

    def codes(self, rows: I64) -> I64:
        """Sprite numbers of rows, shape (n,)."""
        state, priority = self.table.column("state")[rows], self.table.column("priority")[rows]
        return case_codes(state, priority, self.severity[rows])

    def members(self, view: Viewport, key: int) -> I64:
        """Rows of the cases in cell `key` at the zoom of `view`."""
        return self.index.within(np.array([key]), level_of(view.zoom))[0]

    @property
    def nbytes(self) -> int:
        """Bytes the map itself keeps of the cases, board not counted."""
        own = (self.severity, self._turns, self._pull, self._x, self._y)
        return sum(c.nbytes for c in own) + self.index.nbytes + self.pyramid.nbytes

    def bounds_of(self, rows: I64) -> Bounds:
        """What holds these rows, at least one."""
        x, y = self._x[rows], self._y[rows]
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
        """Make room for new rows, and for some more: copying all for each new case would not do."""
        missing = self.table.rows - len(self.severity)
        if missing > 0:
            missing += max(64, self.table.rows // 16)
            self.severity = np.concatenate([self.severity, np.zeros(missing, np.int8)])
            self._turns = np.concatenate([self._turns, np.full(missing, NEVER)])
            self._pull = np.concatenate([self._pull, np.zeros(missing, np.float32)])
            self._x = np.concatenate([self._x, np.full(missing, np.nan)])
            self._y = np.concatenate([self._y, np.full(missing, np.nan)])

    def _judged(self, rows: I64, now_ms: int) -> tuple[I8, I64]:
        severity, turns = severities(self.table, rows, now_ms)
        lon, lat = self.table.column("lon")[rows], self.table.column("lat")[rows]
        severity[~on_globe(lon, lat)] = Severity.HIDDEN
        return severity, turns

    def _build(self) -> None:
        self.index = PointIndex()
        rows = np.flatnonzero(self.severity > 0)
        self._come(rows)
        self.pyramid.build(self._columns(rows))

    def _count(self, rows: I64, sign: int) -> None:
        self.pyramid.change(self._columns(rows), sign)

    def _columns(self, rows: I64) -> Columns4:
        return self._x[rows], self._y[rows], self.severity[rows], self._pull[rows]

    def _come(self, rows: I64) -> None:
        if len(rows):
            self.index.add(rows, self._x[rows], self._y[rows])

    def _leave(self, rows: I64) -> None:
        if len(rows):
            self.index.remove(rows, self._x[rows], self._y[rows])


def _joined(one: Bounds, other: Bounds) -> Bounds:
    west, north = min(one[0], other[0]), min(one[1], other[1])
    return west, north, max(one[2], other[2]), max(one[3], other[3])


def _cut(scene: CaseScene, window: Bounds) -> CaseScene:
    """The part of a scene that stands inside `window`, in the same order."""
    west, north, east, south = window
    x, y, made = scene.x, scene.y, scene.clusters
    keep = np.flatnonzero((x >= west) & (x <= east) & (y >= north) & (y <= south))
    kept = (made.x >= west) & (made.x <= east) & (made.y >= north) & (made.y <= south)
    return CaseScene(
        scene.rows[keep], x[keep], y[keep], scene.codes[keep], made.taken(np.flatnonzero(kept))
    )
