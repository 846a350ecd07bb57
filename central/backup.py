"""Backups of a log while it is served, restores into an empty place, and the walk that checks both.

A backup is one SQLite file whatever the database is: SQLite's online backup of the file, or every
table of PostgreSQL as of one moment. It can be looked into with any SQLite tool, and restored into
either database. The attachments that it names lie beside it, in a folder that all backups of one
folder share. A file is durable before its fact is in the log, so copying the log first and the
files it names after it gives a set that is whole, however much is written meanwhile.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, create_engine, delete, func, inspect, select
from sqlalchemy.exc import DBAPIError

from central.attachments.copying import Tally, carry, check
from central.attachments.store import FileStore
from central.chain import Head, Verdict, Walk
from central.errors import (
    EXIT_ATTACHMENTS,
    EXIT_DATABASE,
    EXIT_FOLDER,
    CorruptStoreError,
    StartError,
)
from central.lockfile import FolderLock
from central.store import schema as t
from central.store.chained import chain_rows
from central.store.opening import DATABASE, open_store
from central.store.plain import file_of, read_file, read_log

_CHUNK = 5_000


@dataclass(frozen=True)
class Kept(Verdict):
    """A verdict with the attachments that the log names; `wrong` says what is amiss with which."""

    files: int = 0
    wrong: tuple[str, ...] = ()


def verify(
    data: Path, database: str = "", expect: Head | None = None, *, attachments: bool = True
) -> Kept:
    """Walk the chain of a log and read every attachment it names, also while it is served.

    Raises:
        StartError: it cannot be read at all.
    """
    verdict = _walk(read_log(data, database), expect)
    if not (verdict.whole and attachments):
        return _kept(verdict)
    return _kept(verdict, _over(read_log(data, database), lambda db: check(db, FileStore(data))))


def backup(data: Path, database: str, to: Path, *, allow_missing: bool = False) -> Kept:
    """Copy the log as of now to the new file `to`, and the attachments it names beside it.

    `allow_missing`: attachments that are gone or damaged are left out and named.

    Raises:
        StartError: `to` exists or cannot be written, the log cannot be read, or an attachment is
            not as the log says; no backup was made.
    """
    if to.exists():
        raise StartError(
            EXIT_FOLDER, f"{to} exists; a backup never overwrites one: name a new file"
        )
    with new_file(to) as part:
        if database:
            _dump(database, part)
        else:
            _copy_file(file_of(data), part)
        verdict = _walk(read_file(part))
        if not verdict.whole:
            message = f"the log is damaged at line {verdict.bad}: {verdict.why}; nothing was kept"
            raise StartError(EXIT_DATABASE, message)
        files, there = FileStore(data), FileStore(to.parent)
        tally = _over(read_file(part), lambda db: carry(db, files, there))
        _refuse_missing(tally, allow_missing)
        if tally.files and to.parent.resolve() == data.resolve():
            message = (
                f"{to} would lie in the folder of the log, and its attachments are lost with that "
                "folder; name a file elsewhere with --to"
            )
            raise StartError(EXIT_FOLDER, message)
    return _kept(verdict, tally)


def restore(source: Path, data: Path, database: str = "", *, allow_missing: bool = False) -> Kept:
    """Put a backup into an empty data folder or an empty database, its attachments into `data`.

    The verdict is on the result.

    Raises:
        StartError: the place is not empty, or the backup is damaged; there is no log there then.
    """
    if not source.is_file():
        raise StartError(EXIT_FOLDER, f"there is no backup {source}; name one with --from")
    before = _walk(read_file(source))
    if not before.whole:
        message = f"the backup {source} is damaged at line {before.bad}: {before.why}"
        raise StartError(EXIT_DATABASE, message)

    def bring_files() -> None:
        files = FileStore(source.parent), FileStore(data)
        _refuse_missing(_over(read_file(source), lambda db: carry(db, *files)), allow_missing)

    if database:
        _fill(source, database, bring_files)
    else:
        _place(source, data, bring_files)
    return verify(data, database, before.head)


def _kept(verdict: Verdict, tally: Tally = Tally(0, ())) -> Kept:  # noqa: B008 - never changes
    return Kept(verdict.head, verdict.bad, verdict.why, tally.files, tally.wrong)


def _over(engine: Engine, look: Callable[[Connection], Tally]) -> Tally:
    try:
        with engine.begin() as db:
            return look(db)
    except DBAPIError as error:
        raise StartError(EXIT_DATABASE, f"the log cannot be read: {error.orig}") from error
    finally:
        engine.dispose()


def _refuse_missing(tally: Tally, allowed: bool) -> None:
    if tally.wrong and not allowed:
        message = (
            f"{tally.wrong[0]} ({len(tally.wrong)} of {tally.files} are wrong). Put back what is "
            "missing, name with --data the folder that has the attachments, or say --allow-missing "
            "to go on without them; nothing was kept"
        )
        raise StartError(EXIT_ATTACHMENTS, message)


def _walk(engine: Engine, expect: Head | None = None) -> Verdict:
    walk = Walk(expect)
    try:
        with engine.begin() as db:
            for rows in chain_rows(db):
                if not walk.go(rows):
                    break
    except (DBAPIError, CorruptStoreError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        raise StartError(EXIT_DATABASE, f"the log cannot be read: {cause}") from error
    finally:
        engine.dispose()
    return walk.end()


@contextmanager
def new_file(to: Path) -> Iterator[Path]:
    """A file beside `to` that takes its name when all went well, and is gone otherwise."""
    part = to.with_name(f".{to.name}.{os.getpid()}.part")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(to)
    except OSError as error:
        message = f"cannot write {to}: {error.strerror or error}"
        raise StartError(EXIT_FOLDER, message) from error
    finally:
        part.unlink(missing_ok=True)


def _copy_file(source: Path, to: Path) -> None:
    """SQLite's online backup, in one step: writers go on beside it and do not start it anew."""
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as here,
            closing(sqlite3.connect(to)) as there,
        ):
            here.backup(there)
            there.execute("PRAGMA journal_mode=DELETE").close()
    except sqlite3.Error as error:
        raise StartError(EXIT_DATABASE, f"{source} cannot be copied: {error}") from error


def _dump(database: str, to: Path) -> None:
    """Every table as of one moment."""
    source, target = read_log(Path(), database), create_engine(f"sqlite:///{to}")
    try:
        with source.begin() as here, target.begin() as there:
            unknown = set(inspect(here).get_table_names()) - {table.name for table in _tables()}
            if unknown:
                message = (
                    f"the database has tables of another program: {', '.join(sorted(unknown))}"
                )
                raise StartError(EXIT_DATABASE, message)
            _copy_tables(here, there)
            there.exec_driver_sql(f"PRAGMA application_id = {t.APPLICATION_ID}")
    except DBAPIError as error:
        raise StartError(EXIT_DATABASE, f"the database cannot be copied: {error.orig}") from error
    finally:
        source.dispose()
        target.dispose()


def _tables() -> list[Table]:
    return [*t.metadata.sorted_tables, t.revision]


def _copy_tables(here: Connection, there: Connection) -> None:
    for table in _tables():
        table.create(there, checkfirst=True)
        rows = here.execution_options(yield_per=_CHUNK).execute(select(table))
        for some in rows.mappings().partitions():
            there.execute(table.insert(), [dict(row) for row in some])


def _place(source: Path, data: Path, bring_files: Callable[[], None]) -> None:
    lock = FolderLock(data)
    try:
        if (data / DATABASE).exists():
            message = f"{data} holds a log already; restore into an empty folder"
            raise StartError(EXIT_FOLDER, message)
        bring_files()
        with new_file(data / DATABASE) as part:
            _copy_file(source, part)
    finally:
        lock.release()


def _fill(source: Path, database: str, bring_files: Callable[[], None]) -> None:
    """Through a copy that is brought up to date first, so that an older backup fits the tables."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / DATABASE
        _copy_file(source, copy)
        open_store(copy.parent).close()
        open_store(copy.parent, database, migrate=True).close()
        here, there = read_file(copy), read_log(copy.parent, database)
        try:
            with there.begin() as new:
                _refuse_full(new)
            # outside of the transaction: the server ends one that is idle for long
            bring_files()
            with here.begin() as old, there.begin() as new:
                _refuse_full(new)
                for table in reversed(_tables()):
                    new.execute(delete(table))
                _copy_tables(old, new)
        except DBAPIError as error:
            message = f"the backup could not be restored: {error.orig}"
            raise StartError(EXIT_DATABASE, message) from error
        finally:
            here.dispose()
            there.dispose()


def _refuse_full(db: Connection) -> None:
    if db.execute(select(func.count()).select_from(t.event)).scalar_one():
        message = "the database holds a log already; restore into an empty one"
        raise StartError(EXIT_DATABASE, message)
