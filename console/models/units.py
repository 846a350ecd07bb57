"""Units as Qt sees them: a thin skin over `UnitOrder` and the board's unit table."""

from __future__ import annotations

import html
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from casework.events import UnitsRegistered
from casework.vocabulary import STEP_ORDER, UNIT_KIND_ORDER
from console import words
from console.board.board import Delta
from console.models.rows import Index, RowsModel, cell_text
from console.models.unitorder import Target, UnitFilter, UnitOrder
from console.session import Session
from console.turns import in_turn

Role = Qt.ItemDataRole
#: Moving units are put in order anew at most this often; a change of duty sooner.
_REORDER_MS, _DUTY_MS = 1_000, 120
_SELECTED_MS = 30


class Column(IntEnum):
    SIGN = 0
    KIND = 1
    DISTANCE = 2
    DUTY = 3
    AGE = 4
    BATTERY = 5
    AREA = 6


class UnitsModel(RowsModel):
    """Officers and drones; nearest to the selected case first while one is selected."""

    counted = Signal(object, object)  # free, busy

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(len(Column), parent)
        self.session = session
        self.order = UnitOrder(session.board.units)
        self.nearest = True
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(in_turn(self, self.refresh))
        session.changed.connect(self._on_changed)
        session.selected.connect(self._on_selected)
        session.city_known.connect(self.retranslate)
        self.refresh()

    def set_filter(self, where: UnitFilter) -> None:
        if where != self.order.where:
            self.order.where = where
            self.refresh()

    def set_nearest(self, nearest: bool) -> None:
        """Whether the selected case decides the order."""
        self.nearest = nearest
        self.refresh()

    def refresh(self) -> None:
        """Filter and order now."""
        self._later.stop()
        self.order.target = self._target()
        self.order.rebuild(self.session.clock.now_ms())
        self.replace(self.order.index)
        busy = int((self.session.board.units.column("case_id") != 0).sum())
        self.counted.emit(self.session.board.units.rows - busy, busy)

    def settle(self) -> None:
        """The order of the case that is selected now, where it has not been made yet."""
        if self._later.isActive():
            self.refresh()

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self.touch_all()

    def _target(self) -> Target | None:
        cases = self.session.board.cases
        row = cases.row(self.session.selected_case) if self.nearest else -1
        if row < 0:
            return None
        lon, lat = float(cases.column("lon")[row]), float(cases.column("lat")[row])
        return Target(self.session.selected_case, lon, lat)

    def _on_selected(self, _case_id: object) -> None:
        """After the case itself is on the screen: who steps through the queue waits for no list."""
        if self.nearest:
            self._soon(_SELECTED_MS)

    def _on_changed(self, delta: Delta) -> None:
        if delta.reset:
            where = self.order.where
            self.order = UnitOrder(self.session.board.units)
            self.order.where = where
            self.replace(self.order.index)
            self.refresh()
        elif len(delta.units):
            if any(isinstance(e.event, UnitsRegistered) for e in delta.envelopes):
                self.order.forget()
            self._soon(_DUTY_MS)
        elif len(delta.moved) and (self.order.target or self.order.where.fresh):
            self._soon(_REORDER_MS)

    def _soon(self, ms: int) -> None:
        if not self._later.isActive() or self._later.remainingTime() > ms:
            self._later.start(ms)

    # -- what is read ------------------------------------------------------------------------

    def unit_at(self, position: int) -> int:
        """The unit id at `position`, 0 outside."""
        row = self.row_at(position)
        return int(self.session.board.units.column("unit_id")[row]) if row >= 0 else 0

    def position_of(self, unit_id: int) -> int:
        row = self.session.board.units.row(unit_id)
        found = (self.index_rows == row).nonzero()[0] if row >= 0 else []
        return int(found[0]) if len(found) else -1

    def age_ms(self, row: int) -> int:
        """Age of the newest position, -1 where there never was one."""
        fix = int(self.session.board.units.column("fix_ms")[row])
        return max(0, self.session.clock.now_ms() - fix) if fix else -1

    def cell(self, row: int, column: Column) -> str:
        return cell_text(_CELLS[column](self, row))

    def _sign(self, row: int) -> str:
        return self.session.board.units.call_sign[row]

    def _kind(self, row: int) -> str:
        return words.unit_kind(UNIT_KIND_ORDER[int(self.session.board.units.column("kind")[row])])

    def _distance(self, row: int) -> str:
        metres = float(self.order.metres[row]) if row < len(self.order.metres) else float("inf")
        return words.distance_m(metres) if metres != float("inf") else ""

    def _duty(self, row: int) -> str:
        units = self.session.board.units
        case_id = int(units.column("case_id")[row])
        if not case_id:
            return QCoreApplication.translate("Units", "free")
        step = words.step(STEP_ORDER[int(units.column("step")[row])])
        text = QCoreApplication.translate("Units", "{case} · {step}")
        return words.fill(text, case=case_id, step=step)

    def _age(self, row: int) -> str:
        age = words.position_age(self.age_ms(row))
        return f"△ {age}" if self.session.board.units.column("doubt")[row] else age

    def _battery(self, row: int) -> str:
        charge = int(self.session.board.units.column("battery")[row])
        return f"{charge} %" if charge >= 0 else ""

    def _area(self, row: int) -> str:
        units = self.session.board.units
        return words.area(self.session, units.words.word(int(units.column("area")[row])))

    def tooltip(self, row: int) -> str:
        """Everything of the unit; escaped, since Qt guesses HTML."""
        units = self.session.board.units
        lines = [units.call_sign[row], units.name[row], units.team[row]]
        lines += [self.cell(row, c) for c in Column if c is not Column.SIGN]
        lines.append(words.unit_doubt(units, row))
        return "<br>".join(html.escape(line) for line in lines if line)

    # -- what Qt asks ------------------------------------------------------------------------

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row = self.row_at(index.row()) if index.isValid() else -1
        if row < 0:
            return None
        column = Column(index.column())
        if role == Role.DisplayRole:
            return self.cell(row, column)
        if role == Role.ToolTipRole:
            return self.tooltip(row)
        if role == Role.AccessibleTextRole:
            return self._aloud(row, column)
        return None

    def _aloud(self, row: int, column: Column) -> str:
        said = f"{heading(column)}: {self.cell(row, column)}"
        doubt = words.unit_doubt(self.session.board.units, row) if column is Column.AGE else ""
        return f"{said}, {doubt}" if doubt else said

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole):
            return heading(Column(section))
        return None


_CELLS = {
    Column.SIGN: UnitsModel._sign,
    Column.KIND: UnitsModel._kind,
    Column.DISTANCE: UnitsModel._distance,
    Column.DUTY: UnitsModel._duty,
    Column.AGE: UnitsModel._age,
    Column.BATTERY: UnitsModel._battery,
    Column.AREA: UnitsModel._area,
}


def heading(column: Column) -> str:
    return QCoreApplication.translate("Units", _HEADINGS[column])


def _translatable(context: str, text: str) -> str:  # noqa: ARG001 - lupdate reads the call
    return text


QT_TRANSLATE_NOOP = _translatable
_HEADINGS = {
    Column.SIGN: QT_TRANSLATE_NOOP("Units", "Call sign"),
    Column.KIND: QT_TRANSLATE_NOOP("Units", "Kind"),
    Column.DISTANCE: QT_TRANSLATE_NOOP("Units", "Distance"),
    Column.DUTY: QT_TRANSLATE_NOOP("Units", "Duty"),
    Column.AGE: QT_TRANSLATE_NOOP("Units", "Position"),
    Column.BATTERY: QT_TRANSLATE_NOOP("Units", "Battery"),
    Column.AREA: QT_TRANSLATE_NOOP("Units", "Area"),
}
