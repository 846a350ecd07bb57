"""Hands on the map: drag, wheel, keys and click, turned into movements of the viewport."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

#: A press that moves less than this, logical pixels, is a click.
CLICK_SLOP = 4.0
_KEY_STEP = 96
_NOTCH = 120.0  # eighths of a degree a wheel notch turns
_PIXELS_A_NOTCH = 60.0


@dataclass(frozen=True)
class Moves:
    """What hands can do to a map; positions and distances are logical pixels."""

    pan: Callable[[float, float], None]
    zoom: Callable[[float, QPointF | None], None]
    fit: Callable[[], None]
    click: Callable[[QPointF], None]
    hover: Callable[[QPointF | None], None]
    legend: Callable[[], None]


class Hands:
    """Keeps what a drag needs to know between events."""

    def __init__(self, moves: Moves) -> None:
        self._moves = self.moves = moves
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self.dragging = False

    def press(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pressed = self._last = event.position()
            self.dragging = False

    def move(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pressed is None:
            self._moves.hover(at)
            return
        if not self.dragging and (at - self._pressed).manhattanLength() < CLICK_SLOP:
            return
        self.dragging = True
        step, self._last = at - self._last, at
        self._moves.pan(step.x(), step.y())

    def release(self, event: QMouseEvent) -> None:
        was_click = self._pressed is not None and not self.dragging
        self._pressed, self.dragging = None, False
        if was_click and event.button() is Qt.MouseButton.LeftButton:
            self._moves.click(event.position())

    def double_click(self, event: QMouseEvent) -> None:
        self._pressed = None
        self._moves.zoom(1.0, event.position())

    def leave(self) -> None:
        self._moves.hover(None)

    def wheel(self, event: QWheelEvent) -> None:
        """Half a level a notch; a touchpad's fine steps zoom finely."""
        steps = event.angleDelta().y() / _NOTCH or event.pixelDelta().y() / _PIXELS_A_NOTCH
        if steps:
            self._moves.zoom(0.5 * steps, event.position())

    def key(self, event: QKeyEvent) -> bool:
        """Whether the key meant something."""
        key = event.key()
        step = _KEY_STEP * (4 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        ways = {
            Qt.Key.Key_Left: (step, 0),
            Qt.Key.Key_Right: (-step, 0),
            Qt.Key.Key_Up: (0, step),
            Qt.Key.Key_Down: (0, -step),
        }
        if key in ways:
            self._moves.pan(*ways[Qt.Key(key)])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._moves.zoom(0.5, None)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self._moves.zoom(-0.5, None)
        elif key == Qt.Key.Key_Home:
            self._moves.fit()
        elif key == Qt.Key.Key_L and not event.modifiers():
            self._moves.legend()
        else:
            return False
        return True


class HandWidget(QWidget):
    """A widget that gives what the hands do to its `hands`."""

    hands: Hands

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hands.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hands.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.hands.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.hands.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.hands.wheel(event)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.hands.key(event):
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.hands.leave()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)
