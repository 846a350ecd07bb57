"""A city small enough to reason about: two towns, four villages, eight basic grids."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec.structs import replace

from casework.area import Area, Category, Department, Gazetteer, Limit, LimitUnit
from casework.case import Case
from casework.reasons import Reason, ReasonLists
from casework.vocabulary import CaseState, Channel
from simulator.city import City, Figures, build_city

#: A Wednesday, 10:00 in Dongguan, as an instant and as seconds since the epoch.
MORNING = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
MORNING_S = MORNING.timestamp()
WEST, SOUTH = 113.70, 22.95


def small_city(officers: int = 40, drones: int = 4, teams: int = 3) -> City:
    return build_city(gazetteer(), figures(officers, drones, teams), reasons())


def gazetteer() -> Gazetteer:
    areas = [_area("441900000000", "city", "东莞市", "", 0.0, 0.0)]
    for t in (1, 2):
        town = f"44190000{t}000"
        areas.append(_area(town, "town", f"第{t}镇", "441900000000", t * 0.05, 0.0))
        for v in (1, 2):
            village = f"44190000{t}00{v}"
            areas.append(_area(village, "village", f"岗贝{t}{v}社区", town, t * 0.05, v * 0.02))
            for g in (1, 2):
                east, north = t * 0.05 + g * 0.008, v * 0.02 + g * 0.004
                areas.append(_area(f"{village}00{g}", "grid", f"网格{g}", village, east, north))
    return Gazetteer(
        "441900000000", "东莞市", "Dongguan", "Asia/Shanghai", areas, departments(), categories()
    )


def _area(code: str, level: str, name: str, parent: str, east: float, north: float) -> Area:
    return Area(code, level, name, code, parent, WEST + east, SOUTH + north)  # type: ignore[arg-type]


def departments() -> list[Department]:
    return [Department(f"D{n:02d}", f"第{n}局", f"Office {n}") for n in range(1, 5)]


def categories() -> list[Category]:
    day, hours = Limit(1, LimitUnit.WORK_DAY), Limit(2, LimitUnit.EMERGENCY_HOUR)
    return [
        _category("10101", "component", "市政公用设施", "供水井盖", "D02", 1, hours, 0.5),
        _category("20105", "event", "市容环境", "暴露垃圾", "D01", 3, day, 12.0),
        _category("20406", "event", "街面秩序", "占道经营", "D01", 3, hours, 6.0),
        _category("20101", "event", "市容环境", "私搭乱建", "D03", 2, day, 1.5),
    ]


def _category(
    code: str, kind: str, klass: str, name: str, dept: str, priority: int, limit: Limit, w: float
) -> Category:
    return Category(code, kind, klass, klass, name, name, dept, priority, limit, w)  # type: ignore[arg-type]


def figures(officers: int = 40, drones: int = 4, teams: int = 3) -> Figures:
    hours = tuple(float(w) for w in [1] * 8 + [6] * 4 + [3] * 2 + [5] * 6 + [2] * 4)
    shares = {Channel.OFFICER: 0.6, Channel.HOTLINE: 0.2, Channel.DRONE: 0.1, Channel.SENSOR: 0.1}
    return Figures(officers, drones, teams, 38_036.0, hours, shares)


def reasons() -> ReasonLists:
    def some(*codes: str) -> list[Reason]:
        return [Reason(code, code, code) for code in codes]

    return ReasonLists(
        "t",
        reassign=some("not-ours", "wrong-area"),
        reject=some("no-place"),
        close=some("duplicate", "done"),
        reopen=some("again"),
        withdraw=some("recalled"),
        send_back=some("wrong-department"),
        extend=some("parts-ordered"),
        suspend=some("waits-for-law"),
    )


def a_case(state: CaseState = CaseState.REPORTED, **changes: object) -> Case:
    case = Case(
        case_id=7,
        version=3,
        state=state,
        category="20105",
        title="岗贝社区：暴露垃圾",
        area="441900001000",
        lon=WEST + 0.058,
        lat=SOUTH + 0.024,
        priority=3,
        channel=Channel.HOTLINE,
        reported_at=MORNING,
        updated_at=MORNING,
    )
    return replace(case, **changes)
