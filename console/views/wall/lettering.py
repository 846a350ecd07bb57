"""Sizes of the wall, by its height: what is read from 8 m, from 5 m and from 3 m.

Letters of one two-hundredth of the distance are read without effort; on a 55-inch screen of 1080
lines a pixel is 0.63 mm.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QWidget

from console.tokens import Tokens
from console.views import theme

HUGE, LARGE, TEXT, FINE = 84, 40, 28, 24
#: The body of the map's words: names of towns are of this size, what is less important smaller.
MAP = 24
LEAST = 18  # where a language needs more room than was planned for
_DESIGNED_FOR = 1_080.0
#: A wall shrunk to a window must not become illegible altogether.
_LEAST = 9


def in_lines(size: float, height: int) -> int:
    """`size` at 1080 lines, in pixels of a wall of `height` lines."""
    return max(1, round(size * height / _DESIGNED_FOR))


class WallPart(QWidget):
    """Something painted on the wall; its sizes follow the window's height."""

    def __init__(self, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tokens = tokens

    def set_tokens(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.update()

    def px(self, size: float) -> int:
        """`size` at 1080 lines, in pixels of this wall."""
        return in_lines(size, self.window().height())

    def font_of(self, size: int, *, bold: bool = False) -> QFont:
        return theme.font(max(_LEAST, self.px(size)), bold=bold)

    def colour(self, name: str) -> QColor:
        """A surface token by name."""
        return QColor(getattr(self.tokens.surface, name))

    def write(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        size: int,
        colour: QColor,
        *,
        bold: bool = False,
        right: bool = False,
        least: int = 0,
    ) -> float:
        """One line in `box`; returns its width.

        Where it is too long it becomes smaller down to `least`, if that is given, then it ends in
        an ellipsis.
        """
        painter.setPen(colour)
        painter.setFont(self.font_of(size, bold=bold))
        while 0 < least < size and painter.fontMetrics().horizontalAdvance(text) > box.width():
            size -= 2
            painter.setFont(self.font_of(size, bold=bold))
        shown = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, max(0, int(box.width()))
        )
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        how = Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter | how, shown)
        return float(painter.fontMetrics().horizontalAdvance(shown))

    def panel(self, painter: QPainter) -> QRectF:
        """Paint the ground of a part; returns the room inside its margins."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.colour("panel"))
        pad = float(self.px(20))
        return QRectF(self.rect()).adjusted(pad, pad * 0.7, -pad, -pad * 0.7)

    def heading(self, painter: QPainter, box: QRectF, text: str) -> QRectF:
        """Paint a part's heading; returns the room below it."""
        high = float(self.px(40))
        line = QRectF(box.left(), box.top(), box.width(), high)
        self.write(painter, line, text, TEXT, self.colour("text_soft"), bold=True, least=LEAST)
        return box.adjusted(0, high + self.px(8), 0, 0)
