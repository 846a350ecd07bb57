"""Addresses of tiles: what is put where, and who may be asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.basemap.caching import freshness
from console.basemap.template import BadTemplate, Template, host_of, host_port


def test_rows_may_be_counted_from_the_south() -> None:
    template = Template("https://a.example/{z}/{x}/{-y}.jpg", "xyz")
    assert template.address(3, 1, 0) == "https://a.example/3/1/7.jpg"


def test_a_quadkey_is_one_word() -> None:
    assert Template("https://a.example/{q}.jpg", "xyz").address(3, 3, 5).endswith("/213.jpg")


def test_subdomains_share_the_work_and_all_are_known() -> None:
    template = Template("http://{s}.b.example:81/{z}/{x}/{y}", "xyz", subdomains=("t0", "t1"))
    assert {template.address(4, x, 0).split(".")[0] for x in range(4)} == {"http://t0", "http://t1"}
    assert template.hosts() == {"t0.b.example:81", "t1.b.example:81"}


def test_a_wmts_is_asked_in_its_rest_form() -> None:
    template = Template(
        "https://w.example/{Layer}/{Style}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png",
        "wmts", {"Layer": "vec", "Style": "default", "TileMatrixSet": "w"}, "EPSG:3857:{z}",
    )  # fmt: skip
    assert template.address(5, 2, 9) == "https://w.example/vec/default/w/EPSG:3857:5/9/2.png"


def test_a_wmts_is_asked_with_keys_and_values() -> None:
    template = Template(
        "https://w.example/wmts?SERVICE=WMTS&REQUEST=GetTile&LAYER={Layer}&TILEMATRIXSET="
        "{TileMatrixSet}&TILEMATRIX={TileMatrix}&TILEROW={TileRow}&TILECOL={TileCol}&tk={key}",
        "wmts", {"Layer": "影像&x", "TileMatrixSet": "w"}, secret="a b",
    )  # fmt: skip
    asked = template.address(5, 2, 9)
    assert asked.endswith("LAYER=%E5%BD%B1%E5%83%8F%26x&TILEMATRIXSET=w&TILEMATRIX=5&TILEROW=9"
                          "&TILECOL=2&tk=a%20b")  # fmt: skip


def test_a_dense_screen_asks_for_denser_tiles() -> None:
    url = "https://a.example/{z}/{x}/{y}{r}.png"
    assert Template(url, "xyz", scale=2).address(1, 0, 1).endswith("/1/0/1@2x.png")
    assert Template(url, "xyz").address(1, 0, 1).endswith("/1/0/1.png")


@given(st.integers(0, 24).flatmap(lambda z: st.tuples(
    st.just(z), st.integers(0, 2**z - 1), st.integers(0, 2**z - 1))))  # fmt: skip
def test_no_two_tiles_share_an_address(key: tuple[int, int, int]) -> None:
    z, x, y = key
    quad = (
        Template("http://a.example/{q}", "xyz").address(z, x, y).removeprefix("http://a.example/")
    )
    assert len(quad) == z
    assert sum(int(c) % 2 << i for i, c in enumerate(reversed(quad))) == x
    assert sum(int(c) // 2 << i for i, c in enumerate(reversed(quad))) == y


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "javascript:alert(1)", "http:///x", "http://a@b/", "//a/", "http://[::",
     "http://a.example/ x", "data:image/png;base64,AA"],
)  # fmt: skip
def test_only_web_addresses_are_any(url: str) -> None:
    with pytest.raises(BadTemplate):
        host_port(url)


@pytest.mark.parametrize(
    ("asked", "declared", "may"),
    [
        ("a.example:443", "a.example", True),
        ("a.example:80", "a.example", True),
        ("a.example:8080", "a.example", False),
        ("a.example:8080", "a.example:8080", True),
        ("b.a.example:443", "a.example", False),
        ("aa.example:443", "a.example", False),
    ],
)
def test_a_host_is_declared_whole(asked: str, declared: str, may: bool) -> None:
    assert (host_of(asked, frozenset({declared})) is not None) is may


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 7 * 86_400.0),
        ({"Cache-Control": "public, max-age=600"}, 600.0),
        ({"Cache-Control": "max-age=600", "Age": "100"}, 500.0),
        ({"Cache-Control": 'max-age="60"'}, 60.0),
        ({"Cache-Control": "no-cache"}, 0.0),
        ({"Cache-Control": "private, no-store"}, None),
        ({"Cache-Control": "max-age=99999999999"}, 365 * 86_400.0),
        ({"Cache-Control": "max-age=soon"}, 7 * 86_400.0),
        ({"Expires": "Wed, 21 Oct 2026 07:28:00 GMT", "Date": "Wed, 21 Oct 2026 07:27:00 GMT"}, 60),
        ({"Expires": "0"}, 0.0),
        ({"Expires": "Wed, 21 Oct 2026 07:28:00 GMT"}, 0.0),
    ],
)
def test_an_answer_is_fresh_as_long_as_its_server_says(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert freshness(headers) == seconds
