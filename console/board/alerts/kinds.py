"""What there is to be alerted of, how pressing each kind is, and what one occurrence is called.

The classes are given by definition, so that a person can learn them: critical is what hurts people
within minutes, high is what goes wrong today unless somebody acts, everything else is low.
ISA-18.2 and EEMUA 191 want some 5 % / 15 % / 80 % of all alerts in the three; the rate meter shows
what a seat really gets.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Klass(IntEnum):
    """How pressing, the most pressing first."""

    CRITICAL = 0
    HIGH = 1
    LOW = 2


class Kind(IntEnum):
    """Why, the most pressing first. The names are part of the keys: never rename one."""

    EMERGENCY = 0  # an emergency that nobody has taken
    CONTACT = 1  # the reporter of an emergency was to be called back by now
    ARRIVAL = 2  # somebody was to be at an emergency by now
    SILENT = 3  # a unit that was sent and has not been heard of
    BOUNCED = 4  # sent back three times and nobody works on it
    BREACH = 5  # the first limit of a case is over
    DEVICE = 6  # a sensor or a drone reported it; nobody has taken it
    AREA = 7  # something came into a watched area
    SOON = 8  # 80 % of the first limit are used up


#: Kinds that are read from a case, in the order of the columns of `rules.look`.
OF_CASES = (
    Kind.EMERGENCY, Kind.CONTACT, Kind.ARRIVAL, Kind.BOUNCED, Kind.BREACH, Kind.DEVICE, Kind.SOON,
)  # fmt: skip
_ALWAYS = {
    Kind.EMERGENCY: Klass.CRITICAL,
    Kind.CONTACT: Klass.CRITICAL,
    Kind.ARRIVAL: Klass.CRITICAL,
    Kind.SILENT: Klass.HIGH,
    Kind.BOUNCED: Klass.HIGH,
    Kind.AREA: Klass.LOW,
    Kind.SOON: Klass.LOW,
}


def klass_of(kind: Kind, priority: int) -> Klass:
    """The class of an alert about a case of `priority` (1 is an emergency, 2 urgent)."""
    return _ALWAYS.get(kind, Klass.HIGH if priority <= 2 else Klass.LOW)


@dataclass(frozen=True, order=True)
class GroupKey:
    """Alerts of one kind and class in one place: a town's code, or the name of a watched area."""

    klass: Klass
    kind: Kind
    place: str


@dataclass(frozen=True)
class Alert:
    """One occurrence. `mark` tells it from the next one of the same kind about the same thing:
    the instant in ms that ran out, or how often a case was sent back. `since_ms`: city time.
    `number`: the case, for SILENT the unit; 0 for AREA. `case_id`: what to go to, 0 nothing.
    """

    key: str
    group: GroupKey
    number: int
    case_id: int
    mark: int
    since_ms: int


def key_of(kind: Kind, number: int, mark: int) -> str:
    """What all consoles call an occurrence: "breach:1023:1700000000000"."""
    return f"{kind.name.lower()}:{number}:{mark}"


def parse_key(key: str) -> tuple[Kind, int, int] | None:
    """(kind, number, mark) of a key of `key_of`; None for anything else somebody may have sent."""
    name, _, rest = key.partition(":")
    number, _, mark = rest.partition(":")
    kind = _BY_NAME.get(name)
    if kind is None or not (_plain(number) and _plain(mark)):
        return None
    return kind, int(number), int(mark)


def _plain(digits: str) -> bool:
    return digits.isascii() and digits.isdigit() and len(digits) < 19


_BY_NAME = {kind.name.lower(): kind for kind in Kind if kind is not Kind.AREA}
