"""The fields of a form: choosing by typing, writing, saying yes or no. All by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

_ROWS_SHOWN = 6
#: casework.commands.Text; longer ones are refused by central, so they are not sent.
LONGEST_TEXT = 10_000
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class Entry:
    """Something to choose: what is sent, what is read, and what typing finds (zh, en, code)."""

    code: str
    text: str
    search: str


class _Line(QLineEdit):
    """A line that leaves the arrows and Enter to its list."""

    steered = Signal(int)  # rows down
    entered = Signal()
    looked_at = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 5,
            Qt.Key.Key_PageUp: -5,
        }
        if event.key() in steps:
            self.steered.emit(steps[Qt.Key(event.key())])
        elif event.key() in _ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()
        self.looked_at.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.looked_at.emit(False)


class PickField(QWidget):
    """Type a few letters, walk with the arrows, take with Enter.

    `more(text)` finds entries beyond those given, for lists too long to be shown whole.
    """

    chosen = Signal()  # the choice may have changed
    entered = Signal()  # Enter: go on

    def __init__(
        self,
        entries: Sequence[Entry],
        more: Callable[[str], Sequence[Entry]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._entries, self._more = list(entries), more
        self._shown: list[Entry] = []
        self._code = ""
        self.line, self._list = _Line(self), QListWidget(self)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.hide()
        self.setFocusProxy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.line)
        column.addWidget(self._list)
        self.line.textEdited.connect(self._typed)
        self.line.steered.connect(self._steer)
        self.line.entered.connect(self._take_current)
        self.line.looked_at.connect(self._look)
        self._list.itemClicked.connect(lambda _item: self._take_current())

    def code(self) -> str:
        """What is chosen; empty while nothing is."""
        return self._code

    def choose(self, code: str) -> None:
        """Choose by code; an unknown one leaves the field as it is."""
        found = next((e for e in self._entries if e.code == code), None)
        if found is not None:
            self._take(found)

    def matching(self, text: str) -> list[Entry]:
        """What typing `text` finds, the best on top."""
        typed = text.casefold().split()
        found = [e for e in self._entries if all(t in e.search for t in typed)]
        return found or (list(self._more(text)) if self._more is not None else [])

    def _typed(self, text: str) -> None:
        self._code = ""
        self._filter(text)
        self._list.setVisible(bool(self._shown))
        self.chosen.emit()

    def _filter(self, text: str) -> None:
        typed = text.casefold().split()
        self._shown = self.matching(text)
        self._list.clear()
        self._list.addItems([e.text for e in self._shown])
        codes = [e.code for e in self._shown]
        # Nothing is taken by Enter that was neither typed nor walked to.
        first = 0 if typed and codes else -1
        self._list.setCurrentRow(codes.index(self._code) if self._code in codes else first)
        height = self._list.sizeHintForRow(0) if self._shown else 0
        self._list.setFixedHeight(min(_ROWS_SHOWN, len(self._shown)) * height + 4)

    def _look(self, here: bool) -> None:
        if here:
            self._filter("" if self._code else self.line.text())
        elif not self._code and self.line.text().strip() and len(self._shown) == 1:
            self._take(self._shown[0])  # leaving with Tab: what is unambiguous counts
        self._list.setVisible(here and bool(self._shown))

    def _steer(self, rows: int) -> None:
        if not self._shown:
            return
        at = min(max(self._list.currentRow() + rows, 0), len(self._shown) - 1)
        self._list.setVisible(True)
        self._list.setCurrentRow(at)

    def _take_current(self) -> None:
        row = self._list.currentRow()
        if not self._list.isHidden() and 0 <= row < len(self._shown):
            self._take(self._shown[row])
        self.entered.emit()

    def _take(self, entry: Entry) -> None:
        self._code = entry.code
        self.line.setText(entry.text)
        self.line.setCursorPosition(0)
        self._list.hide()
        self.chosen.emit()


class EnterText(QPlainTextEdit):
    """Free text: Enter goes on, Shift+Enter begins a line, Tab leaves."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in _ENTER and not shift:
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().lineSpacing() * 4 + 10)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.fontMetrics().lineSpacing() * 3 + 10)


class PassedField(QWidget):
    """Passed or failed; nothing is chosen for the person."""

    entered = Signal()
    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.yes, self.no = QRadioButton(self), QRadioButton(self)
        self.setFocusProxy(self.yes)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        for button in (self.yes, self.no):
            # Coming by Tab must not decide; the arrows and the space bar do.
            button.toggled.connect(lambda _on: self.chosen.emit())
            line.addWidget(button)
        line.addStretch(1)
        self.retranslate()

    def passed(self) -> bool | None:
        """None while nothing has been said."""
        if self.yes.isChecked():
            return True
        return False if self.no.isChecked() else None

    def say(self, passed: bool | None) -> None:
        if passed is not None:
            (self.yes if passed else self.no).setChecked(True)

    def retranslate(self) -> None:
        self.yes.setText(self.tr("&Passed"))
        self.no.setText(self.tr("&Failed, back for rework"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
