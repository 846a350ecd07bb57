"""The demo city's committed data is whole, consistent and honest about what it is."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec
import shapely
from shapely.geometry import Point, Polygon

from casework.area import Area, Category, Gazetteer, Limit, LimitUnit
from casework.clock import Clocks
from casework.reasons import ReasonLists
from casework.vocabulary import Channel, Stage
from tools.demo_city import tables
from tools.demo_city.clocks import clocks

DEMO_CITY = Path(__file__).parents[3] / "resources" / "demo_city"
ABOUT_10_M = 1e-4  # degrees
PARENT_LEVEL = {"town": "city", "village": "town", "grid": "village"}
COMPONENT_CLASSES = {"市政公用设施", "道路交通", "市容环境", "园林绿地", "房屋土地", "其他设施"}
EVENT_CLASSES = {"市容环境", "宣传广告", "施工管理", "街面秩序", "突发事件", "扩展事件"}
REASONS = {
    "reassign": {"not-ours", "wrong-area", "needs-joint", "needs-equipment", "duplicate-work"},
    "reject": {"not-a-case", "no-place", "duplicate", "outside-city"},
    "close": {"done", "on-the-spot", "not-found", "duplicate", "withdrawn"},
    "reopen": {"came-back", "not-done", "closed-by-mistake"},
    "withdraw": {"not-needed", "more-urgent", "cannot-reach", "stand-down"},
    "return": {"wrong-department", "wrong-place", "unclear"},
    "rework": {"not-clean", "photo-differs", "came-back-soon"},
    "extend": {"parts-ordered", "big-works", "weather"},
    "suspend": {"waits-for-law", "waits-for-plan", "no-owner"},
    "void": {"test-report", "careless"},
    "merge": {"same-matter", "same-place"},
    "escalate": {"cannot-agree", "boundary", "too-big"},
}


@cache
def gazetteer() -> Gazetteer:
    return msgspec.json.decode((DEMO_CITY / "gazetteer.json").read_bytes(), type=Gazetteer)


@cache
def facts() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads((DEMO_CITY / "city.json").read_text("utf-8"))[
        "facts"
    ]
    return found


def reasons() -> ReasonLists:
    return msgspec.json.decode((DEMO_CITY / "reasons.json").read_bytes(), type=ReasonLists)


def areas(level: str) -> list[Area]:
    return [area for area in gazetteer().areas if area.level == level]


@cache
def shapes(level: str) -> dict[str, shapely.Geometry]:
    return {
        area.code: shapely.union_all([Polygon(ring) for ring in area.rings])
        for area in areas(level)
    }


def outline() -> shapely.Geometry:
    return shapes("city")[gazetteer().city]


def classes(kind: str) -> set[str]:
    return {one.class_zh for one in gazetteer().categories if one.kind == kind}


def weight(name_zh: str) -> float:
    return next(one.weight for one in gazetteer().categories if one.name_zh == name_zh)


def limit(category: Category) -> tuple[float, str]:
    return category.limit.value, category.limit.unit.value


def test_the_city_has_its_real_numbers_of_areas() -> None:
    counts = Counter(area.level for area in gazetteer().areas)
    assert (counts["city"], counts["town"], counts["grid"]) == (1, 33, 3201)
    assert counts["village"] >= 593


def test_the_city_declares_its_zone_and_its_sources() -> None:
    assert gazetteer().zone == "Asia/Shanghai"
    assert any("MIT" in source for source in gazetteer().sources)
    assert any("CC BY 4.0" in source for source in gazetteer().sources)


def test_songshan_lake_is_a_town_and_the_other_parks_are_not() -> None:
    names = {area.name_zh for area in areas("town")}
    assert "松山湖" in names
    assert not names & {"东莞港", "东莞生态园", "东莞滨海湾新区"}


def test_no_two_areas_share_a_code() -> None:
    codes = [area.code for area in gazetteer().areas]
    assert len(set(codes)) == len(codes)


def test_codes_have_the_length_of_their_level() -> None:
    for area in gazetteer().areas:
        assert area.code.isdigit()
        assert len(area.code) == (15 if area.level == "grid" else 12)


def test_every_area_has_a_parent_one_level_up() -> None:
    levels = {area.code: area.level for area in gazetteer().areas}
    for area in gazetteer().areas:
        if area.level == "city":
            assert area.parent == ""
        else:
            assert levels[area.parent] == PARENT_LEVEL[area.level]


def test_every_village_has_a_grid_and_every_town_a_village() -> None:
    parents = {area.parent for area in gazetteer().areas}
    assert {area.code for area in (*areas("town"), *areas("village"))} <= parents


def test_everything_constructed_says_so() -> None:
    assert all(area.approximate for area in gazetteer().areas)


def test_every_boundary_is_valid_and_only_grids_have_none() -> None:
    for area in gazetteer().areas:
        assert (area.rings == []) == (area.level == "grid")
        for ring in area.rings:
            assert ring[0] != ring[-1]
            assert Polygon(ring).is_valid


def test_every_town_seat_lies_in_its_town() -> None:
    for town in areas("town"):
        assert shapes("town")[town.code].contains(Point(town.lon, town.lat)), town.name_zh


def test_every_village_lies_in_its_town() -> None:
    for village in areas("village"):
        here = Point(village.lon, village.lat)
        assert shapes("town")[village.parent].contains(here), village.name_zh
        assert shapes("village")[village.code].contains(here), village.name_zh


def test_every_grid_lies_in_its_village() -> None:
    for grid in areas("grid"):
        here = Point(grid.lon, grid.lat)
        assert shapes("village")[grid.parent].buffer(ABOUT_10_M).contains(here), grid.name_zh


def test_every_town_lies_within_the_city() -> None:
    city = outline().buffer(ABOUT_10_M)
    assert [code for code, shape in shapes("town").items() if not city.contains(shape)] == []


def test_the_towns_cover_the_city() -> None:
    covered = shapely.union_all(list(shapes("town").values())).intersection(outline())
    assert covered.area >= 0.99 * outline().area


def test_the_villages_cover_their_towns() -> None:
    for town in areas("town"):
        own = [shapes("village")[v.code] for v in areas("village") if v.parent == town.code]
        shape = shapes("town")[town.code]
        assert shapely.union_all(own).intersection(shape).area >= 0.99 * shape.area


def test_no_two_towns_overlap() -> None:
    for one, other in combinations(shapes("town").values(), 2):
        assert one.intersection(other).area <= 0.001 * min(one.area, other.area)


def test_the_file_stays_small() -> None:
    assert (DEMO_CITY / "gazetteer.json").stat().st_size < 1_500_000


def test_there_are_24_departments_and_each_is_used() -> None:
    codes = [department.code for department in gazetteer().departments]
    assert codes == [f"D{number:02d}" for number in range(1, 25)]
    assert {category.department for category in gazetteer().categories} == set(codes)


def test_components_and_events_have_dongguans_six_classes_each() -> None:
    assert classes("component") == COMPONENT_CLASSES
    assert classes("event") == EVENT_CLASSES
    assert 120 <= len(gazetteer().categories) <= 200


def test_category_codes_say_the_kind_and_are_unique() -> None:
    codes = [category.code for category in gazetteer().categories]
    assert len(set(codes)) == len(codes)
    for category in gazetteer().categories:
        assert len(category.code) == 5
        assert category.code[0] == {"component": "1", "event": "2"}[category.kind]


def test_emergencies_are_limited_in_hours_or_come_with_a_day_or_two() -> None:
    for category in gazetteer().categories:
        if category.kind == "event" and category.priority == 1:
            value, unit = limit(category)
            assert unit.endswith("hour") or value <= 2, category.name_zh


def test_rubbish_is_frequent_and_collapse_is_rare() -> None:
    assert weight("暴露垃圾") > 100 * weight("路面塌陷") > 0
    assert weight("店外经营") > weight("路灯")


def test_every_name_is_there_in_both_languages() -> None:
    city = gazetteer()
    pairs = [(city.name_zh, city.name_en)]
    pairs += [(area.name_zh, area.name_en) for area in city.areas]
    pairs += [(one.name_zh, one.name_en) for one in city.departments]
    pairs += [(one.name_zh, one.name_en) for one in city.categories]
    for name in (name for pair in pairs for name in pair):
        assert name.strip() == name != ""
        assert name.isprintable()
    assert all(english.isascii() for _, english in pairs)
    assert all(category.class_zh and category.class_en for category in city.categories)
    assert all(department.short_zh for department in city.departments)


def test_an_emergency_is_contacted_in_half_an_hour_and_reached_in_one() -> None:
    found = msgspec.json.decode((DEMO_CITY / "clocks.json").read_bytes(), type=Clocks)
    assert found.contact == Limit(0.5, LimitUnit.EMERGENCY_HOUR)
    assert found.arrival == Limit(1, LimitUnit.EMERGENCY_HOUR)
    assert set(found.stages) == set(Stage)
    assert found == clocks()


def test_every_reason_the_workflow_needs_is_there_in_both_languages() -> None:
    lists = reasons()
    assert lists.version == "2026-2"
    for name, codes in REASONS.items():
        assert codes <= set(lists.codes(name))
        assert len(set(lists.codes(name))) == len(lists.codes(name))
        assert all(reason.zh and reason.en for reason in lists.named(name))


def test_every_fact_names_its_source_and_whether_it_is_assumed() -> None:
    for name, fact in facts().items():
        assert fact["source"], name
        assert fact["unit"], name
        assert isinstance(fact["assumed"], bool), name


def test_the_city_has_its_published_scale() -> None:
    scale = ("officers", "drones", "teams", "pilots", "cases_per_month", "closing_rate")
    published = [facts()[name]["value"] for name in scale]
    assert published == [9177, 126, 94, 205, 38036, 0.9543]
    assert not any(facts()[name]["assumed"] for name in scale)


def test_shares_and_rhythms_add_up() -> None:
    shares = facts()["channel_shares"]["value"]
    assert set(shares) == {channel.value for channel in Channel}
    assert abs(sum(shares.values()) - 1.0) < 1e-9
    assert len(facts()["hourly_weights"]["value"]) == 24
    assert sum(facts()["hourly_weights"]["value"]) == 1000
    assert abs(sum(facts()["weekday_weights"]["value"]) - 7.0) < 1e-9


def test_no_two_departments_answer_to_one_name() -> None:
    called = Counter(
        name
        for d in gazetteer().departments
        for name in {d.code, d.name_zh, d.name_en, d.short_zh, *d.also_zh}
    )
    assert called["环卫"] == 1
    assert [name for name, n in called.items() if n > 1 or not name] == []


def test_the_departments_are_those_of_the_table() -> None:
    assert gazetteer().departments == tables.departments()
