"""A base map from a real server under the canvas: it fails, it recovers, it is left in peace."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.basemap import fetch
from console.basemap.port import Grade
from console.basemap.service import DeclaredMaps
from console.map import basemaps, tilelayer
from console.map.basemaps import BaseMapChooser
from tests.gui.map.stand import Stand
from tests.support.tiles import TileServer, give_tile, serving

AT = (113.72, 23.03)


@pytest.fixture
def server() -> Iterator[TileServer]:
    with serving() as made:
        yield made


@pytest.fixture
def chooser(
    full: Stand, server: TileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[BaseMapChooser]:
    """Everything waits a hundredth of what it waits for people."""
    monkeypatch.setattr(fetch, "_FIRST_REST_S", 0.05)
    monkeypatch.setattr(tilelayer, "_AGAIN_S", 0.05)
    monkeypatch.setattr(basemaps, "_AGAIN_MS", 60)
    file = tmp_path / "maps.toml"
    file.write_text(
        f'[[map]]\nid = "m"\nkind = "xyz"\nurl = "{server.url}/{{z}}/{{x}}/{{y}}.png"\n'
        f'hosts = ["127.0.0.1:{server.port}"]\nprivate = true\ndatum = "WGS-84"\n'
        'attribution = "t"\n',
        "utf-8",
    )
    maps = DeclaredMaps(file, tmp_path / "tiles", needed=True)
    made = BaseMapChooser(full.canvas, maps)
    full.canvas.centre_on(*AT, 12.3)
    full.picture()
    yield made
    made.stop()
    maps.close()


def grades(full: Stand, chooser: BaseMapChooser) -> set[Grade | None]:
    """Of the cells in the window; None for those that have not come."""
    layer = chooser._layer
    assert layer is not None
    view = full.canvas.view
    make, _ = layer.wanted(view)
    found: set[Grade | None] = {piece.grade for piece in layer._made.values()}
    return found | ({None} if make else set())


def test_what_was_missing_comes_when_the_server_is_well_again(
    full: Stand, chooser: BaseMapChooser, server: TileServer
) -> None:
    server.behaviour = lambda asked: asked.give(b"", 500)
    with full.qtbot.waitSignal(chooser.troubled) as told:
        chooser.choose("m")
        full.canvas.settle()
        full.canvas.repaint()
    assert told.args[0].code == "server-error"
    full.qtbot.waitUntil(lambda: grades(full, chooser) - {None} == {Grade.MISSING})
    hatched = full.finish()
    asked = len(server.seen)
    assert asked < 20  # and not every tile of the window over and over
    server.behaviour = give_tile
    full.qtbot.waitUntil(lambda: grades(full, chooser) == {Grade.EXACT}, timeout=20_000)
    assert full.finish() != hatched


def test_no_thread_is_left_when_another_map_is_chosen(
    full: Stand, chooser: BaseMapChooser, server: TileServer
) -> None:
    for _ in range(3):
        chooser.choose("m")
        full.picture()
        chooser.choose("")

    def gone() -> None:
        assert [t.name for t in threading.enumerate() if t.name.startswith("map-m-")] == []

    full.qtbot.waitUntil(gone)
