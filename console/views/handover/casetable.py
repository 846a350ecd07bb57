"""A short list of cases: number, type, place, state, time limit, with a sign for what presses."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from casework.vocabulary import TrafficLight
from console.models.queuetext import QueueText, heading
from console.models.sortkeys import By
from console.session import Session
from console.tokens import Tokens
from console.views import theme
from console.views.parts.headings import go_with_text, name_columns
from console.views.signs import Tone, ink, paint_sign

_COLUMNS = (By.NUMBER, By.TYPE, By.PLACE, By.STATE, By.CLOCK)
_ICON = 16
_TICK = 24  # of a box and the gap beside it, in pixels
_TONES = {TrafficLight.RED: Tone.ALARM, TrafficLight.YELLOW: Tone.WARN}
_ID = Qt.ItemDataRole.UserRole


class CaseTable(QTableWidget):
    """Enter or a double click names the case; with `choosing` the space bar takes one out."""

    named = Signal(object)  # case id

    def __init__(
        self, session: Session, tokens: Tokens, *, choosing: bool, parent: QWidget
    ) -> None:
        super().__init__(0, len(_COLUMNS), parent)
        self._session, self._tokens, self._choosing = session, tokens, choosing
        self._text = QueueText(session)
        self.verticalHeader().hide()
        go_with_text(self)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(
            _COLUMNS.index(By.PLACE), QHeaderView.ResizeMode.Stretch
        )
        self.horizontalHeader().setHighlightSections(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setIconSize(QSize(_ICON, _ICON))
        self.itemActivated.connect(lambda item: self.named.emit(self._id_in(item.row())))

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens

    def show_cases(self, cases: Sequence[tuple[int, TrafficLight]], left_out: set[int]) -> None:
        """Fill anew; the current case stays the current one."""
        current = self._id_in(self.currentRow())
        self._text.forget()
        self.blockSignals(True)
        self.setRowCount(len(cases))
        for row, (case_id, light) in enumerate(cases):
            self._fill_row(row, case_id, light, case_id not in left_out)
        self.blockSignals(False)
        if self._choosing:
            self._room_for_ticks()
        ids = [case_id for case_id, _ in cases]
        if ids:
            self.setCurrentCell(ids.index(current) if current in ids else 0, 0)

    def _room_for_ticks(self) -> None:
        """A dressed box takes more room than Qt reckons with, and the number beside it is cut."""
        number = _COLUMNS.index(By.NUMBER)
        fixed = QHeaderView.ResizeMode.Fixed
        self.horizontalHeader().setSectionResizeMode(number, fixed)
        wide = max(self.sizeHintForColumn(number), self.horizontalHeader().sectionSizeHint(number))
        self.setColumnWidth(number, wide + theme.px(_TICK))

    def chosen(self) -> tuple[int, ...]:
        """The cases that are ticked, in their order."""
        rows = range(self.rowCount())
        return tuple(self._id_in(row) for row in rows if self._ticked(row))

    def retranslate(self) -> None:
        name_columns(self, [heading(by) for by in _COLUMNS])

    def _fill_row(self, row: int, case_id: int, light: TrafficLight, ticked: bool) -> None:
        at = self._session.board.cases.row(case_id)
        for column, by in enumerate(_COLUMNS):
            known = at >= 0
            text = self._text.cell(at, by) if known else str(case_id) if by is By.NUMBER else "–"
            item = QTableWidgetItem(text)
            if by is By.NUMBER:
                item.setData(_ID, case_id)
                if self._choosing:
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    on, off = Qt.CheckState.Checked, Qt.CheckState.Unchecked
                    item.setCheckState(on if ticked else off)
            if by is By.CLOCK and light in _TONES:
                item.setIcon(self._icon(_TONES[light]))
            self.setItem(row, column, item)

    def _id_in(self, row: int) -> int:
        item = self.item(row, 0)
        return int(item.data(_ID)) if item is not None else 0

    def _ticked(self, row: int) -> bool:
        item = self.item(row, 0)
        return item is not None and item.checkState() is Qt.CheckState.Checked

    def _icon(self, tone: Tone) -> QIcon:
        picture = QPixmap(_ICON, _ICON)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_sign(painter, QRectF(0, 0, _ICON, _ICON), tone, ink(tone, self._tokens))
        painter.end()
        return QIcon(picture)
