"""What the queue is ordered by: headings that are clicked, and a way back to the most urgent."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QPushButton, QTableView, QWidget

from console import words
from console.models.queue import QueueModel
from console.models.queuetext import heading
from console.models.sortkeys import By


class QueueOrdered(QPushButton):
    """Shown while the order is another one than that of urgency; pressing it goes back there."""

    def __init__(self, model: QueueModel, table: QTableView, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._header = model, table.horizontalHeader()
        self._header.sectionClicked.connect(self.cycle)
        self.clicked.connect(self.by_urgency)
        model.arranger.arranged.connect(self.label)
        self.hide()

    def cycle(self, column: int) -> None:
        """First click: upwards; second: downwards; third: back to urgency."""
        sort = self._model.arranger.sort
        if sort.by != column:
            self.order(column, Qt.SortOrder.AscendingOrder)
        elif not sort.descending:
            self.order(column, Qt.SortOrder.DescendingOrder)
        else:
            self.by_urgency()

    def by_urgency(self) -> None:
        self.order(By.URGENCY, Qt.SortOrder.AscendingOrder)

    def order(self, column: int, order: Qt.SortOrder) -> None:
        self._model.sort(column, order)
        self.label()

    def label(self) -> None:
        sort = self._model.arranger.sort
        by = sort.by
        down = Qt.SortOrder.DescendingOrder if sort.descending else Qt.SortOrder.AscendingOrder
        self._header.setSortIndicatorShown(by is not By.URGENCY)
        self._header.setSortIndicator(max(0, by), down)
        self.setVisible(by is not By.URGENCY)
        if by is not By.URGENCY:
            text = self.tr("Ordered by: {column} — back to the most urgent first")
            self.setText(words.fill(text, column=heading(by)))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.label()
        super().changeEvent(event)
