"""The base layers of an export: what lies under the map, made into pictures of its extent.

Runs on the export's own thread beside the console, with the console's own supplies: the same hosts
may be asked, as many at a time, and the writing process needs no network.
"""

from __future__ import annotations

import io
import math
import queue
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PIL import Image

from console.basemap.port import Delivery, MapInfo, Opened, Picture, Problem, Supply, Wanted
from console.basemap.vector import wire
from console.basemap.vector.supply import Delivery as VectorDelivery
from console.basemap.vector.supply import VectorSupply
from console.basemap.vectorsource import VectorSource
from console.export.situation import BaseBlock
from console.map.tilegrid import Box, Cell, box_of, cells_in, level_for
from console.map.tilelayer import VEIL
from console.map.vectorlayer import OPENED
from console.map.vectormaps import READER, colours_of
from console.map.viewport import Viewport
from console.tokens import Tokens

#: A picture is not waited for longer, nor after so long a silence once something is wrong.
WHOLE_S, SILENT_S = 40.0, 4.0
_LOOK_S = 0.1  # so often it is looked whether the export has been cancelled
_QUALITY = 88
T = TypeVar("T")


@dataclass(frozen=True)
class BaseLayers:
    """What lies under the map. `open`: begins to supply the raster map, None without one.

    `vectors`: the layers that are on, from below upwards.
    """

    info: MapInfo | None = None
    open: Callable[[Callable[[Delivery], None]], Supply] | None = None
    vectors: tuple[VectorSource, ...] = ()
    reader: Sequence[str] = READER

    @property
    def credits(self) -> list[str]:
        """Whose they are, plain text, each once."""
        said = [self.info.attribution] if self.info else []
        said += [source.info.attribution for source in self.vectors]
        return [text for text in dict.fromkeys(said) if text]

    def __bool__(self) -> bool:
        return self.open is not None or bool(self.vectors)


def collect(
    layers: BaseLayers,
    view: Viewport,
    tokens: Tokens,
    going: Callable[[], bool] = lambda: True,
    now: Callable[[], float] = time.monotonic,
) -> BaseBlock:
    """Pictures of what `view` shows; `going`: whether they are still wanted.

    What does not come in time is left out and counted in `lacking`.
    """
    wait = _Patience(going, now)
    under, lacking = _raster(layers, view, tokens, wait)
    over, names, late = _vector(layers, view, tokens, wait)
    return BaseBlock(view.window(), under, over, names, layers.credits, lacking + late)


class _Patience:
    """How long it is worth waiting."""

    def __init__(self, going: Callable[[], bool], now: Callable[[], float]) -> None:
        self._going, self._now = going, now
        self._end, self._silent = now() + WHOLE_S, math.inf

    def trouble(self) -> None:
        """Something is wrong: from now on silence counts."""
        self._silent = self._now() + SILENT_S

    def heard(self, mail: queue.SimpleQueue[T]) -> Iterator[T]:
        """What comes, until nobody wants it any more or nothing comes any more."""
        while self._going() and self._now() < min(self._end, self._silent):
            try:
                item = mail.get(timeout=_LOOK_S)
            except queue.Empty:
                continue
            if self._silent < math.inf:
                self.trouble()
            yield item
        self._silent = math.inf


def _raster(
    layers: BaseLayers, view: Viewport, tokens: Tokens, wait: _Patience
) -> tuple[bytes, int]:
    """The raster map under the theme's veil, and how many of its cells are not as they should."""
    if layers.open is None:
        return b"", 0
    mail: queue.SimpleQueue[Delivery] = queue.SimpleQueue()
    supply = layers.open(mail.put)
    try:
        cells, made = _pictures(supply, mail, view, wait)
    finally:
        supply.stop()
    if not cells:
        return b"", 1
    sheet = Image.new("RGB", (view.width, view.height), tokens.map.outside)
    for wanted, picture in made.items():
        if picture.data:
            _lay(sheet, view, wanted, picture.data, picture.opaque)
    ground = Image.new("RGB", sheet.size, tokens.map.outside)
    lacking = sum(w not in made or not made[w].final for w in cells)
    return _smaller(Image.blend(sheet, ground, VEIL[tokens.name])), lacking


def _pictures(
    supply: Supply, mail: queue.SimpleQueue[Delivery], view: Viewport, wait: _Patience
) -> tuple[list[Wanted], dict[Wanted, Picture]]:
    cells: list[Wanted] = []
    made: dict[Wanted, Picture] = {}
    for what in wait.heard(mail):
        if isinstance(what, Opened):
            cells = _cells(view, what)
            supply.want(cells)
        elif isinstance(what, Problem):
            wait.trouble()
            if not cells:
                break
        else:
            made[what.wanted] = what
            if len(made) == len(cells) and all(p.final for p in made.values()):
                break
    return cells, made


def _vector(
    layers: BaseLayers, view: Viewport, tokens: Tokens, wait: _Patience
) -> tuple[bytes, list[tuple[str, float, float]], int]:
    """The vector layers on clear ground, their names, and how many cells are lacking."""
    if not layers.vectors:
        return b"", [], 0
    mail: queue.SimpleQueue[VectorDelivery] = queue.SimpleQueue()
    supply = VectorSupply(layers.vectors, layers.reader, mail.put)
    shown = [source.id for source in layers.vectors]
    supply.show(wire.Look(1, shown, colours_of(tokens.map), view.ratio))
    sheet = Image.new("RGBA", (view.width, view.height))
    names: list[tuple[str, float, float]] = []
    left = set(_cells(view, OPENED))
    try:
        for report, data in _reports(supply, mail, set(shown), sorted(left), wait):
            if report.cell in left:
                left.discard(report.cell)
                names += [(w.text, w.x, w.y) for w in report.words]
                if data:
                    _lay(sheet, view, report.cell, data, opaque=False)
            if not left:
                break
    finally:
        supply.stop()
    return _png(sheet), names, len(left)


def _reports(
    supply: VectorSupply,
    mail: queue.SimpleQueue[VectorDelivery],
    unread: set[str],
    cells: list[Wanted],
    wait: _Patience,
) -> Iterator[tuple[wire.Report, bytes]]:
    """Cells, asked for when every file has been read or has failed."""
    asked = False
    for what in wait.heard(mail):
        if isinstance(what, Problem):
            unread.discard(what.source if what.code == "reader-died" else "")
            if what.code == "reader-gone":
                return
        elif what[0].opened:
            unread.discard(what[0].opened)
        elif what[0].cell is not None:
            yield what
        if not unread and not asked:
            asked = True
            supply.want(cells)


def _cells(view: Viewport, opened: Opened) -> list[Wanted]:
    level = level_for(view, opened.tile_size, opened.scale)
    window = Box(view.left, view.top, view.width, view.height)
    return [
        Wanted(*cell, *box_of(cell, view.scale)[2:]) for cell in cells_in(window, view.scale, level)
    ]


def _lay(sheet: Image.Image, view: Viewport, wanted: Wanted, data: bytes, opaque: bool) -> None:
    """Set a cell down where it is in the window; its bytes are BGRA, premultiplied if clear."""
    box, size = box_of(Cell(*wanted[:3]), view.scale), (wanted.width, wanted.height)
    at = (box.left - view.left, box.top - view.top)
    if opaque:
        sheet.paste(Image.frombuffer("RGBA", size, data, "raw", "BGRA", 0, 1).convert("RGB"), at)
        return
    picture = Image.frombuffer("RGBA", size, data, "raw", "BGRa", 0, 1)
    sheet.paste(picture, at, picture if sheet.mode == "RGB" else None)


def _smaller(image: Image.Image) -> bytes:
    """A drawn map is smaller without loss, a photograph as a JPEG."""
    photo = io.BytesIO()
    image.save(photo, "JPEG", quality=_QUALITY, subsampling=0)
    return min(_png(image), photo.getvalue(), key=len)


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
