"""Paints cases and units: whole columns become one buffer of sprites and one call.

`QPainter.PixmapFragment` is ten doubles; a numpy array of that shape is handed to Qt as it lies.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol, cast

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap

from console.map.atlas import (
    BATTERY_BASE,
    DIGIT_BASE,
    GLYPHS,
    HEADING_BASE,
    HEADINGS,
    UNIT_BASE,
    Atlas,
    cluster_codes,
)
from console.map.base import draw_strokes, pen_box, steady_pen
from console.map.cases import CaseScene
from console.map.dots import Clip, Dots
from console.map.glyphs import mixed
from console.map.strokes import Strokes
from console.map.symbols import AGES, KINDS, UNIT_CODES, Age
from console.map.units import DRONE, NEAR_ZOOM, LinkScene, UnitLayer, UnitScene
from console.map.viewport import Bounds, Viewport

I64 = NDArray[np.int64]
F64 = NDArray[np.float64]
#: The symbol that there are thousands of: an officer heard of just now and free, from afar.
_OFFICER = UNIT_BASE  # kind, age and duty are the first of each, and it is far
#: By unit code: free officers and vehicles not heard of just now, which lie below all others.
_LOST = np.zeros(UNIT_CODES, bool)
for _kind in (k for k in range(KINDS) if k != DRONE):
    for _age in range(Age.AGEING, AGES):
        _LOST[[(_kind * AGES + _age) * 4, (_kind * AGES + _age) * 4 + 1]] = True
#: A picture's memory and the part of it that may be written.
Onto = tuple[NDArray[np.uint32], Clip]
#: A line shorter than this, logical pixels, lies below the symbol of its own case; from afar
#: below the disc that stands for many.
_STUB_NEAR, _STUB = 6.0, 12.0


class Sheet(Protocol):
    """Sprites in one picture; row i of `table` is (left, top, width, height) of sprite i."""

    table: F64
    pixmap: QPixmap


class Sprites:
    """A reusable buffer of fragments for one sheet of sprites."""

    def __init__(self, atlas: Sheet) -> None:
        self.atlas = atlas
        self._buffer = _fragments(1_024)

    def draw(self, painter: QPainter, px: I64, py: I64, codes: I64) -> None:
        """Set sprite `codes[i]` with its middle on device pixel (px[i], py[i]); shapes (n,)."""
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
class Marks:
    """The sprites of a scene in drawing order: places on the unit square, pixels aside, numbers.

    `whose`: of which cluster the first of them are; the others are single cases.
    """

    x: F64
    y: F64
    aside: I64
    codes: I64
    whose: I64

    def moved(self, scene: CaseScene) -> Marks:
        """The same things at the places of `scene`."""
        x, y = _places(scene, self.whose)
        return replace(self, x=x, y=y)


class LivePainter:
    """Draws scenes with one atlas, in device pixels of a viewport."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self._sprites = Sprites(atlas)
        colours = atlas.tokens.map
        self._link = mixed(colours.link, colours.land, 0.6)
        self._scene: CaseScene | None = None
        self._marks = _marks_of(CaseScene(), atlas)
        self._links = (LinkScene(), 0.0, Strokes.of([]))
        self._officer = Dots(atlas.pixels(_OFFICER))

    def cases(
        self, painter: QPainter, view: Viewport, scene: CaseScene, window: Bounds | None = None
    ) -> None:
        """Clusters below, single cases above them, the worst of each on top; those in `window`.

        A scene that is kept is laid out once, however many strips of it are painted.
        """
        if scene is not self._scene:
            moved = self._scene is not None and _only_moved(scene, self._scene)
            self._scene = scene
            self._marks = self._marks.moved(scene) if moved else _marks_of(scene, self.atlas)
        made = self._marks
        inside = _inside(made.x, made.y, window or view.window(self.atlas.reach))
        px, py = view.to_pixels(made.x[inside], made.y[inside])
        self._sprites.draw(painter, px + made.aside[inside], py, made.codes[inside])

    def units(
        self, painter: QPainter, view: Viewport, scene: UnitScene, layer: UnitLayer, onto: Onto
    ) -> None:
        """`onto`: the memory of the picture that the painter paints on, and the part it may."""
        px, py = view.to_pixels(scene.x, scene.y)
        codes = scene.codes + UNIT_BASE
        if view.zoom >= NEAR_ZOOM:
            self._details(painter, px, py, scene, layer)
        elif self._officer.quick:
            lost, officers = _LOST[scene.codes], codes == _OFFICER
            self._sprites.draw(painter, px[lost], py[lost], codes[lost])
            self._officer.draw(onto[0], px[officers], py[officers], onto[1])
            above = ~(lost | officers)
            px, py, codes = px[above], py[above], codes[above]
        self._sprites.draw(painter, px, py, codes)

    def links(self, painter: QPainter, view: Viewport, rect: QRect, scene: LinkScene) -> None:
        """The lines as far as they touch `rect`; chopped once a scene and zoom."""
        if scene is not self._links[0] or view.scale != self._links[1]:
            self._links = scene, view.scale, _strokes_of(scene, view)
        box = pen_box(rect.translated(view.left, view.top))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(steady_pen(self._link, view.ratio))
        draw_strokes(painter, self._links[2].near(box).moved(view.left, view.top))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _details(
        self, painter: QPainter, px: I64, py: I64, scene: UnitScene, layer: UnitLayer
    ) -> None:
        """Heading ticks of all, batteries of drones; only what was heard of."""
        heading = layer.table.column("heading")[scene.rows].astype(np.int64)
        going = (heading >= 0) & (scene.age != Age.STALE)  # where a lost unit heads is not known
        turn = np.round(heading[going] * HEADINGS / 360.0).astype(np.int64) % HEADINGS
        self._sprites.draw(painter, px[going], py[going], HEADING_BASE + turn)
        battery = layer.table.column("battery")[scene.rows].astype(np.int64)
        kind = layer.table.column("kind")[scene.rows]
        known = (battery >= 0) & (kind == DRONE)
        quarters = np.clip((battery[known] + 12) // 25, 0, 4)
        below = py[known] + round(13 * self.atlas.ratio)
        self._sprites.draw(painter, px[known], below, BATTERY_BASE + quarters)


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


def _marks_of(scene: CaseScene, atlas: Atlas) -> Marks:
    """Lay a scene out: each cluster's disc, then its count, before the next; then single cases."""
    made = scene.clusters
    discs = cluster_codes(made.count, made.worst, made.bad)
    aside, digits, owner = _digits(made.count, atlas.dark_ink[made.worst], atlas.digit_step)
    # disc and count of one cluster before those of the next: a count never shines through
    order = np.argsort(np.concatenate([np.arange(len(discs)) * 2, owner * 2 + 1]), kind="stable")
    whose = np.concatenate([np.arange(len(discs)), owner])[order]
    x, y = _places(scene, whose)
    return Marks(
        x=x,
        y=y,
        aside=np.concatenate([np.zeros_like(discs), aside, np.zeros_like(scene.codes)])[
            np.concatenate([order, np.arange(len(scene.rows)) + len(order)])
        ],
        codes=np.concatenate([np.concatenate([discs, digits])[order], scene.codes]),
        whose=whose,
    )


def _only_moved(scene: CaseScene, before: CaseScene) -> bool:
    """Whether only places are others: the columns that are laid out are the very same."""
    return scene.codes is before.codes and scene.clusters.count is before.clusters.count


def _places(scene: CaseScene, whose: I64) -> tuple[F64, F64]:
    made = scene.clusters
    return np.concatenate([made.x[whose], scene.x]), np.concatenate([made.y[whose], scene.y])


def _digits(count: I64, ink: I64, step: int) -> tuple[I64, I64, I64]:
    """(pixels aside of each glyph, its sprite, whose it is); from 10,000 on in thousands."""
    short = count >= 10_000
    value = np.where(short, count // 1_000, count)
    length = np.floor(np.log10(np.maximum(value, 1))).astype(np.int64) + 1 + short
    owner = np.repeat(np.arange(len(count)), length)
    place = np.arange(len(owner)) - np.repeat(np.cumsum(length) - length, length)
    aside = ((2 * place - length[owner] + 1) * step) // 2
    power = (length - short)[owner] - 1 - place
    glyph = np.where(power < 0, GLYPHS.index("k"), value[owner] // 10 ** np.maximum(power, 0) % 10)
    return aside, DIGIT_BASE + ink[owner] * len(GLYPHS) + glyph, owner
