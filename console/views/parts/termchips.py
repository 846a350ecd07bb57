"""What the queue is asked, as chips that can be taken away with a key or the mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QPushButton, QSizePolicy, QWidget

from console import words
from console.models.query import Term
from console.models.querywords import QueryNames, chip_text

_GONE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class TermChip(QPushButton):
    """One term. A click, Enter, Space or Delete take it away; the arrows go to its neighbours."""

    removed = Signal()
    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _GONE:
            self.removed.emit()
        elif event.key() in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class TermChips(QWidget):
    """A row of chips that breaks into lines; hidden while there are none."""

    removed = Signal(object)  # Term
    left = Signal()  # the last chip is gone while it had the focus

    def __init__(self, names: QueryNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self.terms: tuple[Term, ...] = ()
        self.chips: list[TermChip] = []
        self._flow = Flow(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_terms(self, terms: Sequence[Term]) -> None:
        """A chip for each of `terms`; the focus stays near where it was."""
        at = next((i for i, chip in enumerate(self.chips) if chip.hasFocus()), -1)
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.terms = tuple(terms)
        self.chips = [self._chip(place, term) for place, term in enumerate(self.terms)]
        self.setVisible(bool(self.terms))
        if at >= 0 and self.chips:
            self.chips[min(at, len(self.chips) - 1)].setFocus()
        elif at >= 0:
            self.left.emit()
        self.updateGeometry()

    def _chip(self, place: int, term: Term) -> TermChip:
        text = chip_text(term, self._names)
        chip = TermChip(self)
        chip.setProperty("role", "term")
        shown = text if len(text) <= 42 else text[:41] + "…"
        chip.setText(f"{shown}  ✕".replace("&", "&&"))
        chip.setAccessibleName(words.fill(self.tr("{term}: take away"), term=text))
        chip.setToolTip("")
        chip.clicked.connect(lambda: self.removed.emit(term))
        chip.removed.connect(lambda: self.removed.emit(term))
        chip.stepped.connect(lambda by: self._step(place + by))
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def _step(self, to: int) -> None:
        if 0 <= to < len(self.chips):
            self.chips[to].setFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_terms(self.terms)
        super().changeEvent(event)


class Flow(QLayout):
    """Widgets from left to right, in as many lines as they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(4)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """All in one line."""
        sizes = [item.sizeHint() for item in self._items]
        wide = sum(s.width() for s in sizes) + self.spacing() * max(0, len(sizes) - 1)
        return QSize(wide, max((s.height() for s in sizes), default=0))

    def minimumSize(self) -> QSize:
        size = QSize(0, 0)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, box: QRect) -> None:
        super().setGeometry(box)
        self._place(box, move=True)

    def _place(self, box: QRect, *, move: bool) -> int:
        x, y, line = box.x(), box.y(), 0
        for item in self._items:
            size = item.sizeHint()
            if line and x + size.width() > box.right() + 1:
                x, y, line = box.x(), y + line + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self.spacing()
            line = max(line, size.height())
        return y + line - box.y()
