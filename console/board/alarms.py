"""What somebody must have seen: alarms over the board, each until acknowledged or over. Pure.

A case rings for one reason at a time, the first in the order of `Ring`. All of them are read from
the case itself, so nothing is lost when the console starts again; what was acknowledged here is
known here only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from casework.vocabulary import CHANNEL_ORDER, OPEN_STATES, STATE_ORDER, CaseState, Channel
from console.board.cases import CaseTable
from console.board.deadlines import Deadline

I64 = NDArray[np.int64]
#: A report of a machine is an alarm for so long; after that it is a case like any other.
DEVICE_MS = 30 * 60_000


class Ring(IntEnum):
    """Why it rings, the most pressing first."""

    NONE = 0
    EMERGENCY = 1  # an emergency that nobody has taken
    CONTACT = 2  # the reporter of an emergency was to be called back by now
    ARRIVAL = 3  # somebody was to be at an emergency by now
    DEVICE = 4  # a sensor or a drone reported it within the last half hour; nobody has taken it
    AREA = 5  # something entered a watched area; raised by whoever watches


@dataclass(frozen=True)
class Alarm:
    """`key`: "case:7", or what a watcher calls it. `x`, `y`: unit square; `since_ms`: city time."""

    key: str
    ring: Ring
    since_ms: int
    x: float
    y: float
    case_id: int = 0


_WAITING = np.array(
    [s in (CaseState.REPORTED, CaseState.ACCEPTED, CaseState.FILED) for s in STATE_ORDER]
)
_OPEN = np.array([s in OPEN_STATES for s in STATE_ORDER])
_DEVICE = np.array([c in (Channel.SENSOR, Channel.DRONE) for c in CHANNEL_ORDER])


def rings(table: CaseTable, rows: I64, now_ms: int) -> tuple[NDArray[np.int8], I64]:
    """Why each row of a case table rings at `now_ms`, and when that may change by itself (0: no).

    Columns alone decide; an emergency's clocks count where they are the first to run out.
    """
    of = {n: table.column(n)[rows] for n in _NEEDED}
    taken = (of["holder"] > 0) & ((of["lease_ms"] == 0) | (of["lease_ms"] > now_ms))
    waiting = _WAITING[of["state"]] & ~taken
    out = np.zeros(len(rows), np.int8)
    device = waiting & _DEVICE[of["channel"]]
    fades = of["reported_ms"] + DEVICE_MS
    out[device & (now_ms < fades)] = Ring.DEVICE
    due, late = of["deadline_ms"], (of["deadline_ms"] > 0) & (now_ms > of["deadline_ms"])
    late &= _OPEN[of["state"]] & (of["paused_ms"] == 0)
    out[late & (of["deadline"] == Deadline.ARRIVAL)] = Ring.ARRIVAL
    out[late & (of["deadline"] == Deadline.CONTACT)] = Ring.CONTACT
    out[waiting & (of["priority"] == 1)] = Ring.EMERGENCY
    clocked = (of["deadline"] >= Deadline.CONTACT) & _OPEN[of["state"]] & (of["paused_ms"] == 0)
    turns = (
        np.where(clocked, due + 1, 0),
        np.where(device, fades, 0),
        np.where(_WAITING[of["state"]], of["lease_ms"], 0),
    )
    never = np.iinfo(np.int64).max
    after = np.min([np.where(t > now_ms, t, never) for t in turns], axis=0)
    return out, np.where(after == never, 0, after)


_NEEDED = (
    "state", "priority", "channel", "holder", "lease_ms", "reported_ms", "deadline_ms", "deadline",
    "paused_ms",
)  # fmt: skip


class Alarms:
    """What rings now, and what of it has been acknowledged.

    The work of a call is bounded by the rows it is given or whose time has come.
    """

    def __init__(self) -> None:
        self.table = CaseTable(1)
        self.version = 0  # another number after every change
        self._ringing: dict[str, Alarm] = {}
        self._cases: set[int] = set()  # that ring
        self._seen: dict[str, Ring] = {}
        self._due: list[tuple[int, int]] = []  # (instant, row), a heap

    def load(self, table: CaseTable, now_ms: int) -> None:
        """Another board: what was acknowledged of cases that still ring stays so."""
        self.table, self._due = table, []
        self._ringing = {k: a for k, a in self._ringing.items() if a.ring is Ring.AREA}
        self._cases = set()
        self.version += 1
        # three narrow columns say which of a million cases can ever ring
        of = table.column
        may = (of("priority") == 1) | _DEVICE[of("channel")] | (of("deadline") >= Deadline.CONTACT)
        self.update(np.flatnonzero(may), now_ms)
        self._seen = {k: r for k, r in self._seen.items() if k in self._ringing}

    def update(self, rows: I64, now_ms: int) -> None:
        """These rows are new, have changed, or their time has come."""
        found, turns = rings(self.table, rows, now_ms)
        for i in np.flatnonzero(turns).tolist():
            heappush(self._due, (int(turns[i]), int(rows[i])))
        ids = self.table.column("case_id")[rows]
        loud = np.flatnonzero(found)
        for i in loud.tolist():
            self._ring(int(rows[i]), int(ids[i]), Ring(int(found[i])), now_ms)
        for case_id in self._cases.intersection(ids[found == 0].tolist()):
            self._end(f"case:{case_id}")

    def tick(self, now_ms: int) -> bool:
        """City time went on; returns whether anything rings otherwise than before."""
        before, rows = self.version, set()
        while self._due and self._due[0][0] <= now_ms:
            rows.add(heappop(self._due)[1])
        if rows:
            self.update(np.array(sorted(rows), np.int64), now_ms)
        return self.version != before

    def raise_at(self, key: str, since_ms: int, x: float, y: float) -> None:
        """Somebody who watches an area has an alarm; rings until acknowledged or `clear`ed."""
        self._put(Alarm(key, Ring.AREA, since_ms, x, y))

    def clear(self, key: str) -> None:
        """What was raised is over; an unknown key is left alone."""
        self._end(key)

    def acknowledge(self, key: str) -> bool:
        """Somebody has seen it; returns whether it was ringing until now."""
        alarm = self._ringing.get(key)
        if alarm is None or self._seen.get(key) is alarm.ring:
            return False
        self._seen[key] = alarm.ring
        self.version += 1
        return True

    def of_case(self, case_id: int) -> Alarm | None:
        """The alarm of a case that nobody has acknowledged."""
        alarm = self._ringing.get(f"case:{case_id}")
        return alarm if alarm and self._seen.get(alarm.key) is not alarm.ring else None

    @property
    def any_open(self) -> bool:
        """Whether there is one, without putting them in order."""
        return any(self._seen.get(a.key) is not a.ring for a in self._ringing.values())

    def open(self) -> list[Alarm]:
        """What rings and nobody has acknowledged: the most pressing first, then the oldest."""
        found = (a for a in self._ringing.values() if self._seen.get(a.key) is not a.ring)
        return sorted(found, key=lambda a: (a.ring, a.since_ms, a.key))

    def _ring(self, row: int, case_id: int, ring: Ring, now_ms: int) -> None:
        x, y = float(self.table.column("x")[row]), float(self.table.column("y")[row])
        known = self._ringing.get(f"case:{case_id}")
        since = known.since_ms if known and known.ring is ring else now_ms
        if ring in (Ring.EMERGENCY, Ring.DEVICE):
            since = int(self.table.column("reported_ms")[row])
        elif ring in (Ring.CONTACT, Ring.ARRIVAL):
            since = int(self.table.column("deadline_ms")[row])
        self._put(Alarm(f"case:{case_id}", ring, since, x, y, case_id))

    def _put(self, alarm: Alarm) -> None:
        if self._ringing.get(alarm.key) != alarm:
            self._ringing[alarm.key] = alarm
            self._cases.add(alarm.case_id)
            self.version += 1

    def _end(self, key: str) -> None:
        self._seen.pop(key, None)
        ended = self._ringing.pop(key, None)
        if ended is not None:
            self._cases.discard(ended.case_id)
            self.version += 1
