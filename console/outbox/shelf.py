"""Where commands on their way are kept, so that a crash loses none.

One SQLite file of one operator at one central, `synchronous=FULL`: what `save` has returned from
is on the disk. Plain `sqlite3` and not SQLAlchemy: two tables need no mapper, and importing one
costs 0.6 s of processor time at every start of the console (0.002 for this one).
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import msgspec

from console.outbox.fileport import SendFile
from console.outbox.letter import Letter
from console.seatlock import SeatLock, SeatTakenError

FILE, LOCK = "outbox.sqlite3", "outbox.lock"
#: Of the file; a newer one is left alone under another name.
FORMAT = 1
_BUSY_S = 5.0
_TABLES = (
    "create table if not exists letter (number integer primary key, command_id text not null"
    " unique, stage text not null, letter blob not null)",
    "create table if not exists central (one integer primary key check (one = 1),"
    " log_id text not null)",
    "create table if not exists file (number integer primary key, command_id text not null unique,"
    " job blob not null)",
)
_LOGGER = logging.getLogger(__name__)
_DECODER = msgspec.json.Decoder(Letter)
_FILES = msgspec.json.Decoder(SendFile)


@dataclass(frozen=True)
class Opened:
    """What was found: commands, and files that were on their way in.

    `notice`, `detail`: what is wrong, see `console.outbox.port.NOTICES`.
    """

    letters: tuple[Letter, ...] = ()
    files: tuple[SendFile, ...] = ()
    log_id: str = ""
    notice: str = ""
    detail: str = ""


class Shelf(Protocol):
    """Used by one thread. `durable`: what is saved outlives the process."""

    durable: bool

    def open(self) -> Opened: ...

    def save(self, letters: Iterable[Letter]) -> str: ...

    def drop(self, command_ids: Iterable[str]) -> None: ...

    def note_log(self, log_id: str) -> None: ...

    def save_file(self, job: SendFile) -> str: ...

    def drop_file(self, command_id: str) -> None: ...

    def close(self) -> None: ...


class NoShelf:
    """Keeps nothing."""

    durable = False

    def open(self) -> Opened:
        return Opened()

    def save(self, letters: Iterable[Letter]) -> str:  # noqa: ARG002
        return ""

    def drop(self, command_ids: Iterable[str]) -> None:
        """Nothing is there to be dropped."""

    def note_log(self, log_id: str) -> None:
        """Nothing is noted."""

    def save_file(self, job: SendFile) -> str:  # noqa: ARG002
        return ""

    def drop_file(self, command_id: str) -> None:
        """Nothing is there to be dropped."""

    def close(self) -> None:
        """Nothing is open."""


class SqliteShelf:
    """`Shelf` in `folder`, held against a second console by a lock.

    Whatever goes wrong with the file never stops a command: `open` and `save` say what it is.
    """

    durable = True

    def __init__(self, folder: Path, lock: SeatLock | None = None) -> None:
        """`lock`: the seat's own, where others in this process rely on it as well."""
        self._folder = folder
        self._path = folder / FILE
        self._lock, self._lent = lock or SeatLock(folder / LOCK), lock is not None
        self._db: sqlite3.Connection | None = None

    def open(self) -> Opened:
        try:
            self._lock.take()
        except SeatTakenError as error:
            self.durable = False
            return Opened(notice="second-console", detail=str(error))
        except OSError as error:
            self.durable = False
            return Opened(notice="disk", detail=f"{self._folder}: {error}")
        try:
            return self._read()
        except (sqlite3.DatabaseError, msgspec.MsgspecError, _NewerError) as error:
            if isinstance(error, sqlite3.OperationalError):
                return self._without(error)
            return self._anew(error)

    def save(self, letters: Iterable[Letter]) -> str:
        """On the disk when it returns; otherwise why not, in plain text."""
        rows = [(x.number, x.command_id, x.stage.value, msgspec.json.encode(x)) for x in letters]
        return self._write(
            "insert into letter (number, command_id, stage, letter) values (?, ?, ?, ?)"
            " on conflict (command_id) do update set stage = excluded.stage,"
            " letter = excluded.letter",
            rows,
        )

    def drop(self, command_ids: Iterable[str]) -> None:
        self._write("delete from letter where command_id = ?", [(x,) for x in command_ids])

    def note_log(self, log_id: str) -> None:
        self._write("insert or replace into central (one, log_id) values (1, ?)", [(log_id,)])

    def save_file(self, job: SendFile) -> str:
        """As `save`: that it is to be sent, not what is in it."""
        return self._write(
            "insert or replace into file (command_id, job) values (?, ?)",
            [(job.command_id, msgspec.json.encode(job))],
        )

    def drop_file(self, command_id: str) -> None:
        self._write("delete from file where command_id = ?", [(command_id,)])

    def close(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None
        if not self._lent:
            self._lock.give_back()

    # -- inside ------------------------------------------------------------------------------

    def _read(self) -> Opened:
        self._db = db = sqlite3.connect(self._path, timeout=_BUSY_S, isolation_level=None)
        self._path.chmod(0o600)
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = full")
        found = int(db.execute("pragma user_version").fetchone()[0])
        if found > FORMAT:
            raise _NewerError(f"format {found}, this console knows {FORMAT}")
        for table in _TABLES:
            db.execute(table)
        db.execute(f"pragma user_version = {FORMAT:d}")
        rows = db.execute("select letter from letter order by number").fetchall()
        log = db.execute("select log_id from central").fetchone()
        jobs = db.execute("select job from file order by number").fetchall()
        return Opened(
            tuple(_DECODER.decode(r[0]) for r in rows),
            tuple(_FILES.decode(r[0]) for r in jobs),
            log[0] if log else "",
        )

    def _anew(self, error: Exception) -> Opened:
        """Set the file aside, whole, and begin another one."""
        if self._db is not None:
            self._db.close()
        try:
            aside = _free_name(self._path)
            for suffix in ("", "-wal", "-shm"):
                piece = self._path.with_name(self._path.name + suffix)
                if piece.exists():
                    piece.replace(aside.with_name(aside.name + suffix))
            self._read()
        except (OSError, sqlite3.Error) as worse:
            return self._without(worse)
        _LOGGER.warning("the outbox %s was set aside as %s: %s", self._path, aside.name, error)
        return Opened(notice="set-aside", detail=f"{aside}: {error}")

    def _without(self, error: Exception) -> Opened:
        if self._db is not None:
            self._db.close()
        self._db, self.durable = None, False
        _LOGGER.warning("the outbox %s cannot be used: %s", self._path, error)
        return Opened(notice="disk", detail=f"{self._path}: {error}")

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> str:
        if self._db is None or not rows:
            return ""
        try:
            self._db.execute("begin immediate")
            self._db.executemany(statement, rows)
            self._db.execute("commit")
        except sqlite3.Error as error:
            if self._db.in_transaction:
                self._db.execute("rollback")
            _LOGGER.warning("the outbox %s cannot be written: %s", self._path, error)
            return f"{self._path}: {error}"
        return ""


class _NewerError(Exception):
    """The file is of a newer console."""


def _free_name(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.stem}.unreadable-{number}{path.suffix}")).exists():
        number += 1
    return aside
