"""Elided text, written fast: shaping Chinese costs more than drawing it, so both are kept."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QStaticText

from console.views import theme

#: The widest glyph of the body's size in px, emoji included.
_WIDEST = theme.BODY * 4 // 3
#: Text, width, bold, height.
_Key = tuple[str, int, bool, int]
#: So many texts, and as many older ones: some screens full.
_CACHE = 1_500


class Pen:
    """Plain and bold text of the body's size."""

    def __init__(self) -> None:
        #: Those of late and those before: clocks write new texts every second, and letting go of
        #: thousands at once would be a wait of its own.
        self._texts: dict[_Key, QStaticText] = {}
        self._older: dict[_Key, QStaticText] = {}
        self.plain, self.bold = theme.font(), theme.font(bold=True)
        self._metrics = {False: QFontMetrics(self.plain), True: QFontMetrics(self.bold)}

    def width(self, text: str, bold: bool = False) -> int:
        return self._metrics[bold].horizontalAdvance(text)

    def write(
        self, painter: QPainter, box: QRect, text: str, colour: QColor, bold: bool = False
    ) -> None:
        """`text` in the middle of the height of `box`, cut with an ellipsis."""
        if not text or box.width() <= 4:
            return
        key = (text, box.width(), bold, box.height())
        drawn = self._texts.get(key) or self._keep(key)
        painter.setPen(colour)
        painter.setFont(self.bold if bold else self.plain)
        top = box.y() + (box.height() - self._metrics[bold].height()) // 2
        painter.drawStaticText(box.x(), top, drawn)

    def _keep(self, key: _Key) -> QStaticText:
        drawn = self._older.get(key)
        if drawn is None:
            drawn = self._prepare(key[0], key[1], key[2])
        if len(self._texts) >= _CACHE:
            self._older, self._texts = self._texts, {}
        self._texts[key] = drawn
        return drawn

    def _prepare(self, text: str, width: int, bold: bool) -> QStaticText:
        # No glyph is wider than that: a short text need not be shaped once more to be measured.
        if len(text) * _WIDEST > width:
            text = self._metrics[bold].elidedText(text, Qt.TextElideMode.ElideRight, width)
        made = QStaticText(text)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        made.prepare(font=self.bold if bold else self.plain)
        return made
