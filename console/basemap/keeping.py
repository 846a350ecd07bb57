"""Tiles kept on the disk: one SQLite file, a cap on its size, the least recently used go first.

Several windows and programs may share the file. How much is in it stands in the file itself and
changes with the tiles in one transaction, so that the cap holds for all of them together.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

Found = TypeVar("Found")
FILE = "tiles.sqlite"
_TABLE = (
    "create table if not exists tile (source text, z integer, x integer, y integer, body blob,"
    " etag text, modified text, until real, used real, primary key (source, z, x, y)) without rowid"
)
_TOTAL = "create table if not exists total (bytes integer)"
_TAKEN = "select coalesce(sum(length(body)), 0) + count(*) * ? from tile"
_ADD = "update total set bytes = bytes + ?"
_TOLD = "select bytes from total"
_LENGTH = "select length(body) from tile where source=? and z=? and x=? and y=?"
_OLDEST_FIRST = "select source, z, x, y, length(body) from tile order by used"
_DROP = "delete from tile where source=? and z=? and x=? and y=?"
_BY_USE = "create index if not exists tile_by_use on tile (used)"
_ROOM = 0.9  # of the cap is left after tiles have been thrown away
_USES_NOTED_S = 30.0
_ROW_BYTES = 200  # what a tile takes beside its picture


@dataclass(frozen=True)
class Kept:
    """A tile as it was received; an empty `body`: the server said that there is none."""

    body: bytes
    etag: str
    modified: str
    until: float  # seconds of the given clock; past it the server is asked again


class TileKeeper:
    """Used by many threads. When the disk fails it says so once and keeps nothing from then on.

    `now` is wall time in seconds: what is kept outlives the process.
    """

    def __init__(
        self,
        folder: Path,
        cap_bytes: int,
        trouble: Callable[[str, str], None] = lambda _code, _detail: None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._path, self._cap, self._trouble, self._now = folder / FILE, cap_bytes, trouble, now
        self._lock = threading.Lock()
        self._db: sqlite3.Connection | None = None
        self._closed = cap_bytes <= 0
        self._size = 0
        self._used: dict[tuple[str, int, int, int], float] = {}
        self._noted = 0.0

    @property
    def size(self) -> int:
        """Bytes that were kept, by whomever, when a tile was last added."""
        return self._size

    def get(self, source: str, z: int, x: int, y: int) -> Kept | None:
        """What is kept of a tile; counts as a use of it."""
        rows = self._do(
            "select body, etag, modified, until from tile where source=? and z=? and x=? and y=?",
            (source, z, x, y),
        )
        if not rows:
            return None
        with self._lock:
            self._used[source, z, x, y] = self._now()
        self._note_uses()
        return Kept(*rows[0])

    def put(self, source: str, z: int, x: int, y: int, kept: Kept) -> None:
        """Keep a tile, in place of what was kept of it, and throw away what is too much."""
        size = len(kept.body) + _ROW_BYTES
        if size > self._cap * _ROOM:
            return
        key = (source, z, x, y)
        row = (*key, kept.body, kept.etag, kept.modified, kept.until, self._now())

        def add(db: sqlite3.Connection) -> None:
            old = db.execute(_LENGTH, key).fetchone()
            db.execute("insert or replace into tile values (?,?,?,?,?,?,?,?,?)", row)
            more = size - (old[0] + _ROW_BYTES if old else 0)
            db.execute(_ADD, (more,))
            (self._size,) = db.execute(_TOLD).fetchone()
            self._used.pop(key, None)

        self._as_one(add)
        if self._size > self._cap:
            self._note_uses(force=True)
            self._as_one(self._make_room)

    def extend(self, source: str, z: int, x: int, y: int, until: float) -> None:
        """The server says that a tile is as it was."""
        self._do(
            "update tile set until=? where source=? and z=? and x=? and y=?",
            (until, source, z, x, y),
        )

    def close(self) -> None:
        self._note_uses(force=True)
        with self._lock:
            self._closed = True
            db, self._db = self._db, None
        if db is not None:
            db.close()

    def _make_room(self, db: sqlite3.Connection) -> None:
        """Another process may have done it meanwhile: what the file says counts."""
        (taken,) = db.execute(_TOLD).fetchone()
        spare, gone = taken - round(self._cap * _ROOM), 0
        if taken > self._cap:
            for *key, length in db.execute(_OLDEST_FIRST).fetchall():
                if gone >= spare:
                    break
                db.execute(_DROP, key)
                gone += length + _ROW_BYTES
        db.execute(_ADD, (-gone,))
        self._size = taken - gone

    def _note_uses(self, force: bool = False) -> None:
        """Write down now and then what was used: not every look may cost a write."""
        with self._lock:
            due = force or self._now() - self._noted > _USES_NOTED_S
            uses = self._used if due else {}
            if due:
                self._used, self._noted = {}, self._now()
        for key, used in uses.items():
            self._do("update tile set used=? where source=? and z=? and x=? and y=?", (used, *key))

    def _do(self, sql: str, values: tuple[object, ...]) -> list[Any]:
        return self._with_file(lambda db: db.execute(sql, values).fetchall()) or []

    def _as_one(self, work: Callable[[sqlite3.Connection], None]) -> None:
        """Nobody else writes meanwhile; all of it is done, or nothing."""

        def whole(db: sqlite3.Connection) -> None:
            _in_one(db, work)

        self._with_file(whole)

    def _with_file(self, work: Callable[[sqlite3.Connection], Found]) -> Found | None:
        with self._lock:
            if self._closed:
                return None
            try:
                if self._db is None:
                    self._db = self._opened()
                return work(self._db)
            except (sqlite3.Error, OSError) as error:
                self._closed = True
                detail = f"{self._path.name}: {error}"
        self._trouble("keep", detail)
        return None

    def _opened(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return self._connected()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            # Only copies are lost: what is no database is set aside, and the map begins anew.
            with suppress(OSError):
                self._path.replace(self._path.with_suffix(".unreadable"))
            return self._connected()

    def _connected(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False, timeout=5.0)
        try:
            db.execute("pragma journal_mode=wal")
            db.execute("pragma synchronous=off")  # copies; a power cut may cost them
            _in_one(db, self._prepare)
        except sqlite3.Error:
            db.close()
            raise
        return db

    def _prepare(self, db: sqlite3.Connection) -> None:
        """Count anew what there is: an earlier program may have written without counting."""
        for statement in (_TABLE, _BY_USE, _TOTAL, "delete from total"):
            db.execute(statement)
        (self._size,) = db.execute(_TAKEN, (_ROW_BYTES,)).fetchone()
        db.execute("insert into total values (?)", (self._size,))


def _in_one(db: sqlite3.Connection, work: Callable[[sqlite3.Connection], None]) -> None:
    db.execute("begin immediate")
    try:
        work(db)
    except BaseException:
        with suppress(sqlite3.Error):
            db.execute("rollback")
        raise
    db.execute("commit")
