"""The log in one SQLite file: WAL, every commit flushed to the disk before anybody hears of it."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, create_engine, delete, func, select, tuple_
from sqlalchemy import event as sa_event
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import DBAPIError

from casework.case import Case
from casework.instant import from_ms
from casework.unit import Unit
from central.errors import CorruptStoreError, StorageFullError, StoreError
from central.projections.cases import CASE_DECODER, case_row
from central.store import schema as t
from central.store.interface import AnswerRow, EventRow
from central.store.query import CasePage, CaseQuery
from central.store.sql import page_of
from central.store.sqlite_file import check_file, is_full

_UNIT = msgspec.json.Decoder(Unit)
_EVENT_COLUMNS = tuple(t.event.c[name] for name in EventRow.__struct_fields__)
_INSERT_EVENT = t.event.insert()
_INSERT_ANSWER = t.answer.insert()
_CHUNK = 2_000


def _replace(table: Any, key: str) -> Any:
    statement = upsert(table)
    rest = {c.name: statement.excluded[c.name] for c in table.c if c.name != key}
    return statement.on_conflict_do_update(index_elements=[key], set_=rest)


_PUT_CASE = _replace(t.case_state, "case_id")
_PUT_UNIT = _replace(t.unit, "unit_id")


class SqliteTx:
    """The writer's transaction on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def answers(self, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], AnswerRow]:
        if not keys:
            return {}
        c = t.answer.c
        rows = self._db.execute(select(t.answer).where(tuple_(c.actor_id, c.key).in_(keys)))
        return {(row.actor_id, row.key): AnswerRow(**row._mapping) for row in rows}

    def case(self, case_id: int) -> Case | None:
        return _case(self._db, case_id)

    def history(self, case_id: int, up_to_version: int) -> list[bytes]:
        return _history(self._db, case_id, up_to_version)

    def line(self, seq: int) -> bytes:
        found = self._db.execute(select(t.event.c.line).where(t.event.c.seq == seq)).scalar()
        if found is None:
            raise LookupError(f"there is no line {seq}")
        return bytes(found)

    def takeable(self, now_ms: int) -> Iterator[Case]:
        c = t.case_state.c
        ask = (
            select(c.body)
            .where(c.is_open.is_(True), (c.holder == "") | (c.lease_ms <= now_ms))
            .order_by(c.priority, c.due_ms, c.case_id)
        )
        for (body,) in self._db.execute(ask):
            yield CASE_DECODER.decode(body)

    def write(
        self,
        events: Sequence[EventRow],
        cases: Sequence[tuple[Case, bytes]],
        units: Sequence[Unit],
        answers: Sequence[AnswerRow],
    ) -> None:
        if events:
            self._db.execute(_INSERT_EVENT, [msgspec.structs.asdict(row) for row in events])
        if cases:
            self._db.execute(_PUT_CASE, [case_row(case, body) for case, body in cases])
        if units:
            self._db.execute(_PUT_UNIT, [_unit_row(unit) for unit in units])
        if answers:
            self._db.execute(_INSERT_ANSWER, [msgspec.structs.asdict(row) for row in answers])


class SqliteStore:
    """The log and its projections in the file `path`.

    Raises:
        CorruptStoreError: when made on a file that is not a central log, or a damaged one.
        StorageFullError: when the tables cannot be written.
    """

    def __init__(self, path: Path) -> None:
        check_file(path)
        url = f"sqlite:///{path}"
        self._writer = create_engine(url, pool_size=1, max_overflow=0)
        self._reader = create_engine(url, pool_size=4, max_overflow=12)
        _prepare(self._writer, "BEGIN IMMEDIATE", read_only=False)
        _prepare(self._reader, "BEGIN", read_only=True)
        try:
            self._log_id = self._open()
        except DBAPIError as error:
            self.close()
            if is_full(error.orig):
                raise StorageFullError(str(error.orig)) from error
            raise CorruptStoreError(str(error.orig)) from error

    @property
    def log_id(self) -> str:
        return self._log_id

    def _open(self) -> str:
        with self._writer.begin() as db:
            t.metadata.create_all(db)
            db.exec_driver_sql(f"PRAGMA application_id = {t.APPLICATION_ID}")
            rows = db.execute(select(t.meta.c.name, t.meta.c.value))
            known = {str(name): str(value) for name, value in rows}
            if not known:
                known = {"log_id": str(uuid.uuid4()), "schema": str(t.SCHEMA_VERSION)}
                db.execute(t.meta.insert(), [{"name": k, "value": v} for k, v in known.items()])
            count = db.execute(select(func.count()).select_from(t.event)).scalar_one()
            head = _head(db)
        if int(known["schema"]) > t.SCHEMA_VERSION:
            raise CorruptStoreError(f"it was made by a newer version (schema {known['schema']})")
        if count != head:
            raise CorruptStoreError(f"the log has {count} lines but ends at number {head}")
        return known["log_id"]

    @contextmanager
    def begin(self) -> Iterator[SqliteTx]:
        try:
            with self._writer.begin() as connection:
                yield SqliteTx(connection)
        except DBAPIError as error:
            kind = StorageFullError if is_full(error.orig) else StoreError
            raise kind(str(error.orig)) from error

    def head(self) -> int:
        with self._reader.begin() as db:
            return _head(db)

    def last_at(self) -> datetime | None:
        with self._reader.begin() as db:
            at_ms = db.execute(
                select(t.event.c.at_ms).order_by(t.event.c.seq.desc()).limit(1)
            ).scalar()
        return None if at_ms is None else from_ms(at_ms)

    def last_case_id(self) -> int:
        with self._reader.begin() as db:
            return db.execute(select(func.max(t.case_state.c.case_id))).scalar() or 0

    def current_cases(self, closed_after_ms: int) -> Iterator[Case]:
        c = t.case_state.c
        ask = select(c.body).where(c.is_open.is_(True) | (c.closed_ms >= closed_after_ms))
        with self._reader.begin() as db:
            for (body,) in db.execute(ask):
                yield CASE_DECODER.decode(body)

    def units(self) -> list[Unit]:
        with self._reader.begin() as db:
            rows = db.execute(select(t.unit.c.body).order_by(t.unit.c.unit_id))
            return [_UNIT.decode(body) for (body,) in rows]

    def case(self, case_id: int) -> Case | None:
        with self._reader.begin() as db:
            return _case(db, case_id)

    def history(self, case_id: int) -> list[bytes]:
        with self._reader.begin() as db:
            return _history(db, case_id, None)

    def rows(self, after: int, up_to: int, limit: int) -> list[EventRow]:
        seq = t.event.c.seq
        ask = select(*_EVENT_COLUMNS).where(seq > after, seq <= up_to).order_by(seq).limit(limit)
        with self._reader.begin() as db:
            return [EventRow(*row) for row in db.execute(ask)]

    def find(self, query: CaseQuery) -> CasePage:
        with self._reader.begin() as db:
            return page_of(db, query)

    def replace_projections(
        self, cases: Sequence[Case], units: Sequence[Unit], each: Callable[[Case], bytes]
    ) -> None:
        with self._writer.begin() as db:
            db.execute(delete(t.case_state))
            db.execute(delete(t.unit))
            tx = SqliteTx(db)
            tx.write((), (), units, ())
            for start in range(0, len(cases), _CHUNK):
                some = cases[start : start + _CHUNK]
                tx.write((), [(case, each(case)) for case in some], (), ())

    def forget_answers(self, before_ms: int) -> int:
        with self._writer.begin() as db:
            return db.execute(delete(t.answer).where(t.answer.c.created_ms < before_ms)).rowcount

    def close(self) -> None:
        self._reader.dispose()
        self._writer.dispose()


def _prepare(engine: Engine, begin: str, *, read_only: bool) -> None:
    """Give SQLAlchemy, not pysqlite, the say over transactions, and set the file's manners."""

    def connected(raw: sqlite3.Connection, _record: object) -> None:
        raw.isolation_level = None
        for pragma in ("busy_timeout=10000", "journal_mode=WAL", "synchronous=FULL"):
            raw.execute(f"PRAGMA {pragma}").close()
        if read_only:
            raw.execute("PRAGMA query_only=ON").close()

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    sa_event.listen(engine, "connect", connected)
    sa_event.listen(engine, "begin", begun)


def _head(db: Connection) -> int:
    return db.execute(select(func.max(t.event.c.seq))).scalar() or 0


def _case(db: Connection, case_id: int) -> Case | None:
    ask = select(t.case_state.c.body).where(t.case_state.c.case_id == case_id)
    body = db.execute(ask).scalar()
    return None if body is None else CASE_DECODER.decode(body)


def _history(db: Connection, case_id: int, up_to_version: int | None) -> list[bytes]:
    c = t.event.c
    ask = select(c.line).where(c.case_id == case_id, c.case_id > 0).order_by(c.version)
    if up_to_version is not None:
        ask = ask.where(c.version <= up_to_version)
    return list(db.execute(ask).scalars())


def _unit_row(unit: Unit) -> dict[str, Any]:
    return {"unit_id": unit.unit_id, "body": msgspec.json.encode(unit)}
