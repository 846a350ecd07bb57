"""What happens every second, each in its own part of the second.

Timers that are started together fire together, and what they change is then painted together:
once a second a key would have to wait for all of it. Where two meet all the same the later one
waits for a turn of its own (`console.turns`).
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import QObject, Qt, QTimer

from console.turns import in_turn

_PART_MS = 125


class Turn(IntEnum):
    """When, in eighths of a second; what comes twice a second comes four eighths later again."""

    STATUS = 0
    QUEUE = 1
    ALERTS = 2
    CASE = 3
    UNITS = 5
    LOOK = 6
    MAP = 7


def every(owner: QObject, ms: int, slot: Callable[[], object], turn: Turn) -> QTimer:
    """Call `slot` every `ms` milliseconds, 500 or 1,000, as long as `owner` lives.

    The first time is one period and the part of `turn` from now.
    """
    timer = QTimer(owner)
    # A coarse timer is moved to where others fire.
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: timer.setInterval(ms) if timer.interval() != ms else None)
    timer.timeout.connect(in_turn(owner, slot))
    timer.start(ms + turn * _PART_MS % ms)
    return timer


def once(owner: QObject, ms: int, slot: Callable[[], object]) -> QTimer:
    """A timer that calls `slot` `ms` milliseconds after each start, and has not been started."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(ms)
    timer.timeout.connect(slot)
    return timer
