"""The units sent to a case: how far they are, how old their position is, and calling them back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from casework.case import Case
from casework.vocabulary import UNIT_KIND_ORDER, Step
from console import words
from console.board.mercator import distance_m
from console.session import Session
from console.tokens import Tokens
from console.views.plaintext import PlainText

#: More units than this at one case are counted, not listed.
MOST = 12
#: A position older than this says little about where a unit is.
OLD_MS = 5 * 60_000


class _UnitRow(QWidget):
    """One unit with its button."""

    def __init__(self, unit: int, withdraw: Callable[[int], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.unit = unit
        self.text, self.button = PlainText(max_lines=2, parent=self), QPushButton(self)
        self.button.clicked.connect(lambda: withdraw(self.unit))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.text, 1)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)


class CaseUnits(QWidget):
    """Rows of assigned units."""

    withdraw = Signal(int)  # unit id
    assign = Signal()

    def __init__(self, session: Session, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._tokens = session, tokens
        self._rows: list[_UnitRow] = []
        self._none = QLabel(self)
        self._none.setTextFormat(Qt.TextFormat.PlainText)
        self._none.setProperty("role", "soft")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._none)
        self.set_tokens(tokens)

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens

    def show_case(self, case: Case, may_withdraw: bool, why_not: str) -> None:
        """Show the units of `case`; rows are rebuilt only when other units are there."""
        listed = list(case.units)[:MOST]
        if [r.unit for r in self._rows] != listed:
            self._rebuild(listed)
        for row in self._rows:
            row.text.set_text(self._line(case, row.unit, case.units[row.unit]))
            row.button.setText(self.tr("Withdraw"))
            name = words.unit_name(self._session, row.unit)
            row.button.setAccessibleName(words.fill(self.tr("Withdraw {unit}"), unit=name))
            row.button.setEnabled(may_withdraw)
            row.button.setToolTip(why_not)
        self._none.setVisible(len(case.units) != len(self._rows) or not self._rows)
        more = len(case.units) - len(self._rows)
        text = self.tr("and {n} more") if more else self.tr("No unit has been sent.")
        self._none.setText(words.fill(text, n=more))

    def texts(self) -> list[str]:
        return [row.text.text() for row in self._rows]

    def _rebuild(self, listed: list[int]) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_UnitRow(unit, self.withdraw.emit, self) for unit in listed]
        for at, row in enumerate(self._rows):
            self._column.insertWidget(at, row)

    def _line(self, case: Case, unit: int, step: Step) -> str:
        units = self._session.board.units
        row = units.row(unit)
        name = words.unit_name(self._session, unit)
        if row < 0:
            gone = self.tr("{unit} · {step} · no longer known to central")
            return words.fill(gone, unit=name, step=words.step(step))
        kind = words.unit_kind(UNIT_KIND_ORDER[int(units.column("kind")[row])])
        parts = [f"{name} {kind}", words.step(step)]
        fix_ms = int(units.column("fix_ms")[row])
        if fix_ms:
            lon, lat = float(units.column("lon")[row]), float(units.column("lat")[row])
            parts.append(words.distance_m(float(distance_m(lon, lat, case.lon, case.lat))))
        parts.append(self._age(fix_ms))
        return " · ".join(parts)

    def _age(self, fix_ms: int) -> str:
        age = max(0, self._session.clock.now_ms() - fix_ms) if fix_ms else -1
        said = words.position_age(age)
        if age < OLD_MS:
            return said
        return words.fill(self.tr("position is old: {age}"), age=said)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            for row in self._rows:
                row.button.setText(self.tr("Withdraw"))
        super().changeEvent(event)
