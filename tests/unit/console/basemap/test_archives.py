"""Maps in one file, good and bad."""

from __future__ import annotations

import struct
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pmtiles.tile import Compression, TileType

from console.basemap.archives import BadArchive, open_archive
from console.basemap.pixels import BadTile, decode, for_screen, sniff
from tests.support.effort import examples
from tests.support.tiles import colour, mbtiles, picture, pmtiles, pyramid

WORLD = [(key, picture(key, 256)) for key in pyramid(3)]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("archives")
    return {
        "mbtiles": mbtiles(folder / "影像 a%20b#.mbtiles", WORLD, bounds="73,3,135,54"),
        "pmtiles": pmtiles(folder / "world.pmtiles", WORLD),
    }


@pytest.mark.parametrize("kind", ["mbtiles", "pmtiles"])
def test_every_tile_is_found_where_it_was_put(files: dict[str, Path], kind: str) -> None:
    archive = open_archive(kind, files[kind], tms=kind == "mbtiles")
    assert (archive.min_zoom, archive.max_zoom) == (0, 3)
    for key, data in WORLD:
        assert archive.get(*key) == data
    assert archive.get(4, 0, 0) is None
    assert archive.sample() in [data for _, data in WORLD]
    archive.close()


def test_rows_of_an_mbtiles_are_counted_from_the_south_unless_declared(
    files: dict[str, Path],
) -> None:
    archive = open_archive("mbtiles", files["mbtiles"], tms=False)
    assert archive.get(3, 1, 0) == dict(WORLD)[3, 1, 7]
    archive.close()


def test_an_archive_is_never_written_to(files: dict[str, Path]) -> None:
    path = files["mbtiles"]
    before, names = path.read_bytes(), sorted(p.name for p in path.parent.iterdir())
    archive = open_archive("mbtiles", path, tms=True)
    archive.get(1, 0, 0)
    archive.close()
    assert path.read_bytes() == before
    assert sorted(p.name for p in path.parent.iterdir()) == names


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("size", [256, 512])
def test_pictures_of_every_kind_and_size_are_decoded(form: str, size: int) -> None:
    data = picture((3, 1, 2), size, form)
    assert sniff(data)[1:] == (size, size)
    image = decode(data)
    pixels, opaque = for_screen(image)
    assert (image.size, opaque, len(pixels)) == ((size, size), True, size * size * 4)
    at = (size * 10 + size // 2) * 4
    assert tuple(reversed(pixels[at : at + 3])) == pytest.approx(colour((3, 1, 2)), abs=6)
    assert pixels[at + 3] == 255


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_what_shines_through_is_premultiplied(form: str) -> None:
    pixels, opaque = for_screen(decode(picture((3, 1, 2), 256, form, clear=True)))
    assert not opaque
    assert pixels[-4:] == b"\0\0\0\0"
    assert tuple(reversed(pixels[:3])) == colour((3, 1, 2))


def test_a_squeezed_tile_is_unpacked(tmp_path: Path) -> None:
    path = pmtiles(tmp_path / "a.pmtiles", WORLD, squeezed=Compression.GZIP)
    archive = open_archive("pmtiles", path, tms=False)
    assert archive.get(2, 1, 1) == dict(WORLD)[2, 1, 1]
    archive.close()


@pytest.mark.parametrize(
    ("kind", "make", "code"),
    [
        ("mbtiles", lambda p: mbtiles(p, WORLD[:1], "pbf"), "archive-vector"),
        ("mbtiles", lambda p: mbtiles(p, WORLD[:1], "tiff"), "archive-format"),
        ("mbtiles", lambda p: mbtiles(p, []), "archive-empty"),
        ("mbtiles", lambda p: mbtiles(p, [((40, 0, 0), b"x")]), "archive-cut"),
        ("mbtiles", lambda p: pmtiles(p, WORLD[:1]), "archive-cut"),
        ("mbtiles", lambda p: p.write_bytes(b""), "archive-tables"),
        ("mbtiles", lambda p: p.mkdir(), "archive-tables|archive-cut|archive-unreadable"),
        ("mbtiles", lambda _: None, "archive-absent"),
        ("pmtiles", lambda p: pmtiles(p, WORLD[:1], TileType.MVT), "archive-vector"),
        ("pmtiles", lambda p: pmtiles(p, WORLD[:1], TileType.AVIF), "archive-format"),
        ("pmtiles", lambda p: pmtiles(p, WORLD[:1], squeezed=Compression.ZSTD), "archive-squeezed"),
        ("pmtiles", lambda p: mbtiles(p, WORLD[:1]), "archive-not-pmtiles"),
        ("pmtiles", lambda p: p.write_bytes(b"PMTiles\x02" + bytes(200)), "archive-version"),
        ("pmtiles", lambda p: p.write_bytes(b"\xff" * 200), "archive-not-pmtiles"),
        ("pmtiles", lambda p: p.write_bytes(b"PMTiles\x03"), "archive-cut"),
        ("pmtiles", lambda p: p.mkdir(), "archive-unreadable"),
        ("pmtiles", lambda _: None, "archive-absent"),
    ],
)  # fmt: skip
def test_what_is_no_raster_archive_is_refused_with_its_reason(
    tmp_path: Path, kind: str, make: object, code: str
) -> None:
    path = tmp_path / "map"
    make(path)  # type: ignore[operator]
    with pytest.raises(BadArchive, match=code):
        open_archive(kind, path, tms=False).close()


@pytest.mark.parametrize("kind", ["mbtiles", "pmtiles"])
@pytest.mark.parametrize("part", [0.05, 0.4, 0.8, 0.99])
def test_a_truncated_archive_gives_what_it_has_and_says_what_is_wrong(
    files: dict[str, Path], tmp_path: Path, kind: str, part: float
) -> None:
    whole = files[kind].read_bytes()
    path = tmp_path / "cut"
    path.write_bytes(whole[: int(len(whole) * part)])
    try:
        archive = open_archive(kind, path, tms=True)
    except BadArchive:
        return
    codes = set()
    for key, _ in WORLD:
        try:
            data = archive.get(*key)
            codes.add("good" if data is None or decode(data) else "")
        except (BadArchive, BadTile) as error:
            codes.add(error.code)
    assert codes <= {"good", "archive-cut", "tile-cut"}
    archive.close()


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(flips=st.lists(st.tuples(st.integers(0, 126), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_damaged_header_ends_in_a_reason(
    files: dict[str, Path], tmp_path: Path, flips: list[tuple[int, int]]
) -> None:
    data = bytearray(files["pmtiles"].read_bytes())
    for at, value in flips:
        data[at] = value
    path = tmp_path / "damaged"
    path.write_bytes(data)
    with (
        suppress(BadArchive, BadTile),
        closing(open_archive("pmtiles", path, tms=False)) as archive,
    ):
        archive.get(2, 1, 1)


def test_a_number_without_end_does_not_keep_the_library_busy(
    files: dict[str, Path], tmp_path: Path
) -> None:
    import gzip

    data = bytearray(files["pmtiles"].read_bytes())
    directory = gzip.compress(b"\xff" * 4_000_000)
    struct.pack_into("<QQ", data, 8, len(data), len(directory))
    path = tmp_path / "endless.pmtiles"
    path.write_bytes(bytes(data) + directory)
    with pytest.raises(BadArchive, match="without end"):
        open_archive("pmtiles", path, tms=False)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "tile-empty"),
        (b"<!DOCTYPE html><html>log in</html>", "tile-text"),
        (b'  {"error": "key"}', "tile-text"),
        (b"\x1f\x8b\x08\x00aaaa", "tile-vector"),
        (b"GIF89a\x00\x01\x00\x01", "tile-unknown"),
        (picture((0, 0, 0))[:20], "tile-cut"),
        (picture((0, 0, 0))[:300], "tile-cut"),
        (picture((0, 0, 0), form="JPEG")[:30], "tile-cut"),
        (picture((0, 0, 0), form="WEBP")[:60], "tile-cut"),
        (b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", 60_000, 60_000), "tile-large"),
        (b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", 0, 256), "tile-large"),
        (b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", 256, 512), "tile-shape"),
        (b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\x3f\0\xff\x3f\0", "tile-large"),
    ],
)
def test_what_is_no_tile_is_named_before_any_decoder_sees_it(data: bytes, code: str) -> None:
    with pytest.raises(BadTile) as caught:
        decode(data)
    assert caught.value.code == code


@given(st.binary(max_size=200), st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n",
       b"RIFF\0\0\0\0WEBPVP8L", b"RIFF\0\0\0\0WEBPVP8 ", b"RIFF\0\0\0\0WEBPVP8X"]))  # fmt: skip
def test_no_bytes_do_more_than_be_no_tile(data: bytes, head: bytes) -> None:
    with pytest.raises(BadTile):
        decode(head + data)
