"""Alarms on the map: a ring that breathes once a second until somebody has acknowledged it.

Only the rings' own rectangles are painted between one state and the other. A ring is never gone:
at rest it is thin, so that who wants no motion loses nothing.
"""

from __future__ import annotations

import math
from functools import partial

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap, QRegion

from console import words
from console.board.alarms import Alarm, Alarms, Ring
from console.map.layers import Look
from console.map.live import F64, I64, Sprites
from console.map.overlay import Overlay
from console.map.stamps import Stamps
from console.map.viewport import Viewport
from console.tokens import ink_on

#: Half a breath: with two of them a ring is loud at most once a second.
HALF_MS = 500
_HALF_PX = 24.0
_SHOULDER = QPointF(14.0, -14.0)  # where its exclamation mark is: a crowd may hide the case
#: More rectangles than these are painted as the one that holds them all.
_MOST_RECTS = 48
#: Of alarms in one square of this side only the last is ringed: cost goes by pixels, not alarms.
_APART_PX = 28
_RINGS = (Ring.EMERGENCY, Ring.CONTACT, Ring.ARRIVAL, Ring.DEVICE, Ring.AREA)


class AlarmLayer:
    """Draws what `alarms` has open; `loud` says which half of the breath it is."""

    name, covers = "alarms", False

    def __init__(self, alarms: Alarms) -> None:
        self._alarms = alarms
        self.loud = True
        self.still = False  # no motion: always loud
        self.operated = True  # somebody sits before this map
        self._said = ("", QPixmap())
        self._at = -1
        self._x: F64 = np.empty(0)
        self._y: F64 = np.empty(0)
        self._codes: I64 = np.empty(0, np.int64)

    def dress(self, look: Look) -> None:
        self._look, self._said = look, ("", QPixmap())
        self._overlay = Overlay(look.tokens, look.font, look.ratio)
        drawings = [partial(self.draw, ring=r, loud=loud) for loud in (False, True) for r in _RINGS]
        self._sprites = Sprites(Stamps(drawings, _HALF_PX, look.ratio))

    def settle(self, view: Viewport) -> None:
        """Nothing to prepare."""

    def count(self, view: Viewport) -> int | None:
        return len(self._inside(view)[0])

    def paint(self, painter: QPainter, view: Viewport, rect: QRect, rough: bool) -> None:  # noqa: ARG002
        px, py, codes = self._inside(view)
        apart = _apart(px + view.left, py + view.top, round(_APART_PX * view.ratio))
        loud = self.loud or self.still
        self._sprites.draw(painter, px[apart], py[apart], codes[apart] + len(_RINGS) * loud)
        self._line(painter, view, len(px))

    def _line(self, painter: QPainter, view: Viewport, seen: int) -> None:
        if not len(self._x):
            return
        said = self.line(seen)
        if self._said[0] != said:  # words are dear: drawn once, then copied every frame
            self._said = (said, self._written(said))
        picture = self._said[1]
        painter.drawPixmap((view.width - picture.width()) // 2, self._overlay.px(8), picture)

    def line(self, seen: int) -> str:
        """How many there are, where they are and, to who sits here, what to press."""
        text = QCoreApplication.translate("MapCanvas", "▲ Alerts: {n}, {seen} in view")
        if self.operated:
            text = QCoreApplication.translate(
                "MapCanvas", "▲ Alerts: {n}, {seen} in view · N: next · A: acknowledge"
            )
        return words.fill(text, n=words.count(len(self._x)), seen=words.count(seen))

    def _written(self, said: str) -> QPixmap:
        overlay = self._overlay
        wide = QFontMetrics(overlay.sized(12)).horizontalAdvance(said) + overlay.room(16)
        picture = QPixmap(wide, overlay.room(22))
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        overlay.plate(painter, picture.rect())
        overlay.text(painter, picture.rect(), said, Qt.AlignmentFlag.AlignHCenter)
        painter.end()
        return picture

    def region(self, view: Viewport) -> QRegion:
        """Logical pixels that another half of the breath changes."""
        self._learn()
        return self._rings(view)

    def changed(self, view: Viewport) -> QRegion:
        """Logical pixels that are to be painted since other alarms are open, and all rings."""
        region = self._rings(view)  # as they were
        self._learn()
        high = (self._overlay.px(16) + self._overlay.room(22)) / view.ratio
        words = QRect(0, 0, math.ceil(view.width / view.ratio), math.ceil(high))
        return region.united(self._rings(view)).united(words)

    def _rings(self, view: Viewport) -> QRegion:
        px, py, _ = self._seen(view)
        apart = _apart(px + view.left, py + view.top, round(_APART_PX * view.ratio))
        px, py = px[apart], py[apart]
        half, ratio = _HALF_PX + 2.0, view.ratio
        region = QRegion()
        for x, y in zip((px / ratio).tolist(), (py / ratio).tolist(), strict=True):
            region += QRect(int(x - half), int(y - half), int(2 * half) + 2, int(2 * half) + 2)
            if region.rectCount() > _MOST_RECTS:
                region = QRegion(region.boundingRect())
        return region

    def next_after(self, key: str) -> Alarm | None:
        """The open alarm after the one called `key`, round and round; None where there is none."""
        found = self._alarms.open()
        at = next((i for i, alarm in enumerate(found) if alarm.key == key), -1)
        return found[(at + 1) % len(found)] if found else None

    def _inside(self, view: Viewport) -> tuple[I64, I64, I64]:
        self._learn()
        return self._seen(view)

    def _learn(self) -> None:
        if self._at != self._alarms.version:
            self._at, found = self._alarms.version, self._alarms.open()[::-1]
            self._x = np.array([a.x for a in found])
            self._y = np.array([a.y for a in found])
            self._codes = np.array([_RINGS.index(a.ring) for a in found], np.int64)

    def _seen(self, view: Viewport) -> tuple[I64, I64, I64]:
        west, north, east, south = view.window(_HALF_PX * view.ratio)
        inside = (self._x >= west) & (self._x <= east) & (self._y >= north) & (self._y <= south)
        px, py = view.to_pixels(self._x[inside], self._y[inside])
        return px, py, self._codes[inside]

    def draw(self, p: QPainter, ring: Ring, loud: bool) -> None:
        """A ring of corners for a clock that was missed, of ticks for a machine, else whole."""
        tokens = self._look.tokens
        device = ring in (Ring.DEVICE, Ring.AREA)
        colour = tokens.map.case_amber if device else tokens.map.case_red
        radius, width = (19.0, 4.0) if loud else (16.0, 1.8)
        for ink, wide in ((tokens.map.case_edge, width + 2.4), (colour, width)):
            pen = QPen(QColor(ink), wide, c=Qt.PenCapStyle.FlatCap)
            p.setPen(pen)
            p.setBrush(Qt.BrushStyle.NoBrush)
            if ring in (Ring.CONTACT, Ring.ARRIVAL):
                _corners(p, radius)
            elif device:
                _ticks(p, radius)
            else:
                p.drawEllipse(QPointF(0, 0), radius, radius)
        p.setPen(QPen(QColor(tokens.map.case_edge), 1.2))
        p.setBrush(QColor(colour))
        p.drawEllipse(_SHOULDER, 6.5, 6.5)
        p.setPen(QPen(QColor(ink_on(colour, tokens)), 2.0, c=Qt.PenCapStyle.FlatCap))
        p.drawLine(_SHOULDER + QPointF(0, -4.2), _SHOULDER + QPointF(0, 1.2))
        p.drawLine(_SHOULDER + QPointF(0, 2.4), _SHOULDER + QPointF(0, 4.4))


def _apart(x: I64, y: I64, step: int) -> I64:
    """Which of some world pixels, in their order, are the last in their square of the world."""
    square = ((x // step) << 32) | (y // step)
    _, last = np.unique(square[::-1], return_index=True)
    return np.sort(len(x) - 1 - last)


def _corners(p: QPainter, r: float) -> None:
    for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        corner = QPointF(sx * r, sy * r)
        p.drawPolyline(
            [corner - QPointF(sx * r * 0.6, 0), corner, corner - QPointF(0, sy * r * 0.6)]
        )


def _ticks(p: QPainter, r: float) -> None:
    box = QPointF(r, r)
    for quarter in range(4):
        begin = (quarter * 90 + 20) * 16
        p.drawArc(QRect((-box).toPoint(), box.toPoint()), begin, 50 * 16)
