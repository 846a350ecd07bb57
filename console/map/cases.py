"""The cases as the map sees them: who is visible, how severe, single or clustered. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from console.board.cases import CaseTable
from console.map.clusters import Clusters, counted, few, gathered, level_of, pulls
from console.map.culling import (
    DEPTH,
    PointIndex,
    cell_of,
    cells_of_window,
    corner_of,
    z_code,
)
from console.map.pyramid import FINEST, Columns3, Pyramid
from console.map.symbols import Severity, case_codes, on_globe, severities
from console.map.viewport import Bounds, Viewport, holds

I64 = NDArray[np.int64]
F64 = NDArray[np.float64]
I8 = NDArray[np.int8]
#: From so many cases on counts are kept; fewer are counted when they come into view.
_FEW = 8_192
#: Rows looked at in one step, and rows that tell where the cases are.
_SLICE, _SAMPLE = 65_536, 20_000
_LATEST = np.iinfo(np.uint32).max
#: How much more than the view is looked up at once, in view widths on each side.
_MARGIN = 0.42
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
        self.pyramid: Pyramid | None = None  # few cases are counted on the spot
        self.version = 0  # counts on when what was found last may be another
        self._held: _Held | None = None
        self._now = 0
        self.severity: I8 = np.zeros(0, np.int8)
        self._turns: NDArray[np.uint32] = np.zeros(0, np.uint32)  # in which second
        self._place: I64 = np.zeros(0, np.int64)  # code of the finest cell

    def load(self, table: CaseTable, now_ms: int) -> None:
        """Start again with another table."""
        self.__init__()  # type: ignore[misc]
        self.table, self._now, size = table, now_ms, table.rows
        self._grow(size)
        for first in range(0, size, _SLICE):
            rows = np.arange(first, min(first + _SLICE, size))
            self.severity[rows], self._turns[rows], self._place[rows] = self._judged(rows, now_ms)
        seen = np.flatnonzero(self.severity > 0)
        self.index.add(seen, self._place[seen])
        self._count_all()

    def update(self, rows: I64, now_ms: int) -> None:
        """These rows are new, have changed, or their time has come; each is named once."""
        if not len(rows):
            return
        self._now = max(self._now, now_ms)
        self._grow(self.table.rows)
        was, left = self.severity[rows], self._place[rows]
        severity, self._turns[rows], place = self._judged(rows, now_ms)
        if self._shows(left[was > 0]) or self._shows(place[severity > 0]):
            self._held = None
            self.version += 1
        stays = (was > 0) & (severity > 0) & (left == place)
        gone, new = (was > 0) & ~stays, (severity > 0) & ~stays
        self.index.remove(rows[gone], left[gone])
        self.index.add(rows[new], place[new])
        other = ~stays | (was != severity)
        self._count(rows, left, was, other & (was > 0), -1)
        self.severity[rows], self._place[rows] = severity, place
        self._count(rows, place, severity, other & (severity > 0), 1)
        if self.pyramid is None:
            self._count_all()

    def _shows(self, place: I64) -> bool:
        """Whether the scene that was found last may be another when these places change."""
        if self.pyramid is None or self._held is None:
            return True
        west, north, east, south = self._held.window
        pad, side = 2.0**-self._held.level, 2.0**-DEPTH  # a cell at the edge counts as a whole
        x, y = (part * side for part in corner_of(place))
        inside = (x >= west - pad) & (x <= east + pad) & (y >= north - pad) & (y <= south + pad)
        return bool(inside.any())

    def due(self, now_ms: int) -> I64:
        """Rows whose time has come; all of them when the clock has gone back."""
        if now_ms < self._now - _JITTER_MS:  # it was heard only now, or a replay went back
            return np.arange(self.table.rows)
        return np.flatnonzero(self._turns <= now_ms // 1_000)

    def tick(self, now_ms: int, rows: I64 | None = None) -> bool:
        """City time is another; returns whether any case looks different. `rows`: those `due`."""
        rows = self.due(now_ms) if rows is None else rows
        if now_ms < self._now - _JITTER_MS:
            self._now = now_ms
        before = self.severity[rows]
        self.update(rows, now_ms)
        return bool((self.severity[rows] != before).any())

    def scene(self, view: Viewport, window: Bounds) -> CaseScene:
        """What there is inside `window` (unit square) at the zoom of `view`."""
        return cut(self.kept(view, window), window)

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

    @property
    def kept_window(self) -> Bounds:
        """Where the scene that was found last is whole."""
        return self._held.window if self._held is not None else (0.0, 0.0, 0.0, 0.0)

    def _found(self, level: int, window: Bounds) -> CaseScene:
        code = cells_of_window(*window, level)
        if level <= FINEST and self.pyramid is not None:
            sparse, clusters = counted(self.pyramid, level, code, few(level))
            singles = self.index.within(sparse, level)[0]
        else:
            rows, where = self.index.within(code, level)
            alone, clusters = gathered(where, code, level, self._columns(rows, self.severity[rows]))
            singles = rows[alone]
        ids, x, y = (self.table.column(name)[singles] for name in ("case_id", "x", "y"))
        order = np.lexsort((ids, y, self.severity[singles]))
        rows = singles[order]
        return CaseScene(rows, x[order], y[order], self.codes(rows), clusters)

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
        own = self.severity.nbytes + self._turns.nbytes + self._place.nbytes
        return own + self.index.nbytes + (self.pyramid.nbytes if self.pyramid else 0)

    def bounds_of(self, rows: I64) -> Bounds:
        """What holds these rows, at least one."""
        x, y = self.table.column("x")[rows], self.table.column("y")[rows]
        return float(x.min()), float(y.min()), float(x.max()), float(y.max())

    def bounds(self) -> Bounds | None:
        """Where nearly all visible cases are; the odd one out at (0, 0) does not count."""
        seen = np.flatnonzero(self.severity > 0)
        if not len(seen):
            return None
        seen = seen[:: len(seen) // _SAMPLE + 1]
        west, east = np.percentile(self.table.column("x")[seen], (1, 99))
        north, south = np.percentile(self.table.column("y")[seen], (1, 99))
        return float(west), float(north), float(east), float(south)

    def _grow(self, size: int) -> None:
        """Make room for new rows, and for some more: copying all for each new case would not do."""
        missing = size - len(self.severity)
        if missing > 0:
            missing += max(64, size // 16)
            self.severity = np.concatenate([self.severity, np.zeros(missing, np.int8)])
            self._turns = np.concatenate([self._turns, np.full(missing, _LATEST, np.uint32)])
            self._place = np.concatenate([self._place, np.zeros(missing, np.int64)])

    def _judged(self, rows: I64, now_ms: int) -> tuple[I8, NDArray[np.uint32], I64]:
        """(severity, in which second it turns, place) of some rows."""
        severity, turns = severities(self.table, rows, now_ms)
        of = {name: self.table.column(name)[rows] for name in ("lon", "lat", "x", "y")}
        drawn = on_globe(of["lon"], of["lat"])
        severity[~drawn] = Severity.HIDDEN
        place = np.zeros(len(rows), np.int64)
        place[drawn] = z_code(*cell_of(of["x"][drawn], of["y"][drawn]))
        return severity, np.clip(turns // 1_000, 0, _LATEST).astype(np.uint32), place

    def _count_all(self) -> None:
        """Begin to keep counts, once there are too many cases to count them on the spot."""
        if len(self.index) > _FEW:
            seen = np.flatnonzero(self.severity > 0)
            self.pyramid = Pyramid()
            self.pyramid.change(self._columns(seen, self.severity[seen]), 1)

    def _count(
        self, rows: I64, place: I64, severity: I8, which: NDArray[np.bool_], sign: int
    ) -> None:
        if self.pyramid is not None and which.any():
            pull = pulls(self.table.column("case_id")[rows[which]], severity[which])
            self.pyramid.change((place[which], severity[which], pull), sign)

    def _columns(self, rows: I64, severity: I8) -> Columns3:
        return self._place[rows], severity, pulls(self.table.column("case_id")[rows], severity)


def _joined(one: Bounds, other: Bounds) -> Bounds:
    west, north = min(one[0], other[0]), min(one[1], other[1])
    return west, north, max(one[2], other[2]), max(one[3], other[3])


def cut(scene: CaseScene, window: Bounds) -> CaseScene:
    """The part of a scene that stands inside `window`, in the same order."""
    west, north, east, south = window
    x, y, made = scene.x, scene.y, scene.clusters
    keep = np.flatnonzero((x >= west) & (x <= east) & (y >= north) & (y <= south))
    kept = (made.x >= west) & (made.x <= east) & (made.y >= north) & (made.y <= south)
    return CaseScene(
        scene.rows[keep], x[keep], y[keep], scene.codes[keep], made.taken(np.flatnonzero(kept))
    )
