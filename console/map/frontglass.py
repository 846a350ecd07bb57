"""The glass before the picture: marks, hover text, scale and read-outs, painted every frame."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QRegion

from console.map.camera import Words
from console.map.layers import Place
from console.map.letters import growth
from console.map.marks import marked, paint_marks
from console.map.overlay import Overlay
from console.map.pointing import Pointing
from console.map.stage import Stage
from console.map.viewport import Viewport
from console.tokens import Tokens

#: What the line of the alarms and half a name take up at the top, logical pixels at usual text.
_HEAD = 42.0
#: What the read-out takes up at the lower right, while no place is told in it.
_FOOT = (215.0, 52.0)


def words_of(font: QFont) -> Words:
    """What of the map words lie on, logical pixels."""
    larger = growth(font)
    return _HEAD * larger, (_FOOT[0] * larger, _FOOT[1] * larger)


class FrontGlass:
    """Paints one stage with one theme, font and pixel ratio."""

    def __init__(
        self, stage: Stage, pointing: Pointing, tokens: Tokens, font: QFont, ratio: float
    ) -> None:
        self._stage, self._pointing = stage, pointing
        self._overlay = Overlay(tokens, font, ratio)

    def corner_rect(self, view: Viewport) -> QRect:
        """Logical pixels of the read-out: all there is to repaint when only the cursor moved."""
        (wide, high), ratio = self._overlay.corner_size, view.ratio
        left, top = int((view.width - wide) / ratio) - 12, int((view.height - high) / ratio) - 12
        return QRect(left, top, int(wide / ratio) + 24, int(high / ratio) + 24)

    def moving(self, view: Viewport) -> QRegion:
        """Device pixels of all that follows cases and units: others whenever those are."""
        stage = self._stage
        region = marked(view, stage) if stage.shown["cases"] else QRegion()
        for layer in stage.layers.at(Place.GLASS):
            moving = getattr(layer, "moving", None)
            if moving is not None:
                region += moving(view)
        return region

    def paint(self, p: QPainter, view: Viewport, focused: bool, places: QRegion) -> None:
        """What of it lies in these places, device pixels; the painter is clipped to them."""
        stage, overlay = self._stage, self._overlay
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if stage.session.gazetteer is None:
            overlay.waiting(p, view)
        if stage.shown["cases"]:
            paint_marks(p, view, stage, overlay)
        stage.paint_glass(p, view, QRect(0, 0, view.width, view.height))
        if places.intersects(overlay.foot(view)):
            overlay.scale(p, view)
            overlay.corner(p, view, self._corner(view))
        if self._pointing.lines and self._pointing.at is not None:
            overlay.box(p, view, *self._pointing.at, self._pointing.lines)
        if focused:
            overlay.focus(p, view)
        p.setBrush(Qt.BrushStyle.NoBrush)

    def _corner(self, view: Viewport) -> list[str]:
        """What is under the cursor, and what must be said about the map itself."""
        at = None if self._pointing.at is None else QPointF(*self._pointing.at)
        ground = self._stage.ground
        lines = [self._overlay.readout(view, at, ground.grid)]
        if ground.approximate and self._stage.shown["areas"]:
            text = QCoreApplication.translate("MapCanvas", "Area boundaries are approximate")
            lines.append(text)
        return lines
