"""Locks one console and opens it again, as it was left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from console.session import Session
from console.signing.port import SignError
from console.tokens import Tokens
from console.views.lock.screen import Holder, LockScreen
from console.views.lock.sheets import Sheets


class LockDesk(QObject):
    """`asked`: somebody wants in; answer with `release` or `refuse`."""

    asked = Signal(str, str)  # password, one-time code
    left = Signal()
    changed = Signal(bool)  # locked, or not any more

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._sheets: Sheets | None = None
        self._focus: QWidget | None = None
        self.screen: LockScreen | None = None

    @property
    def locked(self) -> bool:
        return self.screen is not None

    def lock(self, holder: Holder, tokens: Tokens) -> None:
        """Cover everything; a second call does nothing."""
        application = QApplication.instance()
        if self.locked or not isinstance(application, QApplication):
            return
        self._focus = application.focusWidget()
        screen = self.screen = LockScreen(self._session, tokens, holder, self._window)
        screen.asked.connect(self.asked)
        screen.left.connect(self.left)
        if self._focus is not None:
            self._focus.destroyed.connect(self._forget_focus)
        screen.setGeometry(self._window.geometry())
        self._sheets = Sheets(application, screen)
        self._window.installEventFilter(self)
        screen.show()
        screen.activateWindow()
        screen.begin()
        self.changed.emit(True)

    def refuse(self, error: SignError) -> None:
        if self.screen is not None:
            self.screen.refuse(error)

    def release(self) -> None:
        """Everything is where it was: also what had the keyboard."""
        if self.screen is None or self._sheets is None:
            return
        self._window.removeEventFilter(self)
        self._sheets.lift()
        self.screen.release()
        self.screen = self._sheets = None
        focus, self._focus = self._focus, None
        (focus or self._window).activateWindow()
        if focus is not None:
            focus.destroyed.disconnect(self._forget_focus)
            focus.setFocus()
        self.changed.emit(False)

    def _forget_focus(self) -> None:
        self._focus = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moves = (QEvent.Type.Move, QEvent.Type.Resize)
        if self.screen is not None and event.type() in moves:
            self.screen.setGeometry(self._window.geometry())
        return super().eventFilter(watched, event)
