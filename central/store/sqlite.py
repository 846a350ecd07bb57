"""The log in one SQLite file: WAL, every commit flushed to the disk before anybody hears of it."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy import event as sa_event
from sqlalchemy.exc import DBAPIError

from central.errors import CorruptStoreError, DurabilityError, StorageFullError, StoreError
from central.migrations import NEWEST
from central.store import migrating
from central.store import schema as t
from central.store.core import CoreStore
from central.store.sqlite_file import check_file, is_full
from central.store.swift import SqliteSwift

LOG = logging.getLogger("central.store")
#: `PRAGMA synchronous`: FULL and EXTRA.
_DURABLE = (2, 3)


class SqliteStore(CoreStore):
    """The log and its projections in the file `path`.

    Raises:
        CorruptStoreError: when made on a file that is not a central log, or a damaged one.
        StorageFullError: when the tables cannot be written.
        DurabilityError: when a commit would not be flushed to the disk.
    """

    shared = False

    def __init__(self, path: Path) -> None:
        check_file(path)
        url = f"sqlite:///{path}"
        writer = create_engine(url, pool_size=1, max_overflow=0)
        _prepare(writer, "", read_only=False)
        reader = create_engine(url, pool_size=4, max_overflow=12)
        _prepare(reader, "BEGIN", read_only=True)
        super().__init__(writer, reader, SqliteSwift)
        try:
            with self._pen.turn() as hand:
                hand.swift.begin()
                with hand.db.begin():
                    check_durable(hand.db)
                    _copy_if_old(hand.db, path)
                    self._open(hand.db, may_migrate=True)
                    hand.db.exec_driver_sql(f"PRAGMA application_id = {t.APPLICATION_ID}")
        except (DBAPIError, sqlite3.Error) as error:
            self.close()
            cause = error.orig if isinstance(error, DBAPIError) else error
            if is_full(cause):
                raise StorageFullError(str(cause)) from error
            raise CorruptStoreError(str(cause)) from error
        except Exception:
            self.close()
            raise

    def _explain(self, error: DBAPIError) -> StoreError:
        kind = StorageFullError if is_full(error.orig) else StoreError
        return kind(str(error.orig))


def writer_of(path: Path) -> Engine:
    """One connection that writes to the file, all of it by SQLAlchemy."""
    engine = create_engine(f"sqlite:///{path}", pool_size=1, max_overflow=0)
    _prepare(engine, "BEGIN IMMEDIATE", read_only=False)
    return engine


def _copy_if_old(db: Connection, path: Path) -> None:
    here = migrating.revision_of(db)
    if here not in ("", NEWEST):
        keep_copy(path, here)


def keep_copy(path: Path, here: str) -> None:
    """Keep the file as it is at revision `here` beside the one that is about to be changed."""
    kept = path.with_name(f"{path.name}.revision-{here}")
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(kept)) as copy:
        old.backup(copy)
    LOG.info("the file as it was before its tables were changed is %s", kept)


def check_durable(db: Connection) -> None:
    """Look whether a commit on this connection survives a power cut.

    Raises:
        DurabilityError: it does not.
    """
    mode = int(db.exec_driver_sql("PRAGMA synchronous").scalar_one())
    if mode not in _DURABLE:
        raise DurabilityError(f"PRAGMA synchronous is {mode}; it must be 2 (FULL) or 3 (EXTRA)")


def _prepare(engine: Engine, begin: str, *, read_only: bool) -> None:
    """Give SQLAlchemy, not pysqlite, the say over transactions, and set the file's manners.

    `begin`: how each begins; where it is empty somebody else has begun it.
    """

    def connected(raw: sqlite3.Connection, _record: object) -> None:
        raw.isolation_level = None
        for pragma in ("busy_timeout=10000", "journal_mode=WAL", "synchronous=FULL"):
            raw.execute(f"PRAGMA {pragma}").close()
        if read_only:
            raw.execute("PRAGMA query_only=ON").close()

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    sa_event.listen(engine, "connect", connected)
    if begin:
        sa_event.listen(engine, "begin", begun)
