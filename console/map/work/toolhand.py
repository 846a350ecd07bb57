"""The hand with a tool in it: the same moves as the bare one, but where a tool means another."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from console.map.inputs import CLICK_SLOP, Hands
from console.map.work.sketch import STROKES, Act, Kind

_KEYS = {
    Qt.Key.Key_Space: Act.POINT,
    Qt.Key.Key_Return: Act.FINISH,
    Qt.Key.Key_Enter: Act.FINISH,
    Qt.Key.Key_Backspace: Act.BACK,
}
_WIDER = {Qt.Key.Key_BracketLeft: 0.8, Qt.Key.Key_BracketRight: 1.25}


class Workbench(Protocol):
    """What the hand works on; places are logical pixels, None the middle of the map."""

    @property
    def tool(self) -> Kind | None: ...

    @property
    def carrying(self) -> bool: ...

    def act(self, act: Act, at: QPointF | None) -> None: ...

    def widen(self, factor: float) -> None: ...

    def leave(self) -> bool: ...

    def lift(self, at: QPointF) -> bool: ...

    def carry(self, at: QPointF) -> None: ...

    def drop(self, at: QPointF) -> None: ...

    def key_menu(self) -> None: ...


class ToolHand(Hands):
    """Takes the place of a map's bare hands."""

    def __init__(self, bare: Hands, work: Workbench) -> None:
        super().__init__(bare.moves)
        self._work = work
        self._drawing = False
        self._left = False  # the button that is down is the left one

    def press(self, event: QMouseEvent) -> None:
        super().press(event)
        self._left = event.button() is Qt.MouseButton.LeftButton

    def move(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._work.carrying:
            self._work.carry(at)
        elif self._drawing:
            self._work.act(Act.DRAG, at)
        elif self._begins(at):
            return
        else:
            super().move(event)
            if self._work.tool is not None:
                self._work.act(Act.HOVER, at)

    def _begins(self, at: QPointF) -> bool:
        """Whether a drag that is more than a click begins to draw, or lifts a unit."""
        pressed = self._pressed
        if pressed is None or not self._left or self.dragging:
            return False
        if (at - pressed).manhattanLength() < CLICK_SLOP:
            return self._work.tool in STROKES
        if self._work.tool in STROKES:
            self._drawing = True
            self._work.act(Act.PRESS, pressed)
            self._work.act(Act.DRAG, at)
            return True
        return self._work.tool is None and self._work.lift(pressed)

    def release(self, event: QMouseEvent) -> None:
        left = event.button() is Qt.MouseButton.LeftButton
        clicked = left and self._pressed is not None and not self.dragging
        if self._drawing and left:
            self._let_go()
            self._work.act(Act.RELEASE, event.position())
        elif self._work.carrying and left:
            self._let_go()
            self._work.drop(event.position())
        elif self._work.tool is not None and clicked:
            self._let_go()
            self._work.act(Act.POINT, event.position())
        else:
            super().release(event)

    def double_click(self, event: QMouseEvent) -> None:
        if self._work.tool is None:
            super().double_click(event)
        elif event.button() is Qt.MouseButton.LeftButton:
            self._let_go()
            self._work.act(Act.FINISH, event.position())

    def key(self, event: QKeyEvent) -> bool:
        key = event.key()
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self._let_go()
            return self._work.leave()
        if key == Qt.Key.Key_Menu or (key == Qt.Key.Key_F10 and shifted):
            self._work.key_menu()
            return True
        if self._work.tool is not None and self._tool_key(key):
            return True
        known = super().key(event)
        if known and self._work.tool is not None:
            self._work.act(Act.HOVER, None)
        return known

    def _tool_key(self, key: int) -> bool:
        if key in _KEYS:
            self._work.act(_KEYS[Qt.Key(key)], None)
        elif key in _WIDER:
            self._work.widen(_WIDER[Qt.Key(key)])
        else:
            return False
        return True

    def _let_go(self) -> None:
        self._pressed, self.dragging, self._drawing = None, False, False
