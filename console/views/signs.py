"""Small painted signs: a shape for each tone, so that no meaning hangs on colour alone."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from console.tokens import Tokens, ink_on


class Tone(StrEnum):
    """How much a line wants to be looked at."""

    CALM = "calm"  # ring: nothing to do
    BUSY = "busy"  # three dots: under way
    REPLAY = "replay"  # arrowhead: not the present
    PAUSED = "paused"  # two bars: a clock that stands still
    WARN = "warn"  # triangle: soon, or not sure
    ALARM = "alarm"  # octagon: wrong now


def ink(tone: Tone, tokens: Tokens) -> QColor:
    """The tone's colour as ink on a panel."""
    signal = tokens.signal
    return QColor(
        {
            Tone.CALM: signal.calm_ink,
            Tone.PAUSED: signal.calm_ink,
            Tone.BUSY: signal.blue_ink,
            Tone.REPLAY: signal.blue_ink,
            Tone.WARN: signal.amber_ink,
            Tone.ALARM: signal.red_ink,
        }[tone]
    )


def fill(tone: Tone, tokens: Tokens) -> tuple[QColor, QColor]:
    """(ground, text on it) for a line that must be seen."""
    signal = tokens.signal
    filled = {
        Tone.ALARM: signal.red_fill,
        Tone.WARN: signal.amber_fill,
        Tone.REPLAY: signal.blue_fill,
        Tone.BUSY: signal.blue_fill,
    }.get(tone)
    if filled is not None:
        return QColor(filled), QColor(ink_on(filled, tokens))
    return QColor(tokens.surface.raised), QColor(tokens.surface.text)


def paint_sign(painter: QPainter, box: QRectF, tone: Tone, colour: QColor) -> None:
    """Draw the tone's shape into the square `box`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, max(1.5, box.width() / 9))
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    inner = box.adjusted(pen.widthF(), pen.widthF(), -pen.widthF(), -pen.widthF())
    if tone is Tone.CALM:
        painter.drawEllipse(inner)
    elif tone is Tone.BUSY:
        _dots(painter, inner, colour)
    elif tone is Tone.REPLAY:
        painter.setBrush(colour)
        painter.drawPolygon(_points(inner, ((0.15, 0.0), (1.0, 0.5), (0.15, 1.0))))
    elif tone is Tone.PAUSED:
        for left in (0.15, 0.6):
            x = inner.left() + inner.width() * left
            painter.fillRect(QRectF(x, inner.top(), inner.width() * 0.25, inner.height()), colour)
    else:
        _exclaimed(painter, inner, tone)
    painter.restore()


def _dots(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    radius = box.width() / 8
    for part in (0.1, 0.5, 0.9):
        painter.drawEllipse(
            QPointF(box.left() + box.width() * part, box.center().y()), radius, radius
        )


_TRIANGLE = ((0.5, 0.0), (1.0, 0.95), (0.0, 0.95))
_OCTAGON = ((0.3, 0), (0.7, 0), (1, 0.3), (1, 0.7), (0.7, 1), (0.3, 1), (0, 0.7), (0, 0.3))


def _exclaimed(painter: QPainter, box: QRectF, tone: Tone) -> None:
    painter.drawPolygon(_points(box, _TRIANGLE if tone is Tone.WARN else _OCTAGON))
    top, low = (0.38, 0.62) if tone is Tone.WARN else (0.25, 0.55)
    x = box.center().x()
    painter.drawLine(
        QPointF(x, box.top() + box.height() * top), QPointF(x, box.top() + box.height() * low)
    )
    painter.drawPoint(QPointF(x, box.top() + box.height() * (low + 0.2)))


def _points(box: QRectF, parts: tuple[tuple[float, float], ...]) -> QPolygonF:
    return QPolygonF(
        [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in parts]
    )


class SignMark(QWidget):
    """A sign as a widget."""

    def __init__(self, size: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone, self._colour, self._size = Tone.CALM, QColor("#808080"), size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_tone(self, tone: Tone, colour: QColor) -> None:
        self._tone, self._colour = tone, colour
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = min(self.width(), self.height())
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_sign(painter, box, self._tone, self._colour)
        painter.end()


class ToneFrame(QFrame):
    """A line on the ground of its tone.

    It paints the ground itself: a palette of its own would be lost when the application is dressed
    anew, and dark words would stand on a dark window.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground: QColor | None = None

    def wear(self, tone: Tone, tokens: Tokens) -> QColor:
        """Take the tone's ground; returns the ink for it."""
        ground, on_it = fill(tone, tokens)
        if ground != self._ground:
            self._ground = ground
            self.update()
        return on_it

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._ground is not None:
            painter = QPainter(self)
            edge = 0 if self.frameShape() is QFrame.Shape.NoFrame else 1  # the style has drawn it
            painter.fillRect(self.rect().adjusted(edge, edge, -edge, -edge), self._ground)
            painter.end()
        super().paintEvent(event)  # the edge, where there is one
