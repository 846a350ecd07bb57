"""What a unit is (officer, drone, vehicle) and what a position of one is."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from casework.vocabulary import UnitKind


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A unit that can be sent. `unit_id` is unique in the city; `call_sign` is what is spoken.

    `range_m`: how far out a drone may go on a full battery and still be back, metres, 0 unknown.
    `skills`: what it is trained and equipped for, as codes of categories or how they begin ("205":
    every category of that class); empty: nobody has said.
    """

    unit_id: Annotated[int, Meta(ge=0)]
    kind: UnitKind
    call_sign: str
    area: str
    team: str = ""
    name: str = ""
    department: str = ""
    range_m: float = 0.0
    skills: tuple[str, ...] = ()


class Fixes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Positions of several units, one entry per unit in every list, WGS-84 degrees.

    `at_ms`: instant of each fix, ms since the epoch. `heading`: degrees clockwise from north, -1
    unknown. `battery`: per cent, -1 unknown. Columns, because a frame of 9,300 fixes as objects
    costs eight times as much to decode.
    """

    unit: list[int]
    lon: list[float]
    lat: list[float]
    at_ms: list[int]
    heading: list[int] = []
    battery: list[int] = []

    def __post_init__(self) -> None:
        size = len(self.unit)
        for name in ("lon", "lat", "at_ms"):
            if len(getattr(self, name)) != size:
                raise ValueError(f"{name} has {len(getattr(self, name))} entries, unit has {size}")
        for name in ("heading", "battery"):
            if len(getattr(self, name)) not in (0, size):
                raise ValueError(f"{name} must be empty or have {size} entries")
