"""Work that waits for a network or a keyring, done beside the GUI thread and answered on it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from console.hop import Hop

T = TypeVar("T")


class Errands(QObject):
    """One at a time, in order, each answered once; what is not begun at `stop` is dropped."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._turn = threading.Lock()
        self._stopping = threading.Event()
        self._hop = Hop(self)
        self._hop.arrived.connect(self._take)
        self._threads: list[threading.Thread] = []

    def run(self, job: Callable[[], T], then: Callable[[T | Exception], None]) -> None:
        """Call `job` on a thread and `then` on this one, with what it returned or raised."""
        thread = threading.Thread(target=self._work, args=(job, then), name="errand", daemon=True)
        self._threads = [t for t in self._threads if t.is_alive()]
        self._threads.append(thread)
        thread.start()

    def stop(self, patience_s: float) -> None:
        """Wait for what is under way, but no longer than that."""
        self._stopping.set()
        for thread in self._threads:
            thread.join(patience_s)

    def _work(self, job: Callable[[], Any], then: Callable[[Any], None]) -> None:
        with self._turn:
            if self._stopping.is_set():
                return
            found: Any
            try:
                found = job()
            except Exception as error:  # it belongs to whoever asked
                found = error
        with contextlib.suppress(RuntimeError):  # the window is gone: nobody wants to know
            self._hop.post((then, found))

    def _take(self, items: list[tuple[Callable[[Any], None], Any]]) -> None:
        for then, found in items:
            then(found)
