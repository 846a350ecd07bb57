"""China's working days from chinesecalendar, and plain weekdays where it knows nothing."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import date, tzinfo

from chinese_calendar import constants

from casework.clock import WorkCalendar

LOG = logging.getLogger("central.workdays")


@dataclass(frozen=True)
class OfficialCalendar(WorkCalendar):
    """A calendar that says once when it is asked about a year whose holidays it does not know."""

    known_years: frozenset[int] = field(default_factory=frozenset)
    _told: set[int] = field(default_factory=set, compare=False)

    def is_workday(self, day: date) -> bool:
        if day.year not in self.known_years and not self._told:
            self._told.add(day.year)
            LOG.warning(
                "holidays of %d are not known to this version of chinesecalendar; "
                "Monday to Friday count as working days",
                day.year,
            )
        return super().is_workday(day)


def chinese_calendar(zone: tzinfo) -> OfficialCalendar:
    """Working days of mainland China, seen in `zone`."""
    holidays = frozenset(constants.holidays)
    workdays = frozenset(constants.workdays)
    return OfficialCalendar(zone, holidays, workdays, frozenset(day.year for day in holidays))
