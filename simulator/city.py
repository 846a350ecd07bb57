"""The city as data: its gazetteer, its figures, its reason lists, read once at the start."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from casework.area import Area, Category, Gazetteer
from casework.component import Component
from casework.reasons import ReasonLists
from casework.vocabulary import Channel
from simulator.plane import Plane

MONTH_DAYS = 30.4


@dataclass(frozen=True)
class Place:
    """A basic grid with the village and the town above it."""

    grid: Area
    village: Area
    town: str


@dataclass(frozen=True)
class City:
    """What the simulator knows about the city before it acts.

    `components`: what the register has, by town and type.
    """

    gazetteer: Gazetteer
    figures: Figures
    reasons: ReasonLists
    places: tuple[Place, ...]
    plane: Plane
    categories: dict[str, Category] = field(default_factory=dict)
    components: dict[tuple[str, str], list[Component]] = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.gazetteer.zone)

    @property
    def towns(self) -> tuple[str, ...]:
        return tuple(a.code for a in self.gazetteer.areas if a.level == "town")


class Figures(msgspec.Struct, frozen=True):
    """The city's own numbers, by the names of the facts in city.json.

    `hourly_weights`: relative load by hour of the day; `weekday_weights`: Monday first.
    `officer_skill_shares`: beginning of a category's code → part of the officers trained for it.
    """

    officers: int
    drones: int
    teams: int
    cases_per_month: float
    hourly_weights: tuple[float, ...]
    channel_shares: dict[Channel, float]
    weekday_weights: tuple[float, ...] = (1.0,) * 7
    duplicate_share: float = 0.03
    officer_walk_mps: float = 1.2
    officer_ride_mps: float = 6.0
    drone_speed_mps: float = 12.0
    drone_range_m: float = 5_000.0
    drone_battery_minutes: float = 40.0
    drone_charge_minutes: float = 40.0
    officer_skill_shares: dict[str, float] = {}
    drone_skills: tuple[str, ...] = ()


class _Fact(msgspec.Struct):
    value: Any


class _CityFile(msgspec.Struct):
    facts: dict[str, _Fact]


def read_figures(raw: bytes) -> Figures:
    """The figures among the facts of a city.json; facts that are not used here are passed over.

    Raises:
        msgspec.ValidationError: a fact is missing or of the wrong shape.
    """
    facts = msgspec.json.decode(raw, type=_CityFile).facts
    return msgspec.convert({name: fact.value for name, fact in facts.items()}, Figures)


def load_city(folder: Path) -> City:
    """Read gazetteer.json, city.json and reasons.json, and components.json where there is one.

    Raises:
        OSError, msgspec.ValidationError: a file is missing, or does not say what it must.
    """
    gazetteer = msgspec.json.decode((folder / "gazetteer.json").read_bytes(), type=Gazetteer)
    figures = read_figures((folder / "city.json").read_bytes())
    reasons = msgspec.json.decode((folder / "reasons.json").read_bytes(), type=ReasonLists)
    register = folder / "components.json"
    things = (
        msgspec.json.decode(register.read_bytes(), type=list[Component])
        if register.exists()
        else []
    )
    return build_city(gazetteer, figures, reasons, things)


def build_city(
    gazetteer: Gazetteer,
    figures: Figures,
    reasons: ReasonLists,
    components: Iterable[Component] = (),
) -> City:
    """Put the parts together and check that somebody can live there.

    Raises:
        ValueError: no basic grid, no category or no department.
    """
    places = tuple(_places(gazetteer.areas))
    if not (places and gazetteer.categories and gazetteer.departments):
        raise ValueError("the gazetteer needs basic grids, categories and departments")
    lon = sum(p.grid.lon for p in places) / len(places)
    lat = sum(p.grid.lat for p in places) / len(places)
    towns = {area.code: area.parent for area in gazetteer.areas if area.level == "village"}
    things: dict[tuple[str, str], list[Component]] = {}
    for component in components:
        town = towns.get(component.area, component.area)
        things.setdefault((town, component.category), []).append(component)
    return City(
        gazetteer,
        figures,
        reasons,
        places,
        Plane(lon, lat),
        {category.code: category for category in gazetteer.categories},
        things,
    )


def _places(areas: list[Area]) -> Iterable[Place]:
    by_code = {area.code: area for area in areas}
    for grid in areas:
        if grid.level != "grid":
            continue
        village = by_code[grid.parent]
        town = village if village.level == "town" else by_code[village.parent]
        yield Place(grid, village, town.code)
