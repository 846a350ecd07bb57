"""From tiles to the picture of a cell: the right piece, at the right size, from the best there is.

A tile of a shifted datum lies elsewhere on the map than its number says, and not quite upright. Its
pixels are fetched along a mesh of points converted exactly, so that nothing is off by a pixel.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from PIL import Image

from casework.datum import Datum, gcj02_to_bd09, wgs84_to_gcj02
from console.basemap.pixels import for_screen, without_alpha
from console.basemap.port import Grade, Picture, Wanted
from console.basemap.tiles import Key, State, Tiles
from console.board.mercator import project_one, unproject

#: A cell is warped in parts of at most so many pixels; see the test for the error that leaves.
_MESH_PX = 32
_ANCESTORS, _CHILDREN = 8, 3  # levels that are looked for a stand-in
_MOST_TILES = 9  # under one cell
_SMOOTH = Image.Resampling.BILINEAR
#: (x, y) on the unit square in WGS-84 → the same place on the unit square of a source.
Shift = Callable[[float, float], tuple[float, float]]
Point = tuple[float, float]


class Made(NamedTuple):
    """A picture, and the tiles that would make a better one if the server were asked."""

    picture: Picture
    lacking: list[Key]


class Part(NamedTuple):
    """The best picture of one tile."""

    image: Image.Image | None
    grade: Grade
    final: bool = True
    lacking: tuple[Key, ...] = ()


class Maker:
    """Makes pictures of the cells of one source."""

    def __init__(self, tiles: Tiles, datum: Datum) -> None:
        self._tiles = tiles
        self._shift = shift_of(datum)

    def make(self, wanted: Wanted) -> Made:
        """The picture of a cell from what is on this machine now."""
        tiles = self._tiles
        level = min(wanted.z, tiles.max_zoom)
        if self._shift is None and level == wanted.z:
            part = self.best((wanted.z, wanted.x, wanted.y))
            image = part.image and part.image.resize((wanted.width, wanted.height), _SMOOTH)
            return _made(wanted, image, [part])
        mesh = mesh_of(wanted, self._shift, tiles.tile_size << level)
        return self._warped(wanted, level, mesh)

    def best(self, key: Key) -> Part:
        """A tile's own picture, or one made from its parents or children, of any size."""
        z, x, y = key
        if not (0 <= x < 1 << z and 0 <= y < 1 << z) or self._beyond(key):
            return Part(None, Grade.OUTSIDE)
        if z < self._tiles.min_zoom:
            return _stand_in(self._from_children(key, self._tiles.min_zoom - z))
        found = self._tiles.look(key)
        if found.image is not None:
            stale = found.state is State.STALE
            return Part(found.image, Grade.EXACT, not stale, (key,) if stale else ())
        image = self._from_parents(key) or self._from_children(key, 1)
        unknown = found.state is State.UNKNOWN
        return _stand_in(image)._replace(final=not unknown, lacking=(key,) if unknown else ())

    def _warped(self, wanted: Wanted, level: int, mesh: list[list[Point]]) -> Made:
        size = self._tiles.tile_size
        xs, ys = ([p[i] for row in mesh for p in row] for i in (0, 1))
        left, top = math.floor(min(xs) / size + 1e-9), math.floor(min(ys) / size + 1e-9)
        right, low = math.ceil(max(xs) / size - 1e-9), math.ceil(max(ys) / size - 1e-9)
        if (right - left) * (low - top) > _MOST_TILES:
            return _made(wanted, None, [Part(None, Grade.MISSING)])
        places = [(x, y) for y in range(top, low) for x in range(left, right)]
        parts = [self.best((level, x, y)) for x, y in places]
        if all(part.image is None for part in parts):
            return _made(wanted, None, parts)
        solid = all(part.image is not None and part.image.mode == "RGB" for part in parts)
        mode = "RGB" if solid else "RGBA"  # see-through pictures take twice as long to warp
        sheet = Image.new(mode, ((right - left) * size, (low - top) * size))
        for (x, y), part in zip(places, parts, strict=True):
            if part.image is not None:
                sheet.paste(_sized(part.image, size), ((x - left) * size, (y - top) * size))
        here = [[(x - left * size, y - top * size) for x, y in row] for row in mesh]
        image = warped(sheet, here, (wanted.width, wanted.height))
        return _made(wanted, image if solid else without_alpha(image), parts)

    def _beyond(self, key: Key) -> bool:
        reach, side = self._tiles.reach, 1 / (1 << key[0])
        if reach is None:
            return False
        west, north = key[1] * side, key[2] * side
        outside_x = west + side <= reach[0] or west >= reach[2]
        return outside_x or north + side <= reach[1] or north >= reach[3]

    def _from_parents(self, key: Key) -> Image.Image | None:
        z, x, y = key
        for up in range(1, min(_ANCESTORS, z - self._tiles.min_zoom) + 1):
            found = self._tiles.look((z - up, x >> up, y >> up)).image
            if found is not None:
                side = found.width / (1 << up)
                left, top = (x & (1 << up) - 1) * side, (y & (1 << up) - 1) * side
                size = (self._tiles.tile_size,) * 2
                step = side / size[0]
                matrix = (step, 0, left, 0, step, top)
                return found.transform(size, Image.Transform.AFFINE, matrix, _SMOOTH)
        return None

    def _from_children(self, key: Key, deep: int) -> Image.Image | None:
        z, x, y = key
        if deep > _CHILDREN or z >= self._tiles.max_zoom:
            return None
        size = self._tiles.tile_size
        whole: Image.Image | None = None
        for i in range(4):
            child = (z + 1, 2 * x + i % 2, 2 * y + i // 2)
            if deep > 1:
                image = self._from_children(child, deep - 1)
            else:
                image = None if self._beyond(child) else self._tiles.look(child).image
            if image is not None:
                whole = whole or Image.new("RGBA", (size, size))
                half = image.resize((size // 2, size // 2), Image.Resampling.BOX)
                whole.paste(half, (i % 2 * size // 2, i // 2 * size // 2))
        return whole


def shift_of(datum: Datum) -> Shift | None:
    """Where the map of a datum shows a place, None for WGS-84 itself."""
    if datum is Datum.WGS84:
        return None

    def shift(x: float, y: float) -> tuple[float, float]:
        there = wgs84_to_gcj02(*unproject(x, y))
        return project_one(*(gcj02_to_bd09(*there) if datum is Datum.BD09 else there))

    return shift


def mesh_of(wanted: Wanted, shift: Shift | None, world: int) -> list[list[Point]]:
    """Rows of points of a cell, in pixels of a source whose world is `world` pixels wide."""
    side = 1 / (1 << wanted.z)
    parts = 1 if shift is None else math.ceil(max(wanted.width, wanted.height) / _MESH_PX)
    across, down = (
        [(at + cut / size) * side for cut in _cuts(size, parts)]
        for at, size in ((wanted.x, wanted.width), (wanted.y, wanted.height))
    )
    place = shift or (lambda x, y: (x, y))
    rows = [[place(x, y) for x in across] for y in down]
    return [[(x * world, y * world) for x, y in row] for row in rows]


def warped(sheet: Image.Image, mesh: list[list[Point]], size: tuple[int, int]) -> Image.Image:
    """`sheet` seen through a mesh, at `size`."""
    parts = len(mesh) - 1
    cuts_x, cuts_y = (_cuts(s, parts) for s in size)
    pieces = []
    for j in range(parts):
        for i in range(parts):
            box = (cuts_x[i], cuts_y[j], cuts_x[i + 1], cuts_y[j + 1])
            corners = mesh[j][i], mesh[j + 1][i], mesh[j + 1][i + 1], mesh[j][i + 1]
            pieces.append((box, tuple(v for corner in corners for v in corner)))
    return sheet.transform(size, Image.Transform.MESH, pieces, _SMOOTH)


def _sized(image: Image.Image, size: int) -> Image.Image:
    return image if image.width == size else image.resize((size, size), _SMOOTH)


def _cuts(size: int, parts: int) -> list[int]:
    """Where a side of `size` pixels is cut, in whole pixels."""
    return [round(i * size / parts) for i in range(parts + 1)]


def _stand_in(image: Image.Image | None) -> Part:
    return Part(image, Grade.MISSING if image is None else Grade.STAND_IN)


def _made(wanted: Wanted, image: Image.Image | None, parts: list[Part]) -> Made:
    lacking = [key for part in parts for key in part.lacking]
    final = all(part.final for part in parts)
    if image is None:
        outside = all(part.grade is Grade.OUTSIDE for part in parts)
        grade = Grade.OUTSIDE if outside else Grade.MISSING
        return Made(Picture(wanted, grade, final=final), lacking)
    data, opaque = for_screen(image)
    exact = all(part.grade is Grade.EXACT for part in parts)
    grade = Grade.EXACT if exact else Grade.STAND_IN
    return Made(Picture(wanted, grade, data, opaque, final), lacking)
