"""The city's reference data, read once at the start and checked before anybody relies on it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec

from casework.actor import Actor
from casework.area import Category, Gazetteer
from casework.case import Case
from casework.clock import Clocks, WorkCalendar
from casework.component import Component
from casework.datum import check_lon_lat
from casework.device import Device
from casework.reasons import ReasonLists
from casework.ruling import NO_LIMITS, Ruling, everywhere, nothing_else
from central.boundary import boundary_of
from central.components import register_of
from central.errors import EXIT_CITY, StartError
from central.workdays import chinese_calendar


@dataclass(frozen=True)
class City:
    """Everything a decision looks at besides the case, and the gazetteer as it goes out."""

    gazetteer: Gazetteer
    gazetteer_json: bytes
    etag: str
    reasons: ReasonLists
    zone: tzinfo
    calendar: WorkCalendar
    categories: dict[str, Category]
    departments: frozenset[str]
    areas: frozenset[str]
    clocks: Clocks = NO_LIMITS
    contains: Callable[[float, float], bool] = everywhere
    components: Mapping[str, Component] = field(default_factory=dict)

    def ruling(
        self,
        actor: Actor,
        now: datetime,
        busy_with: Callable[[int], int | None],
        other: Callable[[int], Case | None] = nothing_else,
    ) -> Ruling:
        """The bench at which one command of `actor` is judged at `now`."""
        return Ruling(
            actor,
            now,
            self.categories,
            self.departments,
            self.areas,
            self.reasons,
            self.calendar,
            busy_with,
            clocks=self.clocks,
            other=other,
            in_city=self.contains,
            component=self.components.__contains__,
        )


def load_city(folder: Path) -> City:
    """Read `gazetteer.json` and `reasons.json`, and where there are any `clocks.json`,
    `devices.json` and `components.json`, from `folder`.

    Raises:
        StartError: a file is missing, does not parse, or contradicts itself.
    """
    gazetteer = _read(folder / "gazetteer.json", Gazetteer)
    reasons = _read(folder / "reasons.json", ReasonLists)
    register = folder / "devices.json"
    if register.exists():
        gazetteer = msgspec.structs.replace(gazetteer, devices=_read(register, list[Device]))
    limits = folder / "clocks.json"
    clocks = _read(limits, Clocks) if limits.exists() else NO_LIMITS
    things = folder / "components.json"
    components = _read(things, list[Component]) if things.exists() else []
    try:
        return build_city(gazetteer, reasons, clocks, components)
    except ValueError as error:
        raise StartError(EXIT_CITY, f"the city data in {folder} is wrong: {error}") from error


def build_city(
    gazetteer: Gazetteer,
    reasons: ReasonLists,
    clocks: Clocks = NO_LIMITS,
    components: Iterable[Component] = (),
) -> City:
    """Check the parts against each other and index them.

    Raises:
        ValueError: a code is used twice or is not declared, or the zone does not exist.
    """
    try:
        zone = ZoneInfo(gazetteer.zone)
    except (KeyError, OSError) as error:
        raise ValueError(f"there is no time zone {gazetteer.zone!r}") from error
    areas = _unique("area", [area.code for area in gazetteer.areas])
    departments = _unique("department", [item.code for item in gazetteer.departments])
    _unique("category", [category.code for category in gazetteer.categories])
    for area in gazetteer.areas:
        if area.parent and area.parent not in areas:
            raise ValueError(f"area {area.code} lies in {area.parent!r}, which is not declared")
    _check_devices(gazetteer.devices, areas)
    calendar = chinese_calendar(zone)
    _check_categories(gazetteer.categories, departments, calendar)
    _check_clocks(clocks, calendar, {category.code for category in gazetteer.categories})
    encoded = msgspec.json.encode(gazetteer)
    return City(
        gazetteer,
        encoded,
        f'"{hashlib.sha256(encoded).hexdigest()[:32]}"',
        reasons,
        zone,
        calendar,
        {category.code: category for category in gazetteer.categories},
        departments,
        areas,
        clocks,
        boundary_of(gazetteer.areas),
        register_of(components, gazetteer),
    )


def _check_categories(
    categories: list[Category], departments: frozenset[str], calendar: WorkCalendar
) -> None:
    for category in categories:
        if category.department not in departments:
            raise ValueError(
                f"category {category.code} goes to {category.department!r}, which is no department"
            )
        calendar.due(datetime(2024, 1, 1, tzinfo=UTC), category.limit)


def _check_devices(devices: list[Device], areas: frozenset[str]) -> None:
    _unique("device", [device.device_id for device in devices])
    for device in devices:
        if device.area not in areas:
            raise ValueError(
                f"device {device.device_id} stands in {device.area!r}, which is not declared"
            )
        try:
            check_lon_lat(device.lon, device.lat)
        except ValueError as error:
            raise ValueError(f"device {device.device_id}: {error}") from error


def _check_clocks(clocks: Clocks, calendar: WorkCalendar, categories: set[str]) -> None:
    for code in clocks.by_category.keys() - categories:
        raise ValueError(f"clocks.json limits category {code!r}, which is not declared")
    tables = (clocks.stages, *clocks.by_priority.values(), *clocks.by_category.values())
    limits = [limit for table in tables for limit in table.values()]
    for limit in (*limits, clocks.contact, clocks.arrival):
        if limit is not None:
            calendar.due(datetime(2024, 1, 1, tzinfo=UTC), limit)


def _unique(what: str, codes: list[str]) -> frozenset[str]:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise ValueError(f"{what} {code} is declared twice")
        seen.add(code)
    return frozenset(seen)


T = TypeVar("T")


def _read(path: Path, shape: type[T]) -> T:
    try:
        return msgspec.json.decode(path.read_bytes(), type=shape)
    except FileNotFoundError as error:
        message = f"there is no {path}; name the folder of the city's data with --city"
        raise StartError(EXIT_CITY, message) from error
    except (OSError, ValueError) as error:
        raise StartError(EXIT_CITY, f"{path} cannot be used: {error}") from error
