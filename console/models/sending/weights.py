"""What counts how much when a unit is recommended: everything is said in minutes, as data.

A unit that lacks the skill counts as if it were six minutes further away. That way one sum ranks
officers and drones alike, and each part of it can be said to the person who decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from casework.vocabulary import UNIT_KIND_ORDER, UnitKind


class Factor(IntEnum):
    """The parts of the sum, in the order in which they are told."""

    WAY = 0
    HOME = 1
    SKILL = 2
    LOAD = 3
    BATTERY = 4
    AGE = 5


class Fit(IntEnum):
    """Whether a unit can be sent; why not, the first reason that holds."""

    FREE = 0
    THERE = 1  # at this case already
    SILENT = 2  # never told where it is
    STALE = 3  # told too long ago
    NO_CHARGE = 4  # a drone whose battery or range is not known
    OUT_OF_RANGE = 5  # a drone that would not come back
    TOO_FAR = 6
    BUSY = 7  # it would do, but it is at another case


@dataclass(frozen=True)
class Movement:
    """How a kind of unit gets there: metres a second, way per straight line, minutes to set off."""

    speed_mps: float
    detour: float
    ready_min: float


#: Assumptions: an officer on an electric scooter and a car in town traffic take streets, a drone
#: flies straight; it has to be made ready first.
MOVEMENTS: dict[UnitKind, Movement] = {
    UnitKind.OFFICER: Movement(5.0, 1.3, 1.0),
    UnitKind.DRONE: Movement(15.0, 1.0, 3.0),
    UnitKind.VEHICLE: Movement(8.0, 1.3, 2.0),
}


@dataclass(frozen=True)
class Weights:
    """Minutes, unless the name says otherwise. Every weight is at least 0."""

    other_part: float = 2.0  # at home in another part of the town, or home unknown
    other_town: float = 8.0
    unknown_skill: float = 2.0
    no_skill: float = 6.0
    a_case: float = 20.0  # for every case the unit is at
    at_full_reach: float = 6.0  # a drone at the end of its reach; nothing up to half of it
    a_minute_old: float = 0.5  # for every minute beyond `fresh_min` since the position
    doubted: float = 3.0  # a newer position was not believed
    fresh_min: float = 3.0
    stale_min: float = 15.0  # nobody is sent from a place that is older
    too_far_min: float = 60.0  # the rule for emergencies: there within an hour

    def __post_init__(self) -> None:
        for name in self.__dataclass_fields__:
            if not getattr(self, name) >= 0.0:
                raise ValueError(f"the weight {name} must be at least 0, not {getattr(self, name)}")


STANDARD = Weights()
KINDS = tuple(MOVEMENTS[kind] for kind in UNIT_KIND_ORDER)
