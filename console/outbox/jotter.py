"""Notes that are being typed, kept on the disk so that a crash loses a second of them at most.

The window hands over everything there is, as bytes it alone understands; a thread of its own
replaces the file whole, at most once a second.
"""

from __future__ import annotations

import logging
import os
import threading
from pathlib import Path
from typing import Protocol

from console.feeds.ending import ended
from console.seatlock import SeatLock, SeatTakenError

FILE = "drafts.json"
EVERY_S = 1.0
#: What somebody can have typed comes nowhere near this.
_MOST = 8 * 1024 * 1024
_LOGGER = logging.getLogger(__name__)


class Jotter(Protocol):
    """Every call returns at once."""

    def found(self) -> bytes:
        """What an earlier console has left, empty where that is nothing."""
        ...

    def jot(self, everything: bytes) -> None: ...

    def set_aside(self, why: str) -> None:
        """What was found cannot be read: keep it under another name."""
        ...


class FileJotter:
    """`Jotter` in `folder`. A second console of the seat reads nothing and keeps nothing."""

    def __init__(self, folder: Path, lock: SeatLock, every_s: float = EVERY_S) -> None:
        self._path, self._lock, self._every_s = folder / FILE, lock, every_s
        self._wanted: bytes | None = None
        self._changed = threading.Condition()
        self._stopping = False
        self._mine = False
        self._thread: threading.Thread | None = None
        self.trouble = ""  # why it cannot be kept, plain text

    def start(self) -> None:
        """Called before there is a window: reads what was left, and begins."""
        try:
            self._lock.take()
            self._mine = True
        except (SeatTakenError, OSError) as error:
            self.trouble = str(error)
            return
        self._thread = threading.Thread(target=self._run, name="jotter", daemon=True)
        self._thread.start()

    def found(self) -> bytes:
        if not self._mine:
            return b""
        try:
            with self._path.open("rb") as file:
                return file.read(_MOST)
        except FileNotFoundError:
            return b""
        except OSError as error:
            self._failed(error)
            return b""

    def set_aside(self, why: str) -> None:
        _LOGGER.warning("the drafts in %s were set aside: %s", self._path, why)
        try:
            self._path.replace(self._path.with_suffix(".unreadable.json"))
        except OSError as error:
            self._failed(error)

    def jot(self, everything: bytes) -> None:
        with self._changed:
            self._wanted = everything
            self._changed.notify_all()

    def stop(self) -> None:
        with self._changed:
            self._stopping = True
            self._changed.notify_all()

    def join(self, timeout_s: float) -> bool:
        """Wait until the last of it is on the disk; False when that takes too long."""
        return ended(self._thread, timeout_s)

    def _run(self) -> None:
        written: bytes | None = None
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._stopping or self._wanted is not None)
                wanted, self._wanted, ending = self._wanted, None, self._stopping
            if wanted is not None and wanted != written:
                self._write(wanted)
                written = wanted
            with self._changed:
                if ending and self._wanted is None:
                    return
                self._changed.wait_for(lambda: self._stopping, self._every_s)

    def _write(self, everything: bytes) -> None:
        draft = self._path.with_suffix(".new")
        try:
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(everything)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._path)
        except OSError as error:
            self._failed(error)

    def _failed(self, error: OSError) -> None:
        self.trouble = f"{self._path}: {error}"
        _LOGGER.warning("drafts cannot be kept: %s", self.trouble)
