"""Areas from GeoPackage and shapefile, real ones written by GDAL; holes, parts and repairs."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from pyogrio import raw
from shapely.geometry import MultiPolygon, Polygon, box

from casework.datum import gcj02_to_wgs84
from central.__main__ import main
from tests.contract.central import small_city

SHELL = box(113.7, 23.0, 113.8, 23.1)
HOLE = [(113.74, 23.04), (113.76, 23.04), (113.76, 23.06), (113.74, 23.06)]
RING = Polygon(SHELL.exterior.coords, [HOLE])
BOW = Polygon([(113.7, 23.0), (113.8, 23.1), (113.8, 23.0), (113.7, 23.1)])
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def city(tmp_path: Path) -> Path:
    return small_city.write_city(tmp_path / "city")


@pytest.fixture
def run(tmp_path: Path, city: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Import a file into `out`; the exit code and what was said."""

    def go(path: Path, *flags: str, datum: str = "WGS-84") -> tuple[int, str]:
        words = ["import-areas", str(path), "--city", str(city), "--out", str(tmp_path / "out")]
        code = main([*words, *flags, *(["--datum", datum] if datum else [])])
        out, err = capfd.readouterr()
        return code, out + err

    return go


def put(
    path: Path, *shapes: Any, codes: Any = None, crs: str | None = "EPSG:4326", **more: Any
) -> Path:
    """Write shapes as features of codes; geometries given as bytes are written as they are."""
    raws = [shape if isinstance(shape, bytes) else shapely.to_wkb(shape) for shape in shapes]
    given = codes or [small_city.NORTH, small_city.SOUTH][: len(raws)]
    kind = "MultiPolygon" if any(isinstance(s, MultiPolygon) for s in shapes) else "Polygon"
    raw.write(
        path, np.array(raws, object), [np.array(given)], ["code"],
        geometry_type=kind, crs=crs, promote_to_multi=False, **more,
    )  # fmt: skip
    return path


def area(tmp_path: Path, code: str) -> dict[str, Any]:
    found = json.loads((tmp_path / "out" / "gazetteer.json").read_bytes())["areas"]
    return next(a for a in found if a["code"] == code)


def shape_of(rings: list[Any]) -> Any:
    """What a reader makes of flat rings: inside is where an odd number of them is."""
    whole: Any = Polygon()
    for ring in rings:
        whole = whole.symmetric_difference(Polygon(ring))
    return whole


def test_a_geopackage_brings_holes_and_parts(run: Run, tmp_path: Path) -> None:
    island = box(113.745, 23.045, 113.755, 23.055)
    far = box(113.9, 23.0, 113.95, 23.05)
    several = MultiPolygon([RING, island, far])
    code, said = run(put(tmp_path / "towns.gpkg", several))
    assert (code, json.loads(said)) == (0, {"changed": 1, "added": 0, "repaired": []})
    north = area(tmp_path, small_city.NORTH)
    assert len(north["rings"]) == 4
    assert shape_of(north["rings"]).equals_exact(several.normalize(), 1e-7) or (
        shape_of(north["rings"]).symmetric_difference(several).area < 1e-10
    )
    assert shape_of(north["rings"]).contains(shapely.Point(north["lon"], north["lat"]))


def test_geojson_brings_holes_too_and_the_inner_point_is_in_none(run: Run, tmp_path: Path) -> None:
    wide = [(113.71, 23.01), (113.79, 23.01), (113.79, 23.09), (113.71, 23.09)]
    frame = Polygon(SHELL.exterior.coords, [wide])
    one = {"type": "Feature", "properties": {"code": small_city.NORTH},
           "geometry": shapely.geometry.mapping(frame)}  # fmt: skip
    path = tmp_path / "towns.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [one]}))
    assert run(path)[0] == 0
    north = area(tmp_path, small_city.NORTH)
    assert frame.contains(shapely.Point(north["lon"], north["lat"]))


def test_a_shapefile_is_read_in_the_letters_it_says(run: Run, tmp_path: Path) -> None:
    path = put(tmp_path / "towns.shp", SHELL, codes=["区003000"], encoding="GBK")
    path.with_suffix(".cpg").unlink(missing_ok=True)
    assert "--encoding GBK" in run(path, "--field", "name_zh=code", "--field", "code=none")[1]
    words = ("--field", "name_zh=code", "--field", "code=none", "--encoding", "GBK")
    code, said = run(path, *words)
    assert code == 0, said
    assert len(area(tmp_path, small_city.NORTH)["rings"]) == 1


@pytest.mark.parametrize("number", [int(small_city.NORTH), float(small_city.NORTH)])
def test_codes_kept_as_numbers_are_codes(run: Run, tmp_path: Path, number: float) -> None:
    assert run(put(tmp_path / "towns.gpkg", SHELL, codes=[number]))[0] == 0
    assert area(tmp_path, small_city.NORTH)["rings"]


class TestLayers:
    @pytest.fixture
    def two(self, tmp_path: Path) -> Path:
        path = put(tmp_path / "city.gpkg", SHELL, layer="towns")
        return put(path, RING, layer="parks", append=True)

    def test_of_several_one_has_to_be_named(self, run: Run, two: Path, tmp_path: Path) -> None:
        code, said = run(two)
        assert code == 14
        assert "towns, parks" in said
        assert "--layer" in said
        assert "towns, parks" in run(two, "--layer", "rivers")[1]
        assert run(two, "--layer", "parks")[0] == 0
        assert len(area(tmp_path, small_city.NORTH)["rings"]) == 2

    def test_of_geojson_there_are_none(self, run: Run, tmp_path: Path) -> None:
        code, said = run(tmp_path / "x.geojson", "--layer", "towns")
        assert code == 14
        assert "no layers" in said


class TestDatum:
    def test_is_declared_by_a_person_or_the_file_is_refused(self, run: Run, tmp_path: Path) -> None:
        code, said = run(put(tmp_path / "towns.gpkg", SHELL), datum="")
        assert code == 14
        assert "--datum GCJ-02" in said
        assert not (tmp_path / "out").exists()

    @pytest.mark.filterwarnings("ignore:'crs' was not provided")
    @pytest.mark.parametrize("crs", ["EPSG:4326", None])
    def test_of_providers_is_declared_against_what_the_file_says(
        self, run: Run, tmp_path: Path, crs: str | None
    ) -> None:
        """There is no code for GCJ-02: such files say WGS 84."""
        assert run(put(tmp_path / "towns.gpkg", SHELL, crs=crs), datum="GCJ-02")[0] == 0
        west, south = gcj02_to_wgs84(113.7, 23.0)
        found = np.array(area(tmp_path, small_city.NORTH)["rings"][0])
        assert np.hypot(found[:, 0] - west, found[:, 1] - south).min() < 1e-6

    def test_cgcs2000_is_wgs84_and_nothing_else(self, run: Run, tmp_path: Path) -> None:
        path = put(tmp_path / "towns.gpkg", SHELL, crs="EPSG:4490")
        assert run(path)[0] == 0
        code, said = run(path, datum="BD-09")
        assert code == 14
        assert "CGCS2000" in said

    @pytest.mark.parametrize("crs", ["EPSG:4547", "EPSG:3857", "EPSG:4214"])
    def test_metres_and_older_datums_are_refused_with_the_way_out(
        self, run: Run, tmp_path: Path, crs: str
    ) -> None:
        path = put(
            tmp_path / "towns.gpkg", box(38_400_000, 2_500_000, 38_410_000, 2_510_000), crs=crs
        )
        code, said = run(path)
        assert code == 14
        assert crs in said
        assert "ogr2ogr -t_srs EPSG:4326" in said
        assert not (tmp_path / "out").exists()


class TestUnsound:
    def test_a_ring_that_crosses_itself_is_named_or_repaired(
        self, run: Run, tmp_path: Path
    ) -> None:
        path = put(tmp_path / "towns.gpkg", SHELL, BOW)
        code, said = run(path)
        assert code == 14
        assert "feature 1 (fid 2)" in said
        assert "Self-intersection" in said
        assert "--repair" in said
        assert not (tmp_path / "out").exists()
        code, said = run(path, "--repair")
        assert code == 0
        (one,) = json.loads(said)["repaired"]
        assert (one["code"], one["feature"]) == (small_city.SOUTH, "feature 1 (fid 2)")
        assert shape_of(area(tmp_path, small_city.SOUTH)["rings"]).is_valid

    def test_an_open_ring_is_named_or_closed(self, run: Run, tmp_path: Path) -> None:
        points = SHELL.exterior.coords[:-1]
        one = {"type": "Feature", "properties": {"code": small_city.NORTH},
               "geometry": {"type": "Polygon", "coordinates": [points]}}  # fmt: skip
        path = tmp_path / "towns.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": [one]}))
        code, said = run(path)
        assert code == 14
        assert "feature 0: a ring is not closed" in said
        code, said = run(path, "--repair")
        assert code == 0
        assert "closed a ring" in json.loads(said)["repaired"][0]["what"][0]
        assert len(area(tmp_path, small_city.NORTH)["rings"][0]) == 4

    def test_an_open_ring_in_a_geopackage_is_named_or_closed(
        self, run: Run, tmp_path: Path
    ) -> None:
        path = put(tmp_path / "towns.gpkg", opened(SHELL))
        code, said = run(path)
        assert code == 14
        assert "feature 0 (fid 1)" in said
        assert run(path, "--repair")[0] == 0
        assert len(area(tmp_path, small_city.NORTH)["rings"][0]) == 4

    def test_a_part_upon_a_part_is_no_hole(self, run: Run, tmp_path: Path) -> None:
        path = put(tmp_path / "towns.gpkg", MultiPolygon([SHELL, box(113.75, 23.05, 113.9, 23.2)]))
        assert run(path)[0] == 14
        assert run(path, "--repair")[0] == 0
        union = shape_of(area(tmp_path, small_city.NORTH)["rings"])
        assert union.contains(shapely.Point(113.78, 23.08))

    def test_nothing_left_of_it_is_refused(self, run: Run, tmp_path: Path) -> None:
        flat = Polygon([(113.7, 23.0), (113.8, 23.0), (113.75, 23.0)])
        code, said = run(put(tmp_path / "towns.gpkg", flat), "--repair")
        assert code == 14
        assert "no inside" in said

    def test_lines_and_empty_layers_are_no_areas(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "roads.gpkg"
        line = np.array([shapely.to_wkb(shapely.LineString([(113.7, 23), (113.8, 23)]))], object)
        raw.write(path, line, [np.array([small_city.NORTH])], ["code"],
                  geometry_type="LineString", crs="EPSG:4326")  # fmt: skip
        assert "LineString" in run(path)[1]
        with closing(sqlite3.connect(path)) as db, db:
            for (name,) in db.execute(
                "SELECT name FROM sqlite_master WHERE type='trigger'"
            ).fetchall():
                db.execute(f"DROP TRIGGER {name}")
            db.execute("DELETE FROM roads")
        assert "no features" in run(path)[1]


@pytest.mark.parametrize("name", ["x.gpkg", "x.shp"])
@pytest.mark.parametrize(
    "content", [b"", b"{}", b"SQLite format 3\0" + bytes(200), b"\x00\x00\x27\x0a" + bytes(100)]
)
def test_a_file_that_is_not_what_its_name_says_is_refused(
    run: Run, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    code, said = run(tmp_path / name, "--encoding", "UTF-8")
    assert code == 14
    assert "Traceback" not in said
    assert name in said


def test_a_file_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    code, said = run(tmp_path / "nowhere.gpkg")
    assert code == 14
    assert "nowhere.gpkg" in said


def test_gdal_is_loaded_only_for_such_a_file() -> None:
    ask = "import sys, central.cli.import_areas; sys.exit('pyogrio' in sys.modules)"
    subprocess.run([sys.executable, "-c", ask], check=True, timeout=30)


def opened(shape: Polygon) -> bytes:
    """The WKB of a polygon without its last point."""
    points = np.array(shape.exterior.coords[:-1], "<f8")
    header = b"\x01" + np.array([3, 1, len(points)], "<u4").tobytes()
    return header + points.tobytes()
