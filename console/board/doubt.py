"""Which fixes cannot be true: from the future, out of order, too far to have got there. Pure.

A doubtful fix never replaces a place that is known; it is remembered beside it and said. Three in
a row that bear each other out are believed: then it was the old place that was wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casework.vocabulary import UNIT_KIND_ORDER, UnitKind
from console.board.mercator import metres_between

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]


#: What is later is from the future: one instant for all, or each fix's own, shape (n,).
Latest = int | I64 | None


class Doubt(IntEnum):
    """Why the last fix of a unit was not taken; what is shown is the fix before it."""

    NONE = 0
    LATE = 1  # older than what is known: it came out of order
    FUTURE = 2  # dated later than now
    JUMP = 3  # nothing of its kind is that fast
    NOWHERE = 4  # not a place on the globe


#: Metres a second that nothing of the kind exceeds: an officer may sit in a car on a motorway.
FASTEST = {UnitKind.OFFICER: 45.0, UnitKind.DRONE: 60.0, UnitKind.VEHICLE: 60.0}
_FASTEST: F64 = np.array([FASTEST[kind] for kind in UNIT_KIND_ORDER])
#: Two fixes this near, metres, are never a jump: positions between high buildings stray that far.
STRAY_M = 500.0
#: So many doubtful fixes in a row that bear each other out are believed.
BELIEVED = 3


@dataclass(frozen=True)
class Sights:
    """Where units were seen, one entry a unit: WGS-84 degrees, ms since the epoch; 0 ms: never."""

    lon: F64
    lat: F64
    at_ms: I64

    def __getitem__(self, which: Any) -> Sights:
        return Sights(self.lon[which], self.lat[which], self.at_ms[which])


def on_earth(sights: Sights) -> NDArray[np.bool_]:
    """Which are places at all: finite, within ±180° and ±90°."""
    with np.errstate(invalid="ignore"):
        ok: NDArray[np.bool_] = (np.abs(sights.lon) <= 180.0) & (np.abs(sights.lat) <= 90.0)
    return ok


def too_far(before: Sights, after: Sights, kind: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Which of `after` nothing of `kind` (UNIT_KIND_ORDER) can have reached from `before`."""
    both = on_earth(before) & on_earth(after) & (before.at_ms > 0)
    out = np.zeros(len(after.at_ms), bool)
    one, other = before[both], after[both]
    metres = metres_between(one.lon, one.lat, other.lon, other.lat)
    seconds = np.maximum(other.at_ms - one.at_ms, 0) / 1_000.0
    out[both] = metres > STRAY_M + seconds * _FASTEST[kind[both]]
    return out


def doubts(
    known: Sights, fresh: Sights, kind: NDArray[np.int8], latest_ms: Latest
) -> NDArray[np.int8]:
    """The `Doubt` of each fresh fix, shape (n,), against what is known of the same unit.

    `latest_ms`: what is later is from the future; None: the time is not known. A known fix that is
    itself from the future holds nothing back.
    """
    out = np.zeros(len(fresh.at_ms), np.int8)
    held = known.at_ms > 0
    if latest_ms is not None:
        held &= known.at_ms <= latest_ms
    out[held & too_far(known, fresh, kind)] = Doubt.JUMP
    out[held & (fresh.at_ms < known.at_ms)] = Doubt.LATE
    if latest_ms is not None:
        out[fresh.at_ms > latest_ms] = Doubt.FUTURE
    out[~on_earth(fresh)] = Doubt.NOWHERE
    return out


def in_rounds(rows: I64) -> list[I64]:
    """Indexes into `rows` such that no round names a row twice; in every row's own order."""
    order = np.argsort(rows, kind="stable")
    begins = np.flatnonzero(np.diff(rows[order], prepend=-1))
    turn = np.arange(len(rows)) - np.repeat(begins, np.diff(begins, append=len(rows)))
    which = np.empty(len(rows), np.int64)
    which[order] = turn
    return [np.flatnonzero(which == n) for n in range(int(which.max(initial=-1)) + 1)]
