"""Writing a file whole or not at all, and naming what stands in the way. Pure."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

_CODES = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EFBIG: "too-large",
    errno.EACCES: "no-permission",
    errno.EPERM: "no-permission",
    errno.EROFS: "no-permission",
    errno.EISDIR: "is-folder",
    errno.ENOENT: "no-folder",
    errno.ENOTDIR: "no-folder",
    errno.ENAMETOOLONG: "bad-name",
    errno.EINVAL: "bad-name",
}


class ExportError(Exception):
    """Why nothing was written: a stable `code`, and the system's own words."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail = code, detail


def named(error: OSError) -> ExportError:
    """The error by its stable name."""
    return ExportError(_CODES.get(error.errno or 0, "other"), error.strerror or str(error))


def scratch(path: Path, token: str) -> Path:
    """Where `path` is written before it takes its name: in the same folder, so a rename will do."""
    return path.with_name(f".{token}.part")


@contextlib.contextmanager
def replacing(path: Path, token: str) -> Iterator[IO[bytes]]:
    """A file to write to that becomes `path` at the end; what was there before stays until then.

    Raises:
        ExportError: it cannot be written; nothing is left behind.
    """
    part = scratch(path, token)
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        try:
            with part.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            with contextlib.suppress(OSError, ValueError):
                part.unlink()
    except OSError as error:
        raise named(error) from error


def is_there(path: Path) -> bool:
    """Whether a file of this name would be replaced; a name nobody can use is no file."""
    try:
        return path.is_file()
    except OSError:
        return False
