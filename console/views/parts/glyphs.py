"""Small shapes that carry a meaning without their colour: the light, the badge, the bar."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from casework.vocabulary import TrafficLight
from console.tokens import Tokens, ink_on

GLYPH = 12


def light_of(now_ms: int, from_ms: int, due_ms: int) -> TrafficLight:
    """The light by milliseconds; the rule is `casework.clock.light`'s."""
    if not due_ms:
        return TrafficLight.NONE
    if now_ms > due_ms:
        return TrafficLight.RED
    if not from_ms or due_ms <= from_ms:
        return TrafficLight.GREEN
    used = (now_ms - from_ms) / (due_ms - from_ms)
    return TrafficLight.YELLOW if used > 0.8 else TrafficLight.GREEN


def light_ink(light: TrafficLight, tokens: Tokens) -> QColor:
    """Grey is calm: green lights are drawn in the calm ink."""
    signal = tokens.signal
    if light is TrafficLight.RED:
        return QColor(signal.red_ink)
    if light is TrafficLight.YELLOW:
        return QColor(signal.amber_ink)
    return QColor(signal.calm_ink)


def draw_light(painter: QPainter, box: QRect, light: TrafficLight, ink: QColor) -> None:
    """Ring: in time. Triangle: soon. Filled square with a bar: over. Nothing: no limit."""
    middle = QPointF(box.x() + GLYPH / 2, box.y() + box.height() / 2)
    half = GLYPH / 2 - 1
    if light is TrafficLight.GREEN:
        painter.setPen(QPen(ink, 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, half - 1, half - 1)
    elif light is TrafficLight.YELLOW:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(middle.x(), middle.y() - half),
                    QPointF(middle.x() + half, middle.y() + half - 1),
                    QPointF(middle.x() - half, middle.y() + half - 1),
                ]
            )
        )
    elif light is TrafficLight.RED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRect(QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half))


def draw_badge(painter: QPainter, box: QRect, priority: int, ink: QColor, tokens: Tokens) -> QColor:
    """The ground of a priority: an emergency is filled, an urgent one framed, the rest plain.

    Returns the ink to write on it.
    """
    signal = tokens.signal
    if priority == 1:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(signal.red_fill))
        painter.drawRoundedRect(QRectF(box), 3, 3)
        return QColor(ink_on(signal.red_fill, tokens))
    if priority == 2:
        painter.setPen(QPen(ink, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    return ink


def draw_bar(painter: QPainter, box: QRect, used: float, ink: QColor, ground: QColor) -> None:
    """A thin line at the foot of `box`: how much of the limit is used up."""
    y = box.bottom() - 3
    painter.fillRect(box.x(), y, box.width(), 2, ground)
    painter.fillRect(box.x(), y, int(box.width() * min(1.0, max(0.0, used))), 2, ink)


def draw_cross(painter: QPainter, box: QRect, ink: QColor) -> None:
    """Refused."""
    painter.setPen(QPen(ink, 2))
    middle_y, x = box.y() + box.height() / 2, float(box.x())
    painter.drawLine(QPointF(x + 2, middle_y - 4), QPointF(x + 10, middle_y + 4))
    painter.drawLine(QPointF(x + 10, middle_y - 4), QPointF(x + 2, middle_y + 4))


def draw_dots(painter: QPainter, box: QRect, ink: QColor) -> None:
    """Under way: three dots that stand still."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    middle = box.y() + box.height() / 2
    for step in range(3):
        painter.drawEllipse(QPointF(box.x() + 2.5 + step * 4, middle), 1.4, 1.4)


def draw_pause(painter: QPainter, box: QRect, ink: QColor) -> None:
    """Two bars: the clock stands still."""
    middle = box.y() + box.height() / 2
    for x in (box.x() + 2.0, box.x() + 7.0):
        painter.fillRect(QRectF(x, middle - 5, 3, 10), ink)


def draw_raised(painter: QPainter, box: QRect, ink: QColor) -> None:
    """Two arrowheads upwards: a higher level decides."""
    painter.setPen(QPen(ink, 1.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    middle, x = box.y() + box.height() / 2, float(box.x())
    for y in (middle + 0.5, middle + 5.0):
        painter.drawPolyline(
            QPolygonF([QPointF(x + 1, y), QPointF(x + 5, y - 4.5), QPointF(x + 9, y)])
        )


def draw_tick(painter: QPainter, box: QRect, ink: QColor) -> None:
    """Picked."""
    painter.setPen(QPen(ink, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    middle, x = box.y() + box.height() / 2, float(box.x())
    painter.drawPolyline(
        QPolygonF([QPointF(x + 1, middle), QPointF(x + 4, middle + 4), QPointF(x + 10, middle - 4)])
    )


def draw_fold(painter: QPainter, box: QRect, closed: bool, ink: QColor) -> None:
    """A triangle: to the right for a closed group, down for an open one."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    x, y = box.x() + 5.0, box.y() + box.height() / 2
    down = [QPointF(x - 5, y - 3), QPointF(x + 5, y - 3), QPointF(x, y + 4)]
    right = [QPointF(x - 3, y - 5), QPointF(x + 4, y), QPointF(x - 3, y + 5)]
    painter.drawPolygon(QPolygonF(right if closed else down))
