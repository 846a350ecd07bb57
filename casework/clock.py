"""Working time, limits and the traffic light.

Working time is 08:00–12:00 and 14:00–18:00 local (GB/T 30428 practice), eight hours a working day.
紧急工作时 runs round the clock; calendar days are 24 h. Holidays and make-up workdays are data, and
so are the limits of the stages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

import msgspec

from casework.area import Limit, LimitUnit
from casework.instant import require_zone
from casework.vocabulary import Stage, TrafficLight

SHIFTS = ((time(8), time(12)), (time(14), time(18)))
HOURS_A_DAY = 8.0
#: Nothing is due later than this; a calendar without a single working day must not loop for ever.
_HORIZON_DAYS = 3_700
ROUND_THE_CLOCK = frozenset({LimitUnit.EMERGENCY_HOUR, LimitUnit.CALENDAR_DAY})


class Clocks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The limits of the stages, as data: for all, by priority, by type; the narrower one counts.

    `contact` and `arrival` run for emergencies (priority 1) from the report on. What is not said
    has no limit.
    """

    version: str = ""
    stages: dict[Stage, Limit] = {}
    by_priority: dict[int, dict[Stage, Limit]] = {}
    by_category: dict[str, dict[Stage, Limit]] = {}
    contact: Limit | None = None
    arrival: Limit | None = None

    def limit(self, stage: Stage, category: str, priority: int) -> Limit | None:
        """The limit of `stage` for a case of this type and priority."""
        everybody = self.stages.get(stage)
        urgent = self.by_priority.get(priority, {}).get(stage, everybody)
        return self.by_category.get(category, {}).get(stage, urgent)


@dataclass(frozen=True)
class WorkCalendar:
    """When work is done. `holidays` are days off, `workdays` are weekend days worked instead."""

    zone: tzinfo
    holidays: frozenset[date] = field(default_factory=frozenset)
    workdays: frozenset[date] = field(default_factory=frozenset)

    def is_workday(self, day: date) -> bool:
        if day in self.holidays:
            return False
        return day in self.workdays or day.weekday() < 5

    def add_work_hours(self, start: datetime, hours: float) -> datetime:
        """The UTC instant `hours` of working time after `start`.

        Raises:
            ValueError: `start` has no zone, or the calendar holds too little working time.
        """
        left = timedelta(hours=hours)
        for opens, closes in self._shifts(start):
            if left <= closes - opens:
                return (opens + left).astimezone(UTC)
            left -= closes - opens
        raise ValueError(f"the calendar holds no {hours} working hours after {start.isoformat()}")

    def worked(self, start: datetime, end: datetime) -> timedelta:
        """The working time between two instants; none where `end` is not later."""
        total = timedelta()
        for opens, closes in self._shifts(start):
            if opens >= end:
                break
            total += min(closes, end) - opens
        return total

    def moved(self, due: datetime, begin: datetime, end: datetime, unit: LimitUnit) -> datetime:
        """`due` later by the time between `begin` and `end`, as a limit in `unit` counts it."""
        if unit in ROUND_THE_CLOCK:
            return due + max(end - begin, timedelta())
        lost = self.worked(begin, end)
        return self.add_work_hours(due, lost / timedelta(hours=1)) if lost else due

    def _shifts(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """What is left of the shifts from `start` on, as (opens, closes)."""
        here = require_zone(start).astimezone(self.zone)
        for offset in range(_HORIZON_DAYS):
            day = here.date() + timedelta(days=offset)
            if not self.is_workday(day):
                continue
            for begin, end in SHIFTS:
                opens = max(datetime.combine(day, begin, self.zone), here)
                closes = datetime.combine(day, end, self.zone)
                if opens < closes:
                    yield opens, closes

    def due(self, start: datetime, limit: Limit) -> datetime:
        """The UTC instant at which `limit` that began at `start` is breached."""
        start = require_zone(start)
        if limit.unit is LimitUnit.EMERGENCY_HOUR:
            return start + timedelta(hours=limit.value)
        if limit.unit is LimitUnit.CALENDAR_DAY:
            return start + timedelta(days=limit.value)
        hours = limit.value * (HOURS_A_DAY if limit.unit is LimitUnit.WORK_DAY else 1.0)
        return self.add_work_hours(start, hours)


def light(now: datetime, begin: datetime | None, due: datetime | None) -> TrafficLight:
    """Green up to 80 % of the limit, yellow up to and at 100 %, red after (domain rule)."""
    if due is None:
        return TrafficLight.NONE
    if now > due:
        return TrafficLight.RED
    if begin is None or due <= begin:
        return TrafficLight.GREEN
    return TrafficLight.YELLOW if (now - begin) / (due - begin) > 0.8 else TrafficLight.GREEN
