"""Paints cases and units: whole columns become one buffer of sprites and one call.

`QPainter.PixmapFragment` is ten doubles; a numpy array of that shape is handed to Qt as it lies.
"""

from __future__ import annotations

from typing import cast

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter

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
from console.map.base import draw_runs, pen_box, steady_pen
from console.map.cases import CaseScene
from console.map.clusters import Clusters
from console.map.glyphs import mixed
from console.map.strokes import SIDE_PX, chopped, touching
from console.map.symbols import Age
from console.map.units import DRONE, NEAR_ZOOM, LinkScene, UnitLayer, UnitScene
from console.map.viewport import Viewport

I64 = NDArray[np.int64]


class Sprites:
    """A reusable buffer of fragments for one atlas."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self._buffer = np.ones((1_024, 10))

    def draw(self, painter: QPainter, px: I64, py: I64, codes: I64) -> None:
        """Set sprite `codes[i]` with its middle on device pixel (px[i], py[i]); shapes (n,)."""
        count = len(codes)
        if not count:
            return
        if count > len(self._buffer):
            self._buffer = np.ones((2 * count, 10))
        part = self._buffer[:count]
        part[:, 0], part[:, 1] = px, py
        part[:, 2:6] = self.atlas.table[codes]
        part[:, 6:8] = 1.0  # scale
        part[:, 8] = 0.0  # rotation
        part[:, 9] = 1.0  # opacity
        at = self._buffer.ctypes.data
        first = cast(QPainter.PixmapFragment, shiboken6.wrapInstance(at, QPainter.PixmapFragment))
        painter.drawPixmapFragments(first, count, self.atlas.pixmap)


class LivePainter:
    """Draws scenes with one atlas, in device pixels of a viewport."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self._sprites = Sprites(atlas)
        colours = atlas.tokens.map
        self._link = mixed(colours.link, colours.land, 0.6)

    def cases(self, painter: QPainter, view: Viewport, scene: CaseScene) -> None:
        """Clusters below, single cases above them, the worst of each on top."""
        self._clusters(painter, view, scene.clusters)
        px, py = view.to_pixels(scene.x, scene.y)
        self._sprites.draw(painter, px, py, scene.codes)

    def units(self, painter: QPainter, view: Viewport, scene: UnitScene, layer: UnitLayer) -> None:
        px, py = view.to_pixels(scene.x, scene.y)
        if view.zoom >= NEAR_ZOOM:
            self._details(painter, px, py, scene, layer)
        self._sprites.draw(painter, px, py, scene.codes + UNIT_BASE)

    def links(self, painter: QPainter, view: Viewport, rect: QRect, scene: LinkScene) -> None:
        """The lines as far as they touch `rect`."""
        if not len(scene.x1):
            return
        world = np.array([view.left, view.top], np.float64)
        columns = (*view.to_pixels(scene.x1, scene.y1), *view.to_pixels(scene.x2, scene.y2))
        ends = np.stack(columns, axis=1).astype(np.float64)
        box = pen_box(rect)
        short = np.abs(ends[:, :2] - ends[:, 2:]).max(axis=1) <= SIDE_PX
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(steady_pen(self._link, view.ratio))
        for x1, y1, x2, y2 in ends[short & touching(ends, box)].tolist():
            painter.drawPolyline([QPointF(x1, y1), QPointF(x2, y2)])
        long = ends[~short & touching(ends, box)].reshape(-1, 2, 2)
        draw_runs(painter, [chopped(line + world) - world for line in long], box)
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

    def _clusters(self, painter: QPainter, view: Viewport, made: Clusters) -> None:
        if not len(made):
            return
        px, py = view.to_pixels(made.x, made.y)
        codes = cluster_codes(made.count, made.worst, made.bad)
        ink = self.atlas.dark_ink[made.worst]
        # disc and count of one cluster before those of the next: a count never shines through
        digit_x, digit_codes, owner = _digits(made.count, px, ink, self.atlas.digit_step)
        order = np.argsort(np.concatenate([np.arange(len(px)) * 2, owner * 2 + 1]), kind="stable")
        self._sprites.draw(
            painter,
            np.concatenate([px, digit_x])[order],
            np.concatenate([py, py[owner]])[order],
            np.concatenate([codes, digit_codes])[order],
        )


def _digits(count: I64, px: I64, ink: I64, step: int) -> tuple[I64, I64, I64]:
    """(x of each glyph, its sprite, which cluster it belongs to); from 10,000 on in thousands."""
    short = count >= 10_000
    value = np.where(short, count // 1_000, count)
    length = np.floor(np.log10(np.maximum(value, 1))).astype(np.int64) + 1 + short
    owner = np.repeat(np.arange(len(count)), length)
    place = np.arange(len(owner)) - np.repeat(np.cumsum(length) - length, length)
    x = px[owner] + ((2 * place - length[owner] + 1) * step) // 2
    power = (length - short)[owner] - 1 - place
    glyph = np.where(power < 0, GLYPHS.index("k"), value[owner] // 10 ** np.maximum(power, 0) % 10)
    return x, DIGIT_BASE + ink[owner] * len(GLYPHS) + glyph, owner
