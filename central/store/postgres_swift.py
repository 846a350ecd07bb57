"""PostgreSQL on the short way: a transaction is two ways to the server and back, and no more.

The first begins, takes the writer's lock and looks; the second writes and commits. Statements are
prepared once on a connection, and go in libpq's pipeline mode: sent all together, answered all
together. Values go as the server keeps them (binary), so that no text has to be quoted.
"""

from __future__ import annotations

import json
import selectors
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import psycopg
from psycopg import errors, pq
from sqlalchemy import Boolean, Column, LargeBinary, String

from central.store import schema as t
from central.store.statements import ANSWERS, POSTGRES, Row, Statement, put_sql, tip_sql
from central.store.swift import Key, Part, Tip

#: The writer's isolation: what is read after the lock is taken is all that was committed before.
_BEGIN: Statement = ("BEGIN ISOLATION LEVEL READ COMMITTED", ())
_COMMIT: Statement = ("COMMIT", ())
#: What waits here before it is sent without the commit, statements.
_MOST = 5_000
_BAD = (pq.ExecStatus.FATAL_ERROR, pq.ExecStatus.PIPELINE_ABORTED)


class PostgresSwift:
    """What is put waits here until the commit, or until somebody flushes it."""

    def __init__(self, raw: psycopg.Connection, lock: Sequence[str]) -> None:
        self._raw, self._pg = raw, raw.pgconn
        # psycopg drops everybody's prepared statements after a rollback, if it has any itself
        raw.prepare_threshold = None
        self._lock: list[Statement] = [(statement, ()) for statement in lock]
        self._line = selectors.DefaultSelector()
        self._line.register(self._pg.socket, selectors.EVENT_READ)
        self._prepared: dict[str, bytes] = {}
        self._waiting: list[Statement] = []
        self._sound = True

    def alive(self) -> bool:
        try:
            self._raw.execute("SELECT 1")
            self._raw.rollback()
        except psycopg.Error:
            return False
        return True

    def begin(self) -> None:
        self._exchange([_BEGIN, *self._lock])

    def look(self, keys: Sequence[Key]) -> tuple[Tip, list[Row]]:
        ask: list[Statement] = [_BEGIN, *self._lock, (tip_sql(POSTGRES), ())]
        if keys:
            ask.append((ANSWERS[POSTGRES], (json.dumps(keys),)))
        answers = self._exchange(ask)[1 + len(self._lock) :]
        end = [(_int(seq), digest) for seq, digest in _rows(answers[0])]
        found: list[Row] = (
            [
                tuple(read(value) for read, value in zip(_READERS, row, strict=True))
                for row in _rows(answers[1])
            ]
            if keys
            else []
        )
        return Tip(*end[0]) if end else Tip(0, None), found

    def put(self, *parts: Part, then: Sequence[Statement] = ()) -> None:
        for what, rows in parts:
            sql = put_sql(what, POSTGRES, 1)
            self._waiting += [(sql, row) for row in rows]
        self._waiting += then
        if len(self._waiting) > _MOST:
            self.flush()

    def flush(self) -> None:
        """Let the server have what waits; what it says no to is raised here."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._exchange(waiting)

    def commit(self) -> None:
        waiting, self._waiting = self._waiting, []
        *_, last = self._exchange([*waiting, _COMMIT])
        if last.command_status != b"COMMIT":
            raise psycopg.OperationalError(f"COMMIT was answered with {last.command_status!r}")

    def undo(self) -> bool:
        if not self._sound:
            return False
        self._waiting = []
        self._raw.rollback()
        return True

    def _exchange(self, statements: Iterable[Statement]) -> list[pq.abc.PGresult]:
        """Send statements together; the answer to each, once all are there.

        Raises:
            psycopg.Error: the first that failed; the server has done none of those after it.
        """
        self._sound = False  # until all is answered: nobody knows what is prepared and what not
        self._pg.enter_pipeline_mode()
        wanted: list[bool] = []
        for sql, values in statements:
            name = self._prepared.get(sql)
            if name is None:
                name = self._prepared[sql] = b"central_%d" % len(self._prepared)
                self._pg.send_prepare(name, sql.encode())
                wanted.append(False)
            sent = [_sent(value) for value in values]
            formats = [pq.Format.BINARY] * len(sent)
            self._pg.send_query_prepared(name, sent, formats, pq.Format.BINARY)
            wanted.append(True)
        self._pg.pipeline_sync()
        found = self._received()
        for result in found:
            if result.status in _BAD:
                raise _error(result)
        self._pg.exit_pipeline_mode()
        self._sound = True
        return [result for result, want in zip(found, wanted, strict=True) if want]

    def _received(self) -> list[pq.abc.PGresult]:
        """Everything up to the sync. Other threads run while this one waits."""
        found: list[pq.abc.PGresult] = []
        self._send_all()
        while True:
            while self._pg.is_busy():
                self._line.select()
                self._pg.consume_input()
            result = self._pg.get_result()
            if result is not None and result.status == pq.ExecStatus.PIPELINE_SYNC:
                return found
            if result is not None:
                found.append(result)
            if self._pg.status == pq.ConnStatus.BAD:
                raise _error(result) if result else psycopg.OperationalError("the line is lost")

    def _send_all(self) -> None:
        if not self._pg.flush():
            return
        self._line.modify(self._pg.socket, selectors.EVENT_READ | selectors.EVENT_WRITE)
        while self._pg.flush():
            # the server may have to be listened to before it takes more
            if any(ready & selectors.EVENT_READ for _, ready in self._line.select()):
                self._pg.consume_input()
        self._line.modify(self._pg.socket, selectors.EVENT_READ)


def _error(result: pq.abc.PGresult) -> psycopg.Error:
    said = result.error_message.decode("utf-8", "replace").strip()
    state = result.error_field(pq.DiagnosticField.SQLSTATE)
    try:
        return errors.lookup((state or b"").decode())(said)
    except KeyError:
        return psycopg.OperationalError(said)


def _sent(value: object) -> bytes:
    """A value of the tables as the server keeps it."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode()
    if isinstance(value, bool):
        return b"\1" if value else b"\0"
    if isinstance(value, int):
        return value.to_bytes(8, "big", signed=True)
    raise TypeError(f"{type(value).__name__} is in no table")


def _int(value: bytes) -> int:
    return int.from_bytes(value, "big", signed=True)


def _reader_of(column: Column[Any]) -> Callable[[bytes], object]:
    """What makes of a column's bytes what they mean."""
    if isinstance(column.type, String):
        return bytes.decode
    if isinstance(column.type, Boolean):
        return b"\1".__eq__
    return bytes if isinstance(column.type, LargeBinary) else _int


_READERS = [_reader_of(column) for column in t.answer.c]


def _rows(result: pq.abc.PGresult) -> list[tuple[Any, ...]]:
    columns = range(result.nfields)
    return [tuple(result.get_value(row, c) for c in columns) for row in range(result.ntuples)]
