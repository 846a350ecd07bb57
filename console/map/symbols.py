"""What a case or a unit looks like, decided for whole columns at once. Pure.

Colour comes from the clock, shape from the state: each reading stands without the other, and the
filling says the colour again for eyes and prints that have none.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casework.vocabulary import OPEN_STATES, STATE_ORDER, CaseState
from console.board.columns import Columns
from console.board.deadlines import RUNS, overdue

I64 = NDArray[np.int64]
I8 = NDArray[np.int8]
Column = NDArray[Any]
#: A finished case stays on the map this long, then it goes.
DONE_SHOWN_MS = 10 * 60_000
#: Amber begins where more than 4/5 of the limit are gone.
_AMBER = (4, 5)
FRESH_MS, AGEING_MS = 60_000, 300_000
NEVER = np.iinfo(np.int64).max


class Severity(IntEnum):
    """How much a case asks for attention; larger is worse, and lies on top."""

    HIDDEN = 0
    DONE = 1
    CALM = 2
    HELD = 3  # somebody has it in hand
    AMBER = 4  # more than 80 % of the limit gone
    RED = 5  # overdue, as queue and wall count it
    URGENT = 6  # overdue and an emergency


class Shape(IntEnum):
    """Where a case stands: before dispatch, being worked on, waiting for the check, over."""

    CIRCLE = 0
    DIAMOND = 1
    SQUARE = 2
    CROSS = 3


class Age(IntEnum):
    """How old the position of a unit is, in city time."""

    FRESH = 0
    AGEING = 1
    STALE = 2
    UNHEARD = 3  # never drawn: nobody knows where it is


SEVERITIES, SHAPES, AGES, KINDS = len(Severity), len(Shape), 3, 3
CASE_CODES = SHAPES * SEVERITIES * 2
UNIT_CODES = KINDS * AGES * 2 * 2

_SHAPE_OF = {
    CaseState.REPORTED: Shape.CIRCLE,
    CaseState.ACCEPTED: Shape.CIRCLE,
    CaseState.FILED: Shape.CIRCLE,
    CaseState.DISPATCHED: Shape.DIAMOND,
    CaseState.WORKING: Shape.DIAMOND,
    CaseState.FEEDBACK: Shape.SQUARE,
    CaseState.VERIFIED: Shape.SQUARE,
    CaseState.CLOSED: Shape.CROSS,
    CaseState.REJECTED: Shape.CROSS,
    CaseState.SUSPENDED: Shape.DIAMOND,
    CaseState.VOIDED: Shape.CROSS,
    CaseState.MERGED: Shape.CROSS,
}
STATE_SHAPE: I8 = np.array([_SHAPE_OF[s] for s in STATE_ORDER], np.int8)
_IS_DONE = np.array([s not in OPEN_STATES for s in STATE_ORDER])


def severities(table: Columns, rows: I64, now_ms: int) -> tuple[I8, I64]:
    """Severity of each row of a case table at `now_ms`, and when it next changes by itself."""
    of = {n: table.column(n)[rows] for n in _NEEDED}
    done, due, begin = _IS_DONE[of["state"]], of["due_ms"], of["from_ms"]
    runs, first = RUNS[of["state"]], of["deadline_ms"]
    limited, amber_at = runs & (due > 0), _amber_at(begin, due)
    held = (of["holder"] > 0) & ((of["lease_ms"] == 0) | (of["lease_ms"] > now_ms))
    out = np.where(held, Severity.HELD, Severity.CALM).astype(np.int8)
    out[limited & (now_ms >= amber_at)] = Severity.AMBER
    late = overdue(table, now_ms, rows)
    out[late] = np.where(of["priority"][late] == 1, Severity.URGENT, Severity.RED)
    ended = np.where(of["closed_ms"] > 0, of["closed_ms"], of["updated_ms"])
    gone_at = ended + DONE_SHOWN_MS
    out[done] = np.where(now_ms >= gone_at[done], Severity.HIDDEN, Severity.DONE)
    turns = (
        np.where(limited, amber_at, NEVER),
        np.where(runs & (first > 0), first + 1, NEVER),
        np.where(of["lease_ms"] > 0, of["lease_ms"], NEVER),
    )
    after = np.min([np.where(t > now_ms, t, NEVER) for t in turns], axis=0)
    after[done] = np.where(gone_at[done] > now_ms, gone_at[done], NEVER)
    return out, after.astype(np.int64)


_NEEDED = (
    "state", "priority", "holder", "lease_ms", "from_ms", "due_ms", "deadline_ms", "closed_ms",
    "updated_ms",
)  # fmt: skip


def _amber_at(begin: I64, due: I64) -> I64:
    """First millisecond at which more than 80 % of the limit are gone; after it if never known."""
    more, of_all = _AMBER
    known = (begin > 0) & (due > begin)
    at: I64 = np.where(known, begin + (more * (due - begin)) // of_all + 1, due + 1)
    return at


def case_codes(state: Column, priority: Column, severity: Column) -> I64:
    """Sprite numbers of cases, shape (n,), below `CASE_CODES`."""
    shape = STATE_SHAPE[state].astype(np.int64)
    codes: I64 = (shape * SEVERITIES + severity) * 2 + (priority == 1)
    return codes


def case_code(shape: Shape, severity: Severity, emergency: bool) -> int:
    return (shape * SEVERITIES + severity) * 2 + int(emergency)


def ages(fix_ms: I64, now_ms: int, stale_link: bool) -> I8:
    """Age class of each position; with a silent link nothing is fresh, nor is what is to come."""
    age = now_ms - fix_ms
    out = np.full(len(fix_ms), Age.STALE, np.int8)
    out[(age <= AGEING_MS) & (age >= -FRESH_MS)] = Age.AGEING
    if not stale_link:
        out[(age < FRESH_MS) & (age >= -FRESH_MS)] = Age.FRESH
    out[fix_ms <= 0] = Age.UNHEARD
    return out


def unit_codes(kind: Column, age: Column, busy: Column, near: bool) -> I64:
    """Sprite numbers of units, shape (n,), below `UNIT_CODES`; `near`: the large set."""
    code = (kind.astype(np.int64) * AGES + age) * 2 + busy
    return code * 2 + int(near)


def on_globe(lon: Column, lat: Column) -> NDArray[np.bool_]:
    """Which positions can be drawn: finite and on the globe."""
    with np.errstate(invalid="ignore"):
        ok: NDArray[np.bool_] = (np.abs(lon) <= 180.0) & (np.abs(lat) <= 90.0)
    return ok


def on_globe_one(lon: float, lat: float) -> bool:
    return abs(lon) <= 180.0 and abs(lat) <= 90.0
