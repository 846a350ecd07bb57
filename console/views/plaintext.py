"""Text from outside, shown letter by letter: no markup, wraps anywhere, never widens a layout."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

#: Longer texts are cut before they are laid out; nobody reads more in a panel, all is copied.
LAYOUT_LIMIT = 12_000


def lay_out(text: str, font: QFont, width: float, max_lines: int = 0) -> tuple[QTextLayout, float]:
    """Lines of `text` at `width`, broken anywhere if need be; returns the layout and its height.

    With `max_lines` the last line that fits ends in an ellipsis.
    """
    layout = _layout(text, font)
    metrics = QFontMetricsF(font)
    starts, height = _break(layout, width, max_lines)
    if max_lines and len(starts) > max_lines:
        last = starts[max_lines - 1]
        tail = metrics.elidedText(text[last:], Qt.TextElideMode.ElideRight, width)
        layout = _layout(text[:last] + tail, font)
        _, height = _break(layout, width, max_lines)
    return layout, height


def _layout(text: str, font: QFont) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    return layout


def _break(layout: QTextLayout, width: float, max_lines: int) -> tuple[list[int], float]:
    """Break into lines, one more than `max_lines` to learn that there is more."""
    starts: list[int] = []
    height = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        starts.append(line.textStart())
        if max_lines and len(starts) > max_lines:
            break
        line.setPosition(QPointF(0.0, height))
        height += line.height()
    layout.endLayout()
    return starts, height


def flat(text: str) -> str:
    """One paragraph: line ends and tabs become spaces."""
    return " ".join(text[:LAYOUT_LIMIT].split())


class PlainText(QWidget):
    """A read-only text as tall as it needs to be, or at most `max_lines` lines with an ellipsis."""

    def __init__(self, max_lines: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._max_lines = "", max_lines
        #: A layout asks for the height at one width many times over, and what it settles on is then
        #: painted: breaking lines is dear.
        self._heights: dict[int, int] = {}
        self._laid: tuple[int, QTextLayout, float] | None = None  # at which width, how high
        self._veiled = False
        self._owed = False  # a layout was spared that another width will need
        self._colour: QColor | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._copy = QAction(self)
        self._copy.triggered.connect(self._copy_text)
        self.addAction(self._copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._copy.setText(QCoreApplication.translate("PlainText", "Copy"))

    def text(self) -> str:
        return "" if self._veiled else self._text

    def veil(self) -> None:
        """What it says holds no longer, the next text is on its way: nothing, in the same room."""
        self._veiled = True
        self.setAccessibleName("")
        self.update()

    def set_text(self, text: str) -> None:
        veiled, self._veiled = self._veiled, False
        if text == self._text:
            if veiled:
                self.setAccessibleName(text[:500])
                self.update()
            return
        stood = (self._wish(), self._heights.get(self.width()))
        self._text = text
        self._forget()
        self.setAccessibleName(text[:500])
        if self._stays(*stood):
            self._owed = True
        else:
            self.updateGeometry()
        self.update()

    def _wish(self) -> float:
        """How wide it would like to be, up to a limit."""
        metrics = QFontMetricsF(self.font())
        return min(320.0, metrics.horizontalAdvance(self._text[:80]) + 2)

    def _stays(self, wish: float, height: int | None) -> bool:
        """Whether it takes the room it has: figures change every second, layouts need not.

        `wish`, `height`: of the text before, the height at the present width.
        """
        if not self.isVisible() or height is None or self._wish() > max(wish, self.width()):
            return False
        return self.heightForWidth(self.width()) == height

    def resizeEvent(self, event: QResizeEvent) -> None:
        """At another width the layout has to ask again what it was not told."""
        if self._owed and event.size().width() != event.oldSize().width():
            self._owed = False
            self.updateGeometry()
        super().resizeEvent(event)

    def set_colour(self, colour: QColor | None) -> None:
        """Ink; None is the palette's text colour."""
        if colour != self._colour:
            self._colour = colour
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if (known := self._heights.get(width)) is not None:
            return known
        _, height = self._layout_at(width)
        height = max(height, QFontMetricsF(self.font()).height())
        return self._heights.setdefault(width, int(height + 0.99))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._forget()
        super().changeEvent(event)

    def _forget(self) -> None:
        self._heights.clear()
        self._laid = None

    def _layout_at(self, width: int) -> tuple[QTextLayout, float]:
        """The text in lines, as it was asked for last where it is the same."""
        if self._laid is None or self._laid[0] != width:
            laid = lay_out(self._shown(), self.font(), float(width), self._max_lines)
            self._laid = (width, *laid)
        return self._laid[1], self._laid[2]

    def sizeHint(self) -> QSize:
        wish = self._wish()
        return QSize(int(wish), self.heightForWidth(max(int(wish), self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, int(QFontMetricsF(self.font()).height() + 0.99))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._veiled:
            return
        painter = QPainter(self)
        painter.setPen(self._colour or self.palette().windowText().color())
        layout, _ = self._layout_at(self.width())
        layout.draw(painter, QPointF(0.0, 0.0))
        painter.end()

    def _shown(self) -> str:
        return self._text[:LAYOUT_LIMIT].replace("\n", "\u2028")

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
