"""Places typed as numbers, and 100 m cells typed by their codes."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.datum import Datum, gcj02_to_bd09, wgs84_to_gcj02
from casework.grid import CellGrid
from console.board.mercator import distance_m
from console.commandline.coordinates import Typed, coordinates

HOME = (113.75, 23.02)


@pytest.mark.parametrize(
    "text",
    [
        "113.75, 23.02",
        "113.75 23.02",
        "113.75,23.02",
        "23.02, 113.75",  # 113 can be no latitude
        "N23.02 E113.75",
        "23.02N, 113.75E",
        "北纬23.02 东经113.75",
        "东经113.75，北纬23.02",
        "(113.75; 23.02)",
        "wgs: 113.75, 23.02",
        "WGS-84:113.75,23.02",
        "CGCS2000: 113.75,23.02",
        "113°45'00\"E 23°01'12\"N",
        "113°45′ 23°1.2′",
        "东经113度45分 北纬23度1分12秒",
        "23°1'12''N 113°45'E",
        "113°45'0\" 23°1'12",
    ],
)
def test_one_place_may_be_written_in_many_ways(text: str) -> None:
    found = coordinates(text)
    assert found is not None
    assert (found.lon, found.lat) == pytest.approx((113.75, 23.02), abs=1e-9)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "113.75",
        "113.7523.02",
        "113.75, 23.02, 5",
        "190, 100",
        "nan, inf",
        "1e3, 4",
        "113°75'E 23°N",  # no 75 minutes
        "N23 S22",
        "E113 W114",
        "-N23, E113",
        "xyz: 113, 23",
        "gcj: ",
        "1023",
        "莞城",
        "E0412-N0287",
        "²³, ¹¹³",
        "１１３",
        "'\" ,°",
        "1" * 400,
    ],
)
def test_what_is_no_place_is_not_read_as_one(text: str) -> None:
    assert coordinates(text) is None


def test_the_order_that_numbers_leave_open_is_longitude_first_or_that_of_the_city() -> None:
    assert coordinates("40.5, 80.25") == Typed(40.5, 80.25)
    assert coordinates("40.5, 80.25", home=(80.0, 40.0)) == Typed(80.25, 40.5)


def test_a_declared_datum_is_converted() -> None:
    gcj = wgs84_to_gcj02(*HOME)
    bd = gcj02_to_bd09(*gcj)
    for prefix, (lon, lat), datum in (("gcj", gcj, Datum.GCJ02), ("BD-09", bd, Datum.BD09)):
        found = coordinates(f"{prefix}:{lon:.9f},{lat:.9f}")
        assert found is not None
        assert found.datum is datum
        assert float(distance_m(found.lon, found.lat, *HOME)) < 0.5


degrees = st.tuples(st.floats(-179.9, 179.9), st.floats(-89.9, 89.9))


def sexagesimal(value: float, letters: str) -> str:
    ticks = round(abs(value) * 3_600_000)
    seconds, milli = divmod(ticks, 1_000)
    minutes, seconds = divmod(seconds, 60)
    whole, minutes = divmod(minutes, 60)
    return f"{whole}°{minutes:02d}'{seconds:02d}.{milli:03d}\"{letters[value < 0]}"


@given(degrees)
def test_what_is_written_is_read_back(place: tuple[float, float]) -> None:
    lon, lat = place
    east, north = sexagesimal(lon, "EW"), sexagesimal(lat, "NS")
    for text in (f"{east} {north}", f"{north}, {east}", f"E{abs(lon):.8f} N{abs(lat):.8f}"):
        found = coordinates(text)
        assert found is not None, text
        far = max(abs(abs(found.lon) - abs(lon)), abs(abs(found.lat) - abs(lat)))
        assert far < 1e-6, text
    plain = coordinates(f"{lon:.8f}, {lat:.8f}")
    assert plain is not None
    assert math.dist((plain.lon, plain.lat), place) < 1e-6


@given(st.text(alphabet="0123456789.,;:°'\"NSEWgcjbd +-东经度分秒", max_size=40) | st.text())
def test_no_text_at_all_makes_it_fail(text: str) -> None:
    found = coordinates(text, HOME)
    if found is not None:
        assert -181 < found.lon < 181
        assert -91 < found.lat < 91


@given(st.floats(112.5, 114.5), st.floats(22.5, 23.5))
def test_the_middle_of_a_cell_lies_in_the_cell_of_that_code(lon: float, lat: float) -> None:
    grid = CellGrid(112.5, 22.5, 23.0)
    code = grid.code(lon, lat)
    middle = grid.middle(code)
    assert middle is not None
    assert grid.code(*middle) == code
    assert float(distance_m(*middle, lon, lat)) < 72


@pytest.mark.parametrize("code", ["", "E1-N1x", "E99999999-N0001", "N0001-E0001", "E0001N", "莞城"])
def test_what_is_no_cell_has_no_middle(code: str) -> None:
    assert CellGrid(112.5, 22.5, 23.0).middle(code) is None
