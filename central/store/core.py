"""The store itself: all questions in SQLAlchemy Core, once for both databases.

What differs between the databases is in `sqlite.py` and `postgres.py`: how a connection is made
and begun, how one writer keeps the others out, and what an error means.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Connection, Engine, delete, func, select, tuple_
from sqlalchemy.exc import DBAPIError

from casework.case import Case
from casework.duty import KEEP
from casework.instant import from_ms
from casework.unit import Unit
from central.errors import CorruptStoreError, OldSchemaError, StoreError
from central.migrations import NEWEST
from central.projections.cases import CASE_DECODER
from central.store import migrating
from central.store import schema as t
from central.store.chained import chain_old_lines
from central.store.interface import AnswerName, EventRow, News, Opening
from central.store.pen import Hand, Pen
from central.store.query import CasePage, CaseQuery
from central.store.sql import page_of
from central.store.statements import Put, Statement, insert_of
from central.store.swift import Swift
from central.store.tx import (
    CHUNK,
    CoreTx,
    case_of,
    duty_lines_of,
    head_of,
    history_of,
    news_of,
    rows_of,
    units_of,
)


class CoreStore:
    """The log and its projections. A dialect calls `_open` when its engines are ready."""

    #: Whether other processes may write to the same database.
    shared: ClassVar[bool]

    def __init__(self, writer: Engine, reader: Engine, swift: Callable[[Any], Swift]) -> None:
        self._writer, self._reader = writer, reader
        self._pen = Pen(writer, swift)
        self._log_id = ""
        dbapi: Any = writer.dialect.loaded_dbapi
        self._driver_error: type[Exception] = dbapi.Error

    @property
    def log_id(self) -> str:
        return self._log_id

    def _explain(self, error: DBAPIError) -> StoreError:
        """What a failure of this database means."""
        raise NotImplementedError

    def _telling(self, head: int) -> Sequence[Statement]:  # noqa: ARG002 - for those that share
        """What lets other processes know of new lines, with the commit and not before it."""
        return ()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._turn() as hand:
            hand.swift.begin()
            with hand.db.begin():
                yield hand.db

    @contextmanager
    def _turn(self) -> Iterator[Hand]:
        """The writer's connection, with nothing begun."""
        try:
            with self._pen.turn() as hand:
                yield hand
        except DBAPIError as error:
            raise self._explain(error) from error
        except self._driver_error as error:
            raise self._explain(DBAPIError(None, None, error)) from error

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """One moment: everything asked inside sees the same state."""
        try:
            with self._reader.begin() as db:
                yield db
        except DBAPIError as error:
            raise self._explain(error) from error

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction on the tables beside the log."""
        return self._writing()

    def reading(self) -> AbstractContextManager[Connection]:
        """One moment of the tables beside the log."""
        return self._reading()

    def _open(self, db: Connection, *, may_migrate: bool) -> None:
        """Make the tables where there are none, and look whether the log can be trusted."""
        here = migrating.revision_of(db)
        if not here:
            migrating.create(db)
        elif here != NEWEST:
            if not may_migrate:
                raise OldSchemaError(f"its tables are of revision {here}, this needs {NEWEST}")
            migrating.move(db, NEWEST)
        known = {str(name): str(value) for name, value in db.execute(select(t.meta))}
        if not known:
            known = {"log_id": str(uuid.uuid4()), "schema": str(t.SCHEMA_VERSION)}
            db.execute(t.meta.insert(), [{"name": k, "value": v} for k, v in known.items()])
        if int(known["schema"]) > t.SCHEMA_VERSION:
            raise CorruptStoreError(f"it was made by a newer version (schema {known['schema']})")
        count = db.execute(select(func.count()).select_from(t.event)).scalar_one()
        head = head_of(db)
        if count != head:
            raise CorruptStoreError(f"the log has {count} lines but ends at number {head}")
        chain_old_lines(db)
        self._log_id = known["log_id"]

    @contextmanager
    def begin(self, names: Sequence[AnswerName] = ()) -> Iterator[CoreTx]:
        with self._turn() as hand:
            yield CoreTx(hand, names, self._telling)
            hand.swift.commit()

    def opening(self, now_ms: int, keep_closed_ms: int) -> Opening:
        with self._reading() as db:
            last = db.execute(
                select(t.event.c.at_ms).order_by(t.event.c.seq.desc()).limit(1)
            ).scalar()
            closed_after = max(now_ms, last or 0) - keep_closed_ms
            return Opening(
                head_of(db),
                None if last is None else from_ms(last),
                _last_case_id(db),
                units_of(db),
                list(_current(db, closed_after)),
                duty_lines_of(db, max(now_ms, last or 0) - round(KEEP.total_seconds() * 1_000)),
            )

    def news(self, after: int) -> News | None:
        with self._reading() as db:
            return news_of(db, after)

    def head(self) -> int:
        with self._reading() as db:
            return head_of(db)

    def last_at(self) -> datetime | None:
        with self._reading() as db:
            at_ms = db.execute(
                select(t.event.c.at_ms).order_by(t.event.c.seq.desc()).limit(1)
            ).scalar()
        return None if at_ms is None else from_ms(at_ms)

    def last_case_id(self) -> int:
        with self._reading() as db:
            return _last_case_id(db)

    def current_cases(self, closed_after_ms: int) -> Iterator[Case]:
        with self._reading() as db:
            yield from _current(db, closed_after_ms)

    def units(self) -> list[Unit]:
        with self._reading() as db:
            return units_of(db)

    def case(self, case_id: int) -> Case | None:
        with self._reading() as db:
            return case_of(db, case_id)

    def history(self, case_id: int) -> list[bytes]:
        with self._reading() as db:
            return history_of(db, case_id, None)

    def rows(self, after: int, up_to: int, limit: int) -> list[EventRow]:
        with self._reading() as db:
            return rows_of(db, after, up_to, limit)

    def find(self, query: CaseQuery) -> CasePage:
        with self._reading() as db:
            return page_of(db, query)

    def replace_projections(
        self, cases: Sequence[Case], units: Sequence[Unit], each: Callable[[Case], bytes]
    ) -> None:
        with self.begin() as tx:
            tx.drop_projections()
            tx.write((), (), units, ())
            for start in range(0, len(cases), CHUNK):
                some = cases[start : start + CHUNK]
                tx.write((), [(case, each(case)) for case in some], (), ())

    def forget_answers(self, before_ms: int, most: int) -> int:
        c = t.answer.c
        old = select(c.actor_id, c.key, c.route).where(c.created_ms < before_ms)
        name = tuple_(c.actor_id, c.key, c.route)
        with self._writing() as db:
            these = old.order_by(c.created_ms).limit(most)
            return db.execute(delete(t.answer).where(name.in_(these))).rowcount

    def probe(self) -> None:
        with self._writing() as db:
            row = {"name": "probed_ms", "value": str(time.time_ns() // 1_000_000)}
            db.execute(insert_of(Put(t.meta, "name"), db.dialect.name), row)

    def close(self) -> None:
        self._reader.dispose()
        self._pen.close()
        self._writer.dispose()


def _last_case_id(db: Connection) -> int:
    return db.execute(select(func.max(t.case_state.c.case_id))).scalar() or 0


def _current(db: Connection, closed_after_ms: int) -> Iterator[Case]:
    c = t.case_state.c
    ask = select(c.body).where(c.is_open.is_(True) | (c.closed_ms >= closed_after_ms))
    for (body,) in db.execute(ask):
        yield CASE_DECODER.decode(body)
