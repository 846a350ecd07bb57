"""Cases chosen by hand elsewhere: the queue shows these only until the choice is ended."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from console.models.filters import Chosen


class QueueChoice(QPushButton):
    """Says how many were chosen; pressing it shows everything again."""

    changed = Signal()
    ended = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cases: Chosen | None = None
        self.clicked.connect(self.end)
        self._label()

    def choose(self, numbers: NDArray[np.int64]) -> None:
        self.cases = Chosen(numbers)
        self._label()
        self.changed.emit()

    def end(self) -> None:
        if self.cases is not None:
            self.cases = None
            self._label()
            self.changed.emit()
            self.ended.emit()

    def _label(self) -> None:
        self.setVisible(self.cases is not None)
        text = self.tr("%n case(s) selected on the map — show all again", "", len(self.cases or ()))
        self.setText(f"✕ {text}")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._label()
        super().changeEvent(event)
