"""Durations, instants and distances the way people say them."""

from __future__ import annotations

from datetime import UTC, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from casework.instant import from_ms
from console.session import Session
from console.words.language import fill

_SECOND, _MINUTE, _HOUR, _DAY = 1_000, 60_000, 3_600_000, 86_400_000


def count(number: int, known: bool = True) -> str:
    """A count with its thousands, or a dash where nobody can know it yet: unknown is not zero."""
    return f"{number:,}" if known else "–"


def duration_ms(ms: int) -> str:
    """A length of time in its two largest units: "45 s", "35 min", "2 h 05 min", "3 d 4 h"."""
    ms = abs(int(ms))
    if ms < _MINUTE:
        return fill(QCoreApplication.translate("Words", "{s} s"), s=ms // _SECOND)
    if ms < _HOUR:
        return fill(QCoreApplication.translate("Words", "{m} min"), m=ms // _MINUTE)
    if ms < 2 * _DAY:
        hours, rest = divmod(ms, _HOUR)
        text = QCoreApplication.translate("Words", "{h} h {m} min")
        return fill(text, h=hours, m=f"{rest // _MINUTE:02d}")
    days, rest = divmod(ms, _DAY)
    return fill(QCoreApplication.translate("Words", "{d} d {h} h"), d=days, h=rest // _HOUR)


def instant_ms(
    ms: int, zone: tzinfo | str, *, with_date: bool = False, seconds: bool = True
) -> str:
    """An instant in the city's zone: "14:05:09" or "2026-03-01 14:05:09"; empty for 0 (none)."""
    if not ms:
        return ""
    here = from_ms(int(ms)).astimezone(_zone(zone) if isinstance(zone, str) else zone)
    clock = f"{here:%H:%M:%S}" if seconds else f"{here:%H:%M}"
    return f"{here:%Y-%m-%d} {clock}" if with_date else clock


def zone(session: Session) -> tzinfo:
    """The city's zone; UTC until the city is known."""
    return _zone(session.gazetteer.zone) if session.gazetteer else UTC


@lru_cache(maxsize=32)
def _zone(name: str) -> tzinfo:
    """A zone this machine does not know must not stop the picture: it reads UTC."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC


def time_left(due_ms: int, now_ms: int) -> str:
    """ "in 1 h 20 min" or "overdue 35 min"; a case without a limit says so."""
    if not due_ms:
        return QCoreApplication.translate("Words", "no limit")
    left = int(due_ms) - int(now_ms)
    if left >= 0:
        return fill(QCoreApplication.translate("Words", "in {time}"), time=duration_ms(left))
    return fill(QCoreApplication.translate("Words", "overdue {time}"), time=duration_ms(left))


def distance_m(metres: float) -> str:
    """Metres below one kilometre, then kilometres; no more digits than a position is good for."""
    if metres < 995:
        return fill(QCoreApplication.translate("Words", "{n} m"), n=round(metres / 10) * 10)
    digits = 1 if metres < 9_950 else 0
    return fill(QCoreApplication.translate("Words", "{n} km"), n=f"{metres / 1_000:.{digits}f}")


def position_age(ms: int) -> str:
    """How old a position is; negative: there never was one."""
    if ms < 0:
        return QCoreApplication.translate("Words", "no position yet")
    if ms < 5 * _SECOND:
        return QCoreApplication.translate("Words", "now")
    return fill(QCoreApplication.translate("Words", "{time} ago"), time=duration_ms(ms))
