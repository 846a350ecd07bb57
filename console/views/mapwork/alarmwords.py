"""What a watch area's alarm says."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console import words
from console.models.watch import Alarm
from console.session import Session
from console.views.mapwork.seat import unit_label


def alarm_line(session: Session, alarm: Alarm) -> str:
    """Who or what came into which area, and when by the city's clock."""
    translate = QCoreApplication.translate
    when = words.instant_ms(alarm.at_ms, words.zone(session))
    if alarm.kind == "unit":
        text = translate("WatchAlarm", "{time}  {unit} came into “{area}”")
        return words.fill(text, time=when, unit=unit_label(session, alarm.number), area=alarm.area)
    text = translate("WatchAlarm", "{time}  new case {id} in “{area}”")
    return words.fill(text, time=when, id=alarm.number, area=alarm.area)
