"""From the first painted queue to the whole window: what nobody waits for comes afterwards."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from importlib import import_module

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from console.board.board import Delta
from console.feeds.port import CacheTrouble
from console.session import Session
from console.views.window import ConsoleWindow

#: A queue that has not been painted by then is not waited for.
PATIENCE_MS = 3_000
#: What the later steps import; it is read on another thread, so that keys are answered meanwhile.
_LATER = ("console.views.furnishing", "console.app.maps", "console.app.seatdesk")
_LOGGER = logging.getLogger(__name__)


class Opening(QObject):
    """Furnishes `window` once its queue has been painted with cases, then calls `then` once.

    `go_on` is called first: whoever held back for the sake of that picture may start.
    """

    _imported = Signal()

    def __init__(
        self, window: ConsoleWindow, go_on: Callable[[], None], then: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._window, self._go_on, self._then = window, go_on, then
        self._begun = False
        self._troubles: list[CacheTrouble] = []
        self._imported.connect(self._step)
        if window.furnished:
            go_on()
            then()
            return
        window.session.cache_troubled.connect(self._remember)
        window.queue.table.viewport().installEventFilter(self)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._begin)
        self._patience.start(PATIENCE_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint and self._window.queue.model.rowCount():
            QTimer.singleShot(0, self, self._begin)  # when this paint is over
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        if self._begun:
            return
        self._begun = True
        self._patience.stop()
        self._window.queue.table.viewport().removeEventFilter(self)
        self._go_on()
        threading.Thread(target=self._import, name="furnishing", daemon=True).start()

    def _import(self) -> None:
        try:
            for name in _LATER:
                import_module(name)
        except Exception:  # told again where it is needed, on the thread that can show it
            _LOGGER.exception("a part of the window could not be imported")
        self._imported.emit()

    def _step(self) -> None:
        """One pane, then whatever the person has typed meanwhile, then the next."""
        if self._window.furnish_more():
            QTimer.singleShot(0, self, self._step)
            return
        self._then()
        session = self._window.session
        session.cache_troubled.disconnect(self._remember)
        retell(session)
        for trouble in self._troubles:
            session.cache_troubled.emit(trouble)

    def _remember(self, trouble: CacheTrouble) -> None:
        """Who tells it to the person is not there yet."""
        self._troubles.append(trouble)


def retell(session: Session) -> None:
    """Say once more how everything stands, for views that came when it had been said."""
    if session.gazetteer is not None:
        session.city_known.emit()
    session.linked.emit(session.link)
    session.outgoing_changed.emit()
    if session.has_picture:
        session.changed.emit(Delta(reset=True))
        session.desk_changed.emit()
