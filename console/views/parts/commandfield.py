"""The line of the command bar: completions, history, and a clipboard that may hold anything."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from console.commandline.parse import LONGEST
from console.views.parts.completions import Completions
from console.views.parts.field import SeatField

_HISTORY = 200
#: What is too long is let in just so far that it can be told so; a longer line is slow to draw.
_ROOM = LONGEST + 1


class CommandField(SeatField):
    """A line whose arrows walk through completions or, without any, through what was said."""

    left = Signal()  # Escape with nothing left to undo

    def __init__(self, completions: Completions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._completions = completions
        self._said: list[str] = []
        self._at = 0
        self.setMaxLength(_ROOM)

    @property
    def said(self) -> tuple[str, ...]:
        """What can be walked through, the oldest first."""
        return tuple(self._said)

    def set_said(self, lines: tuple[str, ...]) -> None:
        """Somebody else sits here now, with a history of his own."""
        self._said = list(lines[-_HISTORY:])
        self._at = len(self._said)

    def remember(self, line: str) -> None:
        if line and self._said[-1:] != [line]:
            self._said = [*self._said[-_HISTORY + 1 :], line]
        self._at = len(self._said)

    def event(self, event: QEvent) -> bool:
        # Tab would leave the field before keyPressEvent hears of it.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            offered = self._completions.isVisible() and self._completions.count()
            if event.key() == Qt.Key.Key_Tab and offered:
                self._completions.taken.emit(
                    self._completions.marked() or self._completions.first()
                )
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._walk(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Escape:
            self._step_back()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._marked():
            self._completions.taken.emit(self._completions.marked())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._completions.hide()
        super().focusOutEvent(event)

    def _marked(self) -> bool:
        return self._completions.isVisible() and self._completions.marked() is not None

    def _walk(self, by: int) -> None:
        walking = self._at < len(self._said) and self.text() == self._said[self._at]
        if self._completions.isVisible() and self.text() and not walking:
            self._completions.step(by)
            return
        to = self._at + by
        if 0 <= to <= len(self._said):
            self._at = to
            self.setText(self._said[to] if to < len(self._said) else "")
            self._completions.hide()

    def _step_back(self) -> None:
        if self._completions.isVisible():
            self._completions.hide()
        elif self.text():
            self.clear()
        else:
            self.left.emit()
