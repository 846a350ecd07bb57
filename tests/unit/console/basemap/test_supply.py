"""Everything behind the port, with a real server, real files and a real disk."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pmtiles.tile import TileType

from console.basemap.port import Delivery, Grade, Opened, Picture, Problem, Wanted
from console.basemap.service import DeclaredMaps
from tests.support.tiles import (
    Answering,
    TileServer,
    give_tile,
    mbtiles,
    picture,
    pmtiles,
    pyramid,
    serving,
)

SPOT = Wanted(3, 1, 2, 256, 256)


@pytest.fixture
def server() -> Iterator[TileServer]:
    with serving() as made:
        yield made


class Window:
    """Asks a map for pictures and hears what comes."""

    def __init__(self, maps: DeclaredMaps, map_id: str) -> None:
        self._heard: queue.Queue[Delivery] = queue.Queue()
        self.all: list[Delivery] = []
        self.supply = maps.open(map_id, self._heard.put)

    def until(self, wanted: Callable[[Delivery], bool]) -> Delivery:
        while True:
            said = self._heard.get(timeout=20)
            self.all.append(said)
            if wanted(said):
                return said

    def final(self, cell: Wanted = SPOT) -> Picture:
        self.supply.want([cell])
        found = self.until(lambda d: isinstance(d, Picture) and d.wanted == cell and d.final)
        assert isinstance(found, Picture)
        return found

    def problem(self) -> Problem:
        found = self.until(lambda d: isinstance(d, Problem))
        assert isinstance(found, Problem)
        return found

    def problems(self) -> list[str]:
        return [d.code for d in self.all if isinstance(d, Problem)]


def online(tmp_path: Path, server: TileServer, more: str = "") -> DeclaredMaps:
    file = tmp_path / "maps.toml"
    file.write_text(
        f'[[map]]\nid = "m"\nkind = "xyz"\nurl = "{server.url}/{{z}}/{{x}}/{{y}}.png"\n'
        f'hosts = ["127.0.0.1:{server.port}"]\nprivate = true\ndatum = "WGS-84"\n'
        f'attribution = "t"\n{more}',
        "utf-8",
    )
    return DeclaredMaps(file, tmp_path / "tiles", needed=True)


def archive(tmp_path: Path, kind: str, name: str) -> DeclaredMaps:
    file = tmp_path / "maps.toml"
    file.write_text(
        f'[[map]]\nid = "m"\nkind = "{kind}"\nfile = "{name}"\ndatum = "WGS-84"\nattribution = "t"',
        "utf-8",
    )
    return DeclaredMaps(file, tmp_path / "tiles", needed=True)


def test_a_tile_comes_from_the_server_once_and_from_the_disk_ever_after(
    tmp_path: Path, server: TileServer
) -> None:
    maps = online(tmp_path, server)
    window = Window(maps, "m")
    first = window.final()
    assert first.grade is Grade.EXACT
    assert isinstance(window.all[0], Opened)
    window.supply.stop()
    maps.close()
    asked = len(server.seen)
    again = online(tmp_path, server)
    offline = Window(again, "m")
    assert offline.final() == first
    assert len(server.seen) == asked == 1
    offline.supply.stop()
    again.close()


def test_a_tile_past_its_age_is_shown_while_its_server_fails(
    tmp_path: Path, server: TileServer
) -> None:
    server.behaviour = lambda asked: asked.give(picture(asked.tile()), Cache_Control="max-age=0")
    maps = online(tmp_path, server)
    window = Window(maps, "m")
    window.supply.want([SPOT])
    window.until(lambda d: isinstance(d, Picture) and d.grade is Grade.EXACT)
    window.supply.stop()
    server.behaviour = lambda asked: asked.give(b"", 500)
    later = Window(maps, "m")
    for _ in range(3):
        later.supply.want([SPOT])
        shown = later.until(lambda d: isinstance(d, Picture))
        assert isinstance(shown, Picture)
        assert (shown.grade, shown.final) == (Grade.EXACT, False)
    if not later.problems():
        later.problem()
    assert later.problems() == ["server-error"]
    later.supply.stop()
    maps.close()


def test_a_tile_past_its_age_is_confirmed_without_being_sent(
    tmp_path: Path, server: TileServer
) -> None:
    def confirm(asked: Answering) -> None:
        if asked.headers["If-None-Match"] == '"one"':
            asked.send_response(304)
            asked.send_header("Cache-Control", "max-age=600")
            asked.end_headers()
        else:
            asked.give(picture(asked.tile()), Cache_Control="no-cache", ETag='"one"')

    server.behaviour = confirm
    maps = online(tmp_path, server)
    window = Window(maps, "m")
    assert window.final().grade is Grade.EXACT
    assert [h.get("if-none-match") for _, h in server.seen] == [None, '"one"']
    window.supply.stop()
    maps.close()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"<html>please log in</html>", "tile-text"),
        (picture((3, 1, 2))[:200], "tile-cut"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\0\0\0\1\0\0" + bytes(40), "tile-large"),
        (b"\x1f\x8b\x08vector", "tile-vector"),
    ],
)
def test_what_is_no_tile_is_missing_and_named_once(
    tmp_path: Path, server: TileServer, body: bytes, code: str
) -> None:
    server.behaviour = lambda asked: asked.give(body)
    maps = online(tmp_path, server)
    window = Window(maps, "m")
    cells = [Wanted(3, x, 2, 256, 256) for x in range(4)]
    for cell in cells:
        assert window.final(cell).grade is Grade.MISSING
    assert window.problems() == [code]
    assert len(server.seen) == 4
    for cell in cells:  # known to be bad: not asked again at once
        assert window.final(cell).grade is Grade.MISSING
    assert len(server.seen) == 4
    window.supply.stop()
    maps.close()


def test_a_tile_the_server_does_not_have_is_made_from_its_parent(
    tmp_path: Path, server: TileServer
) -> None:
    def shallow(asked: Answering) -> None:
        if asked.tile()[0] > 2:
            asked.give(b"", 404)
        else:
            give_tile(asked)

    server.behaviour = shallow
    maps = online(tmp_path, server)
    window = Window(maps, "m")
    assert window.final(Wanted(2, 0, 1, 256, 256)).grade is Grade.EXACT
    assert window.final().grade is Grade.STAND_IN
    assert window.problems() == []
    window.supply.stop()
    maps.close()


def test_a_private_machine_is_not_asked_without_a_word(tmp_path: Path, server: TileServer) -> None:
    maps = online(tmp_path, server)
    text = (tmp_path / "maps.toml").read_text("utf-8").replace("private = true\n", "")
    (tmp_path / "maps.toml").write_text(text, "utf-8")
    window = Window(DeclaredMaps(tmp_path / "maps.toml", tmp_path / "tiles"), "m")
    window.supply.want([SPOT])
    problem = window.problem()
    assert (problem.code, problem.source, problem.key) == ("host-private", "m", "private")
    assert server.seen == []
    window.supply.stop()
    maps.close()


def test_what_is_no_longer_wanted_is_not_asked_for(tmp_path: Path, server: TileServer) -> None:
    maps = online(tmp_path, server)
    window = Window(maps, "m")
    window.until(lambda d: isinstance(d, Opened))
    window.supply.want([Wanted(9, x, y, 256, 256) for x in range(30) for y in range(30)])
    assert window.final().grade is Grade.EXACT
    window.supply.stop()
    assert len(server.seen) < 60
    maps.close()


def test_nothing_comes_after_the_end(tmp_path: Path, server: TileServer) -> None:
    heard: list[Delivery] = []
    maps = online(tmp_path, server)
    supply = maps.open("m", heard.append)
    supply.want([Wanted(6, x, 3, 256, 256) for x in range(40)])
    supply.stop()
    count = len(heard)
    supply.want([SPOT])
    assert len(heard) == count
    maps.close()


@pytest.mark.parametrize("kind", ["mbtiles", "pmtiles"])
@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_an_archive_is_shown_and_its_tile_size_found_out(
    tmp_path: Path, kind: str, form: str
) -> None:
    tiles = [(key, picture(key, 512, form)) for key in pyramid(2)]
    if kind == "mbtiles":
        mbtiles(tmp_path / "a", tiles, form.lower())
    else:
        pmtiles(tmp_path / "a", tiles, TileType[form])
    window = Window(archive(tmp_path, kind, "a"), "m")
    assert window.until(lambda d: isinstance(d, Opened)) == Opened(512, 1)
    assert window.final(Wanted(2, 1, 2, 400, 400)).grade is Grade.EXACT
    assert window.final(Wanted(4, 5, 9, 400, 400)).grade is Grade.EXACT  # enlarged
    assert window.problems() == []
    window.supply.stop()


def test_a_broken_tile_of_an_archive_leaves_the_others_alone(tmp_path: Path) -> None:
    whole = dict.fromkeys(pyramid(2, 1)) | {key: picture(key) for key in pyramid(2, 2)}
    whole |= {(2, 1, 1): b"<html>", (2, 1, 2): None, (2, 2, 2): "text"}  # type: ignore[dict-item]
    rows = [(k, v) for k, v in whole.items() if v is not None]
    mbtiles(tmp_path / "a", rows)
    window = Window(archive(tmp_path, "mbtiles", "a"), "m")
    grades = {k: window.final(Wanted(*k, 256, 256)).grade for k in pyramid(2, 2)}
    bad = {(2, 1, 1), (2, 1, 2), (2, 2, 2)}
    assert {k for k, g in grades.items() if g is not Grade.EXACT} == bad
    assert window.problems() == ["tile-text"]
    window.supply.stop()


@pytest.mark.parametrize(
    ("kind", "make", "code"),
    [
        ("pmtiles", lambda p: pmtiles(p, [((0, 0, 0), b"x")], TileType.MVT), "archive-vector"),
        ("mbtiles", lambda p: mbtiles(p, [((0, 0, 0), b"x")], "pbf"), "archive-vector"),
        ("mbtiles", lambda p: p.write_bytes(b"SQLite format 3\0" + bytes(3_000)), "archive-"),
        ("pmtiles", lambda _: None, "archive-absent"),
    ],
)
def test_an_archive_that_cannot_be_shown_is_named_with_its_file(
    tmp_path: Path, kind: str, make: Callable[[Path], object], code: str
) -> None:
    make(tmp_path / "a")
    window = Window(archive(tmp_path, kind, "a"), "m")
    problem = window.problem()
    assert problem.code.startswith(code)
    assert (problem.file, problem.source, problem.key) == ("maps.toml", "m", "file")
    window.supply.stop()
