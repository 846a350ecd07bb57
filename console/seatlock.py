"""One console a seat: an operating-system lock on a file, which dies with its process."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import BinaryIO


class SeatTakenError(Exception):
    """Another console holds the file."""


class SeatLock:
    """Holds `path` from the first `take` until `give_back`; from any thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mutex = threading.Lock()
        self._file: BinaryIO | None = None

    def take(self) -> None:
        """
        Raises:
            SeatTakenError: another console holds it.
            OSError: the folder cannot be made or written.
        """
        with self._mutex:
            if self._file is None:
                self._file = self._taken()

    def give_back(self) -> None:
        with self._mutex:
            if self._file is not None:
                self._file.close()
                self._file = None

    def _taken(self) -> BinaryIO:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = self._path.open("a+b")
        try:
            _lock(file)
        except OSError as error:
            file.close()
            raise SeatTakenError(str(self._path)) from error
        return file


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # for the person who looks into the folder; the lock itself is the operating system's
        file.truncate(0)
        file.write(f"{os.getpid()}\n".encode())
        file.flush()
