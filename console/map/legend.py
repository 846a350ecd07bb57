"""The legend: every symbol of the map with its meaning, painted from the same atlas."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from casework.vocabulary import UNIT_KIND_ORDER, UnitKind
from console import words
from console.map.atlas import UNIT_BASE, Atlas, cluster_codes
from console.map.letters import growth, sized
from console.map.live import Sprites
from console.map.stamps import Draw
from console.map.symbols import Age, Severity, Shape, case_code, unit_codes

_ROW, _LEFT, _PAD = 23, 38, 10
_SMALLER = 0.62  # an alarm's ring is larger than a line
#: A line without a symbol is a heading.
Line = tuple[str, int | None]


#: What layers that have joined draw: a text and its drawing about (0, 0), None for a heading.
More = list[tuple[str, Draw | None]]
Entry = tuple[str, int | Draw | None]
_FOOT = 36  # the scale bar stays in sight
_FEWEST = 6  # rows of a column, however low the map is


def in_columns(lines: Sequence[Entry], rows: int) -> list[list[Entry]]:
    """The lines in columns of at most `rows`; no heading stands alone at the foot of one."""
    columns: list[list[Entry]] = [[]]
    for i, line in enumerate(lines):
        full = len(columns[-1]) >= rows
        alone = line[1] is None and i + 1 < len(lines) and len(columns[-1]) == rows - 1
        if full or (alone and columns[-1]):
            columns.append([])
        columns[-1].append(line)
    return columns


class Legend(QWidget):
    """A small sheet over the map; it takes no clicks. It has columns where the map is low.

    Where not even these fit beside each other, there are pages, and the key of the legend turns
    them.
    """

    def __init__(self, atlas: Atlas, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._over = parent
        self._atlas = atlas
        self._lines = legend_lines()
        self._tell: Callable[[], More] = list
        self._more: More = []
        self._page = 0
        self.dress(atlas)
        parent.installEventFilter(self)

    def add(self, tell: Callable[[], More]) -> None:
        """Where the lines of the joined layers come from, in the language and theme of now."""
        self._tell = tell
        self.dress(self._atlas)

    def dress(self, atlas: Atlas) -> None:
        """Another theme, pixel ratio or language."""
        self._atlas, self._lines, self._more = atlas, legend_lines(), self._tell()
        self._sprites = Sprites(atlas)
        self.setAccessibleName(QCoreApplication.translate("MapCanvas", "Legend"))
        self.resize(self.sizeHint())
        self.update()

    def turn(self) -> None:
        """Show the legend, its next page, or none after the last."""
        if self.isHidden():
            self._page = 0
        elif self._page + 1 < len(self.pages()):
            self._page += 1
        else:
            self.hide()
            return
        self.resize(self.sizeHint())
        self.show()
        self.update()

    def sizeHint(self) -> QSize:
        columns = self._columns()
        rows = max(len(column) for column in columns) + bool(self._foot())
        wide = max(sum(map(self._wide, columns)), self._said(self._foot()) + 2 * _PAD)
        return QSize(wide, self._row * rows + 2 * _PAD)

    @property
    def _row(self) -> int:
        return max(_ROW, round(_ROW * growth(self.font())))

    def _columns(self) -> list[list[Entry]]:
        """Those of the page that is open."""
        pages = self.pages()
        return pages[min(self._page, len(pages) - 1)]

    def _foot(self) -> str:
        """Which page it is, where there are several."""
        pages = len(self.pages())
        if pages == 1:
            return ""
        text = QCoreApplication.translate("MapCanvas", "{n} of {all} · L: on")
        return words.fill(text, n=min(self._page, pages - 1) + 1, all=pages)

    def pages(self) -> list[list[list[Entry]]]:
        """Columns that fit beside each other, page by page; at least one on each."""
        whole = self._all_columns(0)
        room = self._over.width() - 2 * self.x()
        if sum(map(self._wide, whole)) <= room:
            return [whole]
        pages: list[list[list[Entry]]] = [[]]
        for column in self._all_columns(1):
            if pages[-1] and sum(map(self._wide, [*pages[-1], column])) > room:
                pages.append([])
            pages[-1].append(column)
        return pages

    def _all_columns(self, kept: int) -> list[list[Entry]]:
        """As many as it takes for the sheet to be no higher than the map, with `kept` rows left."""
        room = -kept + max(
            _FEWEST, (self._over.height() - 2 * (_PAD + self.y()) - _FOOT) // self._row
        )
        lines = [*self._lines, *self._more]
        fewest = -(-len(lines) // room)
        even = -(-len(lines) // fewest) + fewest - 1  # with room for a heading that moves on
        return in_columns(lines, min(room, even))

    def _wide(self, lines: Sequence[Entry]) -> int:
        return max(self._said(text) for text, _ in lines) + _LEFT + 2 * _PAD

    def _said(self, text: str) -> int:
        return QFontMetrics(_font(self.font(), heading=True)).horizontalAdvance(text)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        surface, painter = self._atlas.tokens.surface, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(surface.line))
        painter.setBrush(QColor(surface.panel))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        across, row = 0, self._row
        for column in self._columns():
            for i, (text, symbol) in enumerate(column):
                self._write(painter, QPoint(across + _PAD, _PAD + i * row), text, symbol is None)
                self._draw(painter, across + _PAD + _LEFT * 0.45, _PAD + (i + 0.5) * row, symbol)
            across += self._wide(column)
        if foot := self._foot():
            self._write(painter, QPoint(_PAD, self.height() - _PAD - row), foot, heading=True)
        painter.end()

    def _write(self, painter: QPainter, at: QPoint, text: str, heading: bool) -> None:
        surface = self._atlas.tokens.surface
        left = at.x() if heading else at.x() + _LEFT
        painter.setFont(_font(self.font(), heading))
        painter.setPen(QColor(surface.text_soft if heading else surface.text))
        room = QRect(left, at.y(), self.width() - left, self._row)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    def _draw(self, painter: QPainter, x: float, y: float, symbol: int | Draw | None) -> None:
        """A sprite of the atlas on whole pixels of the screen, or a drawing of a joined layer."""
        painter.save()
        if isinstance(symbol, int):
            ratio = self._atlas.ratio
            painter.scale(1 / ratio, 1 / ratio)
            px, py = (np.array([round(v * ratio)]) for v in (x, y))
            self._sprites.draw(painter, px, py, np.array([symbol]))
        elif symbol is not None:
            painter.translate(x, y)
            painter.scale(_SMALLER, _SMALLER)
            symbol(painter)
        painter.restore()

    def eventFilter(self, over: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.resize(self.sizeHint())
            self.update()
        return super().eventFilter(over, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self.dress(self._atlas)
        super().changeEvent(event)


def legend_lines() -> list[Line]:
    """What the legend says, in order: shapes, clocks, crowds, units."""
    tr = QCoreApplication.translate
    return [
        (tr("MapCanvas", "Where a case stands"), None),
        (tr("MapCanvas", "before dispatch"), _case(Shape.CIRCLE, Severity.CALM)),
        (tr("MapCanvas", "with a department"), _case(Shape.DIAMOND, Severity.CALM)),
        (tr("MapCanvas", "to be checked or closed"), _case(Shape.SQUARE, Severity.CALM)),
        (tr("MapCanvas", "just finished"), _case(Shape.CROSS, Severity.DONE)),
        (tr("MapCanvas", "Its clock"), None),
        (tr("MapCanvas", "somebody holds it"), _case(Shape.CIRCLE, Severity.HELD)),
        (tr("MapCanvas", "over 80 % of the limit"), _case(Shape.CIRCLE, Severity.AMBER)),
        (tr("MapCanvas", "overdue"), _case(Shape.CIRCLE, Severity.RED)),
        (tr("MapCanvas", "emergency, overdue"), _case(Shape.CIRCLE, Severity.URGENT, True)),
        (tr("MapCanvas", "Many cases in one place"), None),
        (tr("MapCanvas", "none of them overdue"), _crowd(Severity.CALM, 0)),
        (tr("MapCanvas", "ring: the overdue share"), _crowd(Severity.RED, 6)),
        (tr("MapCanvas", "an emergency among them"), _crowd(Severity.URGENT, 19)),
        (tr("MapCanvas", "Units"), None),
        (tr("MapCanvas", "officer"), _unit(UnitKind.OFFICER, Age.FRESH)),
        (tr("MapCanvas", "sent to a case"), _unit(UnitKind.OFFICER, Age.FRESH, True)),
        (tr("MapCanvas", "position over 1 min old"), _unit(UnitKind.OFFICER, Age.AGEING)),
        (tr("MapCanvas", "position over 5 min old"), _unit(UnitKind.OFFICER, Age.STALE)),
        (tr("MapCanvas", "drone"), _unit(UnitKind.DRONE, Age.FRESH)),
        (tr("MapCanvas", "vehicle"), _unit(UnitKind.VEHICLE, Age.FRESH)),
    ]


def _case(shape: Shape, severity: Severity, emergency: bool = False) -> int:
    return case_code(shape, severity, emergency)


def _crowd(worst: Severity, bad: int) -> int:
    return int(cluster_codes(np.array([19]), np.array([worst]), np.array([bad]))[0])


def _unit(kind: UnitKind, age: Age, busy: bool = False) -> int:
    number = np.array([UNIT_KIND_ORDER.index(kind)])
    return UNIT_BASE + int(unit_codes(number, np.array([age]), np.array([busy]), near=True)[0])


def _font(font: QFont, heading: bool) -> QFont:
    return sized(font, 12, 1.0, QFont.Weight.Bold if heading else QFont.Weight.Normal)
