"""Opening the database that the settings name; every trouble says the way out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from central.errors import (
    EXIT_DATABASE,
    EXIT_DURABILITY,
    EXIT_FOLDER,
    EXIT_LOCKED,
    EXIT_SCHEMA,
    EXIT_UNREACHABLE,
    CorruptStoreError,
    DurabilityError,
    OldSchemaError,
    StartError,
    StorageFullError,
    StoreError,
    StoreUnavailableError,
)
from central.neighbours import Alone, Neighbours
from central.store import migrating, sqlite
from central.store.core import CoreStore
from central.store.sqlite import SqliteStore
from central.store.sqlite_file import check_file

if TYPE_CHECKING:
    from central.store.postgres_place import Place

DATABASE = "central.sqlite3"
_ALONE = (
    "another central serves this database, and the city time of this one would be its own (--rate "
    "is not 1, or the log is ahead of the clock after such a run): two times would go into one "
    "log. Stop the others, or give this one its own database with --database"
)
_BESIDE = (
    "this database is held by a central with a city time of its own (--rate), or by a rebuild; "
    "stop it, or give this one another database with --database"
)
_SERVED = "a central serves this database; stop every central on it first"


def open_store(data: Path, database: str = "", *, migrate: bool = False) -> CoreStore:
    """The PostgreSQL database at the address `database`, or the SQLite file in `data`.

    `migrate` brings older tables in PostgreSQL up to date; a SQLite file always is, after a copy.

    Raises:
        StartError: it cannot be used.
    """
    if not database:
        with _troubles(data / DATABASE, data):
            return SqliteStore(data / DATABASE)
    # the driver is loaded only where it is used
    from central.store.postgres import PostgresStore, parse_url

    with _troubles("the address after --database", data):
        where = parse_url(database)
    with _troubles(where.render_as_string(), data):
        return PostgresStore(where, migrate=migrate)


def move_tables(data: Path, database: str, to: str) -> str:
    """Take the tables of a log to revision `to`; the revision they were at.

    Raises:
        StartError: there is no log, or it cannot be changed.
    """
    if database:
        from central.store.postgres import explain, parse_url, writer_of
        from central.store.postgres_place import Place

        with _troubles("the database", data):
            url = parse_url(database)
            with _held(Place(url, alone=True), _SERVED):
                return _move(writer_of(url), to, explain)
    path = data / DATABASE
    with _troubles(path, data):
        check_file(path)
        return _move(sqlite.writer_of(path), to, _sqlite_error, path)


def _move(
    engine: Engine, to: str, explain: Callable[[DBAPIError], StoreError], path: Path | None = None
) -> str:
    try:
        with engine.begin() as db:
            here = migrating.revision_of(db)
            if not here:
                raise CorruptStoreError("it holds no log")
            if path is not None and here != to:
                sqlite.keep_copy(path, here)
            migrating.move(db, to)
    except DBAPIError as error:
        raise explain(error) from error
    finally:
        engine.dispose()
    return here


def _sqlite_error(error: DBAPIError) -> StoreError:
    return StoreError(str(error.orig))


def neighbours_of(store: CoreStore, *, alone: bool = False) -> Neighbours:
    """The line to the other processes on the same database; `alone`: there must be none.

    Raises:
        StartError: there is one where there must be none, or one that must not have company.
    """
    if not store.shared:
        return Alone()
    from central.store.postgres_line import line_of

    return line_of(store, _taken(store, _ALONE if alone else _BESIDE, alone=alone))


@contextmanager
def nobody_serving(store: CoreStore) -> Iterator[None]:
    """Keep every central off the database of `store`; a file is kept by its folder's lock.

    Raises:
        StartError: one serves it.
    """
    if not store.shared:
        yield
        return
    from central.store.postgres_line import place_of

    with _held(place_of(store, alone=True), _SERVED):
        yield


@contextmanager
def _held(place: Place, refusal: str) -> Iterator[None]:
    _take(place, refusal)
    try:
        yield
    finally:
        place.leave()


def _taken(store: CoreStore, refusal: str, *, alone: bool) -> Place:
    from central.store.postgres_line import place_of

    place = place_of(store, alone=alone)
    _take(place, refusal)
    return place


def _take(place: Place, refusal: str) -> None:
    """Raises StartError: there is no room, or the database does not answer."""
    import psycopg

    try:
        room = place.take()
    except psycopg.Error as error:
        message = f"the database does not answer: {str(error).strip()}; start it, and try again"
        raise StartError(EXIT_UNREACHABLE, message) from error
    if not room:
        raise StartError(EXIT_LOCKED, refusal)


@contextmanager
def _troubles(what: object, data: Path) -> Iterator[None]:
    """Each failure of a database as the reason why central does not start."""
    try:
        yield
    except CorruptStoreError as error:
        message = (
            f"{what} cannot be used: {error}. It was left as it is; put a backup in its place, "
            "or start on another folder with --data or another database with --database"
        )
        raise StartError(EXIT_DATABASE, message) from error
    except OldSchemaError as error:
        message = f"{what}: {error}; run `python -m central migrate`, or serve with --migrate"
        raise StartError(EXIT_SCHEMA, message) from error
    except DurabilityError as error:
        message = f"{what} does not keep what it acknowledges when the power fails: {error}"
        raise StartError(EXIT_DURABILITY, message) from error
    except StoreUnavailableError as error:
        message = f"{what} does not answer: {error}; start the database, or check --database"
        raise StartError(EXIT_UNREACHABLE, message) from error
    except StorageFullError as error:
        message = f"the disk under {data} does not take the database: {error}"
        raise StartError(EXIT_FOLDER, message) from error
    except StoreError as error:
        raise StartError(EXIT_DATABASE, f"{what} cannot be used: {error}") from error
