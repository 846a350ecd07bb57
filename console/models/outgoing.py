"""The commands on their way as a table: what waits on top in its order, then what is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from casework.instant import to_ms
from console import words
from console.outbox.letter import Letter, Stage
from console.session import Session

Index = QModelIndex | QPersistentModelIndex
#: Older than this the date is said with the time.
_TODAY = timedelta(hours=12)
#: A shape for each stage beside its word.
SIGNS = {
    Stage.QUEUED: "◌",
    Stage.SENDING: "…",
    Stage.HELD: "▲",
    Stage.CONFIRMED: "✓",
    Stage.REFUSED: "✕",
    Stage.STOPPED: "✕",
    Stage.CANCELLED: "–",
}


class Column(IntEnum):
    NUMBER = 0
    CASE = 1
    WHAT = 2
    STAGE = 3
    GIVEN = 4
    WHY = 5


class OutgoingModel(QAbstractTableModel):
    """At most some hundreds of rows; anew whenever the outbox says so."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._letters: tuple[Letter, ...] = ()
        session.outgoing_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        letters = self._session.outgoing.letters
        over = [x for x in reversed(letters) if x.over]
        shown = (*self._session.outgoing.waiting, *over)
        if [x.command_id for x in shown] == [x.command_id for x in self._letters]:
            self._letters = shown
            if shown:
                last = self.index(len(shown) - 1, len(Column) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._letters = shown
        self.endResetModel()

    def letter(self, row: int) -> Letter | None:
        return self._letters[row] if 0 <= row < len(self._letters) else None

    def row_of(self, command_id: str) -> int:
        """The row of a command, or -1."""
        return next((i for i, x in enumerate(self._letters) if x.command_id == command_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._letters)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return {
            Column.NUMBER: self.tr("No."),
            Column.CASE: self.tr("Case"),
            Column.WHAT: self.tr("What"),
            Column.GIVEN: self.tr("When"),
            Column.STAGE: self.tr("State"),
            Column.WHY: self.tr("Why"),
        }[Column(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        letter = self.letter(index.row())
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if letter is None or role not in shown:
            return None
        return self._text(letter, Column(index.column()))

    def _text(self, letter: Letter, column: Column) -> str:
        session = self._session
        if column is Column.NUMBER:
            return str(letter.number)
        if column is Column.CASE:
            return str(letter.case_id) if letter.case_id else "–"
        if column is Column.WHAT:
            return words.substance(letter, session)
        if column is Column.GIVEN:
            at = to_ms(letter.given_at)
            old = datetime.now(UTC) - letter.given_at > _TODAY
            return words.instant_ms(at, words.zone(session), with_date=old)
        if column is Column.STAGE:
            return f"{SIGNS[letter.stage]} {words.stage(letter)}"
        return words.stage_reason(letter, session, session.outgoing.away)
