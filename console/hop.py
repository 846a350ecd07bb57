"""The one small door from worker threads to the GUI thread.

Workers `post` from anywhere; the GUI thread hears `arrived` with everything gathered, at most once
per frame, so that a burst of a thousand items costs one pass and not a thousand. In a turn of the
loop in which much else has been done it waits for the next, and what is too much for one turn, as
after a break, comes in several.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from console.turns import in_turn

FRAME_MS = 16
#: What comes so soon after the first item, in ms, is taken with it: answers come with their events.
_GATHER_MS = 4
#: So many events are taken in one turn, some milliseconds' work; an item is never divided.
PORTION = 64


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
        self._frame.setTimerType(Qt.TimerType.PreciseTimer)
        self._frame.timeout.connect(in_turn(self, self._drain))
        self._drained = QElapsedTimer()
        self._drained.start()
        self._wake.connect(self._begin, Qt.ConnectionType.QueuedConnection)

    def post(self, item: Any) -> None:
        """Hand `item` over; returns at once."""
        with self._lock:
            self._items.append(item)
            woken, self._woken = self._woken, True
        if not woken:
            self._wake.emit()

    def _begin(self) -> None:
        """A frame after the last time, or at once where that is over."""
        self._frame.start(max(_GATHER_MS, FRAME_MS - self._drained.elapsed()))

    def _drain(self) -> None:
        self._drained.restart()
        with self._lock:
            upto = portion(self._items)
            items, self._items = self._items[:upto], self._items[upto:]
            more = self._woken = bool(self._items)
        if more:
            self._frame.start(0)
        if items:
            self.arrived.emit(items)


def portion(items: Sequence[Any]) -> int:
    """How many of the first items make one turn's work: those that hold `PORTION` events at most,
    and one at least."""
    events = 0
    for at, item in enumerate(items):
        events += len(getattr(item, "envelopes", ()))
        if events > PORTION and at:
            return at
    return len(items)
