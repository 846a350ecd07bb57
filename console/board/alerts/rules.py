"""Which alerts hold of some rows of the board at an instant, and when that changes by itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casework.instant import to_ms
from casework.vocabulary import CHANNEL_ORDER, OPEN_STATES, STATE_ORDER, CaseState, Channel
from console.board.alarms import DEVICE_MS
from console.board.alerts.kinds import OF_CASES, Kind
from console.board.cases import CaseTable
from console.board.units import UnitTable

I64 = NDArray[np.int64]
Mask = NDArray[np.bool_]
NEVER = np.iinfo(np.int64).max
#: A unit that was sent and has not been heard of for so long is silent.
SILENT_MS = 10 * 60_000
#: Sent back so often, the departments do not agree among themselves.
BOUNCES = 3
#: What has been over for longer is backlog, in the queue, and no alert any more (ISA-18.2 calls
#: an alarm that stands for more than 24 hours stale).
STALE_MS = 24 * 3_600_000
COLUMN = {kind: at for at, kind in enumerate(OF_CASES)}

_WAITING = np.array(
    [s in (CaseState.REPORTED, CaseState.ACCEPTED, CaseState.FILED) for s in STATE_ORDER]
)
_UNDECIDED = _WAITING | np.array([s is CaseState.DISPATCHED for s in STATE_ORDER])
_RUNNING = np.array([s in OPEN_STATES and s is not CaseState.SUSPENDED for s in STATE_ORDER])
_DEVICE = np.array([c in (Channel.SENSOR, Channel.DRONE) for c in CHANNEL_ORDER])


@dataclass(frozen=True)
class Found:
    """`marks`: shape (n, len(OF_CASES)), 0 where an alert does not hold. `turns`: (n,) when to look
    again, `NEVER` where only an event changes the row. `stale`: (n,) over for so long that it is
    backlog.
    """

    marks: I64
    turns: I64
    stale: Mask


def running_rows(table: CaseTable, first: int, last: int) -> I64:
    """Rows of [first, last) that can have an alert at all."""
    return np.flatnonzero(_RUNNING[table.column("state")[first:last]]) + first


def look(table: CaseTable, rows: I64, now_ms: int) -> Found:
    """What holds of some cases at `now_ms`.

    At most one of SOON and BREACH holds of a case: that of its first limit, the disposal's or its
    own stage's.
    """
    of = {name: table.column(name)[rows] for name in _NEEDED}
    out = np.zeros((len(rows), len(OF_CASES)), np.int64)
    turns = np.full((len(rows), 4), NEVER, np.int64)
    running = _RUNNING[of["state"]]
    stale = _limits(of, running, now_ms, out, turns)
    _untaken(of, now_ms, out, turns)
    bounced = (of["bounces"] >= BOUNCES) & _UNDECIDED[of["state"]]
    out[bounced, COLUMN[Kind.BOUNCED]] = of["bounces"][bounced]
    for i in np.flatnonzero(running & (of["priority"] == 1)).tolist():
        _emergency_clocks(table, int(rows[i]), now_ms, out[i], turns[i])
    turns[turns <= now_ms] = NEVER
    return Found(out, turns.min(axis=1), stale)


def _limits(of: dict[str, I64], running: Mask, now_ms: int, out: I64, turns: I64) -> Mask:
    stage = of["stage_due_ms"]
    first = (stage > 0) & ((of["due_ms"] == 0) | (stage < of["due_ms"]))
    due = np.where(first, stage, of["due_ms"])
    begin = np.where(first, of["stage_from_ms"], of["from_ms"])
    counts = running & (due > 0)
    over = counts & (now_ms > due)
    fresh = over & (now_ms <= due + STALE_MS)
    out[fresh, COLUMN[Kind.BREACH]] = due[fresh]
    told = counts & (begin > 0) & (due > begin)
    # the first whole ms after 80 % (casework.clock.light)
    eighty = begin + 4 * (due - begin) // 5 + 1
    soon = told & ~over & (now_ms >= eighty)
    out[soon, COLUMN[Kind.SOON]] = eighty[soon]
    later = np.where(over, due + STALE_MS + 1, due + 1)
    stale: Mask = over & ~fresh
    turns[:, 0] = np.where(counts, np.where(told & (now_ms < eighty), eighty, later), NEVER)
    return stale


def _untaken(of: dict[str, I64], now_ms: int, out: I64, turns: I64) -> None:
    waiting = _WAITING[of["state"]]
    taken = (of["holder"] > 0) & ((of["lease_ms"] == 0) | (of["lease_ms"] > now_ms))
    urgent = waiting & (of["priority"] == 1)
    out[urgent & ~taken, COLUMN[Kind.EMERGENCY]] = of["reported_ms"][urgent & ~taken]
    # an emergency of a machine is an emergency, once
    device = waiting & _DEVICE[of["channel"]] & ~urgent
    fades = of["reported_ms"] + DEVICE_MS
    rings = device & ~taken & (now_ms < fades)
    out[rings, COLUMN[Kind.DEVICE]] = of["reported_ms"][rings]
    turns[:, 1] = np.where(device, fades, NEVER)
    turns[:, 2] = np.where((urgent | device) & (of["lease_ms"] > 0), of["lease_ms"], NEVER)


def _emergency_clocks(table: CaseTable, row: int, now_ms: int, out: I64, turns: I64) -> None:
    few = table.rare(row)
    for kind, due, done in (
        (Kind.CONTACT, "contact_due", "contacted_at"),
        (Kind.ARRIVAL, "arrival_due", "arrived_at"),
    ):
        if few.get(due) and not few.get(done):
            at = to_ms(few[due])
            if now_ms > at:
                out[COLUMN[kind]] = at
            else:
                turns[3] = min(int(turns[3]), at + 1)


def silence(units: UnitTable, rows: I64, sent_ms: I64, now_ms: int) -> tuple[I64, I64]:
    """Shape (n,) marks of units that were sent and are silent, 0 for others; when to look again.

    `sent_ms`: since when each is under way, 0 where that was not heard. The mark is when it was
    last heard of, or sent.
    """
    heard = np.maximum(units.column("fix_ms")[rows], sent_ms)
    sent = (units.column("case_id")[rows] > 0) & (heard > 0)
    silent = sent & (now_ms > heard + SILENT_MS)
    return np.where(silent, heard, 0), np.where(sent & ~silent, heard + SILENT_MS + 1, NEVER)


_NEEDED = (
    "state", "priority", "channel", "holder", "lease_ms", "reported_ms", "bounces", "from_ms",
    "due_ms", "stage_from_ms", "stage_due_ms",
)  # fmt: skip
