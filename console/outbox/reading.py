"""A file as the body of a request: read block by block, telling how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

#: Not more often than this, in seconds: every word goes to the window.
_EVERY_S = 0.1


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """The person does not want it sent any more."""


class Reading:
    """What `requests` sends as it is read. `broken`: why the file could not be read on.

    Raises:
        OSError: the file cannot be opened.
    """

    def __init__(self, path: Path, told: Callable[[int, int], None]) -> None:
        self._file = path.open("rb")
        self._size = path.stat().st_size
        self._told, self._sent, self._last = told, 0, 0.0
        self.broken: OSError | None = None

    def __len__(self) -> int:
        """Bytes that are still to be read; the request announces it."""
        return self._size - self._sent

    def read(self, size: int = -1) -> bytes:
        try:
            block = self._file.read(size)
        except OSError as error:
            self.broken = error
            raise
        self._sent += len(block)
        now = time.monotonic()
        if now - self._last >= _EVERY_S or self._sent >= self._size:
            self._last = now
            self._told(self._sent, self._size)
        return block

    def __enter__(self) -> Reading:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()
