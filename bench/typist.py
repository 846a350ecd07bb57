"""What a key waits: somebody presses a key that does nothing, again and again, at any moment.

The key goes the way of a real one: from a thread of its own into the window system's queue of Qt
(`qt_handleKeyEvent`, what Qt's own tests call), which wakes the loop as an X server's event does.
So it waits for whatever the loop does before it looks there again: the rest of this turn, posted
events, painting and timers of the next one. It counts from the moment it was meant to be pressed: a
thread that could not even press it, because another held the interpreter, has waited too. For a
core that this thread itself had to wait for nobody has to answer.
"""

from __future__ import annotations

import ctypes
import random
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import PySide6
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QInputDevice
from PySide6.QtWidgets import QWidget

from bench.slices import FRAME_MS, Account, Slices, causes, quantiles
from bench.tape import Tape

#: So many a second: more than a person, few enough to cost next to nothing.
KEYS_A_SECOND = 50.0
_KEY = Qt.Key.Key_F35
_LIBRARY = Path(PySide6.__file__).parent / "Qt" / "lib" / "libQt6Gui.so.6"
_PRESS = "_Z17qt_handleKeyEventP7QWindowN6QEvent4TypeEi6QFlagsIN2Qt16KeyboardModifierEERK7QStringbt"
_NO_TEXT = (ctypes.c_void_p * 3)()  # a QString that is null


class Typist(QObject):
    """Types into `window` until it is stopped. Lives on the GUI thread."""

    def __init__(self, window: QWidget, watchdog: Slices, seconds: float, seed: int = 1) -> None:
        super().__init__()
        self._watchdog, self._dice = watchdog, random.Random(seed)
        #: when it was pressed and heard; computed and without a core so far, ms
        self.keys = Tape(4, int((seconds + 60) * KEYS_A_SECOND * 1.2))
        self._pressed = 0.0
        QInputDevice.primaryKeyboard()  # made at the first key otherwise, in the wrong thread
        handle = window.windowHandle()
        handle.installEventFilter(self)
        self._window = shiboken6.getCppPointer(handle)[0]
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._type, name="typist", daemon=True)
        self._thread.start()

    def clear(self) -> None:
        """Forget what has been: from here on it counts."""
        self.keys.clear()

    def stop(self) -> None:
        """The last key is still heard: it would never come back otherwise."""
        self._over.set()
        while self._thread.is_alive():
            QCoreApplication.processEvents()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, ARG002 - Qt's
        if event.type() != QEvent.Type.KeyRelease or event.key() != _KEY:  # type: ignore[attr-defined]
            return False
        now, computed, queued = self._watchdog.account.read()
        self.keys.write(self._pressed, now, computed, queued)
        return True

    def _type(self) -> None:
        """In its own thread."""
        press, account = _press(), Account()
        due, waited = account.read()[0], account.read()[2]
        while not self._over.is_set():
            due += self._dice.expovariate(KEYS_A_SECOND) * 1_000
            time.sleep(max(0.0, due / 1_000 - time.perf_counter()))
            queued = account.read()[2]
            self._pressed, waited = due + queued - waited, queued
            # a release: nothing is bound to it, and nobody takes it for somebody at the console
            press(self._window, QEvent.Type.KeyRelease.value, _KEY.value, 0, _NO_TEXT, False, 1)
        account.close()


def _press() -> Any:
    found, number = ctypes.CDLL(str(_LIBRARY))[_PRESS], ctypes.c_int
    found.argtypes = (ctypes.c_void_p, number, number, number, ctypes.c_void_p)
    found.argtypes += (ctypes.c_bool, ctypes.c_ushort)
    found.restype = ctypes.c_bool
    return found


def told(typist: Typist, watchdog: Slices) -> dict[str, Any]:
    """What the keys waited, for people and for `json`.

    What the thread did meanwhile is counted from the beat before the key was pressed: more may be
    taken for its own work than was, never less.
    """
    beats, keys = watchdog.beats.rows, typist.keys.rows
    keys = keys[watchdog.counts(keys[:, 0], keys[:, 1]) & (keys[:, 0] > beats[0, 0])]
    before = beats[np.searchsorted(beats[:, 0], keys[:, 0], "right") - 1]
    wait = keys[:, 1] - keys[:, 0]
    computed, queued = keys[:, 2] - before[:, 1], keys[:, 3] - before[:, 2]
    worst = np.argsort(-wait)[:8]
    shown = np.column_stack([keys[:, 0] - beats[0, 0], wait, computed, queued])[worst]
    return {
        "keys": len(keys),
        "a key waits ms p50/p99/p99.9/max": quantiles(wait, 50, 99, 99.9, 100),
        "keys over a frame": causes(wait, computed, queued, FRAME_MS),
        "share of keys over a frame": round(float((wait > FRAME_MS).mean()), 5),
        "worst keys (at ms, waited, computing, no core)": np.round(shown, 1).tolist(),
    }
