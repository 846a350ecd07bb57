"""The short way to the driver, for what every command needs.

SQLAlchemy still says what the statements are. Its execution is left out where a person waits for
it: for transactions this small it takes several times what the database takes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple, Protocol

from central.store.statements import ANSWERS, SQLITE, Put, Row, Statement, put_sql, tip_sql

#: Whose key, and the key.
Key = tuple[str, str]
Part = tuple[Put, Sequence[Row]]
#: Rows of one SQLite statement. Every statement lets other threads have the interpreter, and on a
#: busy central it takes a while to get it back: a batch is few statements and not many rows.
_TOGETHER = (32, 8, 1)


class Tip(NamedTuple):
    """The last line of the log; `digest` is None where it has no hash."""

    seq: int
    digest: bytes | None


class Swift(Protocol):
    """One connection's driver."""

    def alive(self) -> bool:
        """Whether the connection still works, asked when it has not been used for a while."""
        ...

    def begin(self) -> None:
        """Begin a transaction and keep every other writer out until its end."""
        ...

    def look(self, keys: Sequence[Key]) -> tuple[Tip, list[Row]]:
        """Begin, and see the end of the log and the rows of `answer` to some keys.

        The rows are in the table's order of columns.
        """
        ...

    def put(self, *parts: Part, then: Sequence[Statement] = ()) -> None:
        """Write rows, each in its table's order of columns, one table after another."""
        ...

    def commit(self) -> None:
        """Return when everything is durable."""
        ...

    def undo(self) -> bool:
        """Undo what was begun; False where only the end of the connection does that."""
        ...


class SqliteSwift:
    """Every statement at once: there is no way to go."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw

    def alive(self) -> bool:
        return True

    def begin(self) -> None:
        self._raw.execute("BEGIN IMMEDIATE")

    def look(self, keys: Sequence[Key]) -> tuple[Tip, list[Row]]:
        self.begin()
        end = self._raw.execute(tip_sql(SQLITE)).fetchone()
        found: list[Row] = []
        if keys:
            found = self._raw.execute(ANSWERS[SQLITE], (json.dumps(keys),)).fetchall()
        return Tip(*end) if end else Tip(0, None), found

    def put(self, *parts: Part, then: Sequence[Statement] = ()) -> None:
        for what, rows in parts:
            for sql, values in _statements(what, rows):
                self._raw.execute(sql, values)
        for sql, values in then:
            self._raw.execute(sql, values)

    def commit(self) -> None:
        self._raw.commit()

    def undo(self) -> bool:
        self._raw.rollback()
        return True


def _statements(what: Put, rows: Sequence[Row]) -> list[Statement]:
    found, start = [], 0
    for size in _TOGETHER:
        while len(rows) - start >= size:
            some = rows[start : start + size]
            values = some[0] if size == 1 else tuple(chain.from_iterable(some))
            found.append((put_sql(what, SQLITE, size), values))
            start += size
    return found
