"""GeoJSON as other programs read it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from tests.unit.console.export.made import EAST, HOSTILE, NORTH, SOUTH, WEST, export, situation


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export("geojson", tmp_path_factory.mktemp("export"), situation())


def test_a_gis_reads_every_feature(file: Path) -> None:
    meta, _, shapes, fields = pyogrio.raw.read(file)
    kinds = fields[list(meta["fields"]).index("kind")].tolist()
    assert meta["crs"] == "EPSG:4326"
    assert {k: kinds.count(k) for k in set(kinds)} == {"area": 2, "unit": 2, "case": len(HOSTILE)}
    titles = fields[list(meta["fields"]).index("title")]
    assert [t for t, k in zip(titles, kinds, strict=True) if k == "case"] == list(HOSTILE)
    assert shapely.is_valid(shapely.from_wkb(shapes)).all()


def test_outer_rings_run_counter_clockwise_and_the_hole_is_open(file: Path) -> None:
    of = {f["id"]: f for f in json.loads(file.read_bytes())["features"]}
    city = shapely.geometry.shape(of["area-0"]["geometry"])
    assert city.exterior.is_ccw
    assert [ring.is_ccw for ring in city.interiors] == [False]
    assert not city.contains(shapely.Point(113.72, 23.02))
    assert city.contains(shapely.Point(113.65, 22.95))


def test_the_box_holds_everything(file: Path) -> None:
    data = json.loads(file.read_bytes())
    assert np.allclose(data["bbox"], [WEST, SOUTH, EAST, NORTH])


def test_properties_are_stable_words_and_instants_in_utc(file: Path) -> None:
    data = json.loads(file.read_bytes())
    of = {f["id"]: f["properties"] for f in data["features"]}
    assert data["situation"]["taken_at"] == "2026-02-25T06:13:20Z"
    assert of["case-1"]["clock"] == "red" or of["case-1"]["clock"] == "urgent"
    assert of["case-1"]["state"] == "reported"
    assert of["case-1"]["place_doubt"] == "null-island"
    assert of["case-1"]["due_at"] == "2026-02-25T06:12:20Z"
    assert of["unit-1"] == {
        "kind": "unit", "unit": 1, "call_sign": "WG-1", "unit_kind": "officer",
        "position_at": "2026-02-25T06:13:10Z", "case": 1,
    }  # fmt: skip


def test_an_empty_city_is_a_collection_all_the_same(tmp_path: Path) -> None:
    data = json.loads(export("geojson", tmp_path, situation([], areas=[])).read_bytes())
    assert [f["properties"]["kind"] for f in data["features"]] == ["unit", "unit"]
