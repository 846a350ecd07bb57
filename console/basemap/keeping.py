"""Tiles kept on the disk: one SQLite file, a cap on its size, the least recently used go first."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = "tiles.sqlite"
_TABLE = (
    "create table if not exists tile (source text, z integer, x integer, y integer, body blob,"
    " etag text, modified text, until real, used real, primary key (source, z, x, y)) without rowid"
)
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
        """Bytes that are kept."""
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
        old = self._do("select length(body) from tile where source=? and z=? and x=? and y=?", key)
        self._do(
            "insert or replace into tile values (?,?,?,?,?,?,?,?,?)",
            (*key, kept.body, kept.etag, kept.modified, kept.until, self._now()),
        )
        with self._lock:
            self._size += size - (old[0][0] + _ROW_BYTES if old else 0)
            self._used.pop(key, None)
        if self._size > self._cap:
            self._make_room()

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

    def _make_room(self) -> None:
        self._note_uses(force=True)
        rows = self._do("select source, z, x, y, length(body) from tile order by used", ())
        for *key, length in rows:
            if self._size <= self._cap * _ROOM:
                break
            self._do("delete from tile where source=? and z=? and x=? and y=?", tuple(key))
            self._size -= length + _ROW_BYTES

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
        with self._lock:
            if self._closed:
                return []
            try:
                if self._db is None:
                    self._db = self._opened()
                return self._db.execute(sql, values).fetchall()
            except (sqlite3.Error, OSError) as error:
                self._closed = True
                detail = f"{self._path.name}: {error}"
        self._trouble("keep", detail)
        return []

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
            db.execute(_TABLE)
            db.execute(_BY_USE)
            taken = "select coalesce(sum(length(body)), 0) + count(*) * ? from tile"
            (self._size,) = db.execute(taken, (_ROW_BYTES,)).fetchone()
        except sqlite3.Error:
            db.close()
            raise
        return db
