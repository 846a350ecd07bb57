"""The list of completions above the command bar; the keyboard stays in the bar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from console.commandline import Candidate


class Completions(QListWidget):
    """Lies over the window, never takes the focus."""

    taken = Signal(object)  # Candidate

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.itemClicked.connect(self._clicked)
        self.hide()

    def offer(self, candidates: Sequence[Candidate], over: QWidget) -> None:
        """Show `candidates` above (or below) the widget `over`; nothing to offer hides the list."""
        self.clear()
        for candidate in candidates:
            shown = candidate.text
            if candidate.label and candidate.label != candidate.text:
                shown = f"{candidate.text}    {candidate.label}"
            item = QListWidgetItem(" ".join(shown.split("\n")))
            item.setData(Qt.ItemDataRole.UserRole, candidate)
            self.addItem(item)
        if not candidates:
            self.hide()
            return
        self._place(len(candidates), over)
        self.show()
        self.raise_()

    def _place(self, rows: int, over: QWidget) -> None:
        house = self.parentWidget()
        height = min(rows, 12) * self.sizeHintForRow(0) + 6
        corner = over.mapTo(house, QPoint(0, 0)) if house else QPoint(0, 0)
        above = corner.y() - height - 2
        top = above if above >= 0 else corner.y() + over.height() + 2
        self.setGeometry(corner.x(), top, max(320, min(over.width(), 560)), height)

    def step(self, by: int) -> None:
        """Move the mark; from nothing, down takes the first and up the last."""
        rows = self.count()
        at = self.currentRow()
        first = 0 if by > 0 else rows - 1
        self.setCurrentRow(first if at < 0 else (at + by) % rows)

    def marked(self) -> Candidate | None:
        item = self.currentItem()
        found: Candidate | None = item.data(Qt.ItemDataRole.UserRole) if item else None
        return found

    def first(self) -> Candidate | None:
        found: Candidate | None = (
            self.item(0).data(Qt.ItemDataRole.UserRole) if self.count() else None
        )
        return found

    def _clicked(self, item: QListWidgetItem) -> None:
        self.taken.emit(item.data(Qt.ItemDataRole.UserRole))
