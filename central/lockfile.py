"""One central per data folder: an operating-system lock that dies with its process."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO

from central.errors import EXIT_FOLDER, EXIT_LOCKED, StartError


def make_folder(folder: Path) -> None:
    """Make the data folder where it is missing.

    Raises:
        StartError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"cannot write in the data folder {folder}: {error.strerror or error}"
        raise StartError(EXIT_FOLDER, message) from error


class FolderLock:
    """Holds `central.lock` in a data folder until `release`.

    Raises:
        StartError: another central holds it, or the folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        make_folder(folder)
        try:
            self._file: BinaryIO = (folder / "central.lock").open("a+b")
        except OSError as error:
            message = f"cannot write in the data folder {folder}: {error.strerror or error}"
            raise StartError(EXIT_FOLDER, message) from error
        try:
            _lock(self._file)
        except OSError as error:
            self._file.close()
            message = (
                f"another central is running on {folder}; stop that one, or give this one "
                "its own folder with --data"
            )
            raise StartError(EXIT_LOCKED, message) from error

    def release(self) -> None:
        self._file.close()


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
