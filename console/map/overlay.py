"""What lies over the picture and is drawn every frame: marks, words, scale, read-out, focus.

Everything here is in device pixels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap

from casework.grid import CellGrid
from console import words
from console.board.mercator import unproject
from console.map.hovertext import length as said_length
from console.map.letters import growth, sized
from console.map.viewport import Viewport, scale_bar
from console.tokens import Tokens, ink_on

# So many small pictures with words are kept.
_KEPT = 96
# So much of the width is left to the lower right corner; the scale bar has the rest.
_CORNER = 0.62


@dataclass
class Overlay:
    """Draws with one theme and pixel ratio."""

    tokens: Tokens
    font: QFont
    ratio: float
    _fonts: dict[tuple[float, bool], QFont] = field(default_factory=dict)
    _pictures: dict[tuple[str, tuple[object, ...]], QPixmap] = field(default_factory=dict)

    def px(self, logical: float) -> int:
        return round(logical * self.ratio)

    def room(self, logical: float) -> int:
        """Device pixels of a length that goes with the text."""
        return round(logical * growth(self.font) * self.ratio)

    def sized(self, logical: float, bold: bool = False) -> QFont:
        """Made once a size: a font that Qt has met before is found quicker."""
        font = self._fonts.get((logical, bold))
        if font is None:
            weight = QFont.Weight.Bold if bold else QFont.Weight.Normal
            font = self._fonts[(logical, bold)] = sized(self.font, logical, self.ratio, weight)
        return font

    def ring(self, p: QPainter, x: float, y: float, radius: float) -> None:
        """The selection: a ring that reads on any ground."""
        r = radius * self.ratio
        p.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((self.tokens.map.case_edge, 4.5), (self.tokens.map.select, 2.2)):
            p.setPen(QPen(QColor(colour), width * self.ratio))
            p.drawEllipse(QPointF(x, y), r, r)

    def dashes(self, p: QPainter, x: float, y: float, radius: float) -> None:
        """A command is under way and has not come back."""
        r = radius * self.ratio
        pen = QPen(QColor(self.tokens.map.select), 1.8 * self.ratio, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([2.2, 1.8])
        p.setPen(pen)
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawEllipse(QPointF(x, y), r, r)

    def refusal(self, p: QPainter, x: float, y: float) -> None:
        """The last command was refused: a barred badge at the symbol's shoulder."""
        at, r = QPointF(x + 8 * self.ratio, y - 8 * self.ratio), 5.0 * self.ratio
        p.setPen(QPen(QColor(self.tokens.map.case_edge), self.ratio))
        p.setBrush(QColor(self.tokens.signal.red_fill))
        p.drawEllipse(at, r, r)
        p.setPen(QPen(QColor(ink_on(self.tokens.signal.red_fill, self.tokens)), 1.6 * self.ratio))
        p.drawLine(at + QPointF(-r * 0.5, 0), at + QPointF(r * 0.5, 0))

    def box(self, p: QPainter, view: Viewport, x: float, y: float, lines: list[str]) -> None:
        """Plain text in a box beside (x, y), kept inside the window and elided to fit it."""
        bold, plain = self.sized(13, bold=True), self.sized(13)
        metrics = [QFontMetrics(bold)] + [QFontMetrics(plain)] * (len(lines) - 1)
        room = max(self.px(60), min(self.room(360), view.width - self.px(36)))
        shown = [
            m.elidedText(t, Qt.TextElideMode.ElideRight, room)
            for m, t in zip(metrics, lines, strict=True)
        ]
        pad, step = self.px(8), metrics[0].height()
        wide = max(m.horizontalAdvance(t) for m, t in zip(metrics, shown, strict=True)) + 2 * pad
        high = step * len(shown) + 2 * pad
        left = x + self.px(16) if x + self.px(16) + wide < view.width else x - self.px(12) - wide
        top = min(y + self.px(12), view.height - high - self.px(2))
        frame = QRectF(max(self.px(2), left), max(self.px(2), top), wide, high)
        p.setPen(QPen(QColor(self.tokens.surface.line), self.ratio))
        p.setBrush(QColor(self.tokens.surface.raised))
        p.drawRoundedRect(frame, self.px(4), self.px(4))
        p.setPen(QColor(self.tokens.surface.text))
        for i, text in enumerate(shown):
            p.setFont(bold if i == 0 else plain)
            line = QRectF(frame.left() + pad, frame.top() + pad + i * step, wide, step)
            p.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)

    def foot(self, view: Viewport) -> QRect:
        """Device pixels that scale and corner lie in, from side to side."""
        high = max(self.corner_size[1], self.room(18) + self.px(9)) + self.px(16)
        return QRect(0, view.height - high, view.width, high)

    def scale(self, p: QPainter, view: Viewport) -> None:
        """A bar of a round length at the lower left; north is up."""
        longest = max(self.px(20), min(self.px(130), view.width * 0.3))
        metres, wide = scale_bar(view.metres_per_pixel(), longest)
        text, bar = said_length(metres), round(wide)
        needed = max(bar, self._small_metrics.horizontalAdvance(text))
        size = QRect(0, 0, needed + self.px(10), self.room(18) + self.px(9))
        picture = self._kept("scale", (text, bar), size, lambda q: self._bar(q, size, text, bar))
        p.drawPixmap(self.px(8), view.height - self.px(7) - size.height(), picture)

    def _bar(self, p: QPainter, plate: QRect, text: str, wide: int) -> None:
        self.plate(p, plate)
        words = plate.adjusted(self.px(5), self.px(1), self.px(60), -self.px(9))
        self.text(p, words, text, Qt.AlignmentFlag.AlignLeft)
        p.setPen(QPen(QColor(self.tokens.map.label), 1.6 * self.ratio, c=Qt.PenCapStyle.FlatCap))
        x, y, tick = self.px(4), plate.height() - self.px(5), self.px(4)
        end = x + wide
        p.drawPolyline(
            [QPointF(x, y - tick), QPointF(x, y), QPointF(end, y), QPointF(end, y - tick)]
        )

    def corner(self, p: QPainter, view: Viewport, lines: list[str]) -> None:
        """Lines of small text on a plate at the lower right, those for which there is room."""
        metrics, most = self._small_metrics, _CORNER * view.width - self.px(14)
        lines = [line for line in lines if metrics.horizontalAdvance(line) <= most]
        if not lines:
            return
        wide = max(metrics.horizontalAdvance(line) for line in lines) + self.px(14)
        size = QRect(0, 0, wide, self.room(18) * len(lines))
        picture = self._kept("corner", tuple(lines), size, lambda q: self._lines(q, size, lines))
        left, top = view.width - wide - self.px(8), view.height - self.px(8) - size.height() + 1
        p.drawPixmap(left, top, picture)

    def _lines(self, p: QPainter, plate: QRect, lines: list[str]) -> None:
        self.plate(p, plate)
        step = self.room(18)
        for i, line in enumerate(lines):
            box = QRect(0, i * step, plate.width() - self.px(6), step)
            self.text(p, box, line, Qt.AlignmentFlag.AlignRight)

    def _kept(
        self, name: str, key: tuple[object, ...], size: QRect, draw: Callable[[QPainter], None]
    ) -> QPixmap:
        """A small picture that is drawn once for what it says, and kept: a zoom comes by again."""
        picture = self._pictures.pop((name, key), None)
        if picture is None:
            picture = QPixmap(size.size())
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(painter)
            painter.end()
        self._pictures[(name, key)] = picture  # those used last are last
        if len(self._pictures) > _KEPT:
            del self._pictures[next(iter(self._pictures))]
        return picture

    @cached_property
    def _small_metrics(self) -> QFontMetrics:
        return QFontMetrics(self.sized(12))

    @property
    def corner_size(self) -> tuple[int, int]:
        """Width and greatest height of the lower right corner, device pixels."""
        return self.room(310), self.room(40)

    def readout(self, view: Viewport, at: QPointF | None, grid: CellGrid | None) -> str:
        """Zoom, and the place and 100 m cell under the cursor."""
        zoom = QCoreApplication.translate("MapCanvas", "zoom {n}")
        said = [words.fill(zoom, n=f"{view.zoom:.1f}")]
        if at is not None:
            lon, lat = unproject(*view.to_unit(at.x(), at.y()))
            if grid is not None and -180.0 <= lon <= 180.0:
                said.insert(0, grid.code(lon, lat))
            said.insert(0, f"{lon:.5f}, {lat:.5f}")
        return "   ".join(said)

    def waiting(self, p: QPainter, view: Viewport) -> None:
        text = QCoreApplication.translate("MapCanvas", "Waiting for the city …")
        p.setFont(self.sized(16))
        p.setPen(QColor(self.tokens.surface.text_soft))
        rect = QRect(0, 0, view.width, view.height)
        p.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)

    def focus(self, p: QPainter, view: Viewport) -> None:
        width = self.px(2)
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(QColor(self.tokens.surface.focus), width, j=Qt.PenJoinStyle.MiterJoin))
        half = width / 2
        p.drawRect(QRectF(half, half, view.width - width, view.height - width))

    def plate(self, p: QPainter, rect: QRect) -> None:
        """Something quiet to read small words on."""
        ground = QColor(self.tokens.map.outside)
        ground.setAlpha(205)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(ground)
        p.drawRoundedRect(rect, self.px(3), self.px(3))

    def text(self, p: QPainter, rect: QRect, text: str, align: Qt.AlignmentFlag) -> None:
        """Small text on one line."""
        p.setFont(self.sized(12))
        p.setPen(QColor(self.tokens.map.label))
        flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        p.drawText(rect, flags, text)
