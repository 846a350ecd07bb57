"""A watchdog of the GUI thread: how long the event loop was away each time, why, and in what.

A timer of 4 ms beats in the thread. A gap between two beats is not what a key would have waited: in
one turn the loop serves all that is due, timers last, and a gap ends with the turn after the one it
began in. What a key waits is measured by `bench.typist`; the beats are for telling why. The kernel
tells how long the thread was ready to run and had no core (`/proc/self/task/<tid>/schedstat`), and
the thread's clock how long it computed: what is left of a gap is waiting, for the interpreter lock
or for the disk. Another thread looks at the stack of this one while a beat is late.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, QTimer

from bench.tape import F64, Tape

BEAT_MS = 4
FRAME_MS = 16.7
#: A beat that is so late, in seconds, is looked into; and how often, in seconds.
_LATE_S, _LOOK_S = 0.010, 0.004
_DEEP = 4  # so many places of a stack are told, the innermost first
OWN, MACHINE, LOCK = "own", "machine", "lock"


class Account:
    """What the thread that made it has used so far."""

    def __init__(self) -> None:
        self._stat = os.open(f"/proc/self/task/{threading.get_native_id()}/schedstat", os.O_RDONLY)

    def read(self) -> tuple[float, float, float]:
        """(now, computed, ready without a core), all in ms; only from its own thread."""
        queued = int(os.pread(self._stat, 80, 0).split()[1])
        return time.perf_counter() * 1_000, time.thread_time() * 1_000, queued / 1e6

    def close(self) -> None:
        os.close(self._stat)


class Slices(QObject):
    """Beats until it is stopped. `beats`: when, computed, without a core and collecting so far, ms.

    `seconds`: for how long, so that nothing has to grow. `stacks`: what ran in the late ones.
    """

    def __init__(self, stacks: bool = False, seconds: float = 60.0) -> None:
        super().__init__()
        self.beats = Tape(4, int((seconds + 60) * 1_000 / BEAT_MS))
        self.stacks: Counter[str] = Counter()
        self._aside = Tape(2, 64)  # from and until, ms: what does not count
        self._swept = 0.0
        gc.callbacks.append(self._sweep)
        self._thread = threading.get_ident()
        self.account = Account()
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self._over = threading.Event()
        self._eye = threading.Thread(target=self._look, name="watchdog", daemon=True)
        if stacks:
            self._eye.start()

    def clear(self) -> None:
        """Forget what has been: from here on it counts."""
        self.beats.clear()
        self.stacks.clear()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is done within is the bench's own: no gap and no wait that touches it counts."""
        began = time.perf_counter() * 1_000
        yield
        self._aside.write(began, time.perf_counter() * 1_000)

    def stop(self) -> None:
        self._timer.stop()
        self._over.set()
        gc.callbacks.remove(self._sweep)
        self.account.close()

    def counts(self, begin: F64, end: F64) -> NDArray[np.bool_]:
        """Which of the spans from `begin` to `end` (ms, shapes (n,)) nothing set aside touches."""
        free = np.ones(len(begin), bool)
        for since, until in self._aside.rows:
            free &= (end < since) | (begin > until)
        return free

    def gaps(self) -> F64:
        """From beat to beat, ms: (began, in all, computing, without a core, collecting), (n, 5)."""
        rows = self.beats.rows
        made = np.column_stack([rows[:-1, 0], np.diff(rows, axis=0)])
        return made[self.counts(rows[:-1, 0], rows[1:, 0])]

    def _beat(self) -> None:
        now, computed, queued = self.account.read()
        self.beats.write(now, computed, queued, self._swept)
        self._last = now / 1_000

    def _sweep(self, phase: str, _info: dict[str, Any]) -> None:
        if threading.get_ident() == self._thread:
            now = time.perf_counter() * 1_000
            self._swept += now if phase == "stop" else -now

    def _look(self) -> None:
        """In its own thread: the GUI thread's stack, again and again while a beat is late."""
        while not self._over.wait(_LOOK_S):
            if time.perf_counter() - self._last > _LATE_S:
                frame = sys._current_frames().get(self._thread)
                self.stacks[" < ".join(_places(frame))] += 1


def _places(frame: FrameType | None) -> Iterable[str]:
    """The innermost places of a stack, the product's own with their line."""
    told = 0
    while frame is not None and told < _DEEP:
        path = frame.f_code.co_filename
        at = path.find("/console/")
        name = path[at + 9 :] if at >= 0 else Path(path).name
        if at >= 0 or not told:
            told += 1
            yield f"{name}:{frame.f_lineno} {frame.f_code.co_name}"
        frame = frame.f_back


def causes(wall: F64, computed: F64, queued: F64, own_ms: float) -> dict[str, int]:
    """Who has to answer for what took longer than a frame: shapes (n,), ms.

    "own": more than `own_ms` of it was computed. "machine": with a core at hand it would have been
    within the frame. "lock": the rest, which waited for the interpreter or the disk.
    """
    long = wall > FRAME_MS
    own = long & (computed > own_ms)
    machine = long & ~own & (wall - queued <= FRAME_MS)
    lock = long & ~own & ~machine
    return {OWN: int(own.sum()), MACHINE: int(machine.sum()), LOCK: int(lock.sum())}


def told(watchdog: Slices) -> dict[str, Any]:
    """What a run was like, for people and for `json`."""
    gaps = watchdog.gaps()
    began, wall, computed, queued, _swept = gaps.T
    worst = gaps[np.argsort(-wall)[:8]] - [began[0] if len(began) else 0.0, 0, 0, 0, 0]
    stacks = watchdog.stacks
    return {
        "event loop gap ms p99/max": quantiles(wall, 99, 100),
        "gaps over a frame": causes(wall, computed, queued, FRAME_MS - BEAT_MS),
        "share of gaps over a frame": round(float((wall > FRAME_MS).mean()), 5),
        "own work of a gap ms p99/max": quantiles(computed, 99, 100),
        "worst (at ms, wall, computing, no core, collecting)": np.round(worst, 1).tolist(),
        **({"what ran": stacks.most_common(40)} if stacks else {}),
    }


def quantiles(values: F64, *asked: float) -> list[float]:
    """Rounded; zeros where there is nothing."""
    some = values if len(values) else np.zeros(1)
    return [round(float(q), 1) for q in np.percentile(some, asked)]
