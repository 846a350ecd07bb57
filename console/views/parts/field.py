"""A line of input that leaves the console's own keys alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

#: Keys that Qt's line editor takes for itself on Linux (delete to the end, delete the line …).
_OURS = frozenset({Qt.Key.Key_K, Qt.Key.Key_U, Qt.Key.Key_E, Qt.Key.Key_D, Qt.Key.Key_N})


class SeatField(QLineEdit):
    """Editing keys that are actions of the seat stay actions while one types."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if control and event.key() in _OURS:
                event.ignore()
                return False
        return super().event(event)
