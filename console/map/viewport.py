"""What part of the world the map shows. Pure.

A viewport counts in device pixels and its origin is a whole world pixel: a pan moves the picture by
whole pixels, so what was drawn before can be scrolled and never shimmers.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from console.board.mercator import metres_per_unit, project_one, unproject

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]
#: The world is one tile of this many logical pixels at zoom 0.
WORLD_PX = 256.0
MIN_ZOOM, MAX_ZOOM = 1.0, 20.0
#: What a fit leaves free on each side, and how much of a low window may be kept for words at most.
_EDGE, _MOST_HEAD = 0.04, 0.15
#: (west, north, east, south) on the unit square, y downwards.
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class Viewport:
    """A window of `width` × `height` device pixels; `ratio` device pixels make a logical one.

    `left`, `top`: world pixel shown at the window's upper left corner.
    """

    width: int
    height: int
    zoom: float
    left: int
    top: int
    ratio: float = 1.0

    @property
    def scale(self) -> float:
        """Device pixels that the unit square is wide."""
        return WORLD_PX * self.ratio * math.exp2(self.zoom)

    @property
    def centre(self) -> tuple[float, float]:
        return self.to_unit(self.width / 2.0, self.height / 2.0)

    def to_screen(self, x: F64, y: F64) -> tuple[F64, F64]:
        """Unit square, shape (n,) → device pixels of this window, shape (n,)."""
        return x * self.scale - self.left, y * self.scale - self.top

    def to_pixels(self, x: F64, y: F64) -> tuple[I64, I64]:
        """The same in whole pixels: when the map is panned everything moves by the same step."""
        px = np.floor(x * self.scale).astype(np.int64) - self.left
        py = np.floor(y * self.scale).astype(np.int64) - self.top
        return px, py

    def to_unit(self, px: float, py: float) -> tuple[float, float]:
        """Device pixels of this window → unit square."""
        return (px + self.left) / self.scale, (py + self.top) / self.scale

    def panned(self, dx: int, dy: int) -> Viewport:
        """The picture moved by (dx, dy) device pixels."""
        return replace(self, left=self.left - dx, top=self.top - dy)._kept()

    def zoomed(self, steps: float, px: float, py: float) -> Viewport:
        """`steps` zoom levels closer, with the place at (px, py) left where it is."""
        x, y = self.to_unit(px, py)
        zoom = min(MAX_ZOOM, max(MIN_ZOOM, self.zoom + steps))
        if zoom == self.zoom:
            return self
        closer = replace(self, zoom=zoom)
        left, top = round(x * closer.scale - px), round(y * closer.scale - py)
        return replace(closer, left=left, top=top)._kept()

    def resized(self, width: int, height: int, ratio: float) -> Viewport:
        """Another window size on the same centre."""
        x, y = self.centre
        return centred(x, y, self.zoom, max(1, width), max(1, height), ratio)

    def window(self, pad: float = 0.0) -> Bounds:
        """What is shown, on the unit square, grown by `pad` device pixels on every side."""
        west, north = self.to_unit(-pad, -pad)
        east, south = self.to_unit(self.width + pad, self.height + pad)
        return west, north, east, south

    def metres_per_pixel(self) -> float:
        """Ground metres under one device pixel in the middle of the window."""
        lat = unproject(*self.centre)[1]
        return metres_per_unit(lat) / self.scale

    def _kept(self) -> Viewport:
        """The middle of the window never leaves the world."""
        side, half_w, half_h = int(self.scale), self.width // 2, self.height // 2
        left = min(max(self.left, -half_w), side - half_w)
        top = min(max(self.top, -half_h), side - half_h)
        return self if (left, top) == (self.left, self.top) else replace(self, left=left, top=top)


def centred(
    x: float, y: float, zoom: float, width: int, height: int, ratio: float = 1.0
) -> Viewport:
    """A viewport with the unit square point (x, y) in its middle."""
    zoom = min(MAX_ZOOM, max(MIN_ZOOM, zoom))
    scale = WORLD_PX * ratio * math.exp2(zoom)
    left, top = round(x * scale - width / 2.0), round(y * scale - height / 2.0)
    return Viewport(width, height, zoom, left, top, ratio)._kept()


def fitted(
    bounds: Bounds,
    width: int,
    height: int,
    ratio: float = 1.0,
    closest: float = 17.0,
    head: float = 0.0,
    foot: tuple[float, float] = (0.0, 0.0),
) -> Viewport:
    """The closest viewport that shows all of `bounds`, with a margin, no closer than `closest`.

    `head`: device pixels kept free at the top, for words; a low window gives up a part of them.
    `foot`: width and height of words at the lower right; `bounds` go aside or up from them as far
    as there is room.
    """
    west, north, east, south = bounds
    more = max(0.0, min(head, height * _MOST_HEAD) - height * _EDGE)
    share = 1.0 - 2.0 * _EDGE
    room_w, room_h = max(1.0, width * share), max(1.0, height * share - more)
    wide, high = max(east - west, 1e-12), max(south - north, 1e-12)
    scale = min(room_w / wide, room_h / high)
    zoom = min(closest, math.log2(scale / (WORLD_PX * ratio)))
    scale = WORLD_PX * ratio * math.exp2(max(MIN_ZOOM, zoom))
    left, top = (width - wide * scale) / 2.0, (height - high * scale + more) / 2.0
    aside, up = _off_the_foot(
        (left, top, left + wide * scale, top + high * scale), (width, height), foot
    )
    aside, up = min(aside, max(0.0, left - width * _EDGE)), min(up, max(0.0, top - head))
    x, y = (west + east) / 2 + aside / scale, (north + south) / 2 + (up - more / 2.0) / scale
    return centred(x, y, zoom, width, height, ratio)


def _off_the_foot(
    box: tuple[float, float, float, float], size: tuple[int, int], foot: tuple[float, float]
) -> tuple[float, float]:
    """How far a box (left, top, right, bottom) is to go aside, or else up: the shorter way."""
    over = box[2] - (size[0] - foot[0]), box[3] - (size[1] - foot[1])
    if min(over) <= 0.0 or 0.0 in foot:
        return 0.0, 0.0
    free = box[0] > over[0]
    return (over[0], 0.0) if free else (0.0, over[1])


def lon_lat_bounds(west: float, south: float, east: float, north: float) -> Bounds:
    """WGS-84 degrees → bounds on the unit square."""
    left, top = project_one(west, north)
    right, bottom = project_one(east, south)
    return left, top, right, bottom


def holds(outer: Bounds, inner: Bounds) -> bool:
    """Whether `inner` lies wholly within `outer`."""
    west, north, east, south = outer
    return west <= inner[0] and north <= inner[1] and east >= inner[2] and south >= inner[3]


def scale_bar(metres_per_pixel: float, longest_px: float) -> tuple[float, float]:
    """(metres, pixels) of the longest bar of 1, 2 or 5 × 10ⁿ metres within `longest_px`."""
    most = metres_per_pixel * longest_px
    step = 10.0 ** math.floor(math.log10(most))
    metres = next(step * m for m in (5.0, 2.0, 1.0) if step * m <= most * (1 + 1e-9))
    return metres, metres / metres_per_pixel
