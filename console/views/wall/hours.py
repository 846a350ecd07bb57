"""Reports in each hour of today, as a chart."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from console import words
from console.tokens import Tokens
from console.views.wall.lettering import FINE, TEXT, WallPart


def round_step(about: float) -> int:
    """The next of 1, 2, 5, 10, 20, 50 … from `about`."""
    scale = 1
    while True:
        for step in (scale, 2 * scale, 5 * scale):
            if step >= about:
                return step
        scale *= 10


class HourChart(WallPart):
    """24 bars; the running hour is outlined, because it is not over. Not for the mouse."""

    def __init__(self, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(tokens, parent)
        self._hours: Sequence[int] = (0,) * 24
        self._now = 0
        self._title = QLabel(self)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setMinimumWidth(1)  # a long title must not widen its column
        self._plot = pg.PlotWidget(parent=self)
        self._bars = pg.BarGraphItem(x=list(range(24)), height=[0] * 24, width=0.8)
        self._lay_out()
        self.set_tokens(tokens)

    def _lay_out(self) -> None:
        plot = self._plot
        plot.setMouseEnabled(x=False, y=False)
        plot.hideButtons()
        plot.setMenuEnabled(False)
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        plot.addItem(self._bars)
        plot.setXRange(-0.6, 23.6, padding=0)
        bottom = plot.getAxis("bottom")
        bottom.setTicks([[(h, f"{h:02d}") for h in range(0, 24, 3)]])
        bottom.setStyle(hideOverlappingLabels=False)
        column = QVBoxLayout(self)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(plot, 1)
        self.setAutoFillBackground(True)

    def show_hours(self, hours: Sequence[int], now_hour: int) -> None:
        """`hours` reports of today by hour; `now_hour` is still running."""
        self._hours, self._now = tuple(hours), now_hour
        self._draw()

    def text(self) -> str:
        """The chart's title, which also says the busiest hour."""
        return self._title.text()

    def set_tokens(self, tokens: Tokens) -> None:
        super().set_tokens(tokens)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(tokens.surface.panel))
        self.setPalette(palette)
        self._title.setProperty("role", "soft")
        self._plot.setBackground(tokens.surface.panel)
        self._size()
        self._draw()

    def _size(self) -> None:
        self._title.setFont(self.font_of(TEXT, bold=True))
        pad = self.px(20)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(pad, round(pad * 0.7), pad, round(pad * 0.4))
        for name in ("bottom", "left"):
            axis = self._plot.getAxis(name)
            axis.setTickFont(self.font_of(FINE))
            axis.setTextPen(QColor(self.tokens.surface.text_soft))
            axis.setPen(QColor(self.tokens.surface.line))
        self._plot.getAxis("bottom").setHeight(self.px(40))
        self._plot.getAxis("left").setWidth(self.px(72))

    def _draw(self) -> None:
        solid = QColor(self.tokens.map.case_open)
        clear = QColor(0, 0, 0, 0)
        brushes = [clear if h == self._now else solid for h in range(24)]
        self._bars.setOpts(height=list(self._hours), brushes=brushes, pen=pg.mkPen(solid, width=2))
        top = max(1, *self._hours)
        self._plot.setYRange(0, top * 1.08, padding=0)
        step = round_step(top / 3)
        self._plot.getAxis("left").setTicks([[(v, f"{v:,}") for v in range(0, top + 1, step)]])
        text = self.tr("Reports today by hour: {n} so far")
        self._title.setText(words.fill(text, n=f"{sum(self._hours):,}"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._size()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._draw()
        super().changeEvent(event)
