"""The writer's transaction, in SQL that both databases understand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, func, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from casework.case import Case
from casework.unit import Unit
from central.projections.cases import CASE_DECODER, case_row
from central.store import schema as t
from central.store.chained import add_hashes
from central.store.interface import AnswerName, AnswerRow, EventRow, News

UNIT_DECODER = msgspec.json.Decoder(Unit)
EVENT_COLUMNS = tuple(t.event.c[name] for name in EventRow.__struct_fields__)
_INSERT_EVENT = t.event.insert()
_INSERT_ANSWER = t.answer.insert()
#: How many values one question names at most.
CHUNK = 2_000


def replacing(dialect: str, table: Table, key: str) -> Any:
    """An insert that overwrites the row with the same key."""
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    statement = insert(table)
    rest = {c.name: statement.excluded[c.name] for c in table.c if c.name != key}
    return statement.on_conflict_do_update(index_elements=[key], set_=rest)


_PUT_CASE = {name: replacing(name, t.case_state, "case_id") for name in ("sqlite", "postgresql")}
_PUT_UNIT = {name: replacing(name, t.unit, "unit_id") for name in ("sqlite", "postgresql")}


class CoreTx:
    """One transaction on one connection; nobody else writes until it ends."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection
        #: The last line this transaction has added, 0 for none.
        self.wrote_up_to = 0

    def answers(self, names: Sequence[AnswerName]) -> dict[AnswerName, AnswerRow]:
        if not names:
            return {}
        c = t.answer.c
        keys = [name[:2] for name in names]
        rows = self._db.execute(select(t.answer).where(tuple_(c.actor_id, c.key).in_(keys)))
        found = {(row.actor_id, row.key, row.route): AnswerRow(**row._mapping) for row in rows}
        if not found:
            return {}
        # rows of before routes were kept have an empty one, and stand for every route
        given = ((name, found.get(name) or found.get((*name[:2], ""))) for name in names)
        return {name: row for name, row in given if row is not None}

    def case(self, case_id: int) -> Case | None:
        return case_of(self._db, case_id)

    def history(self, case_id: int, up_to_version: int) -> list[bytes]:
        return history_of(self._db, case_id, up_to_version)

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

    def news(self, after: int) -> News | None:
        return news_of(self._db, after)

    def write(
        self,
        events: Sequence[EventRow],
        cases: Sequence[tuple[Case, bytes]],
        units: Sequence[Unit],
        answers: Sequence[AnswerRow],
    ) -> None:
        dialect = self._db.dialect.name
        if events:
            self.wrote_up_to = events[-1].seq
            self._db.execute(_INSERT_EVENT, [msgspec.structs.asdict(row) for row in events])
            add_hashes(self._db, events)
        if cases:
            self._db.execute(_PUT_CASE[dialect], [case_row(case, body) for case, body in cases])
        if units:
            self._db.execute(_PUT_UNIT[dialect], [_unit_row(unit) for unit in units])
        if answers:
            self._db.execute(_INSERT_ANSWER, [msgspec.structs.asdict(row) for row in answers])


def head_of(db: Connection) -> int:
    """The last sequence number, 0 for an empty log."""
    return db.execute(select(func.max(t.event.c.seq))).scalar() or 0


def case_of(db: Connection, case_id: int) -> Case | None:
    ask = select(t.case_state.c.body).where(t.case_state.c.case_id == case_id)
    body = db.execute(ask).scalar()
    return None if body is None else CASE_DECODER.decode(body)


def history_of(db: Connection, case_id: int, up_to_version: int | None) -> list[bytes]:
    """The lines of one case, up to a version or all."""
    c = t.event.c
    ask = select(c.line).where(c.case_id == case_id, c.case_id > 0).order_by(c.version)
    if up_to_version is not None:
        ask = ask.where(c.version <= up_to_version)
    return list(db.execute(ask).scalars())


def rows_of(db: Connection, after: int, up_to: int, limit: int) -> list[EventRow]:
    """Log lines with after < seq ≤ up_to, in order, at most `limit`."""
    seq = t.event.c.seq
    ask = select(*EVENT_COLUMNS).where(seq > after, seq <= up_to).order_by(seq).limit(limit)
    return [EventRow(*row) for row in db.execute(ask)]


def units_of(db: Connection) -> list[Unit]:
    rows = db.execute(select(t.unit.c.body).order_by(t.unit.c.unit_id))
    return [UNIT_DECODER.decode(body) for (body,) in rows]


def news_of(db: Connection, after: int) -> News | None:
    """What was written after line `after`; read in one moment, or under the writer's lock."""
    head = head_of(db)
    if head <= after:
        return None
    rows = rows_of(db, after, head, head - after)
    ids = sorted({row.case_id for row in rows if row.case_id})
    cases: list[Case] = []
    for start in range(0, len(ids), CHUNK):
        some = t.case_state.c.case_id.in_(ids[start : start + CHUNK])
        bodies = db.execute(select(t.case_state.c.body).where(some)).scalars()
        cases += [CASE_DECODER.decode(body) for body in bodies]
    units = units_of(db) if any(not row.case_id for row in rows) else []
    return News(rows, cases, units)


def _unit_row(unit: Unit) -> dict[str, Any]:
    return {"unit_id": unit.unit_id, "body": msgspec.json.encode(unit)}
