"""The field one asks the queue with: completion as one types, chips for what was taken."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from console.commandline import Candidate
from console.models.query import LONGEST
from console.models.querywords import QueryNames, complete
from console.views.parts.completions import Completions
from console.views.parts.field import SeatField

_TYPING_MS = 120
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QueryField(SeatField):
    """Tab or Enter take a completion, Enter alone makes chips of the line, Backspace at the
    beginning takes the last chip back."""

    rested = Signal()  # nothing was typed for a moment
    entered = Signal()
    took_back = Signal()
    left = Signal()  # Escape with nothing left to undo

    def __init__(self, names: QueryNames, parent: QWidget) -> None:
        super().__init__(parent)
        self._names = names
        self.completions: Completions | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self.rested)
        self.setMaxLength(LONGEST + 1)  # one more, so that too long is said and not cut
        self.setClearButtonEnabled(True)
        self.textChanged.connect(lambda _text: self._typing.start())
        self.textEdited.connect(lambda _text: self.offer())

    def settle(self) -> None:
        """What was typed counts now."""
        self._typing.stop()

    def offer(self) -> None:
        """Show what the word under the cursor could become."""
        if self.completions is None:
            # Over everything in the window, which the field has found its place in by now.
            self.completions = Completions(self.window())
            self.completions.taken.connect(self._take)
        before = self.text()[: self.cursorPosition()]
        self.completions.offer(complete(before, self._names) if before else [], self)

    def event(self, event: QEvent) -> bool:
        # Tab would leave the field before keyPressEvent hears of it.
        if _is_tab(event) and self._offered() is not None:
            self._take(self._offered())
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, open_list = event.key(), self.completions
        offered = open_list is not None and open_list.isVisible()
        if open_list is not None and offered and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            open_list.step(-1 if key == Qt.Key.Key_Up else 1)
        elif open_list is not None and offered and key in _ENTER and open_list.marked():
            self._take(open_list.marked())
        elif key in _ENTER:
            self._hide()
            self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            self._step_back()
        elif key == Qt.Key.Key_Backspace and not self.text():
            self.took_back.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._hide()
        super().focusOutEvent(event)

    def _offered(self) -> Candidate | None:
        if self.completions is None or not self.completions.isVisible():
            return None
        return self.completions.marked() or self.completions.first()

    def _take(self, candidate: object) -> None:
        if not isinstance(candidate, Candidate):
            return
        whole = candidate.text.endswith(":")
        head = self.text()[: candidate.start] + candidate.text + ("" if whole else " ")
        rest = self.text()[candidate.end :].lstrip()
        self.setText(head + rest)
        self.setCursorPosition(len(head))
        self.offer()

    def _hide(self) -> None:
        if self.completions is not None:
            self.completions.hide()

    def _step_back(self) -> None:
        if self.completions is not None and self.completions.isVisible():
            self.completions.hide()
        elif self.text():
            self.clear()
        else:
            self.left.emit()


def _is_tab(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent):
        return False
    return event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab
