"""Where tests keep their files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

_MEMORY = Path("/dev/shm")  # noqa: S108 - the folder inside it is made by pytest, for its owner
_ENOUGH = 4 << 30  # bytes


def in_memory() -> Path | None:
    """A file system in memory with room for the tests' files; None where there is none.

    A commit asks it to flush as it asks a disk, and does not wait for the answer of a disk.
    """
    if not os.access(_MEMORY, os.W_OK) or shutil.disk_usage(_MEMORY).free < _ENOUGH:
        return None
    return _MEMORY
