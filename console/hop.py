"""The one small door from worker threads to the GUI thread.

Workers `post` from anywhere; the GUI thread hears `arrived` with everything gathered, at most once
per frame, so that a burst of a thousand items costs one pass and not a thousand.
"""

from __future__ import annotations

import threading
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

FRAME_MS = 16


class Hop(QObject):
    """Lives on the GUI thread; only `post` may be called from another."""

    arrived = Signal(list)
    _wake = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: list[Any] = []
        self._lock = threading.Lock()
        self._woken = False
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.setInterval(FRAME_MS)
        self._frame.timeout.connect(self._drain)
        self._wake.connect(self._frame.start, Qt.ConnectionType.QueuedConnection)

    def post(self, item: Any) -> None:
        """Hand `item` over; returns at once."""
        with self._lock:
            self._items.append(item)
            woken, self._woken = self._woken, True
        if not woken:
            self._wake.emit()

    def _drain(self) -> None:
        with self._lock:
            items, self._items, self._woken = self._items, [], False
        if items:
            self.arrived.emit(items)
