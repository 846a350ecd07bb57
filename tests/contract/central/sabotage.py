"""Disks that break while central's writer is at work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event as sa_event
from sqlalchemy.exc import OperationalError

from central.store.core import CoreStore
from central.store.interface import AnswerName
from central.store.postgres_swift import PostgresSwift
from central.store.statements import Put, Row, Statement
from central.store.swift import Swift
from central.store.tx import CoreTx


class BrokenDisk(Exception):  # noqa: N818 - what a driver reports, not what our code raises
    """A driver's error in the words of both databases."""

    def __init__(self, *, full: bool) -> None:
        super().__init__("sabotage")
        self.sqlite_errorname = "SQLITE_FULL" if full else "SQLITE_ERROR"
        self.sqlstate = "53100" if full else "XX000"


class Saboteur:
    """Lets the n-th write of the office's transactions fail, the commit being the last."""

    def __init__(self, store: CoreStore) -> None:
        self._left, self._full = 0, False
        sa_event.listen(store._writer, "before_cursor_execute", self._before_statement)
        driver = type("BrokenDriver", (BrokenDisk, store._driver_error), {})
        self._begin = store.begin
        self._broken = lambda: driver(full=self._full)
        store.begin = self._transaction  # type: ignore[method-assign]

    def fail(self, nth: int, *, full: bool) -> None:
        self._left, self._full = nth, full

    def missed(self) -> bool:
        """Whether there were fewer writes than that; there is no sabotage afterwards."""
        left, self._left = self._left, 0
        return left > 0

    @contextmanager
    def _transaction(self, names: Sequence[AnswerName] = ()) -> Iterator[CoreTx]:
        with self._begin(names) as tx:
            self._spoil(tx._swift)
            yield tx
        # a connection is kept for the next transaction; after an error it is thrown away
        del tx._swift.put, tx._swift.commit

    def _spoil(self, swift: Swift) -> None:
        put, commit = swift.put, swift.commit

        def put_one_by_one(
            *parts: tuple[Put, Sequence[Row]], then: Sequence[Statement] = ()
        ) -> None:
            """What is before the one that fails has gone to the database."""
            for part in parts:
                if part[1]:
                    self._perhaps_break()
                put(part)
                _flush(swift)
            if then:
                self._perhaps_break()
            put(then=then)
            _flush(swift)

        def commit_or_not() -> None:
            self._perhaps_break()
            commit()

        swift.put, swift.commit = put_one_by_one, commit_or_not  # type: ignore[method-assign]

    def _perhaps_break(self) -> None:
        if self._is_due():
            raise self._broken()

    def _before_statement(self, _db: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            self._count(statement)

    def _count(self, statement: str) -> None:
        if self._is_due():
            raise OperationalError(statement, {}, BrokenDisk(full=self._full))

    def _is_due(self) -> bool:
        if not self._left:
            return False
        self._left -= 1
        return not self._left


def _flush(swift: Swift) -> None:
    if isinstance(swift, PostgresSwift):
        swift.flush()
