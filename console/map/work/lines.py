"""Outlines that a hand has drawn, at a cost that stays bounded whatever it draws."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

#: More corners than these are drawn plainly: smoothing the broad outline of one long path that
#: crosses itself costs Qt a second and more.
_SMOOTH = 80


def outline(
    p: QPainter, shape: list[QPointF], edge: str, colour: str, width: float, dashed: bool
) -> None:
    """A line of `width` device pixels on a broader one in the colour `edge`."""
    p.setBrush(Qt.BrushStyle.NoBrush)
    if len(shape) <= _SMOOTH:
        p.setPen(QPen(QColor(edge), width + 2.2))
        p.drawPolyline(shape)
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        p.setPen(QPen(QColor(colour), width, style))
        p.drawPolyline(shape)
        return
    p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    p.setPen(QPen(QColor(edge), width + 1.4))
    p.drawPolyline(shape)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(QPen(QColor(colour), 0))  # a line one pixel wide is smooth and cheap
    p.drawPolyline(shape)
