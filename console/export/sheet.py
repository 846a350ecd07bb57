"""The map as a sheet: the same ground and symbols as on the screen, drawn with strokes and text.

Nothing here is a picture of a picture, so a PDF stays sharp at any size. Lengths are logical pixels
unless said otherwise; `ratio` device pixels make a logical one.
"""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from casework.vocabulary import UNIT_KIND_ORDER, UnitKind
from console.export.basesheet import BaseSheet
from console.export.ground import bounds_of
from console.export.situation import Situation
from console.map import glyphs
from console.map.atlas import UNIT_BASE, cluster_codes, cluster_size
from console.map.base import BasePainter, steady_pen
from console.map.cases import CaseLayer
from console.map.clusters import Clusters
from console.map.codes import Sign, read_code
from console.map.elbowroom import F64, Taken, beside
from console.map.ground import Ground, Name
from console.map.hovertext import length
from console.map.labels import without_overlap
from console.map.units import DRONE, NEAR_ZOOM, UnitLayer
from console.map.viewport import Viewport, centred, fitted, lon_lat_bounds, scale_bar
from console.tokens import Tokens, ink_on

_VILLAGE_NAMES_FROM = 12.8
_LETTERS_HIGH = 0.72  # of a line of text, from its middle up and down
_KINDS = {"officers": (UnitKind.OFFICER, UnitKind.VEHICLE), "drones": (UnitKind.DRONE,)}


class MapSheet:
    """Paints one situation's map with one theme."""

    def __init__(
        self, situation: Situation, cases: CaseLayer, tokens: Tokens, font: QFont, ratio: float
    ) -> None:
        self._situation, self._cases = situation, cases
        self._tokens, self._font, self._ratio = tokens, font, ratio
        self._shown = frozenset(situation.head.shown)
        self.ground, self._base = Ground(situation.head.areas), BaseSheet(situation.base)
        self._units = UnitLayer()
        self._units.load(situation.units)
        kinds = {k for name, of in _KINDS.items() if name in self._shown for k in of}
        self._units.refresh(
            situation.head.taken_ms,
            bool(situation.head.stale),
            frozenset(UNIT_KIND_ORDER.index(k) for k in kinds),
            situation.cases,
        )

    def view(self, width: float, height: float) -> Viewport:
        """What the sheet shows in `width` × `height`: the window's extent, or all of the scope."""
        head, ratio = self._situation.head, self._ratio
        wide, high = round(width * ratio), round(height * ratio)
        if head.scope == "view":
            frame = head.frame
            zoom = frame.zoom + math.log2(min(width / frame.width, height / frame.height))
            return centred(frame.x, frame.y, zoom, wide, high, ratio)
        west, south, east, north = bounds_of(self._situation)
        return fitted(lon_lat_bounds(west, south, east, north), wide, high, ratio)

    def paint(self, p: QPainter, box: QRectF) -> None:
        """Fill `box` with the map, its scale bar included."""
        view = self.view(box.width(), box.height())
        whole = QRect(0, 0, view.width, view.height)
        p.save()
        p.setClipRect(box)
        p.translate(box.topLeft())
        p.scale(1 / self._ratio, 1 / self._ratio)
        self._ground(p, view, whole)
        self._lines(p, view)
        self._draw_units(p, view)
        letters = self._names(p, view)
        if "cases" in self._shown:
            self._draw_cases(p, view, Taken(letters))
        self._scale(p, view)
        self._base.credit(p, view, self._tokens, self._font)
        p.restore()

    def _ground(self, p: QPainter, view: Viewport, whole: QRect) -> None:
        language = self._situation.head.language
        base = BasePainter(self.ground, self._tokens, language, self._font, self._ratio)
        base.areas_on, base.villages_on = "areas" in self._shown, "villages" in self._shown
        base.land_on = not self._base.covers
        base.outside(p, whole)
        self._base.under(p, view)
        base.land(p, view, whole)
        self._base.over(p, view)
        base.borders(p, view, whole)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _lines(self, p: QPainter, view: Viewport) -> None:
        if "links" not in self._shown:
            return
        made = self._units.links(view.window(64))
        colours = self._tokens.map
        p.setPen(steady_pen(glyphs.mixed(colours.link, colours.land, 0.6), view.ratio))
        x1, y1 = view.to_screen(made.x1, made.y1)
        x2, y2 = view.to_screen(made.x2, made.y2)
        for a, b, c, d in zip(*(v.tolist() for v in (x1, y1, x2, y2)), strict=True):
            p.drawLine(QPointF(a, b), QPointF(c, d))

    def _draw_units(self, p: QPainter, view: Viewport) -> None:
        scene = self._units.scene(view, view.window(64))
        x, y = view.to_screen(scene.x, scene.y)
        heading = self._situation.units.column("heading")[scene.rows].tolist()
        battery = self._situation.units.column("battery")[scene.rows].tolist()
        kind = self._situation.units.column("kind")[scene.rows].tolist()
        near = view.zoom >= NEAR_ZOOM
        for i, code in enumerate(scene.codes.tolist()):
            p.save()
            p.translate(float(x[i]), float(y[i]))
            p.scale(self._ratio, self._ratio)
            if near and heading[i] >= 0 and scene.age[i] < 2:
                p.save()
                glyphs.draw_heading(p, heading[i], self._tokens.map.label)
                p.restore()
            draw_sign(p, read_code(UNIT_BASE + code), self._tokens)
            if near and battery[i] >= 0 and kind[i] == DRONE:
                p.translate(0, 13)
                glyphs.draw_battery(p, min(4, (battery[i] + 12) // 25), self._tokens.map)
            p.restore()

    def _draw_cases(self, p: QPainter, view: Viewport, letters: Taken) -> None:
        scene = self._cases.scene(view, view.window(64))
        self._clusters(p, view, scene.clusters, letters)
        x, y = view.to_screen(scene.x, scene.y)
        for i, code in enumerate(scene.codes.tolist()):
            self._sign(p, float(x[i]), float(y[i]), read_code(code))

    def _clusters(self, p: QPainter, view: Viewport, made: Clusters, letters: Taken) -> None:
        font = QFont(self._font)
        font.setPixelSize(11)
        font.setBold(True)
        radius = np.array(glyphs.CLUSTER_RADII)[cluster_size(made.count)] * self._ratio
        x, y = beside(*view.to_screen(made.x, made.y), radius, letters)
        for i, code in enumerate(cluster_codes(made.count, made.worst, made.bad).tolist()):
            sign, count = read_code(code), int(made.count[i])
            ink = ink_on(glyphs.cluster_fill(sign.severity, self._tokens), self._tokens)
            p.save()
            p.translate(float(x[i]), float(y[i]))
            p.scale(self._ratio, self._ratio)
            draw_sign(p, sign, self._tokens)
            p.setFont(font)
            p.setPen(QColor(ink))
            text = str(count) if count < 10_000 else f"{count // 1_000}k"
            p.drawText(QRectF(-30, -9, 60, 18), Qt.AlignmentFlag.AlignCenter, text)
            p.restore()

    def _sign(self, p: QPainter, x: float, y: float, sign: Sign) -> None:
        p.save()
        p.translate(x, y)
        p.scale(self._ratio, self._ratio)
        draw_sign(p, sign, self._tokens)
        p.restore()

    def _names(self, p: QPainter, view: Viewport) -> F64:
        """Write the names that fit; returns what their letters cover, shape (n, 4)."""
        villages = "villages" in self._shown and view.zoom >= _VILLAGE_NAMES_FROM
        areas = "areas" in self._shown
        names = self.ground.names(self._situation.head.language, villages) if areas else []
        names = [*names, *self._base.names]
        if not names:
            return np.empty((0, 4))
        fonts = [_sized(self._font, 14 * self._ratio, True), _sized(self._font, 12 * self._ratio)]
        metrics = [QFontMetricsF(font) for font in fonts]
        middle = np.array(
            [(n.x * view.scale - view.left, n.y * view.scale - view.top) for n in names]
        )
        gap = 5.0 * self._ratio
        half = np.array(
            [
                (metrics[n.rank].horizontalAdvance(n.text) / 2 + gap, metrics[n.rank].height() / 2)
                for n in names
            ]
        )
        kept = without_overlap(np.concatenate([middle - half, middle + half], axis=1))
        for i in kept:
            self._name(p, names[i], fonts[names[i].rank], *middle[i].tolist())
        half = (half - (gap, 0.0)) * (1.0, _LETTERS_HIGH)
        return np.concatenate([middle - half, middle + half], axis=1)[kept]

    def _scale(self, p: QPainter, view: Viewport) -> None:
        """A bar of a round length at the lower left; north is up."""
        one, ink = self._ratio, QColor(self._tokens.map.label)
        metres, wide = scale_bar(view.metres_per_pixel(), min(130 * one, view.width * 0.3))
        left, low = 12 * one, view.height - 12 * one
        ground = QColor(self._tokens.map.outside)
        p.fillRect(QRectF(left - 4 * one, low - 22 * one, wide + 8 * one, 28 * one), ground)
        p.setPen(QPen(ink, 1.6 * one))
        p.drawLine(QPointF(left, low), QPointF(left + wide, low))
        for x in (left, left + wide):
            p.drawLine(QPointF(x, low - 4 * one), QPointF(x, low))
        p.setFont(_sized(self._font, 12 * one))
        p.drawText(QPointF(left, low - 7 * one), length(metres))

    def _name(self, p: QPainter, name: Name, font: QFont, x: float, y: float) -> None:
        """Text that stays text, over a halo of its outline."""
        colours, metrics = self._tokens.map, QFontMetricsF(font)
        at = QPointF(x - metrics.horizontalAdvance(name.text) / 2, y + metrics.ascent() / 2 - 1)
        halo = QPainterPath()
        halo.addText(at, font, name.text)
        pen = QPen(QColor(colours.label_halo), 3.6 * self._ratio)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        p.strokePath(halo, pen)
        ink = colours.label if name.rank == 0 else glyphs.mixed(colours.label, colours.land, 0.78)
        p.setPen(QColor(ink))
        p.setFont(font)
        p.drawText(at, name.text)


def draw_sign(p: QPainter, sign: Sign, tokens: Tokens) -> None:
    """A symbol about (0, 0)."""
    p.setBrush(Qt.BrushStyle.NoBrush)
    if sign.kind == "case":
        glyphs.draw_case(p, sign.shape, sign.severity, sign.emergency, tokens)
    elif sign.kind == "cluster":
        radius = glyphs.CLUSTER_RADII[sign.size]
        glyphs.draw_cluster(p, radius, sign.severity, sign.share, tokens)
    elif sign.unit is not None:
        glyphs.draw_unit(p, sign.unit, sign.age, sign.busy, sign.near, tokens.map)


def _sized(font: QFont, pixels: float, bold: bool = False) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(max(1, round(pixels)))
    sized.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return sized
