"""The city in figures, for the wall: counted over the board's columns. Pure numpy, no loop.

All instants are milliseconds since the epoch, city time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casework.vocabulary import OPEN_STATES, STATE_ORDER, UNIT_KIND_ORDER, CaseState, UnitKind
from console.board.cases import CaseTable
from console.board.deadlines import RUNS, overdue
from console.board.units import UnitTable

Mask = NDArray[np.bool_]
Column = NDArray[Any]
HOUR_MS = 3_600_000
#: An officer not heard of for so long is not counted as on duty.
ON_DUTY_MS = 15 * 60_000
#: A drone in the air reports all the time; one on the ground now and then.
AIRBORNE_MS = 2 * 60_000
#: casework.clock.light: yellow after four fifths of the limit.
_NEAR = (4, 5)
#: Open cases of these priorities are alarms from the moment they are reported.
URGENT_PRIORITY = 2
_OPEN = np.array([s in OPEN_STATES for s in STATE_ORDER])
_CLOSED = STATE_ORDER.index(CaseState.CLOSED)


@dataclass(frozen=True)
class TownLoad:
    """One town: open cases, and how many of them are overdue or near the limit."""

    code: str
    open: int
    overdue: int
    near: int


@dataclass(frozen=True)
class Alarm:
    """An open case that is overdue (`breach`) or urgent; `at_ms` is when it became so."""

    row: int
    at_ms: int
    breach: bool


@dataclass(frozen=True)
class CityCounts:
    """Everything the wall says in figures, as of one instant."""

    open: int = 0
    overdue: int = 0
    near: int = 0
    unclaimed: int = 0
    closed_today: int = 0
    reported_today: int = 0
    officers: int = 0
    officers_on_duty: int = 0
    drones: int = 0
    drones_airborne: int = 0
    towns: tuple[TownLoad, ...] = ()
    hours: tuple[int, ...] = field(default=(0,) * 24)
    alarms: tuple[Alarm, ...] = ()


def count(
    cases: CaseTable, units: UnitTable, now_ms: int, day_start_ms: int, alarms: int = 20
) -> CityCounts:
    """Count everything; `day_start_ms` is midnight in the city, `alarms` how many to name."""
    is_open = _OPEN[cases.column("state")]
    late, near = _clocks(cases, now_ms)
    held = (cases.column("holder") > 0) & (cases.column("lease_ms") > now_ms)
    closed = (cases.column("state") == _CLOSED) & (cases.column("closed_ms") >= day_start_ms)
    reported = cases.column("reported_ms")
    officers, on_duty = _heard(units, UnitKind.OFFICER, now_ms - ON_DUTY_MS)
    drones, airborne = _heard(units, UnitKind.DRONE, now_ms - AIRBORNE_MS)
    return CityCounts(
        open=int(is_open.sum()),
        overdue=int(late.sum()),
        near=int(near.sum()),
        unclaimed=int((is_open & ~held).sum()),
        closed_today=int(closed.sum()),
        reported_today=int((reported >= day_start_ms).sum()),
        officers=officers,
        officers_on_duty=on_duty,
        drones=drones,
        drones_airborne=airborne,
        towns=_towns(cases, is_open, late, near),
        hours=_hours(reported, day_start_ms),
        alarms=_alarms(cases, is_open, late, alarms),
    )


def _clocks(cases: CaseTable, now_ms: int) -> tuple[Mask, Mask]:
    """(overdue as the queue counts it, the disposal's limit nearly used up)."""
    due, begin = cases.column("due_ms"), cases.column("from_ms")
    running = RUNS[cases.column("state")] & (due > 0)
    late = overdue(cases, now_ms)
    part, whole = _NEAR
    used = (now_ms - begin) * whole > (due - begin) * part
    near: Mask = running & ~late & (due >= now_ms) & (begin > 0) & (due > begin) & used
    return late, near


def _heard(units: UnitTable, kind: UnitKind, since_ms: int) -> tuple[int, int]:
    """(units of `kind`, those heard since)."""
    mine = units.column("kind") == UNIT_KIND_ORDER.index(kind)
    heard = mine & (units.column("fix_ms") >= max(1, since_ms))
    return int(mine.sum()), int(heard.sum())


def _towns(cases: CaseTable, is_open: Mask, late: Mask, near: Mask) -> tuple[TownLoad, ...]:
    """Towns with open cases: most overdue first, then most near the limit, then most open."""
    area = cases.column("area")
    size = len(cases.words)
    opened = np.bincount(area[is_open], minlength=size)
    overdue = np.bincount(area[late], minlength=size)
    close = np.bincount(area[near], minlength=size)
    order = np.lexsort((-opened, -close, -overdue))
    return tuple(
        TownLoad(cases.words.word(int(w)), int(opened[w]), int(overdue[w]), int(close[w]))
        for w in order
        if opened[w]
    )


def _hours(reported: Column, day_start_ms: int) -> tuple[int, ...]:
    """Reports in each hour of the day that began at `day_start_ms`."""
    hour = (reported[reported >= day_start_ms] - day_start_ms) // HOUR_MS
    return tuple(np.bincount(hour[hour < 24].astype(np.int64), minlength=24).tolist())


def _alarms(cases: CaseTable, is_open: Mask, late: Mask, most: int) -> tuple[Alarm, ...]:
    """The newest first; of equals the more urgent, then the younger case."""
    rows = np.flatnonzero(late | (is_open & (cases.column("priority") <= URGENT_PRIORITY)))
    breach = late[rows]
    at = np.where(breach, cases.column("deadline_ms")[rows], cases.column("reported_ms")[rows])
    if len(rows) > most > 0:
        # Equals of the last one stay in, so that the order below decides between them.
        edge = np.partition(at, len(at) - most)[len(at) - most]
        keep = at >= edge
        rows, breach, at = rows[keep], breach[keep], at[keep]
    order = np.lexsort((-cases.column("case_id")[rows], cases.column("priority")[rows], -at))[:most]
    return tuple(Alarm(int(rows[i]), int(at[i]), bool(breach[i])) for i in order)
