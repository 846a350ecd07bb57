"""The writer's transaction, in SQL that both databases understand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter, itemgetter

import msgspec
from sqlalchemy import Connection, delete, func, select

from casework.case import Case
from casework.events import UnitsRegistered
from casework.unit import Unit
from central.projections.cases import CASE_DECODER, case_row
from central.projections.duty import DUTY_KINDS, LASTING
from central.store import schema as t
from central.store.chained import hash_rows
from central.store.interface import AnswerName, AnswerRow, EventRow, News
from central.store.pen import Hand
from central.store.statements import Put, Statement
from central.store.swift import Tip

UNIT_DECODER = msgspec.json.Decoder(Unit)
EVENT_COLUMNS = tuple(t.event.c[name] for name in EventRow.__struct_fields__)
_EVENT, _HASH, _ANSWER = Put(t.event), Put(t.event_hash), Put(t.answer)
_CASE, _UNIT = Put(t.case_state, "case_id"), Put(t.unit, "unit_id")
#: The fields of the records in their tables' order of columns.
_EVENT_FIELDS = attrgetter(*t.event.c.keys())
_ANSWER_FIELDS = attrgetter(*t.answer.c.keys())
_CASE_FIELDS = itemgetter(*t.case_state.c.keys())
UNITS = str(UnitsRegistered.__struct_config__.tag)
#: How many values one question names at most.
CHUNK = 2_000


class CoreTx:
    """One transaction on one connection; nobody else writes until it ends.

    What every command needs goes the short way (`Swift`), the rest by SQLAlchemy.
    """

    def __init__(
        self,
        hand: Hand,
        names: Sequence[AnswerName],
        telling: Callable[[int], Sequence[Statement]],
    ) -> None:
        self._db, self._swift, self._telling = hand.db, hand.swift, telling
        self._names = names
        self._tip, self._given = self._swift.look([name[:2] for name in names])

    def answers(self) -> dict[AnswerName, AnswerRow]:
        if not self._given:
            return {}
        columns = t.answer.c.keys()
        found: dict[AnswerName, AnswerRow] = {}
        for row in (dict(zip(columns, row, strict=True)) for row in self._given):
            # SQLite knows no truth values
            one = AnswerRow(**{**row, "created": bool(row["created"])})
            found[one.actor_id, one.key, one.route] = one
        # rows of before routes were kept have an empty one, and stand for every route
        given = ((name, found.get(name) or found.get((*name[:2], ""))) for name in self._names)
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
        return news_of(self._db, after) if self._tip.seq > after else None

    def drop_projections(self) -> None:
        """Empty the query tables; they can be made anew from the log."""
        self._db.execute(delete(t.case_state))
        self._db.execute(delete(t.unit))

    def write(
        self,
        events: Sequence[EventRow],
        cases: Sequence[tuple[Case, bytes]],
        units: Sequence[Unit],
        answers: Sequence[AnswerRow],
    ) -> None:
        hashes = hash_rows(self._tip, events) if events else []
        self._swift.put(
            (_EVENT, [_EVENT_FIELDS(row) for row in events]),
            (_HASH, hashes),
            (_CASE, [_CASE_FIELDS(case_row(case, body)) for case, body in cases]),
            (_UNIT, [(unit.unit_id, msgspec.json.encode(unit)) for unit in units]),
            (_ANSWER, [_ANSWER_FIELDS(row) for row in answers]),
            then=self._telling(events[-1].seq) if events else (),
        )
        if hashes:
            self._tip = Tip(*hashes[-1])


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


def duty_lines_of(db: Connection, since_ms: int) -> list[bytes]:
    """What people have told each other since an instant, and every view there has been."""
    c = t.event.c
    late = c.kind.in_(sorted(DUTY_KINDS - LASTING)) & (c.at_ms >= since_ms)
    ask = select(c.line).where(c.case_id == 0, late | c.kind.in_(sorted(LASTING)))
    return list(db.execute(ask.order_by(c.seq)).scalars())


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
    units = units_of(db) if any(row.kind == UNITS for row in rows) else []
    return News(rows, cases, units)
