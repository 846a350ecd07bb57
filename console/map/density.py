"""Far out over many cases: a dot for each small cell instead of hundreds of counted discs.

The dots are quiet: larger for more cases, with a core where some of them are overdue, full where
many are. What nobody may miss, an overdue emergency, keeps its disc. All of it comes from the
pyramid, so that a picture costs what its cells cost, however many cases lie in them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from console.map.cases import CaseLayer, CaseScene
from console.map.clusters import few, level_of
from console.map.culling import cells_of_window, corner_of
from console.map.glyphs import mixed
from console.map.layers import Look
from console.map.live import F64, I64, Sprites
from console.map.pyramid import Pyramid
from console.map.stage import Stage, widened
from console.map.stamps import Stamps
from console.map.symbols import Severity
from console.map.traces import DotScene
from console.map.viewport import Bounds, Viewport

#: Over so many cases on the map discs would hide the city; from this level on there is room again.
MANY, ROOM_LEVEL = 5_000, 14
#: Dots are two levels finer than discs: 14 to 28 logical pixels apart.
_FINER = 2
_RADII = (1.7, 2.7, 3.9, 5.3, 6.8)
_UPTO = (2, 7, 20, 55)  # cases, the largest dot holds more
_MOSTLY = 0.25  # share of overdue ones from which a dot is full
_NONE = DotScene()


def dense(cases: CaseLayer, view: Viewport) -> bool:
    """Whether dots take the place of discs: decided for the whole city, never for a window."""
    if level_of(view.zoom) >= ROOM_LEVEL:
        return False
    if cases.pyramid is None:
        return int(np.count_nonzero(cases.severity)) > MANY
    return cases.pyramid.total() > MANY


def urgent_only(scene: CaseScene) -> CaseScene:
    """A scene without the discs that dots stand for."""
    kept = np.flatnonzero(scene.clusters.worst == Severity.URGENT)
    return replace(scene, clusters=scene.clusters.taken(kept))


class DensityLayer:
    """Draws the dots, and tells the stage which discs they stand for."""

    name, covers = "density", False

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._held: tuple[CaseScene, DotScene] | None = None
        self._left: tuple[CaseScene, CaseScene] | None = None

    def dress(self, look: Look) -> None:
        self._look = look
        draws = [partial(self.draw, radius=r, tone=t) for t in range(3) for r in _RADII]
        halves = [radius + 1.0 for _tone in range(3) for radius in _RADII]
        self._sprites = Sprites(Stamps(draws, halves, look.ratio))

    def settle(self, view: Viewport) -> None:
        """Nothing to prepare."""

    def count(self, view: Viewport) -> int | None:
        """Dots in the window."""
        if not self._on(view):
            return 0
        return len(self._inside(view, view.window())[0])

    def drawn(self, view: Viewport, scene: CaseScene) -> CaseScene:
        """What of a scene is still drawn singly or as discs; the same object for the same scene."""
        if not self._on(view):
            return scene
        if self._left is None or self._left[0] is not scene:
            self._left = (scene, urgent_only(scene))
        return self._left[1]

    def paint(self, painter: QPainter, view: Viewport, rect: QRect, rough: bool) -> None:  # noqa: ARG002
        if not self._on(view):
            return
        x, y, codes = self._inside(view, widened(view, rect, round(10 * view.ratio)))
        px, py = view.to_pixels(x, y)
        self._sprites.draw(painter, px, py, codes, self._stage.part)

    def dots(self, view: Viewport) -> DotScene:
        """All that are drawn in and about a view; the same object while they are the same."""
        return self._dots(view, view.window()) if self._on(view) else _NONE

    def _on(self, view: Viewport) -> bool:
        shown = self._stage.shown
        return shown["cases"] and shown["density"] and dense(self._stage.cases, view)

    def _dots(self, view: Viewport, window: Bounds) -> DotScene:
        cases = self._stage.cases
        scene = cases.kept(view, window)
        if self._held is None or self._held[0] is not scene:
            self._held = scene, found(cases, level_of(view.zoom), cases.kept_window)
        return self._held[1]

    def _inside(self, view: Viewport, window: Bounds) -> tuple[F64, F64, I64]:
        made = self._dots(view, window)
        west, north, east, south = window
        inside = (made.x >= west) & (made.x <= east) & (made.y >= north) & (made.y <= south)
        return made.x[inside], made.y[inside], made.codes[inside]

    def draw(self, p: QPainter, radius: float, tone: int) -> None:
        """Also for the legend. Tones: none overdue, some, many."""
        colours = self._look.tokens.map
        calm = QColor(mixed(colours.case_open, colours.land, 0.55))
        bad = QColor(mixed(colours.case_red, colours.land, 0.9))
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(bad if tone == 2 else calm)
        p.drawEllipse(QPointF(0, 0), radius, radius)
        if tone:
            p.setPen(QPen(QColor(colours.case_edge), 1.0))
            p.setBrush(bad)
            core = radius if tone == 2 else max(1.3, radius * 0.45)
            p.drawEllipse(QPointF(0, 0), core, core)


def found(cases: CaseLayer, level: int, window: Bounds) -> DotScene:
    """Dots in `window` and somewhat beyond: places on the unit square and sprite numbers. Pure.

    They come cell by cell, in an order that does not depend on the window.
    """
    parents = cells_of_window(*window, level)
    if cases.pyramid is not None:
        key, kinds, x, y = _kept(cases.pyramid, level, parents)
    else:
        key, kinds, x, y = _on_the_spot(cases, level, parents)
    count = kinds.sum(axis=1)
    bad = kinds[:, Severity.RED :].sum(axis=1) / count
    size = np.digitize(count, [limit + 1 for limit in _UPTO])
    tone = (bad > 0).astype(np.int64) + (bad >= _MOSTLY)
    return DotScene(key, x, y, tone * len(_RADII) + size)


def _kept(pyramid: Pyramid, level: int, parents: I64) -> tuple[I64, I64, F64, F64]:
    """(code, cases by severity, weighted middle) of the cells that dots stand for: as counted."""
    at = pyramid.find(level, parents)
    parents, at = parents[at >= 0], at[at >= 0]
    crowded = parents[pyramid.kinds[at].sum(axis=1) > few(level)]  # others are shown one by one
    code, at = pyramid.parts(level + _FINER, crowded, _FINER)
    kinds = pyramid.kinds[at]
    some = np.flatnonzero(kinds.any(axis=1))
    weight = pyramid.weight[at[some]]
    column, row = corner_of(code[some])
    side = float(1 << (level + _FINER))
    x, y = ((a + weight[:, i] / weight[:, 0]) / side for a, i in ((column, 1), (row, 2)))
    return code[some], kinds[some].astype(np.int64), x, y


def _on_the_spot(cases: CaseLayer, level: int, parents: I64) -> tuple[I64, I64, F64, F64]:
    """The same by counting, while the cases are few."""
    rows, where = cases.index.within(parents, level)
    shown = cases.severity[rows] > 0
    above = np.bincount(where[shown], minlength=len(parents))
    crowded = parents[above > few(level)]
    code = ((crowded << 2 * _FINER)[:, None] + np.arange(1 << 2 * _FINER)).reshape(-1)
    rows, where = cases.index.within(code, level + _FINER)
    severity, size = cases.severity[rows].astype(np.int64), len(code)
    kinds = np.bincount(where * len(Severity) + severity, minlength=size * len(Severity))
    kinds = kinds.reshape(size, len(Severity))
    some = np.flatnonzero(kinds.sum(axis=1))
    count = kinds[some].sum(axis=1)
    x, y = (
        np.bincount(where, cases.table.column(name)[rows], size)[some] / count
        for name in ("x", "y")
    )
    return code[some], kinds[some], x, y
