"""How the minutes of a recommendation add up, as one short bar. The words stand beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.models.sending.weights import Factor
from console.tokens import Tokens

_HEIGHT, _LONG_MIN = 6, 30.0


class MinuteBar(QWidget):
    """Full: the way; hatched: what counts as if it were further. `scale`: minutes of the width."""

    def __init__(self, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens = tokens
        self._minutes: tuple[float, ...] = ()
        self._scale = _LONG_MIN
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(80, _HEIGHT)

    def set_minutes(self, minutes: tuple[float, ...], longest: float) -> None:
        """`minutes` by `Factor`; `longest` is the largest sum that is shown beside it."""
        scale = max(_LONG_MIN, longest)
        if (minutes, scale) != (self._minutes, self._scale):
            self._minutes, self._scale = minutes, scale
            self.update()

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        surface = self._tokens.surface
        painter.fillRect(self.rect(), QColor(surface.line))
        if self._minutes:
            ink = QColor(surface.text_soft)
            way = self.width() * min(1.0, self._minutes[Factor.WAY] / self._scale)
            all_of_it = self.width() * min(1.0, sum(self._minutes) / self._scale)
            painter.fillRect(QRectF(0, 0, way, _HEIGHT), ink)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.BDiagPattern)
            brush = painter.brush()
            brush.setColor(ink)
            painter.fillRect(QRectF(way, 0, all_of_it - way, _HEIGHT), brush)
        painter.end()
