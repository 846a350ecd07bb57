"""What a SQLite file must look like before it is opened, and what its errors mean."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from central.errors import CorruptStoreError
from central.store.schema import APPLICATION_ID

_MAGIC = b"SQLite format 3\0"
#: A whole check reads the whole file; a bigger one is checked as it is read.
_CHECK_UP_TO_BYTES = 256 * 1024 * 1024
_FULL = ("SQLITE_FULL", "SQLITE_IOERR")


def check_file(path: Path) -> None:
    """Look at the file without changing a byte of it.

    Raises:
        CorruptStoreError: it is not SQLite, belongs to another program, or is damaged.
    """
    if not path.exists() or path.stat().st_size == 0:
        return
    with path.open("rb") as file:
        header = file.read(100)
    if not header.startswith(_MAGIC) or len(header) < 100:
        raise CorruptStoreError("it is not a SQLite database")
    if int.from_bytes(header[68:72], "big") not in (APPLICATION_ID, 0):
        raise CorruptStoreError("it is a SQLite database of another program")
    if path.stat().st_size <= _CHECK_UP_TO_BYTES:
        _quick_check(path)


def _quick_check(path: Path) -> None:
    try:
        raw = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            verdict = raw.execute("PRAGMA quick_check(1)").fetchone()[0]
            tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master")}
        finally:
            raw.close()
    except sqlite3.DatabaseError as error:
        raise CorruptStoreError(str(error)) from error
    if verdict != "ok":
        raise CorruptStoreError(str(verdict))
    if tables and "event" not in tables:
        raise CorruptStoreError("it is a SQLite database of another program")


def is_full(error: BaseException | None) -> bool:
    """Whether the database failed because the disk takes no more."""
    name = getattr(error, "sqlite_errorname", "")
    return str(name).startswith(_FULL)
