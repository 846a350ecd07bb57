"""One thread for work on whole tables; results come back on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal


class Backroom(QObject):
    """Does one thing after the other. Its thread begins with the first order."""

    _done = Signal(object, object)  # what to call, with what

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers: ThreadPoolExecutor | None = None
        self.waiting = 0
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        return self.waiting > 0

    def ask(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Run `work` over there and call `then` with its result here.

        An exception of `work` is raised here instead.
        """
        if self._workers is None:
            self._workers = ThreadPoolExecutor(1, "queue")
            self.destroyed.connect(self._workers.shutdown)
        self.waiting += 1
        self._workers.submit(self._carry_out, work, then)

    def _carry_out(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        try:
            result = work()
        except Exception as error:
            result = error
        try:
            self._done.emit(then, result)
        except RuntimeError:
            return  # the window has gone meanwhile

    def _deliver(self, then: Callable[[Any], None], result: Any) -> None:
        self.waiting -= 1
        if isinstance(result, Exception):
            raise result
        then(result)
