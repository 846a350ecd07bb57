"""The statements of every command, compiled once and handed straight to the driver.

SQLAlchemy still says what they are, in each database's own SQL. Its execution is left out where a
person waits for it: for statements this small it takes several times what the database takes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Insert, Table, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.engine import Dialect

from central.store import schema as t

SQLITE = "sqlite"
Row = tuple[Any, ...]
#: Whose key, and the key.
Key = tuple[str, str]
Statement = tuple[str, Row]
#: Rows of one SQLite statement. Every statement lets other threads have the interpreter, and on a
#: busy central it takes a while to get it back: a batch is few statements and not many rows.
_TOGETHER = (32, 8, 1)
#: What a batch begins with: the last line and its hash; no row for an empty log.
_TIP = (
    select(t.event.c.seq, t.event_hash.c.hash)
    .select_from(t.event.outerjoin(t.event_hash, t.event_hash.c.seq == t.event.c.seq))
    .order_by(t.event.c.seq.desc())
    .limit(1)
)
#: The answers to some keys of some people, however many, as one statement with a list or two.
_KEYS = {
    SQLITE: (
        "(SELECT json_extract(value, '$[0]') AS who, json_extract(value, '$[1]') AS name"
        " FROM json_each(?)) AS n CROSS"
    ),
    "postgresql": "unnest(%s::text[], %s::text[]) AS n (who, name)",
}
_COLUMNS = ", ".join(f'a."{column}"' for column in t.answer.c.keys())  # noqa: SIM118
_ANSWERS = {
    kind: f'SELECT {_COLUMNS} FROM {n} JOIN answer AS a ON a.actor_id = n.who AND a."key" = n.name'  # noqa: S608
    for kind, n in _KEYS.items()
}


class Tip(NamedTuple):
    """The last line of the log; `digest` is None where it has no hash."""

    seq: int
    digest: bytes | None


class Swift:
    """A connection's driver, in a transaction that SQLAlchemy has begun and will end."""

    def __init__(self, db: Connection) -> None:
        self._raw: Any = db.connection.driver_connection
        self._kind = db.dialect.name

    def look(self, lock: Sequence[str], keys: Sequence[Key]) -> tuple[Tip, list[Row]]:
        """The end of the log and the rows of `answer` to some keys, once the lock is taken.

        The rows are in the table's order of columns. In PostgreSQL it is all one way to the server
        and back; every statement sees what was committed before it began, and so before the lock.
        """
        if self._kind == SQLITE:
            end = self._raw.execute(_tip_sql(SQLITE)).fetchone()
            given = self._raw.execute(_ANSWERS[SQLITE], (json.dumps(keys),)) if keys else None
        else:
            with self._raw.pipeline():
                for statement in lock:
                    self._raw.execute(statement)
                tip = self._raw.execute(_tip_sql(self._kind))
                lists = tuple(map(list, zip(*keys, strict=True)))
                given = self._raw.execute(_ANSWERS[self._kind], lists) if keys else None
            end = tip.fetchone()
        return Tip(*end) if end else Tip(0, None), given.fetchall() if given else []

    def put(self, *parts: tuple[Put, Sequence[Row]], then: Sequence[Statement] = ()) -> None:
        """Write rows, each in its table's order of columns, one table after another."""
        if self._kind == SQLITE:
            for what, rows in parts:
                for sql, values in _statements(what, rows):
                    self._raw.execute(sql, values)
            for sql, values in then:
                self._raw.execute(sql, values)
            return
        with self._raw.pipeline(), self._raw.cursor() as cursor:
            for what, rows in parts:
                if rows:
                    cursor.executemany(_put_sql(what, self._kind, 1), rows)
            for sql, values in then:
                cursor.execute(sql, values)


class Put(NamedTuple):
    """An insert; with `key`, one that overwrites the row with the same key."""

    table: Table
    key: str = ""


def _statements(what: Put, rows: Sequence[Row]) -> list[Statement]:
    found, start = [], 0
    for size in _TOGETHER:
        while len(rows) - start >= size:
            some = rows[start : start + size]
            values = some[0] if size == 1 else tuple(value for row in some for value in row)
            found.append((_put_sql(what, SQLITE, size), values))
            start += size
    return found


@lru_cache
def _put_sql(what: Put, kind: str, rows: int) -> str:
    one = dict.fromkeys(what.table.c.keys())
    values = one if rows == 1 else [one] * rows
    return str(insert_of(what, kind).values(values).compile(dialect=_dialect(kind)))


def insert_of(what: Put, kind: str) -> Insert:
    """The insert in the SQL of the database `kind`."""
    if not what.key:
        return insert(what.table)
    statement = (sqlite.insert if kind == SQLITE else postgresql.insert)(what.table)
    rest = {c.name: statement.excluded[c.name] for c in what.table.c if c.name != what.key}
    return statement.on_conflict_do_update(index_elements=[what.key], set_=rest)


@lru_cache
def _tip_sql(kind: str) -> str:
    return str(_TIP.compile(dialect=_dialect(kind), compile_kwargs={"literal_binds": True}))


def _dialect(kind: str) -> Dialect:
    if kind == SQLITE:
        return sqlite.dialect()
    return PGDialect_psycopg(paramstyle="format")  # type: ignore[no-untyped-call]
