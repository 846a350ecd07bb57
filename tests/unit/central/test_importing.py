"""Areas and code tables from files of others: what is wrong is named, nothing half is written."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casework.datum import wgs84_to_gcj02
from central.__main__ import main
from tests.contract.central import small_city

SQUARE = [[113.7, 23.0], [113.8, 23.0], [113.8, 23.1], [113.7, 23.1], [113.7, 23.0]]
Import = Callable[..., tuple[int, str]]


def feature(ring: Any = None, **properties: Any) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": [SQUARE if ring is None else ring]}
    return {
        "type": "Feature",
        "properties": {"code": small_city.NORTH, **properties},
        "geometry": geometry,
    }


@pytest.fixture
def city(tmp_path: Path) -> Path:
    return small_city.write_city(tmp_path / "city")


@pytest.fixture
def areas(tmp_path: Path, city: Path, capfd: pytest.CaptureFixture[str]) -> Import:
    """Import some features; the exit code and what was said."""

    def run(*features: Any, datum: str = "WGS-84", **document: Any) -> tuple[int, str]:
        path = tmp_path / "towns.geojson"
        whole = {"type": "FeatureCollection", "features": list(features), **document}
        path.write_text(json.dumps(whole, ensure_ascii=False))
        words = ["import-areas", str(path), "--city", str(city), "--out", str(tmp_path / "out")]
        code = main([*words, *(["--datum", datum] if datum else [])])
        out, err = capfd.readouterr()
        return code, out + err

    return run


def written(tmp_path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((tmp_path / "out" / "gazetteer.json").read_bytes())
    return found


class TestAreas:
    def test_a_boundary_lands_on_the_area_of_its_code(self, areas: Import, tmp_path: Path) -> None:
        assert areas(feature())[0] == 0
        north = next(a for a in written(tmp_path)["areas"] if a["code"] == small_city.NORTH)
        assert north["rings"] == [SQUARE[:-1]]
        assert north["level"] == "town"
        assert 113.7 < north["lon"] < 113.8
        assert (tmp_path / "out" / "reasons.json").exists()
        assert not list((tmp_path / "out").glob(".*"))

    def test_a_file_without_codes_is_matched_by_name(self, areas: Import, tmp_path: Path) -> None:
        assert areas(feature(code=None, name_zh="区003000"))[0] == 0
        north = next(a for a in written(tmp_path)["areas"] if a["code"] == small_city.NORTH)
        assert north["rings"] == [SQUARE[:-1]]

    def test_another_datum_is_brought_to_wgs84(self, areas: Import, tmp_path: Path) -> None:
        shifted = [list(wgs84_to_gcj02(*point)) for point in SQUARE]
        assert areas(feature(shifted), datum="GCJ-02")[0] == 0
        north = next(a for a in written(tmp_path)["areas"] if a["code"] == small_city.NORTH)
        for (x, y), (lon, lat) in zip(north["rings"][0], SQUARE[:-1], strict=True):
            assert x == pytest.approx(lon, abs=1e-6)
            assert y == pytest.approx(lat, abs=1e-6)

    @pytest.mark.parametrize("datum", ["", "wgs84", "CGCS"])
    def test_without_a_datum_it_says_how_to_declare_one(
        self, areas: Import, tmp_path: Path, datum: str
    ) -> None:
        code, said = areas(feature(), datum=datum)
        assert code == 14
        assert "--datum GCJ-02" in said
        assert not (tmp_path / "out").exists()

    def test_a_file_that_declares_another_datum_is_refused(self, areas: Import) -> None:
        crs = {"type": "name", "properties": {"name": "EPSG:3857"}}
        assert areas(feature(), crs=crs)[0] == 14
        crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
        assert areas(feature(), crs=crs)[0] == 0
        assert areas(feature(), crs=crs, datum="BD-09")[0] == 14

    @pytest.mark.parametrize(
        ("ring", "why"),
        [
            (SQUARE[:-1], "not closed"),
            (SQUARE[:2], "fewer than 4"),
            ([SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]], "not simple"),
            ([[0, 0], *SQUARE[1:-1], [0, 0]], "null island"),
            ([[float("nan"), 23.0], *SQUARE[1:]], "finite"),
            ([[float("inf"), 23.0], *SQUARE[1:]], "finite"),
            ([[10**400, 23.0], *SQUARE[1:]], "too large"),
            ([[y, x] for x, y in SQUARE], "outside"),
            ([["113.7", "23.0"], *SQUARE[1:]], "numbers"),
            ([None, *SQUARE[1:]], "position"),
            ("everywhere", "points"),
        ],
    )
    def test_a_bad_ring_is_named_with_its_feature(
        self, areas: Import, tmp_path: Path, ring: Any, why: str
    ) -> None:
        code, said = areas(feature(code=small_city.SOUTH), feature(ring))
        assert code == 14
        assert "feature 1: " in said
        assert why in said
        assert not (tmp_path / "out").exists()

    @pytest.mark.parametrize(
        ("bad", "why"),
        [
            (feature(code=None), "--field code=NAME"),
            (feature(code=None, name_zh="无此镇"), "no area is called"),
            (feature(code="441900009000"), "level"),
            (feature(code="441900009000", level="moon", name_zh="x"), "level"),
            ({"type": "Feature", "properties": {}, "geometry": None}, "code"),
            ({"type": "Feature", "properties": {"code": "1"}, "geometry": None}, "Polygon"),
            (7, "Feature"),
        ],
    )
    def test_a_bad_feature_is_named(self, areas: Import, bad: Any, why: str) -> None:
        code, said = areas(bad)
        assert code == 14
        assert "feature 0: " in said
        assert why in said

    def test_the_same_code_twice_and_an_unknown_parent_are_refused(self, areas: Import) -> None:
        assert "twice" in areas(feature(), feature())[1]
        lost = feature(code="449", level="town", name_zh="新", parent="nowhere")
        code, said = areas(lost)
        assert code == 14
        assert "nowhere" in said

    def test_a_failed_import_leaves_the_old_gazetteer(self, areas: Import, tmp_path: Path) -> None:
        assert areas(feature())[0] == 0
        before = (tmp_path / "out" / "gazetteer.json").read_bytes()
        assert areas(feature(SQUARE[:-1]))[0] == 14
        assert (tmp_path / "out" / "gazetteer.json").read_bytes() == before

    @pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000])
    def test_a_file_that_is_no_geojson_is_refused(
        self, tmp_path: Path, city: Path, capfd: pytest.CaptureFixture[str], content: bytes
    ) -> None:
        path = tmp_path / "x.geojson"
        path.write_bytes(content)
        words = ["import-areas", str(path), "--datum", "WGS-84"]
        assert main([*words, "--city", str(city), "--out", str(city)]) == 14
        assert "GeoJSON" in capfd.readouterr().err


ROW = {
    "code": "0909",
    "kind": "event",
    "class_zh": "街面秩序",
    "class_en": "Street order",
    "name_zh": "占道经营",
    "name_en": "Street vending",
    "department": "D01",
    "priority": "3",
    "limit_value": "2",
    "limit_unit": "work_hour",
}


@pytest.fixture
def categories(tmp_path: Path, city: Path, capfd: pytest.CaptureFixture[str]) -> Import:
    def run(*rows: dict[str, str], flags: tuple[str, ...] = ()) -> tuple[int, str]:
        path = tmp_path / "codes.csv"
        with path.open("w", newline="", encoding="utf-8-sig") as file:
            table = csv.DictWriter(file, list(ROW))
            table.writeheader()
            table.writerows(rows)
        words = ["import-categories", str(path), "--version", "GB/T 30428.2-2013", *flags]
        code = main([*words, "--city", str(city), "--out", str(tmp_path / "out")])
        out, err = capfd.readouterr()
        return code, out + err

    return run


class TestCategories:
    def test_a_table_is_added_and_its_version_kept(
        self, categories: Import, tmp_path: Path
    ) -> None:
        assert categories(ROW)[0] == 0
        found = written(tmp_path)
        assert [c["code"] for c in found["categories"]] == ["0101", "0202", "0305", "0909"]
        assert found["categories"][-1]["limit"] == {"value": 2.0, "unit": "work_hour"}
        assert any("GB/T 30428.2-2013" in source for source in found["sources"])

    def test_old_codes_go_only_when_asked(self, categories: Import, tmp_path: Path) -> None:
        assert categories(ROW, flags=("--drop-others",))[0] == 0
        assert [c["code"] for c in written(tmp_path)["categories"]] == ["0909"]

    @pytest.mark.parametrize(
        ("change", "why"),
        [
            ({"department": "D99"}, "D99"),
            ({"priority": "5"}, "priority"),
            ({"priority": "high"}, "priority"),
            ({"limit_value": "-1"}, "limit"),
            ({"limit_value": "nan"}, "limit"),
            ({"limit_unit": "moon"}, "limit"),
            ({"kind": "animal"}, "kind"),
            ({"code": ""}, "code"),
        ],
    )
    def test_a_bad_row_is_named(
        self, categories: Import, tmp_path: Path, change: dict[str, str], why: str
    ) -> None:
        code, said = categories({**ROW, "code": "0908"}, {**ROW, **change})
        assert code == 14
        assert "row 2: " in said
        assert why in said
        assert not (tmp_path / "out").exists()

    def test_a_code_twice_is_refused(self, categories: Import) -> None:
        assert "twice" in categories(ROW, ROW)[1]

    def test_json_of_the_api_is_taken_as_it_is(
        self, tmp_path: Path, city: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        table = json.loads((city / "gazetteer.json").read_bytes())["categories"]
        table[0]["priority"] = 4
        path = tmp_path / "codes.json"
        path.write_text(json.dumps(table, ensure_ascii=False))
        words = ["import-categories", str(path), "--version", "2"]
        assert main([*words, "--city", str(city), "--out", str(city)]) == 0
        again = json.loads((city / "gazetteer.json").read_bytes())["categories"]
        assert again[0]["priority"] == 4
        assert len(again) == 3
