"""The city's counts, one figure a tile."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from console import words
from console.models.citycounts import CityCounts
from console.tokens import Tokens
from console.views.signs import Tone, ink, paint_sign
from console.views.wall.lettering import FINE, HUGE, LEAST, TEXT, WallPart


@dataclass(frozen=True)
class Figure:
    """A number with its name; `beside` is what it is measured against.

    Not `known`: nothing has been heard yet, and a dash stands where a zero would be a lie.
    """

    name: str
    number: int
    beside: str = ""
    tone: Tone = Tone.CALM
    known: bool = True

    @property
    def said(self) -> str:
        return words.count(self.number, self.known)


class Tile(WallPart):
    """One figure. Colour and sign only when it is bad news."""

    def __init__(self, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(tokens, parent)
        self._figure = Figure("", 0)

    def show_figure(self, figure: Figure) -> None:
        if figure != self._figure:
            self._figure = figure
            self.setAccessibleName(self.text())
            self.update()

    def text(self) -> str:
        """What the tile says."""
        f = self._figure
        return f"{f.name} {f.said} {f.beside}".strip()

    def sizeHint(self) -> QSize:
        return QSize(self.px(260), self.px(150))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = self.panel(painter)
        f = self._figure
        colour = QColor(self.colour("text")) if f.tone is Tone.CALM else ink(f.tone, self.tokens)
        if f.tone is not Tone.CALM:
            painter.fillRect(QRectF(0, 0, self.px(8), self.height()), colour)
        name = QRectF(box.left(), box.top(), box.width(), self.px(36))
        self.write(painter, name, f.name, TEXT, self.colour("text_soft"), least=LEAST)
        room = QRectF(box.left(), name.bottom(), box.width(), box.bottom() - name.bottom())
        if f.beside:
            below = QRectF(box.left(), box.bottom() - self.px(32), box.width(), self.px(32))
            self.write(painter, below, f.beside, FINE, self.colour("text_soft"))
            room.setBottom(below.top())
        wide = self._number(painter, room, colour)
        side = min(float(self.px(48)), room.height() * 0.7)
        left = box.left() + wide + self.px(18)
        if f.tone is not Tone.CALM:
            left = min(left, box.right() - side)
            mark = QRectF(left, room.center().y() - side / 2, side, side)
            paint_sign(painter, mark, f.tone, colour)
        painter.end()

    def _number(self, painter: QPainter, room: QRectF, colour: QColor) -> float:
        """The figure as large as it fits in height and, with its sign, in width."""
        text, size = self._figure.said, HUGE
        share = 0.98 if self._figure.tone is Tone.CALM else 0.75
        while size > FINE:
            painter.setFont(self.font_of(size, bold=True))
            metrics = painter.fontMetrics()
            high = metrics.ascent() * 0.95
            if high <= room.height() and metrics.horizontalAdvance(text) <= room.width() * share:
                break
            size -= 4
        return self.write(painter, room, text, size, colour, bold=True)


class Tiles(QWidget):
    """The tiles of a page in `columns`; the first ones are what presses most."""

    def __init__(
        self, tokens: Tokens, columns: int, most: int = 8, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.tiles = [Tile(tokens, self) for _ in range(most)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for at, tile in enumerate(self.tiles):
            grid.addWidget(tile, at // columns, at % columns)
            grid.setColumnStretch(at % columns, 1)
            grid.setRowStretch(at // columns, 1)

    def set_tokens(self, tokens: Tokens) -> None:
        for tile in self.tiles:
            tile.set_tokens(tokens)

    def show_counts(self, counts: CityCounts, known: bool = True) -> None:
        for tile, figure in zip(self.tiles, self._figures(counts), strict=False):
            tile.show_figure(figure if known else Figure(figure.name, 0, known=False))

    def texts(self) -> list[str]:
        return [tile.text() for tile in self.tiles]

    def _figures(self, c: CityCounts) -> tuple[Figure, ...]:
        of = self.tr("of {n}")
        late = Tone.ALARM if c.overdue else Tone.CALM
        near = Tone.WARN if c.near else Tone.CALM
        return (
            Figure(self.tr("Overdue"), c.overdue, tone=late),
            Figure(self.tr("Near the limit"), c.near, tone=near),
            Figure(self.tr("Open"), c.open),
            Figure(self.tr("Held by nobody"), c.unclaimed),
            Figure(self.tr("Reported today"), c.reported_today),
            Figure(self.tr("Closed today"), c.closed_today),
            Figure(
                self.tr("Officers online"),
                c.officers_on_duty,
                words.fill(of, n=f"{c.officers:,}"),
            ),
            Figure(
                self.tr("Drones online"),
                c.drones_airborne,
                words.fill(of, n=f"{c.drones:,}"),
            ),
        )
