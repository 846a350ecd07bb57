"""The log in PostgreSQL 15 or later: many processes, one writer at a time, one order."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from functools import partial

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, make_url, text
from sqlalchemy import event as sa_event
from sqlalchemy.exc import ArgumentError, DBAPIError

from central.errors import (
    CorruptStoreError,
    DurabilityError,
    StorageFullError,
    StoreError,
    StoreUnavailableError,
)
from central.store.core import CoreStore
from central.store.postgres_swift import PostgresSwift
from central.store.statements import Statement

DRIVER = "postgresql+psycopg"
#: The channel on which processes on one database tell each other of new lines ("head").
LOG_CHANNEL = "central_log"
#: The key of the advisory lock that every writer holds from before it reads the head ("ZWLG").
WRITER_LOCK = 0x5A574C47
#: What is read after this statement is everything that was committed before it.
LOCK = (f"SELECT pg_advisory_xact_lock({WRITER_LOCK})",)
OLDEST = 150_000
_DURABLE = ("on", "remote_apply")
#: disk_full, and the ones PostgreSQL raises where its log cannot grow.
_FULL = ("53100",)
#: Somebody else held the writer's lock too long, or the server is going down or coming up.
_LATER = ("55P03", "57P01", "57P02", "57P03", "57P05", "25P03", "53300", "40001", "40P01")
#: A network that swallows packets, or a writer that stopped, must not stop everybody for ever.
PATIENCE = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
    "client_encoding": "utf8",
    "options": "-c lock_timeout=10s -c idle_in_transaction_session_timeout=10s -c timezone=UTC",
}


class PostgresStore(CoreStore):
    """The log and its projections at the address `url`; `migrate`: update older tables.

    Raises:
        StoreUnavailableError: the database cannot be reached.
        CorruptStoreError: it is not a central log, or too old a server.
        OldSchemaError: its tables are of an older version, and it may not migrate them.
        DurabilityError: when a commit would not be flushed to the disk.
    """

    shared = True

    def __init__(self, url: str | URL, *, migrate: bool = False) -> None:
        where = parse_url(url)
        writer = writer_of(where)
        reader = create_engine(where, pool_size=4, max_overflow=12, **_engine("REPEATABLE READ"))
        super().__init__(writer, reader, partial(PostgresSwift, lock=LOCK))
        self.url = where
        self.origin = uuid.uuid4().hex
        try:
            with self._writing() as db:
                self._durable = check_server(db)
                self._open(db, may_migrate=migrate)
        except Exception:
            self.close()
            raise
        self._pen.close()
        writer.dispose()
        _keep_durable(writer, self._durable)

    def _explain(self, error: DBAPIError) -> StoreError:
        return explain(error)

    def _telling(self, head: int) -> Sequence[Statement]:
        return [("SELECT pg_notify($1, $2)", (LOG_CHANNEL, f"{self.origin} {head}"))]


def writer_of(where: URL) -> Engine:
    """One connection that writes to the database."""
    return create_engine(where, pool_size=1, max_overflow=0, **_engine("READ COMMITTED"))


def parse_url(url: str | URL) -> URL:
    """The address of a PostgreSQL database.

    Raises:
        CorruptStoreError: it is none.
    """
    try:
        where = make_url(url)
    except ArgumentError as error:
        raise CorruptStoreError("it is not a database address") from error
    if where.drivername not in (DRIVER, "postgresql", "postgres"):
        raise CorruptStoreError(f"{where.drivername} is not {DRIVER}")
    return where.set(drivername=DRIVER)


def check_server(db: Connection) -> str:
    """How the server makes commits durable.

    Raises:
        CorruptStoreError: the server is too old.
        DurabilityError: a commit would not survive a power cut.
    """
    ask = "SELECT name, setting FROM pg_settings WHERE name = ANY(:names)"
    names = ["synchronous_commit", "fsync", "full_page_writes", "server_version_num"]
    found = {str(name): str(value) for name, value in db.execute(text(ask), {"names": names})}
    if int(found["server_version_num"]) < OLDEST:
        raise CorruptStoreError("the server is older than PostgreSQL 15")
    if found["synchronous_commit"] not in _DURABLE:
        raise DurabilityError(f"synchronous_commit is {found['synchronous_commit']}; set it to on")
    for name in ("fsync", "full_page_writes"):
        if found[name] != "on":
            raise DurabilityError(f"{name} is {found[name]}; set it to on")
    return str(found["synchronous_commit"])


def explain(error: DBAPIError) -> StoreError:
    """What a failure of PostgreSQL means."""
    cause = error.orig
    state = str(getattr(cause, "sqlstate", None) or "")
    said = str(cause).strip()
    if state in _FULL:
        return StorageFullError(said)
    lost = error.connection_invalidated or state.startswith("08") or state in _LATER
    # without a state the server has not answered: refused, unknown, or gone in the middle
    if lost or (not state and isinstance(cause, psycopg.OperationalError)):
        return StoreUnavailableError(said)
    return StoreError(said)


def _engine(isolation: str) -> dict[str, object]:
    return {
        "connect_args": PATIENCE,
        "isolation_level": isolation,
        "pool_pre_ping": True,
        "pool_timeout": 10,
    }


def _keep_durable(engine: Engine, mode: str) -> None:
    """Whatever is changed on the server later, this writer goes on flushing its commits."""

    def connected(raw: psycopg.Connection[object], _record: object) -> None:
        with raw.cursor() as cursor:
            cursor.execute("SELECT set_config('synchronous_commit', %s, false)", (mode,))
        raw.commit()

    sa_event.listen(engine, "connect", connected)
