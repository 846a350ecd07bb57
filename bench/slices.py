"""A watchdog of the GUI thread: how long the event loop was away each time, why, and in what.

A timer of 4 ms beats in the thread; a gap between two beats is the time a key would have waited.
For each gap the kernel tells how long the thread itself computed and how long it was ready to run
and had no core (`/proc/self/task/<tid>/schedstat`): what is left is waiting, for the interpreter
lock or for the disk. Another thread looks at the stack of this one while a beat is late.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 4
FRAME_MS = 16.7
#: A beat that is so late, in seconds, is looked into; and how often, in seconds.
_LATE_S, _LOOK_S = 0.010, 0.004
_DEEP = 4  # so many places of a stack are told, the innermost first


@dataclass(frozen=True)
class Gap:
    """Milliseconds from beat to beat: in all, computing, ready without a core, collecting."""

    at_s: float
    wall: float
    cpu: float
    queued: float
    swept: float

    @property
    def cause(self) -> str:
        """Who has to answer for a long one: "own", "machine" or "lock"."""
        if self.cpu > FRAME_MS - BEAT_MS:
            return "own"
        return "machine" if self.wall - self.queued <= FRAME_MS else "lock"


class Slices(QObject):
    """Beats until it is stopped. `gaps`: all of them; `stacks`: what ran in the late ones."""

    def __init__(self, stacks: bool = False) -> None:
        super().__init__()
        self.gaps: list[Gap] = []
        self.stacks: Counter[str] = Counter()
        self._swept = 0.0
        gc.callbacks.append(self._sweep)
        self._thread = threading.get_ident()
        tid = threading.get_native_id()
        self._stat = os.open(f"/proc/self/task/{tid}/schedstat", os.O_RDONLY)
        self._began = self._last = time.perf_counter()
        self._cpu, self._queued = self._read()
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
        self.gaps.clear()
        self.stacks.clear()

    def stop(self) -> None:
        self._timer.stop()
        self._over.set()
        gc.callbacks.remove(self._sweep)
        os.close(self._stat)

    def _read(self) -> tuple[float, float]:
        """(computed, ready without a core) of this thread so far, ms."""
        computed, queued = os.pread(self._stat, 80, 0).split()[:2]
        return int(computed) / 1e6, int(queued) / 1e6

    def _beat(self) -> None:
        now = time.perf_counter()
        cpu, queued = self._read()
        wall = (now - self._last) * 1_000
        gap = Gap(
            self._last - self._began, wall, cpu - self._cpu, queued - self._queued, self._swept
        )
        self.gaps.append(gap)
        self._last, self._cpu, self._queued, self._swept = now, cpu, queued, 0.0

    def _sweep(self, phase: str, _info: dict[str, Any]) -> None:
        if threading.get_ident() != self._thread:
            return
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


def told(gaps: list[Gap], stacks: Counter[str]) -> dict[str, Any]:
    """What a run was like, for people and for `json`."""
    wall = np.asarray([g.wall for g in gaps] or [0.0])
    long = [g for g in gaps if g.wall > FRAME_MS]
    worst = sorted(long, key=lambda g: -g.wall)[:8]
    return {
        "event loop gap ms p99/max": [_round(np.percentile(wall, 99)), _round(wall.max())],
        "gaps over a frame": dict(Counter(g.cause for g in long)),
        "share of gaps over a frame": round(len(long) / max(1, len(gaps)), 5),
        "own work of a gap ms p99/max": [
            _round(q) for q in np.percentile([g.cpu for g in gaps] or [0.0], [99, 100])
        ],
        "worst (at s, wall, computing, no core, collecting)": [
            [_round(v) for v in (g.at_s, g.wall, g.cpu, g.queued, g.swept)] for g in worst
        ],
        **({"what ran": stacks.most_common(40)} if stacks else {}),
    }


def _round(value: float) -> float:
    return round(float(value), 1)
