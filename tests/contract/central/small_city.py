"""A city small enough to know by heart: two towns, two villages, two departments."""

from __future__ import annotations

from pathlib import Path

import msgspec

from casework.area import Area, Category, Department, Gazetteer, Limit, LimitUnit
from casework.clock import Clocks
from casework.component import Component
from casework.device import Device, DeviceKind
from casework.reasons import Reason, ReasonLists
from casework.vocabulary import Stage

CITY = "441900000000"
NORTH = "441900003000"
SOUTH = "441900004000"
NORTH_VILLAGE = "441900003001"
SOUTH_VILLAGE = "441900004001"


def gazetteer() -> Gazetteer:
    def area(code: str, level: str, parent: str) -> Area:
        return Area(code, level, f"区{code[-6:]}", f"Area {code[-6:]}", parent, 113.75, 23.04)

    return Gazetteer(
        city="dongguan",
        name_zh="东莞",
        name_en="Dongguan",
        zone="Asia/Shanghai",
        areas=[
            area(CITY, "city", ""),
            area(NORTH, "town", CITY),
            area(SOUTH, "town", CITY),
            area(NORTH_VILLAGE, "village", NORTH),
            area(SOUTH_VILLAGE, "village", SOUTH),
        ],
        departments=[
            Department("D01", "城管局", "Urban Management"),
            Department("D02", "水务局", "Water"),
        ],
        categories=[
            _category("0101", "component", 2, Limit(4, LimitUnit.WORK_HOUR), "D01"),
            _category("0202", "event", 3, Limit(3, LimitUnit.WORK_DAY), "D01"),
            _category("0305", "event", 1, Limit(2, LimitUnit.EMERGENCY_HOUR), "D02"),
        ],
        devices=[
            Device("C-1", DeviceKind.CAMERA, "摄像头", "Camera", NORTH_VILLAGE, 113.75, 23.04),
            Device("W-1", DeviceKind.WATER_LEVEL, "积水点", "Water", SOUTH, 113.76, 23.03),
        ],
    )


def _category(code: str, kind: str, priority: int, limit: Limit, department: str) -> Category:
    return Category(
        code, kind, "市容环境", "Street", "暴露垃圾", "Litter", department, priority, limit
    )


def reasons() -> ReasonLists:
    def some(*codes: str) -> list[Reason]:
        return [Reason(code, code, code) for code in codes]

    return ReasonLists(
        version="1",
        reassign=some("not-ours", "wrong-place"),
        reject=some("duplicate", "not-a-matter"),
        close=some("solved", "on-the-spot", "duplicate"),
        reopen=some("not-solved"),
        withdraw=some("needed-elsewhere", "mistake"),
        send_back=some("wrong-department"),
        rework=some("not-clean"),
        extend=some("parts-ordered"),
        suspend=some("waits-for-law"),
        void=some("test-report"),
        merge=some("same-matter"),
        escalate=some("cannot-agree"),
    )


def components() -> list[Component]:
    def cover(code: str, area: str) -> Component:
        return Component(
            code, "0101", "井盖", "Cover", "水务局", "Water", area, 113.75, 23.04, "GB/T 23858-2009"
        )

    return [cover("M-2", SOUTH_VILLAGE), cover("M-1", NORTH_VILLAGE), cover("M-3", NORTH)]


def clocks() -> Clocks:
    def hours(value: float) -> Limit:
        return Limit(value, LimitUnit.EMERGENCY_HOUR)

    return Clocks(
        version="1",
        stages={Stage.ACCEPT: hours(2), Stage.FILE: hours(2), Stage.DISPATCH: hours(4),
                Stage.VERIFY: hours(8), Stage.CLOSE: hours(8)},
        by_priority={1: {Stage.ACCEPT: hours(0.25)}},
        by_category={"0202": {Stage.VERIFY: Limit(1, LimitUnit.WORK_DAY)}},
        contact=hours(0.5),
        arrival=hours(1),
    )  # fmt: skip


def write_city(folder: Path) -> Path:
    """The files that `--city` asks for."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "gazetteer.json").write_bytes(msgspec.json.encode(gazetteer()))
    (folder / "reasons.json").write_bytes(msgspec.json.encode(reasons()))
    (folder / "clocks.json").write_bytes(msgspec.json.encode(clocks()))
    (folder / "components.json").write_bytes(msgspec.json.encode(components()))
    return folder
