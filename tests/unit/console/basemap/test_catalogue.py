"""The list of base maps: what is read, what is refused, and that a bad one harms no other."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.datum import Datum
from console import words
from console.basemap.catalogue import Catalogue, read_catalogue
from console.basemap.port import Problem
from console.words.maps import _SAID

GOOD = """
[[map]]
id = "good"
kind = "xyz"
url = "https://tiles.example/{z}/{x}/{y}.png"
hosts = ["tiles.example"]
datum = "GCJ-02"
attribution = "© somebody"
"""


def read(tmp_path: Path, text: str) -> Catalogue:
    path = tmp_path / "maps.toml"
    path.write_text(text, "utf-8")
    return read_catalogue(path)


def test_a_map_is_read_with_what_it_did_not_say_filled_in(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD)
    (source,) = found.sources
    assert found.problems == ()
    assert (source.info.name_zh, source.info.datum) == ("good", Datum.GCJ02)
    assert (source.min_zoom, source.max_zoom, source.tile_size, source.scale) == (0, 18, 256, 1)
    assert not source.tms
    assert not source.private


def test_no_list_is_no_trouble_unless_it_was_asked_for(tmp_path: Path) -> None:
    assert read_catalogue(tmp_path / "maps.toml") == Catalogue()
    (problem,) = read_catalogue(tmp_path / "maps.toml", needed=True).problems
    assert problem.code == "file-unreadable"


def test_a_map_without_a_datum_is_refused_and_told_how_to_declare_one(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD.replace('datum = "GCJ-02"\n', "") + GOOD.replace("good", "other"))
    assert [s.id for s in found.sources] == ["other"]
    (problem,) = found.problems
    assert (problem.code, problem.source, problem.key) == ("no-datum", "good", "datum")
    said = words.map_problem(problem)
    assert "maps.toml › good › datum" in said
    assert all(f'"{datum.value}"' in said for datum in Datum)


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ('"GCJ-02"', '"EPSG:3857"', "key-choice", "datum"),
        ('"GCJ-02"', "4326", "key-type", "datum"),
        ('"xyz"', '"gml"', "key-choice", "kind"),
        ('"xyz"', '"geojson"', "key-unknown", "url"),
        ("https:", "file:", "url-scheme", "url"),
        ("https:", "ftp:", "url-scheme", "url"),
        ("{z}/{x}/{y}", "{z}/{x}", "url-needs", "url"),
        ("{z}/{x}/{y}", "{z}/{x}/{y}/{w}", "url-field", "url"),
        ("{z}/{x}/{y}", "{z}/{x}/{y}/{key}", "url-needs", "key_file"),
        ("https://tiles", "https://{s}.tiles", "url-needs", "subdomains"),
        ("https://tiles", "https://me:pw@tiles", "url-bad", "url"),
        ("tiles.example/", "tiles.example:0/", "url-bad", "url"),
        ("tiles.example/", "tiles.example:99999/", "url-bad", "url"),
        ('hosts = ["tiles.example"]\n', "", "no-hosts", "hosts"),
        ('["tiles.example"]', '["other.example"]', "host-undeclared", "hosts"),
        ('["tiles.example"]', '"tiles.example"', "key-type", "hosts"),
        ("tiles.example/", "tiles.example:8443/", "host-undeclared", "hosts"),
        ('"© somebody"', '""', "key-type", "attribution"),
        ('attribution = "© somebody"', "", "key-missing", "attribution"),
        ('"© somebody"', f'"{"x" * 3_000}"', "key-long", "attribution"),
        ('id = "good"', 'id = "../good"', "bad-id", "id"),
        ('id = "good"', "", "key-missing", "id"),
        ('id = "good"', 'id = "good"\nmax_zoom = 40', "key-choice", "max_zoom"),
        ('id = "good"', 'id = "good"\nmax_zoom = true', "key-choice", "max_zoom"),
        ('id = "good"', 'id = "good"\nmin_zoom = 9\nmax_zoom = 3', "zoom-order", "min_zoom"),
        ('id = "good"', 'id = "good"\ntile_size = 300', "key-choice", "tile_size"),
        ('id = "good"', 'id = "good"\nprivate = "yes"', "key-type", "private"),
        ('id = "good"', 'id = "good"\ndatun = "WGS-84"', "key-unknown", "datun"),
        ('id = "good"', 'id = "good"\nkey_file = "gone.key"', "key-file", "key_file"),
    ],
)
def test_each_slip_is_named_with_its_key_and_the_others_are_used(
    tmp_path: Path, old: str, new: str, code: str, key: str
) -> None:
    assert old in GOOD
    found = read(tmp_path, GOOD.replace(old, new, 1) + GOOD.replace("good", "other"))
    assert [s.id for s in found.sources] == ["other"]
    assert [(p.code, p.key) for p in found.problems] == [(code, key)]
    assert found.problems[0].source in ("good", "[[map]] 1")


def test_an_id_may_be_used_once(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD + GOOD)
    assert len(found.sources) == 1
    assert [p.code for p in found.problems] == ["id-twice"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("map = 3", "key-type"),
        ("map = [1, 2]", "key-type"),
        ("cache_mb = -1", "key-choice"),
        ("colour = 1", "key-unknown"),
        ("[[map", "file-toml"),
        ("x = " + "[" * 5_000, "file-toml"),
        ("# " + "x" * (1 << 20), "file-large"),
    ],
)
def test_a_list_that_is_none_is_told_of(tmp_path: Path, text: str, code: str) -> None:
    found = read(tmp_path, text)
    assert found.sources == ()
    assert {p.code for p in found.problems} == {code}


def test_a_list_in_another_encoding_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "maps.toml"
    path.write_bytes("name = '影像'".encode("gb18030"))
    assert [p.code for p in read_catalogue(path).problems] == ["file-toml"]


def test_the_key_of_a_service_stays_out_of_sight(tmp_path: Path) -> None:
    (tmp_path / "service.key").write_text("s3cret value\n", "utf-8")
    text = GOOD.replace("{y}.png", "{y}.png?tk={key}").replace(
        'kind = "xyz"', 'kind = "xyz"\nkey_file = "service.key"'
    )
    (source,) = read(tmp_path, text).sources
    assert source.template is not None
    assert source.template.address(1, 0, 0).endswith("?tk=s3cret%20value")
    assert "s3cret" not in repr(source)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=4,
)


@given(key=st.sampled_from([*tomllib.loads(GOOD)["map"][0], "tms", "scale", "subdomains"]),
       value=_VALUES)  # fmt: skip
def test_no_value_of_any_key_stops_the_console(key: str, value: object) -> None:
    from console.basemap.source import BadSource, read_source

    table = tomllib.loads(GOOD)["map"][0] | {key: value}
    code = "key-type"
    try:
        read_source(table, Path(), "maps.toml")
    except BadSource as error:
        code = error.code
    assert code in _SAID


def test_every_trouble_has_its_words() -> None:
    for code, (reason, way_out) in _SAID.items():
        said = words.map_problem(Problem(code, "maps.toml", "m", "k", "detail"))
        assert reason in said
        assert way_out in said
        assert "detail" in said


VECTOR = """
[[map]]
id = "lakes"
kind = "geopackage"
name_zh = "湖"
name_en = "Lakes"
datum = "GCJ-02"
file = "lakes.gpkg"
style = "water"
layer = "lakes"
label = "name"
"""


def test_a_vector_layer_is_declared_in_the_same_list(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD + VECTOR)
    assert found.problems == ()
    assert [s.id for s in found.sources] == ["good"]
    (layer,) = found.vectors
    assert (layer.kind, layer.style, layer.width, layer.file) == (
        "geopackage", "water", 1.4, tmp_path / "lakes.gpkg",
    )  # fmt: skip
    assert (layer.info.name_zh, layer.info.attribution, layer.max_zoom) == ("湖", "", 24)


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ('datum = "GCJ-02"\n', "", "no-datum", "datum"),
        ('"water"', '"pink"', "key-choice", "style"),
        ('style = "water"\n', "", "key-missing", "style"),
        ('style = "water"', 'style = "water"\nwidth = 40', "key-choice", "width"),
        ('style = "water"', 'style = "water"\nwidth = nan', "key-choice", "width"),
        ('style = "water"', 'style = "water"\nurl = "https://x"', "key-unknown", "url"),
        ('"geopackage"', '"shapefile"', "key-unknown", "layer"),
        ('layer = "lakes"', "min_zoom = 9\nmax_zoom = 3", "zoom-order", "min_zoom"),
        ('id = "lakes"', 'id = "good"', "id-twice", "id"),
    ],
)
def test_a_slip_in_a_vector_layer_is_named_too(
    tmp_path: Path, old: str, new: str, code: str, key: str
) -> None:
    assert old in VECTOR
    found = read(tmp_path, GOOD + VECTOR.replace(old, new, 1))
    assert (len(found.sources), found.vectors) == (1, ())
    assert [(p.code, p.key) for p in found.problems] == [(code, key)]
