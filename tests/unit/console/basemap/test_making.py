"""Pictures of cells: the right piece of the right tiles, at the right place in every datum."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from casework.datum import Datum, gcj02_to_bd09, to_wgs84, wgs84_to_gcj02
from console.basemap.making import Maker, mesh_of, shift_of
from console.basemap.port import Grade, Wanted
from console.basemap.tiles import Key, Look, State
from console.board.mercator import distance_m, project_one
from tests.support.effort import examples
from tests.support.tiles import colour

#: Published pairs (lat, lon): WGS-84 and the same place in GCJ-02, from the tests of eviltransform.
CHECK_POINTS = [
    ((31.177_427_6, 121.527_210_6), (31.175_303_983_645_97, 121.531_541_859_215)),
    ((22.543_847, 113.912_316), (22.540_796_131_694_766, 113.917_176_480_836_3)),
    ((39.911_954, 116.377_817), (39.913_345_455_360_69, 116.384_047_224_556_57)),
]
#: BD-09 and the same place in WGS-84, from the tests of coordtransform's ports.
BAIDU_POINTS = [((39.922_699_552_216_216, 116.416_627_243_787_33), (39.915, 116.404))]


class Drawer:
    """Tiles in memory; `known` says which are here, the rest is as `otherwise` says."""

    def __init__(self, known: dict[Key, Image.Image], deepest: int, size: int = 256) -> None:
        self.known, self.tile_size = known, size
        self.min_zoom, self.max_zoom = min((k[0] for k in known), default=0), deepest
        self.reach = None
        self.otherwise = State.ABSENT

    def look(self, key: Key) -> Look:
        found = self.known.get(key)
        return Look(State.FRESH, found) if found else Look(self.otherwise)

    def fetch(self, key: Key) -> None: ...

    def close(self) -> None: ...


def plain(key: Key, size: int = 256) -> Image.Image:
    return Image.new("RGB", (size, size), colour(key))


def pixels(data: bytes, wanted: Wanted) -> Image.Image:
    return Image.frombytes("RGBA", (wanted.width, wanted.height), data, "raw", "BGRA")


def middle(picture: object, wanted: Wanted) -> tuple[int, ...]:
    image = pixels(picture.data, wanted)  # type: ignore[attr-defined]
    return image.getpixel((wanted.width // 2, wanted.height // 2))[:3]  # type: ignore[index]


def test_a_cell_of_a_tile_is_that_tile_at_the_size_asked_for() -> None:
    made = Maker(Drawer({(3, 1, 2): plain((3, 1, 2))}, 5), Datum.WGS84).make(
        wanted := Wanted(3, 1, 2, 200, 201)
    )
    assert (made.picture.grade, made.picture.opaque, made.lacking) == (Grade.EXACT, True, [])
    assert len(made.picture.data) == 200 * 201 * 4
    assert middle(made.picture, wanted) == colour((3, 1, 2))


def test_a_missing_tile_is_made_from_its_parents_the_nearest_first() -> None:
    tiles = Drawer({(1, 0, 1): plain((1, 0, 1)), (2, 1, 3): plain((2, 1, 3))}, 9)
    wanted = Wanted(5, 8 + 3, 24 + 2, 256, 256)
    made = Maker(tiles, Datum.WGS84).make(wanted)
    assert made.picture.grade is Grade.STAND_IN
    assert middle(made.picture, wanted) == colour((2, 1, 3))


def test_the_piece_of_a_parent_is_the_one_the_cell_covers() -> None:
    parent = Image.new("RGB", (256, 256))
    for i in range(4):
        parent.paste((60 * i, 10, 10), (i % 2 * 128, i // 2 * 128, i % 2 * 128 + 128, 256))
    tiles = Drawer({(2, 1, 1): parent}, 9)
    for i in range(4):
        wanted = Wanted(3, 2 + i % 2, 2 + i // 2, 64, 64)
        made = Maker(tiles, Datum.WGS84).make(wanted)
        expected = parent.getpixel((i % 2 * 128 + 64, i // 2 * 128 + 64))
        assert middle(made.picture, wanted) == expected


def test_a_missing_tile_is_made_from_its_children_where_it_has_no_parent() -> None:
    tiles = Drawer(
        {(4, 6 + i % 2, 8 + i // 2): plain((4, 6 + i % 2, 8 + i // 2)) for i in (0, 3)}, 9
    )
    wanted = Wanted(3, 3, 4, 100, 100)
    made = Maker(tiles, Datum.WGS84).make(wanted)
    assert (made.picture.grade, made.picture.opaque) == (Grade.STAND_IN, False)
    image = pixels(made.picture.data, wanted)
    assert image.getpixel((25, 25))[:3] == colour((4, 6, 8))  # type: ignore[index]
    assert image.getpixel((75, 25))[3] == 0  # type: ignore[index]


def test_what_the_server_has_not_been_asked_for_is_to_be_asked() -> None:
    tiles = Drawer({}, 9)
    tiles.otherwise = State.UNKNOWN
    made = Maker(tiles, Datum.WGS84).make(Wanted(5, 3, 3, 256, 256))
    assert (made.picture.grade, made.picture.final) == (Grade.MISSING, False)
    assert made.lacking == [(5, 3, 3)]


def test_nothing_is_looked_for_beyond_the_reach_of_a_map() -> None:
    tiles = Drawer({(5, 3, 3): plain((5, 3, 3))}, 9)
    tiles.reach = (0.5, 0.5, 0.6, 0.6)  # type: ignore[assignment]
    made = Maker(tiles, Datum.WGS84).make(Wanted(5, 3, 3, 256, 256))
    assert made.picture.grade is Grade.OUTSIDE


@pytest.mark.parametrize("datum", list(Datum))
def test_deeper_than_the_map_goes_its_deepest_tiles_are_enlarged(datum: Datum) -> None:
    x, y = project_one(113.75, 23.02)
    z = 12
    known = {
        (z, int(x * 2**z) + i, int(y * 2**z) + j): plain((z, i, j))
        for i in range(-2, 3)
        for j in range(-2, 3)
    }
    wanted = Wanted(z + 5, int(x * 2 ** (z + 5)), int(y * 2 ** (z + 5)), 300, 300)
    made = Maker(Drawer(known, z), datum).make(wanted)
    assert (made.picture.grade, made.picture.opaque) == (Grade.EXACT, True)


@pytest.mark.parametrize("size", [256, 512])
@pytest.mark.parametrize("point", CHECK_POINTS)
def test_a_place_of_a_shifted_map_stands_at_its_true_place(
    point: tuple[tuple[float, float], tuple[float, float]], size: int
) -> None:
    """A cross at the published GCJ-02 place, found where WGS-84 has it: 0.5 m at this zoom."""
    (lat, lon), (lat_gcj, lon_gcj) = point
    z, around = 18, 2
    there, here = project_one(lon_gcj, lat_gcj), project_one(lon, lat)
    corner = [int(c * 2**z) - around for c in there]
    sheet = Image.new("RGB", ((2 * around + 1) * size,) * 2)
    px, py = ((c * 2**z - at) * size for c, at in zip(there, corner, strict=True))
    sheet.paste((255, 0, 0), (round(px) - 2, round(py) - 2, round(px) + 2, round(py) + 2))
    known = {
        (z, corner[0] + i, corner[1] + j): sheet.crop(
            (i * size, j * size, i * size + size, j * size + size)
        )
        for i in range(2 * around + 1)
        for j in range(2 * around + 1)
    }
    wanted = Wanted(z, int(here[0] * 2**z), int(here[1] * 2**z), size, size)
    made = Maker(Drawer(known, z, size), Datum.GCJ02).make(wanted)
    red = pixels(made.picture.data, wanted).getchannel("R")
    left, top, right, low = red.point(lambda v: 255 * (v > 100)).getbbox()  # type: ignore[misc]
    metres_a_pixel = 40_075_016.7 * math.cos(math.radians(lat)) / (size * 2**z)
    off_x = (left + right) / 2 - (here[0] * 2**z - wanted.x) * size
    off_y = (top + low) / 2 - (here[1] * 2**z - wanted.y) * size
    # half a pixel is lost in drawing the cross on whole pixels, half in finding it again
    assert (math.hypot(off_x, off_y) - 1.0) * metres_a_pixel < 0.5


@settings(max_examples=examples(60))
@given(
    lon=st.floats(75.0, 134.0), lat=st.floats(18.0, 53.0), z=st.integers(3, 19),
    across=st.floats(0.0, 1.0), down=st.floats(0.0, 1.0),
    datum=st.sampled_from([Datum.GCJ02, Datum.BD09]), size=st.sampled_from([256, 512]),
)  # fmt: skip
def test_no_pixel_of_a_warped_cell_is_off_by_one(
    lon: float, lat: float, z: int, across: float, down: float, datum: Datum, size: int
) -> None:
    """Between the exact points of the mesh the way is straight: that costs less than a pixel."""
    x, y = (int(c * 2**z) for c in project_one(lon, lat))
    wanted = Wanted(z, x, y, size, size)
    mesh = mesh_of(wanted, shift_of(datum), size << z)
    place = shift_of(datum)
    assert place is not None
    true = [c * (size << z) for c in place((x + across) / 2**z, (y + down) / 2**z)]
    parts = len(mesh) - 1
    i, j = (min(int(v * parts), parts - 1) for v in (across, down))
    u, v = across * parts - i, down * parts - j
    straight = [
        (mesh[j][i][k] * (1 - u) + mesh[j][i + 1][k] * u) * (1 - v)
        + (mesh[j + 1][i][k] * (1 - u) + mesh[j + 1][i + 1][k] * u) * v
        for k in (0, 1)
    ]
    assert math.dist(true, straight) < 1.0


def test_the_published_points_hold() -> None:
    """Within half a metre, both ways and there and back."""
    for (lat, lon), (lat_gcj, lon_gcj) in CHECK_POINTS:
        assert metres(wgs84_to_gcj02(lon, lat), (lon_gcj, lat_gcj)) < 0.5
        assert metres(to_wgs84(lon_gcj, lat_gcj, Datum.GCJ02), (lon, lat)) < 0.5
    for (lat_bd, lon_bd), (lat, lon) in BAIDU_POINTS:
        assert metres(to_wgs84(lon_bd, lat_bd, Datum.BD09), (lon, lat)) < 0.5
        assert metres(gcj02_to_bd09(*wgs84_to_gcj02(lon, lat)), (lon_bd, lat_bd)) < 0.5


def metres(a: tuple[float, float], b: tuple[float, float]) -> float:
    return float(distance_m([a[0]], [a[1]], *b)[0])
