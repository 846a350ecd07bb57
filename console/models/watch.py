"""Keeps watch over an operator's areas: who enters them, which cases come up inside.

The work is bounded by what a delta brings: only units that moved and cases that were added are
looked at. What is inside when a watch begins has not entered.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from casework.vocabulary import UNIT_KIND_ORDER
from console.board.board import Delta
from console.board.mercator import EARTH_RADIUS_M
from console.models.dwell import Dwell, zone
from console.models.places import Places, WatchArea
from console.session import Session

I64 = NDArray[np.int64]
F64 = NDArray[np.float64]
#: How far a position may wander to either side of the border without entering or leaving.
MARGIN_M = 20.0
#: Alarms kept until somebody acknowledges them; of more, the oldest go and are counted.
MOST_ALARMS = 500


@dataclass(frozen=True)
class Alarm:
    """`kind`: "unit" or "case"; `number`: which; `at_ms`: of the fix or of its being heard."""

    area: str
    kind: str
    number: int
    at_ms: int


class _Guard:
    """One area with the plane of metres that it lies in."""

    def __init__(self, area: WatchArea) -> None:
        self.area = area
        lons, lats = zip(*area.ring, strict=True)
        self._lon, self._lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
        x, y = self.plane(np.array(lons), np.array(lats))
        shape = shapely.make_valid(shapely.Polygon(np.column_stack([x, y])))
        self._zone = zone(shape, MARGIN_M)
        self._kinds = [i for i, k in enumerate(UNIT_KIND_ORDER) if str(k) in area.kinds]
        self.dwell = Dwell(self._zone, area.dwell_s * 1_000)

    def plane(self, lon: F64, lat: F64) -> tuple[F64, F64]:
        """Metres east and north of the area's middle, shape (n,)."""
        per_degree = math.radians(1.0) * EARTH_RADIUS_M
        narrow = math.cos(math.radians(self._lat))
        return (lon - self._lon) * per_degree * narrow, (lat - self._lat) * per_degree

    def begin(self, session: Session) -> None:
        rows = self._of_kind(session, np.arange(session.board.units.rows))
        self.dwell = Dwell(self._zone, self.area.dwell_s * 1_000)
        self.dwell.settle(rows, *self._where(session, rows))

    def moved(self, session: Session, rows: I64) -> I64:
        rows = self._of_kind(session, rows)
        fixes = session.board.units.column("fix_ms")[rows]
        return self.dwell.heard(rows, *self._where(session, rows), fixes)

    def new_cases(self, session: Session, rows: I64) -> I64:
        if not self.area.cases:
            return rows[:0]
        of = session.board.cases.column
        x, y = self.plane(of("lon")[rows], of("lat")[rows])
        inside: I64 = rows[shapely.contains_xy(self._zone.inside, x, y)]
        return inside

    def _of_kind(self, session: Session, rows: I64) -> I64:
        of = session.board.units.column
        wanted = np.isin(of("kind")[rows], self._kinds) & (of("fix_ms")[rows] > 0)
        return rows[wanted]

    def _where(self, session: Session, rows: I64) -> tuple[F64, F64]:
        of = session.board.units.column
        return self.plane(of("lon")[rows], of("lat")[rows])


class Watch(QObject):
    """The alarms that nobody has acknowledged, the newest last."""

    alarmed = Signal(object)  # tuple of Alarm: what has just come
    changed = Signal()

    def __init__(self, session: Session, places: Places, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._places = session, places
        self._guards: list[_Guard] = []
        self._alarms: deque[Alarm] = deque(maxlen=MOST_ALARMS)
        self.forgotten = 0  # alarms that had to make room
        session.changed.connect(self._take)
        places.changed.connect(self._arrange)
        self._arrange()

    @property
    def alarms(self) -> tuple[Alarm, ...]:
        return tuple(self._alarms)

    @property
    def alarmed_areas(self) -> frozenset[str]:
        """Names of the areas with an alarm that nobody has acknowledged."""
        return frozenset(a.area for a in self._alarms)

    def acknowledge(self, alarm: Alarm) -> None:
        """Somebody has seen it."""
        if alarm in self._alarms:
            self._alarms.remove(alarm)
            self.changed.emit()

    def acknowledge_all(self) -> None:
        self._alarms.clear()
        self.forgotten = 0
        self.changed.emit()

    def _arrange(self) -> None:
        """Guards of areas that have not changed go on with what they know."""
        before, guards = list(self._guards), []
        renamed: dict[str, str] = {}
        for area in self._places.areas:
            kept = next((g for g in before if _same_watch(g.area, area)), None)
            guard = kept or _Guard(area)
            if kept is None:
                guard.begin(self._session)
            else:
                before.remove(kept)
                renamed[kept.area.name] = area.name
            guard.area = area
            guards.append(guard)
        self._guards = guards
        names = {g.area.name for g in guards}
        alarms = (replace(a, area=renamed.get(a.area, a.area)) for a in self._alarms)
        self._alarms = deque((a for a in alarms if a.area in names), MOST_ALARMS)
        self.changed.emit()

    def _take(self, delta: Delta) -> None:
        if delta.reset:
            for guard in self._guards:
                guard.begin(self._session)
            return
        found: list[Alarm] = []
        for guard in self._guards:
            if len(delta.moved):
                found += self._entries(guard, delta.moved)
            if len(delta.added):
                found += self._cases(guard, delta.added)
        if found:
            self.forgotten += max(0, len(self._alarms) + len(found) - MOST_ALARMS)
            self._alarms.extend(found)
            self.alarmed.emit(tuple(found))
            self.changed.emit()

    def _entries(self, guard: _Guard, rows: I64) -> list[Alarm]:
        of = self._session.board.units.column
        return [
            Alarm(guard.area.name, "unit", int(of("unit_id")[r]), int(of("fix_ms")[r]))
            for r in guard.moved(self._session, rows).tolist()
        ]

    def _cases(self, guard: _Guard, rows: I64) -> list[Alarm]:
        number, now = self._session.board.cases.column("case_id"), self._session.clock.now_ms()
        inside = guard.new_cases(self._session, rows).tolist()
        return [Alarm(guard.area.name, "case", int(number[r]), now) for r in inside]


def _same_watch(one: WatchArea, other: WatchArea) -> bool:
    """Whether both ask for the same; the name does not matter."""
    return (one.ring, one.kinds, one.dwell_s) == (other.ring, other.kinds, other.dwell_s)
