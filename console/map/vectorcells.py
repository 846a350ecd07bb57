"""Paints points, lines and areas into the picture of a cell. Runs in the readers' process."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QDataStream, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from console.basemap.port import Wanted
from console.basemap.vector.cut import Box, nearby, touching
from console.basemap.vector.shapes import Shapes
from console.basemap.vector.thin import Paths

#: As QDataStream reads the elements of a path.
_ELEMENT = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])
_FILLED = np.array([0, 1], ">i4").tobytes()  # begins at 0; what a ring goes round is inside
#: Qt takes more than twice as long for twice the points: a fuller piece is painted in quarters.
_MOST_POINTS, _LEAST_PX = 1_500, 48
#: Up to this breadth nobody sees whether a corner is round, and Qt takes two thirds as long.
_FINE_PX = 3.0


@dataclass(frozen=True)
class Tone:
    """How a source is drawn: "#rrggbb", the breadth of a line in device pixels, map zooms.

    `outlined`: areas as lines about them, not filled.
    """

    colour: str
    width: float
    min_zoom: int
    max_zoom: int
    outlined: bool = False


def cell_picture(sheets: Sequence[tuple[Shapes, Tone]], wanted: Wanted, ratio: float) -> bytes:
    """BGRA premultiplied, `wanted.width` × 4 bytes a row; b"" where there is nothing at all."""
    zoom = wanted.z + math.log2(wanted.width / (256.0 * ratio))
    image = QImage(wanted.width, wanted.height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawn = False
    for shapes, tone in sheets:
        if tone.min_zoom <= zoom + 1e-9 and zoom < tone.max_zoom + 1:
            drawn |= _Sheet(painter, wanted, tone).draw(shapes)
    painter.end()
    return bytes(image.constBits()) if drawn else b""


class _Sheet:
    """One source in one cell."""

    def __init__(self, painter: QPainter, wanted: Wanted, tone: Tone) -> None:
        self._painter, self._wanted, self._tone = painter, wanted, tone
        self._side = 1.0 / (1 << wanted.z)
        self._room = QRect(0, 0, wanted.width, wanted.height)

    def draw(self, shapes: Shapes) -> bool:
        """Whether anything of it is here."""
        level = shapes.level(self._wanted.z)
        box = self._box(self._room, self._tone.width + 2.0)
        areas = touching(level.areas, level.area_boxes, box)
        lines = nearby(touching(level.lines, level.line_boxes, box), box)
        if len(areas) and self._tone.outlined:
            self._painter.setPen(self._pen(self._tone.width))
            self._stroke(nearby(areas, box))
        elif len(areas):
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(QColor(self._tone.colour))
            self._fill(areas, areas.boxes(), self._room)
        if len(lines):
            self._painter.setPen(self._pen(self._tone.width))
            self._stroke(lines)
        return bool(self._dots(shapes, box) or len(areas) or len(lines))

    def _fill(self, areas: Paths, boxes: NDArray[np.float64], room: QRect) -> None:
        here = touching(areas, boxes, self._box(room, 1.0))
        near = nearby(here, self._box(room, 1.0))
        if len(near.points) > _MOST_POINTS and min(room.width(), room.height()) >= 2 * _LEAST_PX:
            boxes = near.boxes()
            for quarter in _quarters(room):
                self._fill(near, boxes, quarter)
        elif len(near):
            self._painter.setClipRect(room)
            self._painter.drawPath(self._path(near))
            self._painter.setClipping(False)

    def _stroke(self, lines: Paths) -> None:
        points = [QPointF(x, y) for x, y in self._pixels(lines.points).tolist()]
        for first, last in pairwise(lines.starts.tolist()):
            self._painter.drawPolyline(points[first:last])

    def _dots(self, shapes: Shapes, box: Box) -> bool:
        reach = self._tone.width * 2.0 * self._side / self._wanted.width
        x, y = shapes.points[:, 0], shapes.points[:, 1]
        near = (x >= box[0] - reach) & (x <= box[2] + reach)
        near &= (y >= box[1] - reach) & (y <= box[3] + reach)
        # several in one pixel are drawn once
        places = np.unique(np.round(self._pixels(shapes.points[near])), axis=0)
        if len(places):
            self._painter.setPen(self._pen(self._tone.width * 3.0))
            self._painter.drawPoints([QPointF(px, py) for px, py in places.tolist()])
        return bool(len(places))

    def _pen(self, width: float) -> QPen:
        pen = QPen(QColor(self._tone.colour), max(1.02, width))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        fine = pen.widthF() <= _FINE_PX
        pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin if fine else Qt.PenJoinStyle.RoundJoin)
        return pen

    def _path(self, rings: Paths) -> QPainterPath:
        pixels = self._pixels(rings.points)
        elements = np.empty(len(pixels), _ELEMENT)
        elements["kind"] = 1
        elements["kind"][rings.starts[:-1]] = 0
        elements["x"], elements["y"] = pixels[:, 0], pixels[:, 1]
        count = np.array([len(pixels)], ">i4").tobytes()
        path = QPainterPath()
        QDataStream(QByteArray(count + elements.tobytes() + _FILLED)) >> path
        return path

    def _pixels(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Unit square, shape (n, 2) → pixels of the picture on eighths, shape (n, 2)."""
        wanted, side = self._wanted, self._side
        size = np.array([wanted.width, wanted.height]) / side
        corner = np.array([wanted.x * side, wanted.y * side])
        made: NDArray[np.float64] = np.round((points - corner) * size * 8.0) / 8.0
        return made

    def _box(self, room: QRect, pad: float) -> Box:
        wanted, side = self._wanted, self._side
        across, down = side / wanted.width, side / wanted.height
        west, north = wanted.x * side, wanted.y * side
        return (
            west + (room.left() - pad) * across,
            north + (room.top() - pad) * down,
            west + (room.right() + 1 + pad) * across,
            north + (room.bottom() + 1 + pad) * down,
        )


def _quarters(room: QRect) -> list[QRect]:
    wide, high = room.width() // 2, room.height() // 2
    left, top = room.left(), room.top()
    return [
        QRect(left, top, wide, high),
        QRect(left + wide, top, room.width() - wide, high),
        QRect(left, top + high, wide, room.height() - high),
        QRect(left + wide, top + high, room.width() - wide, room.height() - high),
    ]
