"""What alerts say: why, how pressing, and what a seat gets against what a person can take in."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.board.alerts.kinds import Kind, Klass
from console.board.alerts.meter import FLOOD_FROM, MANAGEABLE, Load, Rate
from console.words.language import QT_TRANSLATE_NOOP, fill
from console.words.measures import count

_KINDS = {
    Kind.EMERGENCY: QT_TRANSLATE_NOOP("Alerts", "Untaken emergency"),
    Kind.CONTACT: QT_TRANSLATE_NOOP("Alerts", "Emergency: call back missed"),
    Kind.ARRIVAL: QT_TRANSLATE_NOOP("Alerts", "Emergency: arrival missed"),
    Kind.SILENT: QT_TRANSLATE_NOOP("Alerts", "Unit sent and silent"),
    Kind.BOUNCED: QT_TRANSLATE_NOOP("Alerts", "Sent back three times or more"),
    Kind.BREACH: QT_TRANSLATE_NOOP("Alerts", "Limit breached"),
    Kind.DEVICE: QT_TRANSLATE_NOOP("Alerts", "Sensor or drone reports"),
    Kind.AREA: QT_TRANSLATE_NOOP("Alerts", "Watched area entered"),
    Kind.SOON: QT_TRANSLATE_NOOP("Alerts", "Limit near"),
}
_CLASSES = {
    Klass.CRITICAL: QT_TRANSLATE_NOOP("Alerts", "critical"),
    Klass.HIGH: QT_TRANSLATE_NOOP("Alerts", "high"),
    Klass.LOW: QT_TRANSLATE_NOOP("Alerts", "low"),
}
_LOADS = {
    Load.ACCEPTABLE: QT_TRANSLATE_NOOP("Alerts", "easy"),
    Load.MANAGEABLE: QT_TRANSLATE_NOOP("Alerts", "manageable"),
    Load.DEMANDING: QT_TRANSLATE_NOOP("Alerts", "too many for one person"),
    Load.FLOOD: QT_TRANSLATE_NOOP("Alerts", "flood"),
}
#: A shape for each class, so that no meaning hangs on colour alone.
SIGNS = {Klass.CRITICAL: "■", Klass.HIGH: "▲", Klass.LOW: "○"}


def alert_kind(kind: Kind) -> str:
    return QCoreApplication.translate("Alerts", _KINDS[kind])


def alert_class(klass: Klass) -> str:
    return QCoreApplication.translate("Alerts", _CLASSES[klass])


def rate(read: Rate) -> str:
    """New alerts of the last ten minutes, and what one person can take in."""
    text = QCoreApplication.translate("Alerts", "{n} new in 10 min: {load}")
    return fill(
        text, n=count(read.total), load=QCoreApplication.translate("Alerts", _LOADS[read.load])
    )


def shares(read: Rate) -> str:
    """How they divide among the classes, beside the guide; empty while there are none."""
    found = read.shares()
    if found is None:
        return ""
    text = QCoreApplication.translate("Alerts", "critical/high/low {a}/{b}/{c} % (guide 5/15/80)")
    a, b, c = (f"{share:.0f}" for share in found)
    return fill(text, a=a, b=b, c=c)


def rate_source() -> str:
    """Where the figures of the guide come from."""
    text = QCoreApplication.translate(
        "Alerts",
        "ANSI/ISA-18.2 and EEMUA 191: for one person about 1 alert in 10 minutes is acceptable, "
        "about {most} are the most, more than {flood} are a flood. Of all alerts some 5 % should "
        "be critical, 15 % high, 80 % low.",
    )
    return fill(text, most=MANAGEABLE, flood=FLOOD_FROM)


def tally(fresh: list[int]) -> str:
    """How many of each class nobody has acknowledged; empty for none."""
    parts = [f"{SIGNS[k]} {count(fresh[k])} {alert_class(k)}" for k in Klass if fresh[k]]
    return " · ".join(parts)
