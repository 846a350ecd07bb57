"""A log opened for reading as it lies there: nothing is created, brought up to date or checked.

For verifying and for backups, which must work on a damaged log and beside a central that serves.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy import event as sa_event
from sqlalchemy.pool import NullPool

from central.errors import EXIT_DATABASE, StartError
from central.store.opening import DATABASE


def file_of(data: Path) -> Path:
    """The database file in a data folder.

    Raises:
        StartError: there is none.
    """
    path = data / DATABASE
    if not path.is_file():
        raise StartError(
            EXIT_DATABASE, f"there is no {path}; name the folder of the log with --data"
        )
    return path


def read_file(path: Path) -> Engine:
    """A SQLite file, for reading only."""
    where = f"{path.absolute().as_uri()}?mode=ro"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(where, uri=True, isolation_level=None, timeout=10)

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    sa_event.listen(engine, "begin", _begin)
    return engine


def read_url(url: str) -> Engine:
    """A PostgreSQL database, each transaction one moment of it."""
    # the driver is loaded only where it is used
    from central.store.postgres import PATIENCE, parse_url

    return create_engine(
        parse_url(url),
        connect_args=PATIENCE,
        poolclass=NullPool,
        isolation_level="REPEATABLE READ",
    )


def read_log(data: Path, database: str) -> Engine:
    """The log of a data folder, or of a PostgreSQL database where one is named."""
    return read_url(database) if database else read_file(file_of(data))


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
