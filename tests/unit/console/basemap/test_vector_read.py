"""Vector files of every kind, whole and broken, on the way to the map."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, Point, Polygon, box

from casework.datum import Datum, to_wgs84
from console.basemap.vector import wire
from console.basemap.vector.read import BadFile, Wish, read
from console.basemap.vector.shapes import Shapes
from console.basemap.vector.shifting import all_to_wgs84
from console.basemap.vector.troubles import Troubles
from console.board.mercator import project_one
from console.map.vectorreader import shapes_of
from tests.support.shapefiles import DRIVERS, ENDS, ring, write, write_json

HOUSE = box(113.70, 23.00, 113.72, 23.02)
KNOT = ((113.7, 23.0), (113.8, 23.1), (113.8, 23.0), (113.7, 23.1), (113.7, 23.0))


def said(file: Path, kind: str = "geojson", **more: object) -> wire.Said:
    keys = {"layer": "", "encoding": "", "label": "", "datum": "WGS-84", "style": "land"}
    return wire.Said(
        id="a", kind=kind, file=str(file), width=1.0, min_zoom=0, max_zoom=24,
        **{**keys, **more},  # type: ignore[arg-type]
    )  # fmt: skip


def opened(file: Path, kind: str = "geojson", **more: object) -> tuple[Shapes, list[str]]:
    troubles = Troubles()
    shapes = shapes_of(said(file, kind, **more), troubles)
    return shapes, [code for code, _ in troubles.lines()]


def refused(file: Path, kind: str = "geojson", **more: object) -> BadFile:
    with pytest.raises(BadFile) as caught:
        opened(file, kind, **more)
    return caught.value


@pytest.mark.parametrize("kind", DRIVERS)
def test_every_kind_gives_the_same_shapes_and_names(kind: str, tmp_path: Path) -> None:
    file = write(tmp_path / f"a{ENDS[kind]}", [HOUSE, HOUSE.buffer(0.1)], ["东湖", "Lake"])
    shapes, troubles = opened(
        file, kind, label="name", encoding="" if kind != "shapefile" else "UTF-8"
    )
    assert troubles == []
    assert len(shapes.areas) == 2
    assert shapes.names.texts == ["Lake", "东湖"]  # the larger one first
    west, south = project_one(113.70, 23.00)
    assert shapes.areas.boxes()[0, [0, 3]] == pytest.approx([west, south], abs=1e-12)


def test_lines_points_and_holes_are_kept(tmp_path: Path) -> None:
    lake = Polygon(HOUSE.exterior, [box(113.705, 23.005, 113.71, 23.01).exterior])
    shapes, _ = opened(write(tmp_path / "lake.gpkg", [lake]), "geopackage")
    assert len(shapes.areas) == 2
    turns = [np.sign(shapely.Polygon(shapes.areas.only(np.array([i])).points).exterior.is_ccw - 0.5)
             for i in (0, 1)]  # fmt: skip
    assert turns[0] != turns[1]
    road = write(tmp_path / "road.gpkg", [LineString([(113, 23), (114, 23)])])
    assert len(opened(road, "geopackage")[0].lines) == 1
    tree = write(tmp_path / "tree.gpkg", [Point(113, 23)])
    assert opened(tree, "geopackage")[0].points == pytest.approx(np.array([project_one(113, 23)]))


@pytest.mark.parametrize("datum", [Datum.GCJ02, Datum.BD09])
def test_shifted_datums_are_undone_like_single_places(datum: Datum, tmp_path: Path) -> None:
    rng = np.random.default_rng(4)
    places = rng.uniform((70.0, -2.0), (140.0, 58.0), (300, 2))
    one_by_one = [to_wgs84(lon, lat, datum) for lon, lat in places.tolist()]
    assert all_to_wgs84(places, datum) == pytest.approx(np.array(one_by_one), abs=1e-9)
    shapes, _ = opened(write(tmp_path / "a.geojson", [Point(113.7, 23.0)]), datum=datum.value)
    there = project_one(*to_wgs84(113.7, 23.0, datum))
    assert shapes.points == pytest.approx(np.array([there]), abs=1e-12)


@pytest.mark.parametrize(
    ("geometry", "code", "left"),
    [
        (ring(*KNOT), "shape-crossing", 2),
        (ring((113.7, 23.0), (113.8, 23.0), (113.8, 23.1)), "shape-open", 1),
        (ring((0.0, 0.0), (113.8, 23.0), (113.8, 23.1), (0.0, 0.0)), "shape-null", 0),
        (ring((12_650_000, 2_600_000), (12_660_000, 2_600_000), (12_660_000, 2_610_000),
              (12_650_000, 2_600_000)), "shape-off-globe", 0),
        (ring((113.7, 23.0), (113.8, 23.0), (113.7, 23.0), (113.7, 23.0)), "shape-flat", 0),
        (ring((-180, 80), (-60, 80), (60, 80), (180, 80), (-180, 80)), "shape-round-pole", 0),
        (ring((10, 70), (20, 70), (20, 89), (10, 89), (10, 70)), "shape-pole", 1),
        ({"type": "Polygon", "coordinates": [["a", "b"], ["c", "d"]]}, "shape-none", 0),
        ({"type": "Polygon", "coordinates": [113.7, 23.0]}, "shape-none", 0),
        ({"type": "Polygon", "coordinates": []}, "shape-none", 0),
        ({"type": "Point", "coordinates": [float("nan"), 23.0]}, "shape-n", 0),
        (None, "shape-none", 0),
        ({"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}]},
         "shape-kind", 0),
    ],
)  # fmt: skip
def test_a_broken_feature_is_named_and_the_rest_is_drawn(
    geometry: object, code: str, left: int, tmp_path: Path
) -> None:
    house = shapely.geometry.mapping(HOUSE)
    file = write_json(tmp_path / "a.geojson", [house, geometry])
    troubles = Troubles()
    shapes = shapes_of(said(file), troubles)
    assert len(shapes.areas) == 1 + left
    ((found, line),) = troubles.lines()
    assert found.startswith(code)
    assert "feature 2" in line
    assert line.startswith("a, ")


def test_each_kind_of_trouble_is_told_once_with_how_many_there_are(tmp_path: Path) -> None:
    file = write_json(tmp_path / "a.geojson", [shapely.geometry.mapping(HOUSE)] + [ring(*KNOT)] * 4)
    troubles = Troubles()
    shapes_of(said(file), troubles)
    ((code, line),) = troubles.lines()
    assert code == "shape-crossing"
    assert "feature 2 " in line
    assert "+3" in line


def test_what_goes_over_the_antimeridian_is_drawn_on_both_sides(tmp_path: Path) -> None:
    crossing = ring((170, -10), (-170, -10), (-170, 10), (170, 10), (170, -10))
    beyond = ring((170, -10), (190, -10), (190, 10), (170, 10), (170, -10))
    for geometry in (crossing, beyond):
        shapes, troubles = opened(write_json(tmp_path / "a.geojson", [geometry]))
        assert troubles == []
        boxes = shapes.areas.boxes()
        assert sorted((boxes[:, 2] - boxes[:, 0]).tolist()) == pytest.approx([10 / 360] * 2)
        assert boxes[:, [0, 2]].min() == pytest.approx(0.0)
        assert boxes[:, [0, 2]].max() == pytest.approx(1.0)


def test_a_belt_round_the_globe_is_drawn_whole(tmp_path: Path) -> None:
    belt = ring((-180, 60), (180, 60), (180, 70), (-180, 70), (-180, 60))
    shapes, troubles = opened(write_json(tmp_path / "a.geojson", [belt]))
    assert troubles == []
    assert shapes.areas.boxes()[:, [0, 2]].tolist() == [pytest.approx([0.0, 1.0])]


def test_a_file_that_is_no_such_file_is_refused_with_the_key_to_mend(tmp_path: Path) -> None:
    assert refused(tmp_path / "gone.geojson").code == "archive-absent"
    page = tmp_path / "page.geojson"
    page.write_text("<OGRVRTDataSource>/vsicurl/http://example.com</OGRVRTDataSource>")
    assert (refused(page).code, refused(page).key) == ("vector-not", "kind")
    page.write_text('{"type": "FeatureCollection", "features": [{"type": "Fea')
    assert refused(page).code == "vector-cut"
    assert str(tmp_path) not in refused(page).detail
    page.write_text('{"type": "FeatureCollection", "features": []}')
    assert refused(page).code == "vector-empty"
    assert refused(page, "shapefile").code == "vector-not"
    whole = write(tmp_path / "a.gpkg", [HOUSE] * 200).read_bytes()
    cut = tmp_path / "cut.gpkg"
    cut.write_bytes(whole[: len(whole) // 3])
    assert refused(cut, "geopackage").code in ("vector-cut", "vector-empty")
    shp = write(tmp_path / "a.shp", [HOUSE] * 200)
    shp.write_bytes(shp.read_bytes()[:300])
    assert opened(shp, "shapefile")[1] == ["shape-none"]  # what lies behind the cut is named


def test_only_degrees_of_the_declared_datum_are_taken(tmp_path: Path) -> None:
    metres = write(tmp_path / "m.gpkg", [box(0, 0, 9, 9)], crs="EPSG:4547")
    assert refused(metres, "geopackage").code == "vector-crs"
    cgcs = write(tmp_path / "c.gpkg", [HOUSE], crs="EPSG:4490")
    assert opened(cgcs, "geopackage")[1] == []
    assert refused(cgcs, "geopackage", datum="GCJ-02").code == "vector-mixed"


def test_layers_fields_and_letters_are_asked_for_by_name(tmp_path: Path) -> None:
    file = write(tmp_path / "a.gpkg", [HOUSE], ["x"], layer="one")
    write(file, [HOUSE], ["y"], layer="two", append=True)
    assert refused(file, "geopackage").detail == "one, two"
    assert refused(file, "geopackage", layer="three").code == "vector-layer"
    assert opened(file, "geopackage", layer="two", label="name")[0].names.texts == ["y"]
    assert refused(file, "geopackage", layer="two", label="nom").code == "vector-field"
    shp = write(tmp_path / "a.shp", [HOUSE], ["东湖"], encoding="GBK")
    shp.with_suffix(".cpg").unlink()
    assert refused(shp, "shapefile", label="name").code == "vector-encoding"
    assert opened(shp, "shapefile", label="name", encoding="GBK")[0].names.texts == ["东湖"]


def test_a_million_points_are_read_and_thinned(tmp_path: Path) -> None:
    angle = np.linspace(0, 2 * np.pi, 1_000_000, endpoint=False)
    far = 0.2 * (1 + 0.1 * np.random.default_rng(1).random(len(angle)))
    star = Polygon(np.stack([113.7 + far * np.cos(angle), 23 + far * np.sin(angle)], axis=1))
    file = write(tmp_path / "star.gpkg", [star])
    shapes, troubles = opened(file, "geopackage")
    level = shapes.level(9)
    assert troubles == ["shape-large"]
    assert 0 < len(level.areas.points) < 200_000


def test_a_wish_names_what_is_read(tmp_path: Path) -> None:
    file = write(tmp_path / "a.geojson", [HOUSE, Point(1, 1)], geometry_type="Unknown")
    troubles = Troubles()
    found = read(Wish("geojson", file, "", "", "", Datum.WGS84), troubles)
    assert (found.layer, len(found.shapes), found.names) == ("a", 2, ["", ""])
