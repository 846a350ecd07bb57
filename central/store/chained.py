"""The hashes beside the log: written with the lines, made once for a log from before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, func, select

from central.chain import GENESIS, ChainRow, links
from central.errors import CorruptStoreError
from central.store import schema as t
from central.store.interface import EventRow
from central.store.swift import Tip

_CHUNK = 5_000
#: In `meta`, once the lines of an older log have been given their hashes.
CHAINED = "chained"
_INSERT = t.event_hash.insert()
_COLUMNS = tuple(t.event.c[name] for name in ChainRow._fields[:-1])


def hash_rows(tip: Tip, events: Sequence[EventRow]) -> list[tuple[int, bytes]]:
    """The rows of `event_hash` for lines that follow `tip`.

    Raises:
        CorruptStoreError: they do not follow it, or it has no hash.
    """
    if events[0].seq != tip.seq + 1:
        raise CorruptStoreError(f"line {events[0].seq} does not follow line {tip.seq}")
    before = tip.digest if tip.seq else GENESIS
    if before is None:
        raise CorruptStoreError(f"line {tip.seq} has no hash; run central verify")
    hashes = links(before, [(row.seq, row.line) for row in events])
    return [(row.seq, digest) for row, digest in zip(events, hashes, strict=True)]


def chain_old_lines(db: Connection) -> int:
    """Give a log from before the chain its hashes, once and never again; how many."""
    named = t.meta.c.name == CHAINED
    if db.execute(select(t.meta.c.value).where(named)).scalar() is not None:
        return 0
    done = 0
    columns = (t.event.c.seq, t.event.c.line)
    while some := db.execute(
        select(*columns).where(t.event.c.seq > done).order_by(t.event.c.seq).limit(_CHUNK)
    ).all():
        _put(db, [(seq, bytes(line)) for seq, line in some])
        done = some[-1][0]
    db.execute(t.meta.insert(), {"name": CHAINED, "value": str(done)})
    return done


def chain_rows(db: Connection) -> Iterator[list[ChainRow]]:
    """Every stored line with its hash, in order, some at a time."""
    seq = t.event.c.seq
    joined = t.event.outerjoin(t.event_hash, t.event_hash.c.seq == seq)
    ask = select(*_COLUMNS, t.event_hash.c.hash).select_from(joined).order_by(seq).limit(_CHUNK)
    after = db.execute(select(func.min(seq))).scalar()
    some = db.execute(ask).all() if after is not None else []
    while some:
        yield [ChainRow._make(row) for row in some]
        some = db.execute(ask.where(seq > some[-1][0])).all()


def _put(db: Connection, lines: Sequence[tuple[int, bytes]]) -> None:
    before = GENESIS
    if lines[0][0] > 1:
        ask = select(t.event_hash.c.hash).where(t.event_hash.c.seq == lines[0][0] - 1)
        found = db.execute(ask).scalar()
        if found is None:
            raise CorruptStoreError(f"line {lines[0][0] - 1} has no hash; run central verify")
        before = bytes(found)
    hashes = links(before, lines)
    rows = [{"seq": seq, "hash": h} for (seq, _), h in zip(lines, hashes, strict=True)]
    db.execute(_INSERT, rows)
