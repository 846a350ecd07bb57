"""Names of areas: which fit without touching each other, and their pictures with a halo."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from console.map.viewport import Viewport
from console.tokens import MapColours

F64 = NDArray[np.float64]
_GAP = 6.0  # logical pixels kept free around a label


@dataclass(frozen=True)
class Name:
    """A label's text and place on the unit square; rank 0 is placed first and drawn larger."""

    text: str
    x: float
    y: float
    rank: int


def without_overlap(boxes: F64) -> list[int]:
    """Indexes of the boxes (left, top, right, bottom; shape (n, 4)) kept: earlier ones win."""
    kept: list[int] = []
    taken = np.empty_like(boxes)
    for i, box in enumerate(boxes):
        others = taken[: len(kept)]
        hit = (others[:, 0] < box[2]) & (others[:, 2] > box[0])
        hit &= (others[:, 1] < box[3]) & (others[:, 3] > box[1])
        if not hit.any():
            taken[len(kept)] = box
            kept.append(i)
    return kept


class LabelPainter:
    """Places all names of a zoom level once, in world pixels: panning cannot change them."""

    def __init__(self, colours: MapColours, font: QFont, ratio: float) -> None:
        self._colours, self._ratio = colours, ratio
        self._fonts = [QFont(font), QFont(font)]
        for f, size, weight in zip(
            self._fonts, (14, 12), (QFont.Weight.DemiBold, QFont.Weight.Normal), strict=True
        ):
            f.setPixelSize(max(1, round(size * ratio)))
            f.setWeight(weight)
        self._pictures: dict[tuple[str, int], QPixmap] = {}
        self._scale = 0.0
        self._names: list[Name] = []
        self._boxes: F64 = np.empty((0, 4))

    def place(self, names: list[Name], scale: float) -> None:
        """Decide which of `names`, given in order of importance, are shown at `scale`."""
        self._scale = scale
        boxes = np.array([self._box(n, scale) for n in names]).reshape(-1, 4)
        kept = without_overlap(boxes)
        self._names = [names[i] for i in kept]
        self._boxes = boxes[kept]

    def paint(self, painter: QPainter, view: Viewport, rect: QRect) -> None:
        """Draw the placed names that touch `rect`, device pixels."""
        if not self._names or view.scale != self._scale:
            return
        left, top = rect.left() + view.left, rect.top() + view.top
        box = self._boxes
        near = (box[:, 0] < left + rect.width()) & (box[:, 2] > left)
        near &= (box[:, 1] < top + rect.height()) & (box[:, 3] > top)
        for i in np.flatnonzero(near):
            at = math.floor(box[i, 0]) - view.left, math.floor(box[i, 1]) - view.top
            painter.drawPixmap(*at, self._picture(self._names[i]))

    def _box(self, name: Name, scale: float) -> tuple[float, float, float, float]:
        metrics = QFontMetricsF(self._fonts[name.rank])
        gap = _GAP * self._ratio
        half_w = metrics.horizontalAdvance(name.text) / 2 + gap
        half_h = metrics.height() / 2 + gap / 2
        x, y = name.x * scale, name.y * scale
        return x - half_w, y - half_h, x + half_w, y + half_h

    def _picture(self, name: Name) -> QPixmap:
        key = (name.text, name.rank)
        found = self._pictures.get(key)
        if found is None:
            found = self._pictures[key] = self._draw(name)
        return found

    def _draw(self, name: Name) -> QPixmap:
        left, top, right, bottom = self._box(name, 1.0)
        picture = QPixmap(math.ceil(right - left), math.ceil(bottom - top))
        picture.fill(Qt.GlobalColor.transparent)
        font = self._fonts[name.rank]
        metrics = QFontMetricsF(font)
        gap = _GAP * self._ratio
        base = QPointF(gap, gap / 2 + metrics.ascent())
        painter = QPainter(picture)
        painter.setFont(font)
        painter.setPen(QColor(self._colours.label_halo))
        reach = 1.6 * self._ratio
        for step in range(12):
            angle = step * math.pi / 6
            painter.drawText(
                base + QPointF(reach * math.cos(angle), reach * math.sin(angle)), name.text
            )
        painter.setPen(QColor(self._colours.label))
        painter.drawText(base, name.text)
        painter.end()
        return picture
