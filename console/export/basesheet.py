"""Base layers on a sheet: their pictures where they belong, and whose they are."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from console.export.situation import BaseBlock
from console.map.ground import Name
from console.map.viewport import Viewport
from console.tokens import Tokens

_SIZE, _PAD = 11, 6.0  # logical pixels


class BaseSheet:
    """What of the base layers goes below the city's land, on it, and over everything."""

    def __init__(self, block: BaseBlock | None) -> None:
        self._block = block
        self._under, self._over = (
            QImage.fromData(data) if data else QImage()
            for data in ((block.under, block.over) if block else (b"", b""))
        )

    @property
    def covers(self) -> bool:
        """Whether the city's own land is left out."""
        return not self._under.isNull()

    @property
    def names(self) -> list[Name]:
        """Of features, after those of areas."""
        found = self._block.names if self._block else []
        return [Name(text, x, y, 1) for text, x, y in found]

    def under(self, p: QPainter, view: Viewport) -> None:
        self._lay(p, view, self._under)

    def over(self, p: QPainter, view: Viewport) -> None:
        self._lay(p, view, self._over)

    def _lay(self, p: QPainter, view: Viewport, image: QImage) -> None:
        if image.isNull() or self._block is None:
            return
        west, north, east, south = (v * view.scale for v in self._block.window)
        p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        p.drawImage(QRectF(west - view.left, north - view.top, east - west, south - north), image)

    def credit(self, p: QPainter, view: Viewport, tokens: Tokens, font: QFont) -> None:
        """Whose they are, at the lower right, letter by letter."""
        if self._block is None or not self._block.credits:
            return
        ratio, face = view.ratio, QFont(font)
        face.setPixelSize(max(1, round(_SIZE * ratio)))
        metrics = QFontMetricsF(face)
        room = view.width * 0.6
        said = metrics.elidedText(
            " · ".join(self._block.credits), Qt.TextElideMode.ElideRight, room
        )
        wide = metrics.horizontalAdvance(said) + 2 * _PAD * ratio
        high = metrics.height() + 0.5 * _PAD * ratio
        plate = QRectF(view.width - wide - _PAD * ratio, 0, wide, high)
        plate.moveBottom(view.height - _PAD * ratio)
        p.fillRect(plate, QColor(tokens.map.outside))
        p.setFont(face)
        p.setPen(QColor(tokens.map.label))
        p.drawText(plate, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, said)
