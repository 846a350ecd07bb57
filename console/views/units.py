"""Units: who there is, who is free, who is nearest to the selected case."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console import words
from console.actions import Actions
from console.models.unitorder import FRESH_MS, UnitFilter
from console.models.units import Column, UnitsModel
from console.pulse import Turn, every
from console.session import Session
from console.tokens import Tokens
from console.views import theme
from console.views.parts.arraytable import ArrayTable
from console.views.parts.chips import Chips
from console.views.parts.field import SeatField
from console.views.parts.statusline import Shrinking

_CHIPS = ("all", "free", "busy", "officers", "drones", "fresh")
_WIDTHS = {
    Column.SIGN: 84,
    Column.KIND: 58,
    Column.DISTANCE: 64,
    Column.DUTY: 104,
    Column.AGE: 74,
    Column.BATTERY: 60,
    Column.AREA: 50,
}
_LOW_BATTERY = 25
#: A case that is selected is on the screen before the foot names it.
_FOOT_MS = 30


class UnitsTable(ArrayTable):
    """One unit a row."""

    chosen = Signal(int)  # unit id: send this one

    def __init__(self, model: UnitsModel, tokens: Tokens, parent: QWidget | None = None) -> None:
        self.units = model
        super().__init__(model, tokens, parent)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, theme.px(width))
        self.horizontalHeader().setStretchLastSection(True)
        self.doubleClicked.connect(lambda index: self._choose(index.row()))

    def selected_position(self) -> int:
        return self.units.position_of(self.units.session.selected_unit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self._choose(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _choose(self, position: int) -> None:
        unit = self.units.unit_at(position)
        if unit:
            self.chosen.emit(unit)

    def paint_cell(self, painter: QPainter, box: QRect, row: int, column: int, ink: QColor) -> None:
        signal = self.tokens.signal
        units = self.units.session.board.units
        busy = int(units.column("case_id")[row]) != 0
        bold, colour = False, ink
        if column == Column.SIGN:
            bold = not busy
        elif column == Column.DUTY and busy:
            colour = QColor(signal.blue_ink)
        elif column == Column.AGE:
            age = self.units.age_ms(row)
            doubted = bool(units.column("doubt")[row])
            colour = QColor(signal.amber_ink) if doubted or not 0 <= age <= FRESH_MS else ink
        elif column == Column.BATTERY and 0 <= int(units.column("battery")[row]) < _LOW_BATTERY:
            colour, bold = QColor(signal.amber_ink), True
        said = ink if self.in_selection else colour
        self.pen.write(painter, box, self._text(row, Column(column)), said, bold)

    def _text(self, row: int, column: Column) -> str:
        text = self.units.cell(row, column)
        if column is Column.BATTERY and text:
            charge = int(self.units.session.board.units.column("battery")[row])
            return f"▼ {text}" if charge < _LOW_BATTERY else text
        if column is Column.AGE and self.units.age_ms(row) > FRESH_MS:
            return text if text.startswith("△") else f"△ {text}"
        return text


class UnitsView(QWidget):
    """Filter line, table and what Enter will do."""

    def __init__(
        self, session: Session, actions: Actions, tokens: Tokens, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._actions = session, actions
        self.model = UnitsModel(session, self)
        self.table = UnitsTable(self.model, tokens, self)
        self.field = SeatField(self)
        self.chips = Chips(_CHIPS, self)
        self.nearest = QPushButton(self)
        self.foot = Shrinking(self)
        self._foot_due = QTimer(self)
        self._foot_due.setSingleShot(True)
        self._foot_due.setInterval(_FOOT_MS)
        self._lay_out()
        self._wire()
        self.retranslate()

    def _lay_out(self) -> None:
        self.field.setClearButtonEnabled(True)
        self.field.setMaxLength(60)
        self.field.setMinimumWidth(80)
        self.nearest.setCheckable(True)
        self.nearest.setChecked(True)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.field, 1)
        top.addWidget(self.nearest)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 4)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.chips)
        column.addWidget(self.table, 1)
        column.addWidget(self.foot)
        self.foot.setContentsMargins(0, 0, 0, 0)
        self.foot.setProperty("role", "small")

    def _wire(self) -> None:
        every(self, 1_000, self.table.viewport().update, Turn.UNITS)
        self.field.textChanged.connect(lambda _text: self._filter())
        self.chips.changed.connect(self._filter)
        self.nearest.toggled.connect(self._toggle_nearest)
        self.table.chosen.connect(self._assign)
        self.table.selectionModel().currentRowChanged.connect(self._picked)
        self._session.unit_selected.connect(self._on_unit)
        self._session.selected.connect(lambda _case: self._foot_due.start())
        self._foot_due.timeout.connect(self._say_foot)
        self.model.counted.connect(self._say_foot)

    def set_tokens(self, tokens: Tokens) -> None:
        self.table.set_tokens(tokens)

    def _filter(self) -> None:
        on = self.chips.on
        text = " ".join(self.field.text().split())
        self.model.set_filter(
            UnitFilter(on("free"), on("busy"), on("officers"), on("drones"), on("fresh"), text)
        )

    def _toggle_nearest(self, on: bool) -> None:
        self.model.set_nearest(bool(on))

    def _assign(self, unit: int) -> None:
        """Send the chosen unit; a no is told by `actions`, where the person looks."""
        self._actions.run("assign", self._session.selected_case, unit=unit)

    def _picked(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not self.table.settling and current.isValid():
            self._session.select_unit(self.model.unit_at(current.row()))

    def _on_unit(self, _unit: object) -> None:
        self.table.show_selected(scroll=True)
        self.table.viewport().update()

    def focus_units(self) -> None:
        """The keyboard goes to the list, on its first line: the nearest."""
        self.model.settle()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))

    def retranslate(self) -> None:
        self.field.setPlaceholderText(self.tr("Call sign, team, name"))
        self.field.setAccessibleName(self.tr("Filter the units by text"))
        self.nearest.setText(self.tr("Nearest first"))
        self.nearest.setToolTip(self.tr("Order by distance to the selected case"))
        self.table.setAccessibleName(self.tr("List of units"))
        minutes = FRESH_MS // 60_000
        for name, text, tip in (
            ("all", self.tr("All"), self.tr("Every unit")),
            ("free", self.tr("Free"), self.tr("Units without a case")),
            ("busy", self.tr("Busy"), self.tr("Units at a case")),
            ("officers", self.tr("Officers"), ""),
            ("drones", self.tr("Drones"), ""),
            (
                "fresh",
                self.tr("Fresh"),
                self.tr("Position not older than %n minute(s)", "", minutes),
            ),
        ):
            self.chips.set_text(name, text, tip)
        self._say_foot()

    def _say_foot(self, *_: object) -> None:
        self._foot_due.stop()
        units, known = self._session.board.units, self._session.has_picture
        busy = int((units.column("case_id") != 0).sum())
        text = self.tr("{shown} of {all} units · {free} free · {busy} busy")
        said = words.fill(
            text,
            shown=words.count(self.model.rowCount(), known),
            all=words.count(units.rows, known),
            free=words.count(units.rows - busy, known),
            busy=words.count(busy, known),
        )
        if doubtful := words.doubtful(units):
            said += f" · △ {doubtful}"
        if self._session.selected_case and not self._session.read_only:
            hint = self.tr("Enter sends the unit to case {case}")
            said += " · " + words.fill(hint, case=self._session.selected_case)
        if self.foot.text() != said:
            self.foot.setText(said)
            self.foot.setToolTip(html.escape(said))  # the pane may be narrower

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.model.retranslate()
            self.retranslate()
        super().changeEvent(event)
