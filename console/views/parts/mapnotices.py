"""What is wrong with the maps, in one list: a button in the map's corner with how much it is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from console import words
from console.basemap.port import Problem

_EDGE, _WIDE, _HIGH = 8, 560, 260


class MapNotices(QToolButton):
    """Not there while nothing is wrong. `beside`: the button it stands left of."""

    def __init__(self, over: QWidget, beside: QWidget) -> None:
        super().__init__(over)
        self._over, self._beside = over, beside
        self.problems: list[Problem] = []
        self.setMinimumSize(24, 28)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.sheet = QFrame(self, Qt.WindowType.Popup)
        self.page = QPlainTextEdit(self.sheet)
        self.page.setReadOnly(True)
        self.page.setTabChangesFocus(True)
        column = QVBoxLayout(self.sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.clicked.connect(self.open)
        over.installEventFilter(self)
        beside.installEventFilter(self)
        self.hide()

    def add(self, problem: Problem) -> None:
        """Each is listed once."""
        if problem not in self.problems:
            self.problems.append(problem)
            self.retranslate()

    def forget(self, sources: set[str]) -> None:
        """These maps are tried anew."""
        self.problems = [p for p in self.problems if p.source not in sources]
        self.retranslate()

    def open(self) -> None:
        """Show the list under the button; Escape or a click elsewhere closes it."""
        self.sheet.resize(min(_WIDE, self._over.width() - 2 * _EDGE), _HIGH)
        corner = self.mapToGlobal(QPoint(self.width() - self.sheet.width(), self.height() + 4))
        self.sheet.move(corner)
        self.sheet.show()
        self.page.setFocus(Qt.FocusReason.PopupFocusReason)

    def retranslate(self) -> None:
        self.setText(f"▲ {words.count(len(self.problems))}")
        title = QCoreApplication.translate("MapCanvas", "What is wrong with the maps: {n}")
        said = words.fill(title, n=words.count(len(self.problems)))
        self.setToolTip(said)
        self.setAccessibleName(said)
        self.page.setAccessibleName(said)
        self.page.setPlainText("\n\n".join(words.map_problem(p) for p in self.problems))
        self.setVisible(bool(self.problems))
        self._stand()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent) or event.type() == QEvent.Type.Move:
            self._stand()
        elif watched is self._over and event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        return super().eventFilter(watched, event)

    def _stand(self) -> None:
        self.adjustSize()
        self.move(max(0, self._beside.x() - self.width() - _EDGE), _EDGE)
