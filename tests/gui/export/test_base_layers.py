"""Base layers in an export: pictures of the shown extent, in their place, their owners named."""

from __future__ import annotations

import io
import json
import queue
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from console.basemap.port import Delivery, Opened, Problem, Supply
from console.basemap.service import DeclaredMaps
from console.board.mercator import project_one
from console.export.layers import BaseLayers, collect
from console.export.page import pieces as page_pieces
from console.export.shown import clocks
from console.export.situation import BaseBlock, Frame
from console.export.sizes import base_view
from console.map.viewport import centred, lon_lat_bounds
from console.tokens import THEMES, load_tokens
from tests.support.tiles import mbtiles, picture, pyramid
from tests.unit.console.export.made import EAST, NORTH, SOUTH, WEST, export, head, situation

CREDIT = "© <b>{{7*7}}</b> survey office"
VIEW = centred(*project_one(113.75, 23.05), 3.0, 320, 240, 1.0)


@pytest.fixture(scope="module")
def maps(tmp_path_factory: pytest.TempPathFactory) -> DeclaredMaps:
    folder = tmp_path_factory.mktemp("maps")
    mbtiles(folder / "city.mbtiles", [(key, picture(key)) for key in pyramid(3)])
    (folder / "maps.toml").write_text(
        f'[[map]]\nid = "city"\nkind = "mbtiles"\nfile = "city.mbtiles"\ndatum = "WGS-84"\n'
        f'attribution = "{CREDIT}"\n[[map]]\nid = "gone"\nkind = "mbtiles"\nfile = "gone.mbtiles"\n'
        'datum = "WGS-84"\nattribution = "nobody"\n',
        "utf-8",
    )
    return DeclaredMaps(folder / "maps.toml", folder / "tiles")


def layers(maps: DeclaredMaps, map_id: str = "city") -> BaseLayers:
    info = next(info for info in maps.maps if info.id == map_id)
    return BaseLayers(info, lambda deliver: maps.open(map_id, deliver))


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


@pytest.mark.parametrize("theme", THEMES)
def test_a_raster_map_is_taken_whole_under_the_veil_of_each_theme(
    maps: DeclaredMaps, theme: str
) -> None:
    tokens = load_tokens(theme)
    block = collect(layers(maps), VIEW, tokens)
    image = opened(block.under)
    assert image.size == (VIEW.width, VIEW.height)
    assert block.lacking == 0
    assert block.credits == [CREDIT]
    assert len(image.getcolors(1 << 20) or []) > 1, "it is a map and no plain ground"
    assert block.window == VIEW.window()


def test_a_map_that_is_not_there_is_counted_as_lacking_at_once(maps: DeclaredMaps) -> None:
    block = collect(layers(maps, "gone"), VIEW, load_tokens("light"))
    assert (block.under, block.lacking) == (b"", 1)


class Silent:
    """A server that fails after it has been opened, and says nothing more."""

    def __init__(self, deliver: object) -> None:
        self._deliver, self.stopped = deliver, False
        deliver(Opened(256, 1))  # type: ignore[operator]

    def want(self, cells: object, waiting: object = ()) -> None:
        self._deliver(Problem("server-down"))  # type: ignore[operator]

    def stop(self) -> None:
        self.stopped = True


def test_a_server_that_fails_is_not_waited_for_long() -> None:
    made: list[Silent] = []

    def begin(deliver: object) -> Supply:
        made.append(Silent(deliver))
        return made[0]

    clock = iter(range(0, 10_000, 2))  # two seconds between two looks
    block = collect(
        BaseLayers(None, begin), VIEW, load_tokens("light"), now=lambda: float(next(clock))
    )
    assert block.lacking > 0
    assert made[0].stopped


def test_a_cancelled_export_waits_for_nothing() -> None:
    class Never:
        def want(self, cells: object, waiting: object = ()) -> None: ...
        def stop(self) -> None: ...

    mail: queue.SimpleQueue[Delivery] = queue.SimpleQueue()
    quiet = BaseLayers(None, lambda deliver: (mail.put, Never())[1])
    block = collect(quiet, VIEW, load_tokens("light"), going=lambda: False)
    assert block.under == b""


def block_of(colour: str, window: tuple[float, float, float, float], lacking: int = 0) -> BaseBlock:
    out = io.BytesIO()
    Image.new("RGB", (64, 64), colour).save(out, "PNG")
    return BaseBlock(window, out.getvalue(), b"", [("<i>湖</i>", *project_one(113.7, 23.0))],
                     [CREDIT], lacking)  # fmt: skip


def with_base(block: BaseBlock | None, **changed: object) -> object:
    made = situation(**changed)
    made.base = block
    return made


def test_the_picture_lies_exactly_on_its_ground(qapp: QApplication, tmp_path: Path) -> None:
    frame = Frame(9.0, *project_one(113.75, 23.05), 700, 500)
    view = centred(frame.x, frame.y, frame.zoom, frame.width, frame.height)
    middle, rim = view.to_unit(350.0, 250.0), view.to_unit(450.0, 350.0)
    block = block_of("#ff00ff", (*middle, *rim))
    made = with_base(block, scope="view", frame=frame, shown=[])
    image = QImage(str(export("png", tmp_path, made)))  # type: ignore[arg-type]
    magenta = [
        (x, y)
        for x in range(16, 716, 2)
        for y in range(62, 562, 2)
        if image.pixelColor(x, y).name() == "#ff00ff"
    ]
    xs, ys = [x for x, _ in magenta], [y for _, y in magenta]
    top = 44 + 18 * len(head().lines)
    assert abs(min(xs) - (16 + 350)) <= 2
    assert abs(max(xs) - (16 + 450)) <= 2
    assert abs(min(ys) - (top + 250)) <= 2
    assert abs(max(ys) - (top + 350)) <= 2


def test_a_printed_sheet_takes_the_picture_along(qapp: QApplication, tmp_path: Path) -> None:
    made = with_base(block_of("#00ff00", (0.0, 0.0, 1.0, 1.0)))
    raw = export("pdf", tmp_path, made).read_bytes()  # type: ignore[arg-type]
    assert b"/Subtype /Image" in raw


def test_the_page_holds_the_picture_and_names_its_owner_as_data(tmp_path: Path) -> None:
    made = with_base(block_of("#00ff00", (0.8, 0.4, 0.9, 0.5), lacking=2))
    tokens = load_tokens("light")
    text = b"".join(p for _, p in page_pieces(made, clocks(made), tokens)).decode()  # type: ignore[arg-type]
    assert CREDIT not in text, "no markup of others in the page's text"
    data = re.search(r'<script type="application/json" id="situation">(.*?)</script>', text)
    assert data
    base = json.loads(data[1])["base"]
    assert base["credit"] == CREDIT + " · ▲ The base map is not complete here"
    assert base["under"].startswith("data:image/png;base64,")
    assert base["names"][0]["name"] == "<i>湖</i>"
    (south, west), (north, east) = base["bounds"]
    assert (project_one(west, north), project_one(east, south)) == (
        pytest.approx((0.8, 0.4)),
        pytest.approx((0.9, 0.5)),
    )


@settings(max_examples=60, deadline=None)
@given(
    form=st.sampled_from(["png", "pdf", "html"]),
    scope=st.sampled_from(["view", "city", "case"]),
    scale=st.sampled_from([1, 2, 4]),
    wide=st.integers(320, 4_000),
    high=st.integers(240, 2_400),
    zoom=st.floats(4.0, 17.0),
)
def test_the_base_picture_covers_the_map_and_stays_within_measure(
    form: str, scope: str, scale: int, wide: int, high: int, zoom: float
) -> None:
    from console.export.sizes import map_box

    frame = Frame(zoom, *project_one(113.75, 23.05), wide, high)
    made = head(format=form, scope=scope, scale=scale, frame=frame)
    bounds = lon_lat_bounds(WEST, SOUTH, EAST, NORTH)
    view = base_view(made, bounds)
    assert view.width * view.height <= 13e6
    assert view.ratio <= 2.0
    west, north, east, south = view.window()
    moved = centred(frame.x, frame.y, zoom, wide, high).window()
    shown = moved if scope == "view" else bounds
    assert west <= shown[0]
    assert north <= shown[1]
    assert east >= shown[2]
    assert south >= shown[3]
    assert min(map_box(made)) > 0
