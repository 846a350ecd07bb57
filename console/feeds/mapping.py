"""Declared mappings: what the columns of somebody else's table mean, as TOML and not as code.

A mapping that leaves the datum, the zone or the order of the steps to guessing is refused.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from casework.area import Department
from casework.datum import Datum
from casework.vocabulary import Channel, Step, UnitKind
from console.feeds.recording import BadLog

MAPPINGS = Path(__file__).resolve().parents[2] / "resources" / "mappings"
FORMAT, VERSION = "zhiwang-mapping", 1
StepName = Literal[
    "reported", "filed", "assigned", "en_route", "on_scene", "transporting", "at_hospital", "done"
]
_DATUMS = ", ".join(f'"{d}"' for d in Datum)


class BadMapping(BadLog):
    """A mapping that cannot be used, or does not fit the file."""


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A misspelt key must not be a rule that silently does nothing."""


class FileRule(_Strict, frozen=True):
    delimiter: str = ","
    encoding: str = "utf-8"


class TimeRule(_Strict, frozen=True):
    """Local times without a zone. `ambiguous`: what an hour that comes twice means; `missing`: an
    hour that was left out ("shift" takes it as the hour after)."""

    format: str
    zone: str
    ambiguous: Literal["first", "second", "refuse"]
    missing: Literal["refuse", "shift"] = "refuse"


class Bounds(_Strict, frozen=True):
    """Degrees WGS-84; a place outside is taken for a slip."""

    west: float
    south: float
    east: float
    north: float


class PlaceRule(_Strict, frozen=True):
    """Either `column` with a `pattern` that has the groups lon and lat, or two columns."""

    column: str = ""
    pattern: str = r"^(?P<lon>[^,]+),(?P<lat>.+)$"
    lon: str = ""
    lat: str = ""
    datum: Datum | None = None
    bounds: Bounds | None = None


class CityRule(_Strict, frozen=True):
    """`code` has 12 digits; areas are numbered below it."""

    code: str
    name_zh: str
    name_en: str


class AreaRule(_Strict, frozen=True):
    town: str
    village: str = ""


class PriorityRule(_Strict, frozen=True):
    column: str
    values: dict[str, int]
    default: int


class CaseRule(_Strict, frozen=True):
    """`key` names the case a row belongs to. `closing`: when a case counts as closed."""

    key: str
    category: str
    area: AreaRule
    priority: PriorityRule
    channel: Channel
    close_reason: str
    closing: Literal["last-unit-done", "never"] = "last-unit-done"
    title: str = ""
    address: str = ""


class UnitRule(_Strict, frozen=True):
    column: str
    default: UnitKind
    kind: str = ""
    kinds: dict[str, UnitKind] = {}


class StepRule(_Strict, frozen=True):
    column: str
    means: StepName


class CategoryRule(_Strict, frozen=True):
    class_zh: str
    class_en: str
    zh: dict[str, str] = {}
    en: dict[str, str] = {}


class Mapping(_Strict, frozen=True):
    """One mapping file, checked. Steps stand in the order in which they must happen."""

    format: str
    version: int
    name: str
    time: TimeRule
    place: PlaceRule
    city: CityRule
    department: Department
    case: CaseRule
    unit: UnitRule
    step: list[StepRule]
    categories: CategoryRule
    file: FileRule = FileRule()
    notes: list[str] = []

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column the mapping reads, once each."""
        place, case = self.place, self.case
        named = [
            *(place.column, place.lon, place.lat),
            *(case.key, case.category, case.title, case.address),
            *(case.area.town, case.area.village, case.priority.column),
            *(self.unit.column, self.unit.kind),
            *(step.column for step in self.step),
        ]
        return tuple(dict.fromkeys(name for name in named if name))

    def missing_from(self, header: Iterable[str]) -> list[str]:
        """Columns the mapping reads and `header` does not have."""
        present = set(header)
        return [name for name in self.columns if name not in present]


def load_mapping(path: Path) -> Mapping:
    """The mapping in `path`.

    Raises:
        BadMapping: unreadable, not a mapping, or it leaves something to guessing.
    """
    where = str(path)
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise BadMapping.unreadable(where, error) from error
    except (tomllib.TOMLDecodeError, UnicodeError) as error:
        way_out = "write it as TOML in UTF-8"
        raise BadMapping("not-toml", where, str(error), way_out, str(error)) from error
    if raw.get("format") != FORMAT or raw.get("version") != VERSION:
        reason = f"this is not a mapping of version {VERSION}"
        way_out = f'it must say format = "{FORMAT}" and version = {VERSION}'
        needed = f'format = "{FORMAT}", version = {VERSION}'
        raise BadMapping("not-a-mapping", where, reason, way_out, needed)
    try:
        mapping = msgspec.convert(raw, Mapping)
    except msgspec.ValidationError as error:
        way_out = "compare the shipped ones"
        raise BadMapping("bad-mapping", where, str(error), way_out, str(error)) from error
    _check(mapping, where)
    return mapping


def shipped_mappings(folder: Path = MAPPINGS) -> list[Mapping]:
    """Every mapping in `folder`, by file name."""
    return [load_mapping(path) for path in sorted(folder.glob("*.toml"))]


def choose_mapping(header: Iterable[str], folder: Path = MAPPINGS) -> Mapping | None:
    """The shipped mapping that finds all its columns in `header`; the most demanding one wins."""
    fitting = [m for m in shipped_mappings(folder) if not m.missing_from(header)]
    return max(fitting, key=lambda m: len(m.columns), default=None)


def _check(mapping: Mapping, where: str) -> None:
    """
    Raises:
        BadMapping: something is undeclared or contradicts itself.
    """
    place = mapping.place
    if place.datum is None:
        reason = "place.datum is not declared, so nobody can say where the coordinates are"
        way_out = f"add datum = one of {_DATUMS} to [place]"
        raise BadMapping("no-datum", where, reason, way_out, f"[place] datum = {_DATUMS}")
    if bool(place.column) == bool(place.lon and place.lat):
        way_out = "give either column and pattern, or lon and lat"
        reason = "[place] names no column or both kinds"
        raise BadMapping("bad-mapping", where, reason, way_out, "[place] column | lon, lat")
    try:
        groups = re.compile(place.pattern).groupindex
        if place.column and not {"lon", "lat"} <= groups.keys():
            raise re.error("the groups lon and lat are needed")
    except re.error as error:
        way_out = "name the groups (?P<lon>…) and (?P<lat>…)"
        where = f"{where}: place.pattern"
        raise BadMapping("bad-pattern", where, str(error), way_out, place.pattern) from error
    _zone(mapping.time.zone, where)
    steps = [step.means for step in mapping.step]
    if len(set(steps)) != len(steps) or steps[:1] != ["reported"]:
        way_out = 'begin with means = "reported" and give each meaning once'
        given = ", ".join(steps)
        raise BadMapping("bad-steps", f"{where}: step", f"steps are {given}", way_out, given)
    if len(mapping.file.delimiter) != 1 or not re.fullmatch(r"\d{12}", mapping.city.code):
        reason = "file.delimiter must be one character and city.code 12 digits"
        found = "file.delimiter, city.code"
        raise BadMapping("bad-mapping", where, reason, "compare the shipped ones", found)


@lru_cache(maxsize=8)
def _zone(name: str, where: str = "") -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        way_out = 'use an IANA name such as "Asia/Shanghai"'
        raise BadMapping("bad-zone", f"{where}: time.zone", str(error), way_out, name) from error


def instant(text: str, rule: TimeRule) -> datetime:
    """The UTC instant of a local time as the rule declares it.

    Raises:
        ValueError: unreadable, or an hour that the rule refuses.
    """
    zone = _zone(rule.zone)
    # The zone is not in the text: it is declared by the rule and attached here.
    naive = datetime.strptime(text, rule.format)  # noqa: DTZ007
    local = naive.replace(tzinfo=zone, fold=1 if rule.ambiguous == "second" else 0)
    other = local.replace(fold=1 - local.fold)
    if local.utcoffset() != other.utcoffset():
        real = local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == naive
        if real and rule.ambiguous == "refuse":
            raise ValueError(f"{text!r} comes twice in {rule.zone}")
        if not real and rule.missing == "refuse":
            raise ValueError(f"{text!r} does not exist in {rule.zone}")
        if not real:
            local = local.replace(fold=0)
    return local.astimezone(UTC)


#: What a unit's step is called on the board.
UNIT_STEPS: dict[str, Step] = {
    "en_route": Step.EN_ROUTE,
    "on_scene": Step.ON_SCENE,
    "transporting": Step.TRANSPORTING,
    "at_hospital": Step.AT_HOSPITAL,
    "done": Step.DONE,
}
