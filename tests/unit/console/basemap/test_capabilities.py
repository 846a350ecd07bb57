"""A WMTS by its capabilities document: from a real server, from a file, and many bad ones."""

from __future__ import annotations

import contextlib
import queue
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console import words
from console.basemap.capabilities import BadCapabilities, Wish, read_capabilities
from console.basemap.port import Delivery, Grade, Opened, Picture, Problem, Wanted
from console.basemap.service import DeclaredMaps
from console.words.wmts import WMTS_SAID
from tests.support.tiles import Answering, TileServer, picture, serving
from tests.support.wmts import document, matrices, matrix_set

CELL = Wanted(3, 6, 3, 256, 256)


def test_everything_an_address_takes_is_in_the_document() -> None:
    service = read_capabilities(document(), Wish())
    assert service.template.address(3, 5, 2) == "https://t.example/day/2026/w/EPSG:3857:3/2/5"
    assert (service.min_zoom, service.max_zoom, service.tile_size) == (0, 5, 256)


def test_without_a_template_the_tiles_are_asked_for_by_keys() -> None:
    data = document(resource=False, keys="https://t.example/wmts?map=1")
    address = read_capabilities(data, Wish(style="night")).template.address(2, 1, 3)
    asked = {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
    assert asked["TILEMATRIX"] == "EPSG:3857:2"
    assert (asked["TILEROW"], asked["TILECOL"], asked["map"]) == ("3", "1", "1")
    assert (asked["STYLE"], asked["FORMAT"], asked["LAYER"]) == ("night", "image/png", "streets")


def test_of_several_sets_the_one_that_can_be_drawn_and_is_deepest_is_taken() -> None:
    sets = (
        matrix_set(name="c", crs="urn:ogc:def:crs:EPSG::4490")
        + matrix_set(matrices(last=2), name="w")
        + matrix_set(matrices(2, 9, 512), name="deep", crs="http://www.opengis.net/gml/epsg/900913")
    )
    service = read_capabilities(document(sets, links=("c", "w", "deep")), Wish())
    assert service.template.fixed["TileMatrixSet"] == "deep"
    assert (service.min_zoom, service.max_zoom, service.tile_size) == (2, 9, 512)


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
)
BAD: dict[str, tuple[bytes, Wish, str, str]] = {
    "nothing": (b"", Wish(), "caps-xml", ""),
    "a page": (b"<html><body>sign in</body></html>", Wish(), "caps-not-wmts", "html"),
    "cut off": (document()[:900], Wish(), "caps-xml", ""),
    "no text at all": (bytes(range(256)), Wish(), "caps-xml", ""),
    "another encoding": (b'<?xml version="1.0" encoding="klingon"?><a/>', Wish(), "caps-xml", ""),
    "an entity bomb": (document(head=BOMB), Wish(), "caps-dtd", ""),
    "a DTD from elsewhere": (
        document(head='<?xml version="1.0"?><!DOCTYPE a SYSTEM "http://x.example/a.dtd">'),
        Wish(), "caps-dtd", "",
    ),
    "a file of this machine": (
        document(head='<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        Wish(), "caps-dtd", "",
    ),
    "a report of a failure": (
        b'<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1"/>',
        Wish(), "caps-not-wmts", "ExceptionReport",
    ),
    "another layer": (document(), Wish("imagery"), "caps-layer", "imagery: streets"),
    "several layers": (
        document(more="<Layer><ows:Identifier>imagery</ows:Identifier></Layer>"),
        Wish(), "caps-layer", "–: streets, imagery",
    ),
    "another style": (document(), Wish(style="dusk"), "caps-style", "dusk: night, day"),
    "another set": (document(), Wish(matrix_set="c"), "caps-matrix-set", "c: w"),
    "only degrees": (
        document(matrix_set(crs="urn:ogc:def:crs:EPSG::4326")), Wish(),
        "caps-mercator", "w: urn:ogc:def:crs:EPSG::4326",
    ),
    "a set that is not there": (document(""), Wish(), "caps-mercator", "w: not described"),
    "another corner": (
        document(matrix_set(matrices(corner="12000000 3000000"))), Wish(),
        "caps-mercator", "TopLeftCorner 1.2e+07 3e+06",
    ),
    "axes the other way round": (
        document(matrix_set(matrices(corner="20037508.34 -20037508.34"))), Wish(),
        "caps-mercator", "TopLeftCorner",
    ),
    "scales between the zooms": (
        document(matrix_set(matrices(off=1.3))), Wish(), "caps-mercator", "ScaleDenominator",
    ),
    "a scale of nothing": (
        document(matrix_set(matrices(off=0.0))), Wish(), "caps-mercator", "ScaleDenominator 0",
    ),
    "a scale that is no number": (
        document(matrix_set(matrices().replace("<ScaleDenominator>", "<ScaleDenominator>x"))),
        Wish(), "caps-mercator", "x5590822",
    ),
    "tiles of 100 pixels": (
        document(matrix_set(matrices(size=100))), Wish(), "caps-mercator", "100 × 100 px",
    ),
    "no zoom at all": (document(matrix_set("")), Wish(), "caps-mercator", "no TileMatrix"),
    "vector tiles": (
        document(formats="<Format>application/vnd.mapbox-vector-tile</Format>"), Wish(),
        "caps-format", "mapbox-vector-tile",
    ),
    "a format it has not": (document(), Wish(format="image/webp"), "caps-format", "image/webp: "),
    "no address": (document(resource=False), Wish(), "caps-address", ""),
    "an address that is none": (document(url="ftp://t.example"), Wish(), "url-scheme", "ftp"),
    "an address with a strange field": (
        document(url="https://{Host}"), Wish(), "url-field", "{Host}",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_document_is_refused_by_name_and_reason(name: str) -> None:
    data, wish, code, detail = BAD[name]
    with pytest.raises(BadCapabilities) as caught:
        read_capabilities(data, wish)
    assert caught.value.code == code
    assert detail in caught.value.detail
    if code in WMTS_SAID:
        said = words.map_problem(Problem(code, "maps.toml", "m", caught.value.key, detail))
        assert said.endswith("."), "every refusal ends in a way out"


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, 2_000), inserted=st.binary(max_size=12))
def test_a_damaged_document_never_does_anything_else_than_be_refused(
    cut: int, inserted: bytes
) -> None:
    whole = document()
    with contextlib.suppress(BadCapabilities):
        service = read_capabilities(whole[:cut] + inserted + whole[cut + len(inserted) :], Wish())
        assert service.template.address(service.min_zoom, 0, 0).startswith("http")


# -- a real server ---------------------------------------------------------------------------------


@pytest.fixture
def server() -> Iterator[TileServer]:
    with serving() as made:
        made.behaviour = answer
        yield made


def answer(asked: Answering) -> None:
    if "GetCapabilities" in asked.path:
        asked.give(document(url=asked.server.url), Content_Type="application/xml")
        return
    z, row, column = (part.rpartition(":")[2] for part in asked.path.split("/")[-3:])
    asked.give(picture((int(z), int(column), int(row))), Content_Type="image/png")


def declared(folder: Path, where: str, port: int, more: str = "") -> DeclaredMaps:
    (folder / "maps.toml").write_text(
        f'[[map]]\nid = "m"\nkind = "wmts"\ncapabilities = "{where}"\n'
        f'hosts = ["127.0.0.1:{port}"]\nprivate = true\n'
        f'datum = "WGS-84"\nattribution = "t"\n{more}',
        "utf-8",
    )
    return DeclaredMaps(folder / "maps.toml", folder / "tiles", needed=True)


def heard(maps: DeclaredMaps) -> list[Delivery]:
    """What a supply says until it has made the cell, or has given up."""
    mail: queue.SimpleQueue[Delivery] = queue.SimpleQueue()
    supply = maps.open("m", mail.put)
    found: list[Delivery] = []
    try:
        while True:
            found.append(mail.get(timeout=10))
            if isinstance(found[-1], Opened):
                supply.want([CELL])
            elif isinstance(found[-1], Problem) or (
                isinstance(found[-1], Picture) and found[-1].final
            ):
                return found
    finally:
        supply.stop()
        maps.close()


def test_tiles_come_from_a_service_that_was_only_named(server: TileServer, tmp_path: Path) -> None:
    where = f"{server.url}/wmts?SERVICE=WMTS&amp;REQUEST=GetCapabilities".replace("&amp;", "&")
    maps = declared(tmp_path, where, server.port)
    assert maps.problems == ()
    last = heard(maps)[-1]
    assert isinstance(last, Picture)
    assert last.grade is Grade.EXACT
    first, headers = server.seen[0]
    assert "GetCapabilities" in first
    assert "xml" in headers["accept"]
    assert server.seen[-1][0].startswith("/day/2026/w/EPSG")


def test_the_document_may_be_a_file_beside_the_list(server: TileServer, tmp_path: Path) -> None:
    (tmp_path / "service.xml").write_bytes(document(url=server.url))
    last = heard(declared(tmp_path, "service.xml", server.port))[-1]
    assert isinstance(last, Picture)
    assert last.grade is Grade.EXACT


def test_tiles_of_another_host_than_declared_are_not_asked_for(
    server: TileServer, tmp_path: Path
) -> None:
    (tmp_path / "service.xml").write_bytes(document(url="https://elsewhere.example"))
    last = heard(declared(tmp_path, "service.xml", server.port))[-1]
    assert isinstance(last, Problem)
    assert (last.code, last.detail) == ("host-undeclared", "elsewhere.example:443")
    assert server.seen == []


@pytest.mark.parametrize(
    ("where", "code"),
    [("gone.xml", "caps-unreadable"), ("{url}/none?GetCapabilities", "caps-unreadable")],
)
def test_a_document_that_cannot_be_had_is_said_with_the_way_out(
    server: TileServer, tmp_path: Path, where: str, code: str
) -> None:
    server.behaviour = lambda asked: asked.give(b"", 404)
    last = heard(declared(tmp_path, where.replace("{url}", server.url), server.port))[-1]
    assert isinstance(last, Problem)
    assert (last.code, last.key) == (code, "capabilities")
    assert "choose the map again" in words.map_problem(last)


def test_an_endless_document_is_cut_off(server: TileServer, tmp_path: Path) -> None:
    server.behaviour = lambda asked: asked.give(b" " * (5 << 20))
    last = heard(declared(tmp_path, f"{server.url}/GetCapabilities", server.port))[-1]
    assert isinstance(last, Problem)
    assert last.code == "tile-bytes"


@pytest.mark.parametrize(
    ("where", "more", "code"),
    [
        ("http://elsewhere.example/wmts", "", "host-undeclared"),
        ("ftp://127.0.0.1/wmts", "", "url-scheme"),
        ("service.xml", 'url = "https://t.example/{TileMatrix}"\n', "key-choice"),
    ],
)
def test_a_declaration_that_cannot_be_meant_is_refused_at_the_start(
    tmp_path: Path, where: str, more: str, code: str
) -> None:
    assert [p.code for p in declared(tmp_path, where, 80, more).problems] == [code]
