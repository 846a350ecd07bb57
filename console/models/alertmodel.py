"""The alerts' list as a Qt model: a thin skin over its lines."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from console.board.alerts.kinds import Klass
from console.models.alertlines import Line
from console.tokens import Tokens

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    WHAT = 0
    PLACE = 1
    COUNT = 2
    AGE = 3
    WHO = 4


class AlertModel(QAbstractTableModel):
    """Resets only where lines came or went; otherwise what they say changes in place."""

    def __init__(self, tokens: Tokens, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tokens = tokens
        self._lines: list[Line] = []

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._all_changed()

    def show_lines(self, lines: list[Line]) -> None:
        """Take what is to be shown now."""
        if lines == self._lines:
            return
        if [line.name for line in lines] == [line.name for line in self._lines]:
            self._lines = lines
            self._all_changed()
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, name: str) -> int:
        """The row of a line by its name, or -1."""
        return next((i for i, line in enumerate(self._lines) if line.name == name), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if role not in wanted or orientation is not Qt.Orientation.Horizontal:
            return None
        return {
            Column.WHAT: self.tr("Alert"),
            Column.PLACE: self.tr("Where"),
            Column.COUNT: self.tr("Open"),
            Column.AGE: self.tr("For"),
            Column.WHO: self.tr("Seen by"),
        }[Column(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row())
        if line is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            said = (line.what, line.place, line.count, line.age, line.who)[index.column()]
            # a tool tip would take markup; what a case says is never that
            return said if role == Qt.ItemDataRole.DisplayRole else said.replace("<", "‹")
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._ink(line)
        if role == Qt.ItemDataRole.FontRole and line.alert is None and line.fresh:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in (2, 3):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _ink(self, line: Line) -> QColor:
        """Colour only for what nobody has acknowledged and what is more than low."""
        if not line.fresh:
            return QColor(self._tokens.surface.text_soft)
        if line.klass is Klass.CRITICAL:
            return QColor(self._tokens.signal.red_ink)
        if line.klass is Klass.HIGH:
            return QColor(self._tokens.signal.amber_ink)
        return QColor(self._tokens.surface.text)

    def _all_changed(self) -> None:
        if self._lines:
            last = self.index(len(self._lines) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
