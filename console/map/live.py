"""Paints cases and units: whole columns become one buffer of sprites and one call.

`QPainter.PixmapFragment` is ten doubles; a numpy array of that shape is handed to Qt as it lies.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol, cast

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap

from console.map.atlas import (
    BATTERY_BASE,
    HEADING_BASE,
    HEADINGS,
    UNIT_BASE,
    Atlas,
)
from console.map.base import draw_strokes, pen_box, steady_pen
from console.map.cases import CaseScene
from console.map.dots import Clip, Dots, Spots
from console.map.glyphs import mixed
from console.map.laidout import marks_of, only_moved
from console.map.patch import Patch
from console.map.strokes import Strokes
from console.map.symbols import AGES, KINDS, UNIT_CODES, Age
from console.map.traces import Reaches
from console.map.units import DRONE, NEAR_ZOOM, LinkScene, UnitLayer, UnitScene
from console.map.viewport import Bounds, Viewport

I64 = NDArray[np.int64]
_NO: I64 = np.empty(0, np.int64)
F64 = NDArray[np.float64]
#: The symbol that there are thousands of: an officer heard of just now and free, from afar.
_OFFICER = UNIT_BASE  # kind, age and duty are the first of each, and it is far
#: By unit code: free officers and vehicles not heard of just now, which lie below all others.
_LOST = np.zeros(UNIT_CODES, bool)
for _kind in (k for k in range(KINDS) if k != DRONE):
    for _age in range(Age.AGEING, AGES):
        _LOST[[(_kind * AGES + _age) * 4, (_kind * AGES + _age) * 4 + 1]] = True
#: A picture's memory, and the part of it that may be written: in a rectangle, all or some tiles.
Onto = tuple[NDArray[np.uint32], Clip, Patch | None]
#: A line shorter than this, logical pixels, lies below the symbol of its own case; from afar
#: below the disc that stands for many.
_STUB_NEAR, _STUB = 6.0, 12.0
#: Up to here a large unit reaches with its battery, logical pixels.
_NEAR_PX = 22.0
#: The same of dots in the place of discs, marks of doubt and lines; and how far a disc's digits may
#: reach beyond what is the largest symbol.
_DOT_PX, _DOUBT_PX, _LINK_PX, _DIGIT_PX = 10.0, 18.0, 6.0, 4.0


class Sheet(Protocol):
    """Sprites in one picture; row i of `table` is (left, top, width, height) of sprite i."""

    table: F64
    pixmap: QPixmap


class Sprites:
    """A reusable buffer of fragments for one sheet of sprites."""

    def __init__(self, atlas: Sheet) -> None:
        self.atlas = atlas
        self._halves = atlas.table[:, 2:].max(axis=1).astype(np.int64) // 2
        self._buffer = _fragments(1_024)

    def draw(
        self, painter: QPainter, px: I64, py: I64, codes: I64, part: Patch | None = None
    ) -> None:
        """Set sprite `codes[i]` with its middle on device pixel (px[i], py[i]); shapes (n,).

        `part`: what the painter is clipped to, if it is: Qt need not look at what lies outside of
        it, nor be clipped for what lies wholly in it.
        """
        if part is not None:
            half = self._halves[codes]
            near = part.touches(px, py, half)
            px, py, codes = px[near], py[near], codes[near]
            painter.setClipping(not part.holds(px, py, half[near]).all())
        self._draw(painter, px, py, codes)
        if part is not None:
            painter.setClipping(True)

    def _draw(self, painter: QPainter, px: I64, py: I64, codes: I64) -> None:
        count = len(codes)
        if not count:
            return
        if count > len(self._buffer):
            self._buffer = _fragments(2 * count)
        part = self._buffer[:count]
        part[:, 0], part[:, 1] = px, py
        part[:, 2:6] = self.atlas.table[codes]
        at = self._buffer.ctypes.data
        first = cast(QPainter.PixmapFragment, shiboken6.wrapInstance(at, QPainter.PixmapFragment))
        painter.drawPixmapFragments(first, count, self.atlas.pixmap)


def _fragments(count: int) -> F64:
    """x, y, left, top, width, height, scale x, scale y, rotation, opacity of each."""
    made = np.ones((count, 10))
    made[:, 8] = 0.0
    return made


@dataclass(frozen=True)
class Layout:
    """Where the units of a scene are in a viewport, from below: columns, places, sprites."""

    scene: UnitScene
    view: Viewport | None
    lost: tuple[I64, I64, I64]
    officers: Spots
    above: tuple[I64, I64, I64]


class LivePainter:
    """Draws scenes with one atlas, in device pixels of a viewport."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self._sprites = Sprites(atlas)
        colours = atlas.tokens.map
        self._link = mixed(colours.link, colours.land, 0.6)
        self._scene: CaseScene | None = None
        self._marks = marks_of(CaseScene(), atlas)
        self._links = (LinkScene(), 0.0, Strokes.of([]))
        self._officer = Dots(atlas.pixels(_OFFICER))
        nothing = (_NO, _NO, _NO)
        self._layout = Layout(UnitScene(), None, nothing, Spots(_NO, _NO), nothing)
        self._reaches = tuple(self._reach(near) for near in (False, True))

    def cases(
        self,
        painter: QPainter,
        view: Viewport,
        scene: CaseScene,
        window: Bounds | None = None,
        part: Patch | None = None,
    ) -> None:
        """Clusters below, single cases above them, the worst of each on top; those in `window`.

        A scene that is kept is laid out once, however many strips of it are painted.
        """
        if scene is not self._scene:
            moved = self._scene is not None and only_moved(scene, self._scene)
            self._scene = scene
            self._marks = self._marks.moved(scene) if moved else marks_of(scene, self.atlas)
        made = self._marks
        inside = _inside(made.x, made.y, window or view.window(self.atlas.reach))
        px, py = view.to_pixels(made.x[inside], made.y[inside])
        self._sprites.draw(painter, px + made.aside[inside], py, made.codes[inside], part)

    def units(
        self, painter: QPainter, view: Viewport, scene: UnitScene, layer: UnitLayer, onto: Onto
    ) -> None:
        """`onto`: the memory of the picture that the painter paints on, and the part it may."""
        pixels, clip, part = onto
        layout = self._layout
        if layout.scene is not scene or layout.view != view:
            layout = self._layout = self._laid_out(scene, view)
        if view.zoom >= NEAR_ZOOM:
            self._details(painter, *layout.above[:2], scene, layer, part)
        self._sprites.draw(painter, *layout.lost, part)
        self._officer.draw(pixels, layout.officers, clip, part)
        self._sprites.draw(painter, *layout.above, part)

    def _laid_out(self, scene: UnitScene, view: Viewport) -> Layout:
        px, py = view.to_pixels(scene.x, scene.y)
        codes, none = scene.codes + UNIT_BASE, np.zeros(len(px), bool)
        lost, officers = none, none
        if view.zoom < NEAR_ZOOM and self._officer.quick:
            lost, officers = _LOST[scene.codes], codes == _OFFICER
        above = ~(lost | officers)
        return Layout(
            scene,
            view,
            (px[lost], py[lost], codes[lost]),
            Spots(px[officers], py[officers]),
            (px[above], py[above], codes[above]),
        )

    def reaches(self, view: Viewport) -> Reaches:
        """How far from their places things are drawn at the zoom of `view`."""
        return self._reaches[view.zoom >= NEAR_ZOOM]

    def _reach(self, near: bool) -> Reaches:
        ratio = self.atlas.ratio
        half = self.atlas.table[UNIT_BASE : UNIT_BASE + UNIT_CODES, 2].astype(np.int64) // 2
        if near:  # with headings and batteries
            half = np.full(UNIT_CODES, math.ceil(_NEAR_PX * ratio))
        dots, doubts, links = (math.ceil(px * ratio) for px in (_DOT_PX, _DOUBT_PX, _LINK_PX))
        return Reaches(dots, self.atlas.reach + math.ceil(_DIGIT_PX * ratio), half, doubts, links)

    def strokes(self, view: Viewport, scene: LinkScene) -> Strokes:
        """The lines of a scene in pixels of the world, chopped once a scene and zoom."""
        if scene is not self._links[0] or view.scale != self._links[1]:
            self._links = scene, view.scale, _strokes_of(scene, view)
        return self._links[2]

    def links(self, painter: QPainter, view: Viewport, rect: QRect, scene: LinkScene) -> None:
        """The lines as far as they touch `rect`."""
        strokes = self.strokes(view, scene)
        box = pen_box(rect.translated(view.left, view.top))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(steady_pen(self._link, view.ratio))
        draw_strokes(painter, strokes.near(box).moved(view.left, view.top))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _details(
        self,
        painter: QPainter,
        px: I64,
        py: I64,
        scene: UnitScene,
        layer: UnitLayer,
        part: Patch | None,
    ) -> None:
        """Heading ticks of all, batteries of drones; only what was heard of."""
        heading = layer.table.column("heading")[scene.rows].astype(np.int64)
        going = (heading >= 0) & (scene.age != Age.STALE)  # where a lost unit heads is not known
        turn = np.round(heading[going] * HEADINGS / 360.0).astype(np.int64) % HEADINGS
        self._sprites.draw(painter, px[going], py[going], HEADING_BASE + turn, part)
        battery = layer.table.column("battery")[scene.rows].astype(np.int64)
        kind = layer.table.column("kind")[scene.rows]
        known = (battery >= 0) & (kind == DRONE)
        quarters = np.clip((battery[known] + 12) // 25, 0, 4)
        below = py[known] + round(13 * self.atlas.ratio)
        self._sprites.draw(painter, px[known], below, BATTERY_BASE + quarters, part)


def _inside(x: F64, y: F64, window: Bounds) -> I64:
    west, north, east, south = window
    return np.flatnonzero((x >= west) & (x <= east) & (y >= north) & (y <= south))


def _strokes_of(scene: LinkScene, view: Viewport) -> Strokes:
    """Lines in world pixels, without those that lie below the symbols at their ends."""
    ends = np.stack([scene.x1, scene.y1, scene.x2, scene.y2], axis=1) * view.scale
    least = (_STUB_NEAR if view.zoom >= NEAR_ZOOM else _STUB) * view.ratio
    far = np.abs(ends[:, :2] - ends[:, 2:]).max(axis=1, initial=0.0) >= least
    points = np.floor(ends[far]).reshape(-1, 2)
    return Strokes(points, np.arange(len(points)) % 2 == 0).chopped()
