"""Working time, limits and the traffic light.

Working time is 08:00–12:00 and 14:00–18:00 local (GB/T 30428 practice), eight hours a working day.
紧急工作时 runs round the clock; calendar days are 24 h. Holidays and make-up workdays are data.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from casework.area import Limit, LimitUnit
from casework.instant import require_zone
from casework.vocabulary import TrafficLight

SHIFTS = ((time(8), time(12)), (time(14), time(18)))
HOURS_A_DAY = 8.0
#: Nothing is due later than this; a calendar without a single working day must not loop for ever.
_HORIZON_DAYS = 3_700


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
        here = require_zone(start).astimezone(self.zone)
        for offset in range(_HORIZON_DAYS):
            day = here.date() + timedelta(days=offset)
            if not self.is_workday(day):
                continue
            for begin, end in SHIFTS:
                opens = max(datetime.combine(day, begin, self.zone), here)
                closes = datetime.combine(day, end, self.zone)
                if opens >= closes:
                    continue
                if left <= closes - opens:
                    return (opens + left).astimezone(UTC)
                left -= closes - opens
        raise ValueError(f"the calendar holds no {hours} working hours after {start.isoformat()}")

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
