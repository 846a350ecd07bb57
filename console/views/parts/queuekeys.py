"""The queue's table under keyboard and mouse: picking rows, folding groups, copying."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from console.models import picks
from console.models.queue import QueueModel
from console.models.queuetext import as_lines
from console.models.sortkeys import By
from console.tokens import Tokens
from console.views.parts.arraytable import ArrayTable

_Key, _Mod = Qt.Key, Qt.KeyboardModifier
_STEPS = {_Key.Key_Up: -1, _Key.Key_Down: 1}


class PickTable(ArrayTable):
    """Space or Ctrl+click pick a row; Shift extends; Ctrl+A picks what is shown; Ctrl+C copies.

    On the heading of a group Space, Left and Right close and open it. The cursor may stand on a
    heading; the selected case stays selected then.
    """

    told = Signal(str)  # a line for the person

    def __init__(self, model: QueueModel, tokens: Tokens, parent: QWidget | None = None) -> None:
        self.queue = model
        self.head_code: str | None = None  # the group whose heading the cursor is on
        super().__init__(model, tokens, parent)
        model.picks_changed.connect(self.viewport().update)

    def selected_position(self) -> int:
        sort, folds = self.queue.order.sort, self.queue.folds
        if self.head_code is not None and folds is not None:
            return folds.head_of(sort.rank(self.head_code))
        return self.queue.position_of(self.queue.session.selected_case)

    def stand_on(self, position: int) -> None:
        """The cursor has come to `position`: on a heading it stays with the group."""
        head = self.queue.heading_at(position)
        self.head_code = self.queue.order.sort.code(head.rank) if head else None

    # -- picking -----------------------------------------------------------------------------

    def pick(self, first: int, last: int, only_add: bool = True) -> None:
        """Pick the rows from position `first` to `last`; one alone may be let go again."""
        low, high = sorted((first, last))
        span = range(low, min(high, low + 2 * picks.MOST) + 1)
        cases = [c for c in map(self.queue.case_at, span) if c]
        if len(cases) == 1 and not only_add:
            left = 0 if self.queue.picks.toggle(cases[0]) else 1
        else:
            left = self.queue.picks.add(cases) + high - span[-1]
        self._tell_picks(left)

    def pick_all(self) -> None:
        self.pick(0, self.queue.rowCount() - 1)

    def let_go(self) -> None:
        """Nothing is picked any more."""
        self.queue.picks.clear()
        self._tell_picks(0)

    def _tell_picks(self, left: int) -> None:
        if left > 0:
            self.told.emit(
                self.tr("%n case(s) more than can be picked at once were left out.", "", left)
            )
        self.queue.picks_changed.emit()

    # -- copying -----------------------------------------------------------------------------

    def chosen_rows(self) -> NDArray[np.int64]:
        """Case rows picked, in the order of the queue, or else the selected one."""
        cases = self.queue.session.board.cases
        numbers = self.queue.picks.cases or (self.queue.session.selected_case,)
        rows = cases.rows_of(np.array(numbers, np.int64))
        rows = rows[rows >= 0]
        shown = self.queue.index_rows[np.sort(self.queue.order.positions(rows))]
        return np.concatenate([shown, np.setdiff1d(rows, shown)])

    def shown_columns(self) -> list[By]:
        """The columns on the screen, from left to right."""
        header = self.horizontalHeader()
        logical = [header.logicalIndex(i) for i in range(header.count())]
        return [By(i) for i in logical if not self.isColumnHidden(i)]

    def copy(self) -> None:
        """The chosen rows as text, columns as on the screen, to the clipboard."""
        rows = self.chosen_rows()
        if len(rows):
            text = as_lines(self.queue.text, rows.tolist(), self.shown_columns())
            QGuiApplication.clipboard().setText(text)
            self.told.emit(self.tr("%n case(s) copied.", "", len(rows)))

    # -- keys and mouse ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, mods = event.key(), event.modifiers()
        control, shift = mods == _Mod.ControlModifier, mods == _Mod.ShiftModifier
        at = self.currentIndex().row()
        if key == _Key.Key_Space and not self.queue.heading_at(at):
            self.pick(at, at, only_add=False)
        elif self._fold(Qt.Key(key), at):
            pass
        elif shift and key in _STEPS:
            self._extend(at, _STEPS[Qt.Key(key)])
        elif control and key == _Key.Key_A:
            self.pick_all()
        elif control and key == _Key.Key_C:
            self.copy()
        elif key == _Key.Key_Escape and len(self.queue.picks):
            self.let_go()
        else:
            super().keyPressEvent(event)

    def _fold(self, key: Qt.Key, at: int) -> bool:
        """Whether the key has closed or opened the group under the cursor."""
        head = self.queue.heading_at(at)
        wanted = {_Key.Key_Left: True, _Key.Key_Right: False}
        if head is not None and key in (_Key.Key_Space, _Key.Key_Return, _Key.Key_Enter):
            self.queue.fold(at)
        elif head is not None and key in wanted:
            self.queue.fold(at, wanted[key])
        elif key == _Key.Key_Left and self.queue.folds is not None and at >= 0:
            # From a row to the heading of its group, as in a tree.
            rank = self.queue.folds.group_at(at)
            self.setCurrentIndex(self.queue.index(self.queue.folds.head_of(rank), 0))
        else:
            return False
        return True

    def _extend(self, at: int, by: int) -> None:
        to = max(0, min(self.queue.rowCount() - 1, at + by))
        self.pick(at, to)
        self.setCurrentIndex(self.queue.index(to, 0))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.indexAt(event.position().toPoint()).row()
        mods = event.modifiers()
        if event.button() != Qt.MouseButton.LeftButton or at < 0:
            super().mousePressEvent(event)
        elif mods & _Mod.ControlModifier:
            self.pick(at, at, only_add=False)
        elif mods & _Mod.ShiftModifier:
            self.pick(max(0, self.currentIndex().row()), at)
        else:
            super().mousePressEvent(event)
            if self.queue.heading_at(at):
                self.queue.fold(at)
