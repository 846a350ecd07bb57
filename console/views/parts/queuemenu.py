"""The queue's own menu: what it is ordered and grouped by, and which columns it has."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from console.models.queue import QueueModel
from console.models.queuetext import COLUMNS, heading
from console.models.sortkeys import GROUPINGS, By
from console.views.parts.queuetable import QueueTable

_UP, _DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class QueueMenu(QToolButton):
    """A button with a menu; the columns are under a right click on their headings as well."""

    save_wanted = Signal()
    sort_wanted = Signal(int, object)  # column, Qt.SortOrder

    def __init__(self, model: QueueModel, table: QueueTable, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._table = model, table
        self.content = QMenu(self)
        self.sorting, self.grouping = QMenu(self.content), QMenu(self.content)
        self.columns = QMenu(self.content)
        self.setMenu(self.content)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for menu in (self.sorting, self.grouping, self.columns):
            self.content.addMenu(menu)
        self.saving = self.content.addAction("")
        self.saving.triggered.connect(self.save_wanted)
        self.content.addSeparator()
        self.copying = self.content.addAction("")
        self.picking, self.letting = self.content.addAction(""), self.content.addAction("")
        self.copying.triggered.connect(table.copy)
        self.picking.triggered.connect(table.pick_all)
        self.letting.triggered.connect(table.let_go)
        self.sorting.aboutToShow.connect(self._fill_sorting)
        self.grouping.aboutToShow.connect(self._fill_grouping)
        self.columns.aboutToShow.connect(self._fill_columns)
        header = table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._over_header)
        self.retranslate()

    def _over_header(self, at: QPoint) -> None:
        self.columns.popup(self._table.horizontalHeader().mapToGlobal(at))

    def _fill_sorting(self) -> None:
        """Every column, for whoever has no mouse."""
        self.sorting.clear()
        now = self._model.arranger.sort
        for by in (By.URGENCY, *COLUMNS):
            text = self.tr("The most urgent first") if by is By.URGENCY else heading(by)
            entry = self._entry(self.sorting, text, now.by is by)
            again = now.by is by and not now.descending and by is not By.URGENCY
            order = _DOWN if again else _UP
            entry.triggered.connect(lambda _on, b=by, o=order: self.sort_wanted.emit(int(b), o))

    def _fill_grouping(self) -> None:
        self.grouping.clear()
        now = self._model.arranger.sort.group
        none = self._entry(self.grouping, self.tr("No groups"), now is None)
        none.triggered.connect(lambda _on: self._model.group(None))
        for by in GROUPINGS:
            entry = self._entry(self.grouping, heading(by), now is by)
            entry.triggered.connect(lambda _on, b=by: self._model.group(b))
        self.grouping.addSeparator()
        for text, closed in ((self.tr("Close all"), True), (self.tr("Open all"), False)):
            entry = self.grouping.addAction(text)
            entry.setEnabled(now is not None)
            entry.triggered.connect(lambda _on, c=closed: self._model.fold_all(c))

    def _fill_columns(self) -> None:
        self.columns.clear()
        shown = self._table.shown_columns()
        for by in COLUMNS:
            entry = self._entry(self.columns, heading(by), by in shown)
            entry.setEnabled(by not in shown or len(shown) > 1)  # an empty table helps nobody
            entry.triggered.connect(lambda on, b=by: self._table.setColumnHidden(b, not on))
        self.columns.addSeparator()
        usual = self.columns.addAction(self.tr("The usual columns"))
        usual.triggered.connect(lambda _on: self._table.usual_columns())

    def _entry(self, menu: QMenu, text: str, on: bool) -> QAction:
        entry = menu.addAction(text.replace("&", "&&"))
        entry.setCheckable(True)
        entry.setChecked(on)
        return entry

    def retranslate(self) -> None:
        self.setText("☰")
        self.setAccessibleName(self.tr("Order, groups and columns of the queue"))
        self.setToolTip(self.accessibleName())
        self.sorting.setTitle(self.tr("Order by"))
        self.grouping.setTitle(self.tr("Group by"))
        self.columns.setTitle(self.tr("Columns"))
        self.saving.setText(self.tr("Save this filter as …"))
        self.copying.setText(self.tr("Copy rows as text") + "\tCtrl+C")
        self.picking.setText(self.tr("Pick all shown") + "\tCtrl+A")
        self.letting.setText(self.tr("Let go of all picked") + "\tEsc")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
