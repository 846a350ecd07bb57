"""The head of a dock: its name, and two buttons that are large enough and say what they do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QToolButton, QWidget

from console.views import theme

_SIGN = 4.5  # half the side of what is painted on a button


class DockButton(QToolButton):
    """A cross, or two frames one behind the other, painted in the ink of buttons."""

    def __init__(self, cross: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._cross = cross
        self.setAutoRaise(True)

    def sizeHint(self) -> QSize:
        side = theme.target() + 2
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self._cross)
        painter.setPen(QPen(self.palette().buttonText().color(), 1.4 if self._cross else 1.0))
        middle, r = QPointF(self.rect().center()), _SIGN
        if self._cross:
            painter.drawLine(middle + QPointF(-r, -r), middle + QPointF(r, r))
            painter.drawLine(middle + QPointF(-r, r), middle + QPointF(r, -r))
        else:
            painter.drawRect(QRectF(middle.x() - r + 3, middle.y() - r - 1, 2 * r - 2, 2 * r - 2))
            painter.fillRect(
                QRectF(middle.x() - r, middle.y() - r + 2, 2 * r - 2, 2 * r - 2),
                self.palette().button(),
            )
            painter.drawRect(QRectF(middle.x() - r, middle.y() - r + 2, 2 * r - 2, 2 * r - 2))
        painter.end()


class DockTitle(QWidget):
    """Stands over `dock`; it is dragged by everything but its buttons, as Qt's own."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        self._dock = dock
        self._least = QSize()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.name = QLabel(self)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setProperty("role", "dock")
        self.float_button, self.close_button = DockButton(False, self), DockButton(True, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 2, 0)
        row.setSpacing(2)
        row.addWidget(self.name, 1)
        row.addWidget(self.float_button)
        row.addWidget(self.close_button)
        self.float_button.clicked.connect(lambda: dock.setFloating(not dock.isFloating()))
        self.close_button.clicked.connect(dock.close)
        dock.windowTitleChanged.connect(self._retitle)
        dock.topLevelChanged.connect(lambda _floats: self.retranslate())
        self._retitle(dock.windowTitle())
        self.retranslate()

    def _retitle(self, title: str) -> None:
        self.name.setText(title)
        self.name.setToolTip(title)
        self.retranslate()

    def minimumSizeHint(self) -> QSize:
        """A narrow dock cuts the name, never the buttons; asked for at every turn of a layout."""
        if not self._least.isValid():
            buttons = self.float_button.sizeHint().width() + self.close_button.sizeHint().width()
            self._least = QSize(buttons + 40, super().minimumSizeHint().height())
        return self._least

    def retranslate(self) -> None:
        lift, back = self.tr("A window of its own: {pane}"), self.tr("Back into the window: {pane}")
        title = self._dock.windowTitle()
        for button, text in (
            (self.float_button, back if self._dock.isFloating() else lift),
            (self.close_button, self.tr("Hide: {pane}")),
        ):
            said = text.replace("{pane}", title)
            button.setAccessibleName(said)
            button.setToolTip(said)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._least = QSize()
        super().changeEvent(event)
