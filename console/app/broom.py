"""Collecting garbage, and giving memory back, where and when it does no harm.

Garbage may hold widgets, and a worker thread that collected them would crash Qt: so it is done
here, in the thread of the screen. The young is collected often, which is cheap; everything when
nobody has touched the console for a moment, because a key would have to wait for some frames.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_YOUNG_MS, _LOOK_MS = 5_000, 30_000
#: Everything: after so many looks where nobody is at work, after so many whoever is; ten minutes
#: and an hour.
_SELDOM, _LATEST = 20, 120
#: Hands that rest for so long, in seconds, may rest a little longer.
_RESTING_S = 5.0
#: By then the window is whole; nobody waits for its first picture any more.
_SETTLED_MS = 2_000


class Broom(QObject):
    """Collects for as long as `owner` lives. `idle_s`: for how long nobody has touched anything."""

    def __init__(self, owner: QObject, idle_s: Callable[[], float]) -> None:
        super().__init__(owner)
        self._idle_s, self._looks = idle_s, 0
        gc.disable()
        QTimer.singleShot(_SETTLED_MS, self, set_aside)
        for every_ms, slot in ((_YOUNG_MS, self._young), (_LOOK_MS, self.look)):
            timer = QTimer(self)
            timer.timeout.connect(slot)
            timer.start(every_ms)

    def look(self) -> bool:
        """Called twice a minute; returns whether everything was collected."""
        self._looks += 1
        resting = self._idle_s() >= _RESTING_S
        if resting:
            give_back()
        if not (resting and self._looks >= _SELDOM) and self._looks < _LATEST:
            return False
        self._looks = 0
        gc.collect()
        return True

    def _young(self) -> None:
        gc.collect(1)


def set_aside() -> None:
    """What the window was made of stays as long as it does: it is not looked through again."""
    gc.collect()
    gc.freeze()


def give_back() -> None:
    """Return what the C library keeps for later to the system.

    Taking in a picture of a hundred thousand cases leaves 25 MB behind. It takes some two
    milliseconds, and only glibc has to be asked (malloc_trim(3)).
    """
    if not sys.platform.startswith("linux"):
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
