"""One thread with one line to central that does jobs in order.

What may wait long for an answer (an order, a file, a history) has a runner of its own, so that it
keeps nothing else from central.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from console.feeds.answer import Address
from console.feeds.ending import ended
from console.feeds.key import Token

if TYPE_CHECKING:
    from console.feeds.line import Line

Job = TypeVar("Job")


class Runner(Generic[Job]):
    """`work` is called on the thread with one job at a time; it asks for the line with `line`.

    `stop` may be called from any thread: it returns at once, and whoever waits for central gets a
    `LinkError`. Jobs that have not begun by then are dropped.
    """

    def __init__(self, name: str, url: Address, token: Token, work: Callable[[Job], None]) -> None:
        """
        Args:
            name: the thread's name.
        """
        self.stopping = threading.Event()
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._name, self._url, self._token, self._work = name, url, token, work
        self._line: Line | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
        self._thread.start()

    def put(self, job: Job) -> None:
        self._jobs.put(job)

    def stop(self) -> None:
        self.stopping.set()
        self._jobs.put(None)
        if self._line is not None:
            self._line.hang_up()

    def join(self, timeout_s: float) -> bool:
        """Wait for the thread's end; False when it is still there after `timeout_s` seconds."""
        return ended(self._thread, timeout_s)

    def _run(self) -> None:
        try:
            while (job := self._jobs.get()) is not None and not self.stopping.is_set():
                self._work(job)
        finally:
            if self._line is not None:
                self._line.close()

    def line(self) -> Line:
        """The line of this thread, opened when it is first wanted.

        Raises:
            BadAddress: the address is none.
        """
        if self._line is None:
            from console.feeds.line import Line  # brings `requests`: off the window's way

            self._line = Line(self._url, self._token)
            if self.stopping.is_set():
                self._line.hang_up()
        return self._line
