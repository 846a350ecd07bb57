"""The table of actions with their keys as they would be after saving."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from console.bindings import DEFAULTS, label, native
from console.views.parts.headings import go_with_text

_NAME = Qt.ItemDataRole.UserRole


class KeyTable(QTableWidget):
    """Three columns: action, key, key as delivered. `draft`: portable key by action."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(len(DEFAULTS), 3, parent)
        self.draft = dict(DEFAULTS)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        go_with_text(self, ((1, 170), (2, 170)))

    def current(self) -> str:
        """The action whose line is marked, empty none."""
        item = self.item(self.currentRow(), 0)
        return str(item.data(_NAME)) if item else ""

    def choose(self, name: str) -> None:
        """Mark an action, by its name ("case.claim")."""
        self.setCurrentCell(list(DEFAULTS).index(name), 0)

    def draw(self, draft: dict[str, str]) -> None:
        """A whole set of keys."""
        self.draft = draft
        at = max(0, self.currentRow())
        for row, name in enumerate(DEFAULTS):
            first = QTableWidgetItem(label(name))
            first.setData(_NAME, name)
            self.setItem(row, 0, first)
            self.setItem(row, 2, QTableWidgetItem(native(DEFAULTS[name])))
            self._draw_key(row, name)
        self.setCurrentCell(at, 0)

    def put(self, name: str, key: str) -> None:
        """Another key for one action; bold where it is not the one delivered."""
        self.draft[name] = key
        self._draw_key(list(DEFAULTS).index(name), name)

    def _draw_key(self, row: int, name: str) -> None:
        item = QTableWidgetItem(native(self.draft[name]) or self.draft[name])
        font = item.font()
        font.setBold(self.draft[name] != DEFAULTS[name])
        item.setFont(font)
        self.setItem(row, 1, item)

    def filter(self, text: str) -> None:
        """Show the lines with `text` in the action or the key, and mark the first of them."""
        wanted = text.casefold()
        for row in range(self.rowCount()):
            cells = (self.item(row, column) for column in range(2))
            fits = any(wanted in cell.text().casefold() for cell in cells if cell)
            self.setRowHidden(row, not fits)
        shown = (r for r in range(self.rowCount()) if not self.isRowHidden(r))
        self.setCurrentCell(next(shown, -1), 0)
