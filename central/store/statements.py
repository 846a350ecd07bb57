"""What every command says to the database: SQLAlchemy writes it in each one's SQL, once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Insert, Table, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.engine import Dialect

from central.store import schema as t

SQLITE, POSTGRES = "sqlite", "postgresql"
Row = tuple[Any, ...]
Statement = tuple[str, Row]
#: What a batch begins with: the last line and its hash; no row for an empty log.
_TIP = (
    select(t.event.c.seq, t.event_hash.c.hash)
    .select_from(t.event.outerjoin(t.event_hash, t.event_hash.c.seq == t.event.c.seq))
    .order_by(t.event.c.seq.desc())
    .limit(1)
)
_COLUMNS = ", ".join(f'a."{column}"' for column in t.answer.c.keys())  # noqa: SIM118
#: The answers to some keys of some people, however many, as one statement with one list; in the
#: table's order of columns. Both are told to look each key up: a plan that reads the whole table
#: instead looks cheaper to them than it is.
ANSWERS = {
    SQLITE: (
        f"SELECT {_COLUMNS} FROM"  # noqa: S608
        " (SELECT json_extract(value, '$[0]') AS who, json_extract(value, '$[1]') AS name"
        " FROM json_each(?)) AS n"
        ' CROSS JOIN answer AS a ON a.actor_id = n.who AND a."key" = n.name'
    ),
    POSTGRES: (
        "SELECT a.* FROM json_array_elements($1::json) AS n (value) CROSS JOIN LATERAL"  # noqa: S608
        f" (SELECT {_COLUMNS} FROM answer AS a"
        ' WHERE a.actor_id = n.value ->> 0 AND a."key" = n.value ->> 1 OFFSET 0) AS a'
    ),
}


class Put(NamedTuple):
    """An insert; with `key`, one that overwrites the row with the same key."""

    table: Table
    key: str = ""


@lru_cache
def put_sql(what: Put, kind: str, rows: int) -> str:
    """The insert of so many rows, as the driver of the database `kind` takes it."""
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
def tip_sql(kind: str) -> str:
    """What asks for the last line and its hash."""
    return str(_TIP.compile(dialect=_dialect(kind), compile_kwargs={"literal_binds": True}))


def _dialect(kind: str) -> Dialect:
    if kind == SQLITE:
        return sqlite.dialect()
    return PGDialect_psycopg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]
