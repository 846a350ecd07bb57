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

    def become(self, unit: int) -> None:
        """Stand for another unit; a click that was meant for the one before is no click."""
        if unit != self.unit:
            self.unit = unit
            self.button.setDown(False)


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
        """Show the units of `case`; a row that is no longer used waits for the next unit."""
        listed = list(case.units)[:MOST]
        self._list(listed)
        for row in self._rows[: len(listed)]:
            row.text.set_text(self._line(case, row.unit, case.units[row.unit]))
            row.button.setText(self.tr("Withdraw"))
            name = words.unit_name(self._session, row.unit)
            row.button.setAccessibleName(words.fill(self.tr("Withdraw {unit}"), unit=name))
            row.button.setEnabled(may_withdraw)
            row.button.setToolTip(why_not)
        more = len(case.units) - len(listed)
        self._none.setVisible(bool(more) or not listed)
        text = self.tr("and {n} more") if more else self.tr("No unit has been sent.")
        self._none.setText(words.fill(text, n=more))

    def texts(self) -> list[str]:
        return [row.text.text() for row in self._rows if not row.isHidden()]

    def _list(self, listed: list[int]) -> None:
        while len(self._rows) < len(listed):
            self._rows.append(_UnitRow(0, self.withdraw.emit, self))
            self._column.insertWidget(len(self._rows) - 1, self._rows[-1])
        for at, row in enumerate(self._rows):
            row.become(listed[at] if at < len(listed) else 0)
            row.setVisible(at < len(listed))

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
