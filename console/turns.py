"""One thing after the other, so that no turn of the event loop is long.

In one turn the loop serves all that is due — what was posted, layouts, painting, every timer — and
only then looks for a key again. Ten things of 3 ms each that come together are 30 ms for that key.
Here they take turns: what finds its turn full waits for one of its own, and the loop looks for
keys between two of them. Painting has turns of its own too (`Frames`), and what takes long to paint
(`Patient`) has one for itself.
"""

from __future__ import annotations

import time
import weakref
from collections import deque
from collections.abc import Callable
from types import MethodType
from typing import Any

import shiboken6
from PySide6.QtCore import (
    QAbstractEventDispatcher,
    QCoreApplication,
    QEvent,
    QObject,
    QPoint,
    QThread,
    QTimer,
)
from PySide6.QtGui import QPaintEvent, QRegion

Work = Callable[[], object]
#: A turn in which so much has been computed, in seconds, is full.
FULL_S = 0.002
#: After so many full turns something is done all the same.
_PATIENCE = 2
#: Where no more than one part in so many is to be painted nobody has to wait for it.
_SMALL = 4


class Turns(QObject):
    """What waits for a turn, in order. One for the application, see `turns`; on its thread.

    Nothing waits before `begin`: who drives a window by hand sees at once what comes of it.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._works: deque[tuple[QObject, Work]] = deque()
        self._begun = False
        self._began, self._turn = time.thread_time(), 0
        self._held = 0  # the turn since which there was no room, 0: there was
        self._thread = QThread.currentThread()
        self._pump = QTimer(self)
        self._pump.setInterval(0)
        self._pump.timeout.connect(self._go)
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None  # noqa: S101 - every thread with an application has one
        dispatcher.awake.connect(self._count)

    def begin(self) -> None:
        """From here on things take turns, wherever an event loop runs."""
        self._begun = True

    def end(self) -> None:
        """The window is closed: what waits is not done any more."""
        self._begun = False
        self._works.clear()

    @property
    def taken(self) -> bool:
        """Whether things take turns now; without a loop nothing would ever have its own."""
        return self._begun and self._thread.loopLevel() > 0

    @property
    def full(self) -> bool:
        """Whether enough has been computed in this turn. What the thread waited does not count."""
        return time.thread_time() - self._began > FULL_S

    def do(self, owner: QObject, work: Work) -> None:
        """`work` now where there is room for it, else in a later turn."""
        if not self.taken or not (self._works or self.full):
            work()
        else:
            self._add(owner, work)

    def soon(self, owner: QObject, work: Work) -> None:
        """`work` in a later turn, unless `owner` is gone by then; once, however often it is asked
        for meanwhile. At once where nobody takes turns."""
        if self.taken:
            self._add(owner, work)
        else:
            work()

    def first(self, owner: QObject, work: Work) -> None:
        """As `soon`, before all that waits."""
        if (owner, work) not in self._works:
            self._works.appendleft((owner, work))
            self._start()

    def _add(self, owner: QObject, work: Work) -> None:
        if (owner, work) not in self._works:
            self._works.append((owner, work))
            self._start()

    def _start(self) -> None:
        if not self._pump.isActive():
            self._pump.start()

    def _count(self) -> None:
        """A turn begins."""
        self._began = time.thread_time()
        self._turn += 1

    def _go(self) -> None:
        """As much as fits into this turn, and at least one thing in three turns.

        A timer of no interval comes with all others that are due, and after what was posted.
        """
        if not self._works:
            # Not sooner: started anew it would come twice in a turn.
            self._pump.stop()
            return
        if self.full:
            self._held = self._held or self._turn
            if self._turn < self._held + _PATIENCE:
                return
        self._held = 0
        while self._works:
            owner, work = self._works.popleft()
            if shiboken6.isValid(owner):
                work()
                if self.full:
                    return


class Frames(QObject):
    """Windows that are painted in turns of their own, and who waits to be painted alone."""

    def __init__(self, of: Turns) -> None:
        super().__init__(of)
        self.turns = of
        self.painting = False
        self._turn: Patient | None = None
        self._waiting: list[Patient] = []

    def follow(self, window: QObject) -> None:
        """Paint `window`, a widget, in turns of its own as long as it lives."""
        _Window(self, window)

    def paint(self, window: QObject) -> None:
        """Everything of `window` that is due, but of the patient the one that waits longest."""
        self._turn = self._waiting.pop(0) if self._waiting else None
        self.painting = True
        try:
            QCoreApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))
        finally:
            self.painting, self._turn = False, None
            self._waiting = [p for p in self._waiting if shiboken6.isValid(p)]
            # Qt keeps what is due from here on: it moves with what is scrolled meanwhile.
            for patient in self._waiting:
                patient.ask()

    def has_to_wait(self, patient: Patient) -> bool:
        """Whether it is not the turn of `patient`; then it will be."""
        if not self.painting or self._turn is patient:
            return False
        if patient not in self._waiting:
            self._waiting.append(patient)
        return True


class _Window(QObject):
    """Keeps a window from being painted in the middle of all else that was posted."""

    def __init__(self, frames: Frames, window: QObject) -> None:
        super().__init__(window)
        self._frames, self._window = frames, window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() != QEvent.Type.UpdateRequest or watched is not self._window:
            return False
        if self._frames.painting or not self._frames.turns.taken:
            return False
        self._frames.turns.first(self, self._paint)
        return True

    def _paint(self) -> None:
        self._frames.paint(self._window)


class Patient(QObject):
    """Of a widget that paints every pixel itself (`WA_OpaquePaintEvent`), and takes long to.

    Until it has a turn of its own it keeps the pixels it has.
    """

    _MOVED = frozenset({QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Resize, QEvent.Type.Move})

    def __init__(self, widget: Any) -> None:
        """`widget`: a QWidget, which owns this."""
        super().__init__(widget)
        self._widget, self._left = widget, QRegion()
        self._stood: object = None  # where it was painted last; None: there are no pixels of its
        widget.installEventFilter(self)

    def ask(self) -> None:
        """Ask for what has been left."""
        left, self._left = self._left, QRegion()
        self._widget.update(left)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, ARG002 - Qt's
        if isinstance(event, QPaintEvent):
            return self._waits(event.region())
        if event.type() in self._MOVED:
            self._stood = None
        return False

    def _waits(self, region: QRegion) -> bool:
        widget = self._widget
        stands = widget.size(), widget.mapTo(widget.window(), QPoint())
        stood, self._stood = self._stood, stands
        # Where it has not stood before there are somebody else's pixels.
        if stood != stands or _is_small(region, widget) or not frames().has_to_wait(self):
            return False
        self._left += region
        return True


def _is_small(region: QRegion, widget: Any) -> bool:
    """Some rows of it, or a column: that does not take long, and a turn costs something too."""
    box = region.boundingRect()
    return bool(_SMALL * box.width() * box.height() < widget.width() * widget.height())


_made: Turns | None = None
_frames: Frames | None = None


def turns() -> Turns:
    """The turns of the running application; on its thread."""
    global _made
    if _made is None or not shiboken6.isValid(_made):
        application = QCoreApplication.instance()
        assert application is not None  # noqa: S101 - nothing has a turn without one
        _made = Turns(application)
    return _made


def frames() -> Frames:
    """The frames of the running application; on its thread."""
    global _frames
    if _frames is None or not shiboken6.isValid(_frames):
        _frames = Frames(turns())
    return _frames


def in_turn(owner: QObject, slot: Callable[[], object]) -> Work:
    """A slot for a timer: `slot` of `owner` now where there is room, else in a later turn.

    Keeps neither of them alive where `slot` is a method.
    """
    whose = weakref.ref(owner)
    kept = weakref.WeakMethod(slot) if isinstance(slot, MethodType) else lambda: slot

    def due() -> None:
        there, work = whose(), kept()
        if there is not None and work is not None:
            turns().do(there, work)

    return due
