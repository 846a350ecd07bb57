"""Operators, their sessions, and the audit trail: tables beside the log, in the same database."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

import msgspec
from sqlalchemy import (
    DDL,
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    LargeBinary,
    Row,
    String,
    Table,
    delete,
    select,
    update,
)
from sqlalchemy import event as sa_event

from casework.vocabulary import Post
from central.store.schema import case_state, metadata
from central.store.sql import in_scope

#: An operator may be signed in at this many places; the oldest session goes first.
MAX_SESSIONS = 50

operator = Table(
    "operator",
    metadata,
    Column("actor_id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("posts", String, nullable=False),
    Column("areas", String, nullable=False),
    Column("departments", String, nullable=False),
    Column("password", String, nullable=False),
    Column("totp", String, nullable=False),
    Column("totp_step", BigInteger, nullable=False),
    Column("disabled", Boolean, nullable=False),
)
session = Table(
    "session",
    metadata,
    Column("session_id", String, primary_key=True),
    Column("token_hash", LargeBinary, nullable=False),
    Column("actor_id", String, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
    Column("used_ms", BigInteger, nullable=False),
    Index("ux_session_token", "token_hash", unique=True),
    Index("ix_session_actor", "actor_id", "created_ms"),
)
audit = Table(
    "audit",
    metadata,
    Column("n", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("at_ms", BigInteger, nullable=False),
    Column("actor_id", String, nullable=False),
    Column("route", String, nullable=False),
    Column("case_id", BigInteger, nullable=False),
    Column("outcome", String, nullable=False),
    sqlite_autoincrement=True,
)
#: The database itself refuses to change or drop a line of the audit trail.
APPEND_ONLY: dict[str, tuple[str, ...]] = {
    "sqlite": tuple(
        f"CREATE TRIGGER audit_no_{verb} BEFORE {verb} ON audit "
        "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
        for verb in ("update", "delete")
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$",
        "CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit "
        "FOR EACH ROW EXECUTE FUNCTION audit_append_only()",
    ),
}
for _dialect, _statements in APPEND_ONLY.items():
    for _statement in _statements:
        _make = DDL(_statement)  # type: ignore[no-untyped-call]
        sa_event.listen(audit, "after_create", _make.execute_if(dialect=_dialect))


class Operator(msgspec.Struct, frozen=True):
    """A person who may sign in. `totp` is the base 32 secret of RFC 6238, "" for none;
    `totp_step` the last time step whose code was used."""

    actor_id: str
    name: str
    posts: frozenset[Post]
    areas: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    password: str = ""
    totp: str = ""
    totp_step: int = 0
    disabled: bool = False


class Session(msgspec.Struct, frozen=True):
    """One sign-in; the token itself is not kept."""

    session_id: str
    token_hash: bytes
    actor_id: str
    created_ms: int
    expires_ms: int
    used_ms: int

    @property
    def place(self) -> tuple[int, str]:
        """Where it stands in a list of sessions."""
        return self.created_ms, self.session_id


class Entry(msgspec.Struct, frozen=True):
    """One line of the audit trail; `at_ms` is real time, `case_id` 0 where no case is meant."""

    n: int
    at_ms: int
    actor_id: str
    route: str
    case_id: int
    outcome: str


class Part(msgspec.Struct, frozen=True):
    """A part of the city: area stems and departments (none: all), and who works there only."""

    areas: tuple[str, ...]
    departments: tuple[str, ...]
    people: tuple[str, ...]


class Database(Protocol):
    """What is needed of a store to keep tables beside its log."""

    def writing(self) -> AbstractContextManager[Connection]: ...
    def reading(self) -> AbstractContextManager[Connection]: ...


class PeopleStore:
    """Operators, sessions and audit lines of one database. May be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def operator(self, actor_id: str) -> Operator | None:
        with self._db.reading() as db:
            row = db.execute(select(operator).where(operator.c.actor_id == actor_id)).first()
        return None if row is None else _operator(row)

    def operators(self) -> list[Operator]:
        with self._db.reading() as db:
            return [_operator(row) for row in db.execute(select(operator).order_by("actor_id"))]

    def add(self, new: Operator) -> bool:
        """False where somebody has that id already."""
        row = msgspec.structs.asdict(new)
        for name in ("posts", "areas", "departments"):
            row[name] = msgspec.json.encode(sorted(row[name])).decode()
        with self._db.writing() as db:
            taken = select(operator.c.actor_id).where(operator.c.actor_id == new.actor_id)
            if db.execute(taken).first():
                return False
            db.execute(operator.insert(), row)
        return True

    def change(self, actor_id: str, **fields: Any) -> bool:
        """Set columns of one operator; False where there is nobody of that id."""
        with self._db.writing() as db:
            where = operator.c.actor_id == actor_id
            return bool(db.execute(update(operator).where(where).values(**fields)).rowcount)

    def spend_step(self, actor_id: str, step: int) -> bool:
        """Use up the one-time code of a time step; False where it has been used."""
        with self._db.writing() as db:
            where = (operator.c.actor_id == actor_id) & (operator.c.totp_step < step)
            done = db.execute(update(operator).where(where).values(totp_step=step))
            return bool(done.rowcount)

    def open_session(self, new: Session) -> None:
        """Keep a session; what has expired or is too many goes."""
        c = session.c
        with self._db.writing() as db:
            db.execute(session.insert(), msgspec.structs.asdict(new))
            db.execute(delete(session).where(c.expires_ms <= new.created_ms))
            others = (c.actor_id == new.actor_id) & (c.session_id != new.session_id)
            old = select(c.session_id).where(others).order_by(c.created_ms.desc())
            old = old.offset(MAX_SESSIONS - 1)
            gone = list(db.execute(old).scalars())
            db.execute(delete(session).where(c.session_id.in_(gone)))

    def session(self, token_hash: bytes, now_ms: int) -> tuple[Session, Operator] | None:
        """The live session of a token and whose it is."""
        ask = select(session).where(
            session.c.token_hash == token_hash, session.c.expires_ms > now_ms
        )
        with self._db.reading() as db:
            row = db.execute(ask).first()
            if row is None:
                return None
            who = select(operator).where(operator.c.actor_id == row.actor_id)
            found = db.execute(who.where(operator.c.disabled.is_(False))).first()
        return None if found is None else (Session(**row._mapping), _operator(found))

    def sessions(
        self,
        actor_id: str,
        now_ms: int,
        after: tuple[int, str] | None = None,
        limit: int = MAX_SESSIONS,
    ) -> list[Session]:
        """The live sessions of one operator, the newest first; those after a `Session.place`."""
        c = session.c
        ask = select(session).where(c.actor_id == actor_id, c.expires_ms > now_ms)
        if after is not None:
            at_ms, number = after
            older = c.created_ms < at_ms
            ask = ask.where(older | ((c.created_ms == at_ms) & (c.session_id > number)))
        with self._db.reading() as db:
            rows = db.execute(ask.order_by(c.created_ms.desc(), c.session_id).limit(limit))
            return [Session(**row._mapping) for row in rows]

    def used_since(self, since_ms: int) -> set[str]:
        """Whose sessions have been used since an instant of real time."""
        ask = select(session.c.actor_id).where(session.c.used_ms >= since_ms).distinct()
        with self._db.reading() as db:
            return set(db.execute(ask).scalars())

    def touch(self, session_id: str, now_ms: int) -> None:
        with self._db.writing() as db:
            where = session.c.session_id == session_id
            db.execute(update(session).where(where).values(used_ms=now_ms))

    def revoke(self, session_id: str, actor_id: str = "") -> bool:
        """End a session, of that operator only where one is named; False for no such session."""
        ask = delete(session).where(session.c.session_id == session_id)
        if actor_id:
            ask = ask.where(session.c.actor_id == actor_id)
        with self._db.writing() as db:
            return bool(db.execute(ask).rowcount)

    def revoke_all(self, actor_id: str) -> int:
        """End every session of one operator; how many there were."""
        with self._db.writing() as db:
            return db.execute(delete(session).where(session.c.actor_id == actor_id)).rowcount

    def note(self, at_ms: int, actor_id: str, route: str, case_id: int, outcome: str) -> None:
        """Write one line of the audit trail."""
        row = {"at_ms": at_ms, "actor_id": actor_id, "route": route}
        with self._db.writing() as db:
            db.execute(audit.insert(), {**row, "case_id": case_id, "outcome": outcome})

    def trail(self, after: int, limit: int, part: Part | None = None) -> Sequence[Entry]:
        """Audit lines after number `after`, in order; of a part of the city where one is named."""
        ask = select(audit).where(audit.c.n > after).order_by(audit.c.n).limit(limit)
        if part is not None:
            ask = ask.where(_of(part))
        with self._db.reading() as db:
            return [Entry(**row._mapping) for row in db.execute(ask)]


def _of(part: Part) -> ColumnElement[bool]:
    """A line is about its case; where there is none, it is about who acted."""
    cases = select(case_state.c.case_id)
    there = cases.where(*in_scope(part.areas, part.departments))
    of_people = audit.c.actor_id.in_(part.people) & audit.c.case_id.not_in(cases)
    return audit.c.case_id.in_(there) | of_people


def _operator(row: Row[Any]) -> Operator:
    # the names come as a kind of string of SQLAlchemy's own
    fields = {str(name): value for name, value in row._mapping.items()}
    for name in ("posts", "areas", "departments"):
        fields[name] = msgspec.json.decode(fields[name])
    return msgspec.convert(fields, Operator)
