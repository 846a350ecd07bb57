"""Names of areas: which fit without touching each other, and their pictures with a halo."""

from __future__ import annotations

import math
import time

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from console.map.glyphs import mixed
from console.map.ground import Name
from console.map.viewport import Viewport
from console.tokens import MapColours

F64 = NDArray[np.float64]
_GAP = 5.0  # logical pixels kept free around a label
_SIZES = ((14, QFont.Weight.DemiBold), (12, QFont.Weight.Normal))
#: New label pictures may take this long in one frame; the rest follow in the next ones.
_BUDGET_S = 0.004
_HALO = (
    (-2, 0), (2, 0), (0, -2), (0, 2), (-1, -1), (1, -1), (-1, 1), (1, 1),
    (-2, -1), (2, -1), (-2, 1), (2, 1), (-1, -2), (1, -2), (-1, 2), (1, 2),
)  # fmt: skip


def without_overlap(boxes: F64) -> list[int]:
    """Indexes of the boxes (left, top, right, bottom; shape (n, 4)) kept: earlier ones win."""
    left, top, right, bottom = boxes.T
    hits = (left[:, None] < right) & (right[:, None] > left)
    hits &= (top[:, None] < bottom) & (bottom[:, None] > top)
    free = np.ones(len(boxes), bool)
    kept: list[int] = []
    for i, row in enumerate(hits):
        if free[i]:
            kept.append(i)
            free &= ~row
    return kept


class LabelPainter:
    """Places all names of a zoom level once, in world pixels: panning cannot change them."""

    def __init__(self, colours: MapColours, font: QFont, ratio: float) -> None:
        self.missing = False  # some pictures were put off to the next frame
        self._ratio = ratio
        self._halo = QColor(colours.label_halo)
        self._inks = (QColor(colours.label), QColor(mixed(colours.label, colours.land, 0.78)))
        self._fonts = [_sized(font, size * ratio, weight) for size, weight in _SIZES]
        self._metrics = [QFontMetricsF(f) for f in self._fonts]
        self._pictures: dict[tuple[str, int], QPixmap] = {}
        self._halves: dict[tuple[str, int], tuple[float, float]] = {}
        self._names: list[Name] = []
        self._places: F64 = np.empty((0, 2))  # unit square
        self._reach: F64 = np.empty((0, 2))  # half width and height, device pixels

    def place(self, names: list[Name], scale: float) -> None:
        """Decide which of `names`, given in order of importance, are shown at `scale`."""
        places = np.array([(n.x, n.y) for n in names]).reshape(-1, 2)
        reach = np.array([self._half(n) for n in names]).reshape(-1, 2)
        middle = places * scale
        kept = without_overlap(np.concatenate([middle - reach, middle + reach], axis=1))
        self._names = [names[i] for i in kept]
        self._places, self._reach = places[kept], reach[kept]

    def paint(self, painter: QPainter, view: Viewport, rect: QRect) -> None:
        """Draw the placed names that touch `rect`, device pixels."""
        self.missing = False
        if not self._names:
            return
        corner = np.floor(self._places * view.scale - self._reach).astype(np.int64)
        corner -= (view.left, view.top)
        far = corner + np.ceil(2 * self._reach).astype(np.int64)
        near = (corner[:, 0] <= rect.right()) & (far[:, 0] >= rect.left())
        near &= (corner[:, 1] <= rect.bottom()) & (far[:, 1] >= rect.top())
        until = time.perf_counter() + _BUDGET_S
        for i in np.flatnonzero(near):
            picture = self._picture(self._names[i], until)
            if picture is not None:
                painter.drawPixmap(int(corner[i, 0]), int(corner[i, 1]), picture)

    def _half(self, name: Name) -> tuple[float, float]:
        key = (name.text, name.rank)
        found = self._halves.get(key)
        if found is None:
            metrics, gap = self._metrics[name.rank], _GAP * self._ratio
            wide = metrics.horizontalAdvance(name.text) / 2 + gap
            found = self._halves[key] = (wide, metrics.height() / 2 + gap / 2)
        return found

    def _picture(self, name: Name, until: float) -> QPixmap | None:
        key = (name.text, name.rank)
        found = self._pictures.get(key)
        if found is None:
            if time.perf_counter() > until:
                self.missing = True
                return None
            found = self._pictures[key] = self._draw(name)
        return found

    def _draw(self, name: Name) -> QPixmap:
        wide, high = (math.ceil(2 * half) for half in self._half(name))
        base = QPointF(
            _GAP * self._ratio, _GAP * self._ratio / 2 + self._metrics[name.rank].ascent()
        )
        shade = self._text(name, wide, high, base, self._halo)
        picture = _clear(wide, high)
        painter = QPainter(picture)
        for dx, dy in _HALO:
            painter.drawPixmap(round(dx * self._ratio), round(dy * self._ratio), shade)
        painter.drawPixmap(0, 0, self._text(name, wide, high, base, self._inks[name.rank]))
        painter.end()
        return picture

    def _text(self, name: Name, wide: int, high: int, base: QPointF, ink: QColor) -> QPixmap:
        picture = _clear(wide, high)
        painter = QPainter(picture)
        painter.setFont(self._fonts[name.rank])
        painter.setPen(ink)
        painter.drawText(base, name.text)
        painter.end()
        return picture


def _clear(wide: int, high: int) -> QPixmap:
    picture = QPixmap(max(1, wide), max(1, high))
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def _sized(font: QFont, pixels: float, weight: QFont.Weight) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(max(1, round(pixels)))
    sized.setWeight(weight)
    return sized
