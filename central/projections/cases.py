"""The case table's row, and the case as columns for the snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

import msgspec

from casework.case import INSTANTS, Case
from casework.instant import to_ms
from central.store.schema import NEVER_MS

CASE_ENCODER = msgspec.json.Encoder()
CASE_DECODER = msgspec.json.Decoder(Case)
_VALUES = 8_192


def case_row(case: Case, body: bytes) -> dict[str, Any]:
    """The indexed columns beside the JSON body."""
    return {
        "case_id": case.case_id,
        "version": case.version,
        "is_open": case.is_open,
        "state": case.state.value,
        "category": case.category,
        "area": case.area,
        "village": storable(case.village),
        "grid": storable(case.grid),
        "department": case.department,
        "holder": case.holder,
        "lease_ms": _ms_or(case.lease_until, 0),
        "priority": case.priority,
        "due_ms": _ms_or(case.due_at, NEVER_MS),
        "reported_ms": to_ms(case.reported_at),
        "updated_ms": to_ms(case.updated_at),
        "closed_ms": _ms_or(case.closed_at, 0),
        "words": storable(f"{case.title} {case.address}".lower()),
        "body": body,
    }


def storable(text: str) -> str:
    """Text for a column to search in; PostgreSQL has no U+0000. The body keeps it as it was."""
    return text.replace("\0", "\ufffd")


def urgency(case: Case) -> tuple[int, int, int]:
    """Sort key of "take next": priority, the nearer deadline, the lower id."""
    return case.priority, _ms_or(case.due_at, NEVER_MS), case.case_id


def columns_json(cases: Sequence[Case]) -> bytes:
    """`CaseColumns`: one list per field of `Case`, instants as ms since the epoch."""
    return b"".join(column_pieces(cases))


def column_pieces(cases: Sequence[Case]) -> Iterator[bytes]:
    """`columns_json`, a column at a time.

    Encoded a few thousand values at a time, so that no single call holds the interpreter for long.
    """
    for n, name in enumerate(Case.__struct_fields__):
        parts = []
        for first in range(0, len(cases), _VALUES):
            some: Iterable[Any] = map(attrgetter(name), cases[first : first + _VALUES])
            if name in INSTANTS:
                some = (None if at is None else to_ms(at) for at in some)
            parts.append(CASE_ENCODER.encode(list(some))[1:-1])
        yield b'%b"%b":[%b]' % (b"," if n else b"{", name.encode(), b",".join(parts))
    yield b"}"


def _ms_or(at: datetime | None, default: int) -> int:
    return default if at is None else to_ms(at)
