"""What an area, a department and a category are: the reference data a city is run by."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from casework.device import Device

Ring = list[tuple[float, float]]
AreaLevel = Literal["city", "town", "village", "grid"]


class LimitUnit(StrEnum):
    """The four ways the standards count a limit."""

    EMERGENCY_HOUR = "emergency_hour"  # 紧急工作时, runs round the clock
    WORK_HOUR = "work_hour"  # 工作时
    WORK_DAY = "work_day"  # 工作日
    CALENDAR_DAY = "calendar_day"


class Limit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A time limit, for example 4 work hours."""

    value: Annotated[float, Meta(gt=0)]
    unit: LimitUnit


class Area(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place on the ladder city → town → village → basic grid.

    `lon`, `lat`: a point inside, WGS-84 degrees. `rings`: the boundary, each ring a list of
    (lon, lat) in WGS-84, first point not repeated; empty where no boundary is known. Rings do not
    cross, and a place is inside where an odd number of them holds it: parts and holes alike.
    `approximate`: the boundary is a construction, not a survey, and every screen says so.
    """

    code: str
    level: AreaLevel
    name_zh: str
    name_en: str
    parent: str
    lon: float
    lat: float
    rings: list[Ring] = []
    approximate: bool = False


class Department(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """`also_zh`: what people call it by, after a part of its work; it can be typed, never shown."""

    code: str
    name_zh: str
    name_en: str
    short_zh: str = ""
    also_zh: tuple[str, ...] = ()


class Category(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A type of component (部件) or event (事件) and what follows from it.

    `priority` 1 (emergency) … 4; `limit` for disposal; `weight` is its relative frequency, used by
    the demo city only.
    """

    code: str
    kind: Literal["component", "event"]
    class_zh: str
    class_en: str
    name_zh: str
    name_en: str
    department: str
    priority: Annotated[int, Meta(ge=1, le=4)]
    limit: Limit
    weight: float = 1.0


class Gazetteer(msgspec.Struct, frozen=True):
    """Everything the city declares about itself before the first case."""

    city: str
    name_zh: str
    name_en: str
    zone: str
    areas: list[Area]
    departments: list[Department]
    categories: list[Category]
    sources: list[str] = []
    devices: list[Device] = []
