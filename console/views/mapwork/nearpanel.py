"""Who is near a place: a list over the map, the nearest first, brought up to date as they move."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from casework.vocabulary import STEP_ORDER
from console import words
from console.map.work.bench import LEAST_M, MOST_M
from console.models.near import Neighbour, units_near
from console.session import Session
from console.views.mapwork.seat import unit_label
from console.views.parts.headings import go_with_text, name_columns

_REFRESH_MS = 1_000
#: Margins, edges and a scroll bar beside the columns, logical pixels.
_BESIDE = 36
_WIDE, _NARROW, _AT, _TOP = 440, 320, 10, 60  # logical pixels


class NearPanel(QFrame):
    """`show_at` opens it; Escape or the button closes it. A line chosen selects its unit."""

    radius_changed = Signal(int)  # metres
    closed = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._under = session, parent
        self._place = (0.0, 0.0)
        self._units: list[int] = []
        self.title, self.found = QLabel(self), QLabel(self)
        self.radius, self.leave = QSpinBox(self), QPushButton("✕", self)
        self.table = QTableWidget(0, 4, self)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        self.radius.valueChanged.connect(self.radius_changed)
        self.leave.clicked.connect(self.close_panel)
        self.table.itemSelectionChanged.connect(self._picked)
        self.retranslate()
        self.hide()

    def _lay_out(self) -> None:
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.title.setProperty("role", "title")
        for said in (self.title, self.found):
            said.setTextFormat(Qt.TextFormat.PlainText)
        self.radius.setRange(int(LEAST_M), int(MOST_M))
        self.radius.setSingleStep(100)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        go_with_text(self.table)
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setWordWrap(False)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.radius)
        top.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addLayout(top)
        column.addWidget(self.found)
        column.addWidget(self.table, 1)

    def show_at(self, lon: float, lat: float, metres: float) -> None:
        """List who is within `metres` of a place, WGS-84 degrees."""
        self._place = (lon, lat)
        self.radius.blockSignals(True)
        self.radius.setValue(round(metres))
        self.radius.blockSignals(False)
        self.refresh()
        under, lines = self._under, max(3, self.table.rowCount() + 1)
        high = 110 + lines * self.table.verticalHeader().defaultSectionSize()
        needed = self.table.horizontalHeader().length() + _BESIDE
        wide = min(under.width() - 2 * _AT, max(_NARROW, min(_WIDE, under.width() // 2), needed))
        self.resize(wide, min(high, under.height() - _TOP - _AT))
        self.move(under.width() - self.width() - _AT, _TOP)
        self.show()
        self.raise_()
        self._timer.start()

    def refresh(self) -> None:
        """Look again: units have moved. The chosen line stays with its unit."""
        table, held = self._session.board.units, self._session.selected_unit
        near, count = units_near(table, *self._place, float(self.radius.value()))
        self._units = [int(table.column("unit_id")[n.row]) for n in near]
        self.table.blockSignals(True)
        self.table.setRowCount(len(near))
        for at, neighbour in enumerate(near):
            for column, text in enumerate(self._cells(neighbour)):
                item = self.table.item(at, column)
                if item is None:
                    item = QTableWidgetItem()
                    self.table.setItem(at, column, item)
                item.setText(text)
                item.setToolTip(text)
        self.table.clearSelection()
        if held in self._units:
            self.table.selectRow(self._units.index(held))
        self.table.blockSignals(False)
        text = self.tr("%n unit(s) within reach of the circle", "", count)
        more = count - len(near)
        if more:
            text += " · " + words.fill(self.tr("the nearest {n} are listed"), n=len(near))
        self.found.setText(text)

    def _cells(self, neighbour: Neighbour) -> tuple[str, str, str, str]:
        units, row = self._session.board.units, neighbour.row
        age = self._session.clock.now_ms() - int(units.column("fix_ms")[row])
        case_id = int(units.column("case_id")[row])
        state = self.tr("free")
        if case_id:
            step = words.step(STEP_ORDER[int(units.column("step")[row])])
            state = words.fill(self.tr("case {id} · {step}"), id=case_id, step=step)
        return (
            unit_label(self._session, int(units.column("unit_id")[row])),
            words.distance_m(neighbour.metres),
            words.position_age(max(0, age)),
            state,
        )

    def _picked(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._units):
            self._session.select_unit(self._units[row])

    def close_panel(self) -> None:
        if self.isVisible():
            self._timer.stop()
            self.hide()
            self.closed.emit()
            self._under.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Who is near here"))
        self.radius.setSuffix(" " + self.tr("m"))
        self.radius.setAccessibleName(self.tr("Radius in metres"))
        self.leave.setAccessibleName(self.tr("Close the list"))
        self.leave.setToolTip(self.tr("Close the list"))
        self.table.setAccessibleName(self.tr("Units near the place"))
        heads = self.tr("Unit"), self.tr("Distance"), self.tr("Position"), self.tr("State")
        name_columns(self.table, heads)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
