"""Names of areas: which fit without touching each other, and their pictures with a halo."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from console.map.glyphs import mixed
from console.map.ground import Name
from console.map.letters import sized
from console.map.viewport import Viewport
from console.tokens import MapColours

F64 = NDArray[np.float64]
_GAP = 5.0  # logical pixels kept free around a label
_SIZES = ((14, QFont.Weight.DemiBold), (12, QFont.Weight.Normal), (11, QFont.Weight.Normal))
#: Where the name of a town is tried, in its own widths and heights from the middle.
_STEPS = ((0.0, 0.0), (0.0, -1.0), (0.0, 1.0), (-0.5, 0.0), (0.5, 0.0), (-0.5, -1.0), (0.5, 1.0))
#: How much of a line of text its letters cover, from the middle up and down.
_LETTERS_HIGH = 0.72
#: So many pictures are made in one go; each takes up to half a millisecond.
_IN_ONE_GO = 6
_HALO = (
    (-2, 0), (2, 0), (0, -2), (0, 2), (-1, -1), (1, -1), (-1, 1), (1, 1),
    (-2, -1), (2, -1), (-2, 1), (2, 1), (-1, -2), (1, -2), (-1, 2), (1, 2),
)  # fmt: skip


def without_overlap(boxes: F64) -> list[int]:
    """Indexes of the boxes (left, top, right, bottom; shape (n, 4)) kept: earlier ones win.

    Each box is compared with those kept in the same bins only: three thousand take some ten
    milliseconds, all pairs of them would take a hundred.
    """
    if not len(boxes):
        return []
    wide, high = np.maximum(np.median(boxes[:, 2:] - boxes[:, :2], axis=0), 1.0) * 2.0
    bins = np.floor(boxes / (wide, high, wide, high)).astype(np.int64)
    filled: dict[tuple[int, int], list[tuple[float, float, float, float]]] = {}
    kept: list[int] = []
    for i, (box, (c1, r1, c2, r2)) in enumerate(zip(boxes.tolist(), bins.tolist(), strict=True)):
        left, top, right, bottom = box
        mine = [(c, r) for c in range(c1, c2 + 1) for r in range(r1, r2 + 1)]
        if any(
            left < o[2] and right > o[0] and top < o[3] and bottom > o[1]
            for at in mine
            for o in filled.get(at, ())
        ):
            continue
        kept.append(i)
        for at in mine:
            filled.setdefault(at, []).append((left, top, right, bottom))
    return kept


def make_room(boxes: F64, which: NDArray[np.int64], taken: F64) -> F64:
    """How far each of `boxes` goes from its place, shape (n, 2), so that more of them fit.

    Only those of `which` move, in their order, and only where another is in the way: up or down by
    their own height, or aside by half their width. They keep clear of `taken`.
    """
    shift = np.zeros((len(boxes), 2))
    held = np.concatenate([taken, np.empty((len(which), 4))])
    count = len(taken)
    for i in which.tolist():
        size = boxes[i, 2:] - boxes[i, :2]
        for step in _STEPS:
            box = boxes[i] + np.tile(size * step, 2)
            if not _meet(box, held[:count]):
                shift[i], held[count] = size * step, box
                count += 1
                break
    return shift


def _meet(box: F64, others: F64) -> bool:
    apart = (others[:, 0] >= box[2]) | (others[:, 2] <= box[0])
    apart |= (others[:, 1] >= box[3]) | (others[:, 3] <= box[1])
    return not bool(apart.all())


class LabelPainter:
    """Places all names of a zoom level once, in world pixels: panning cannot change them."""

    def __init__(self, colours: MapColours, font: QFont, ratio: float) -> None:
        self._ratio = ratio
        self._halo = QColor(colours.label_halo)
        soft = QColor(mixed(colours.label, colours.land, 0.78))
        self._inks = (QColor(colours.label), soft, soft)
        self._fonts = [sized(font, size, ratio, weight) for size, weight in _SIZES]
        self._metrics = [QFontMetricsF(f) for f in self._fonts]
        self._pictures: dict[tuple[str, int], QPixmap] = {}
        self._halves: dict[tuple[str, int], tuple[float, float]] = {}
        self._names: list[Name] = []
        self._scale = 1.0
        self._fresh: list[int] = []  # made, and not painted yet
        self._ready: NDArray[np.bool_] = np.zeros(0, bool)
        self._places: F64 = np.empty((0, 2))  # unit square
        self._reach: F64 = np.empty((0, 2))  # half width and height, device pixels

    def place(self, names: list[Name], scale: float, taken: F64 | None = None) -> None:
        """Decide which of `names`, given in order of importance, are shown at `scale`.

        `taken`: boxes that are in use already, as in `boxes`.
        """
        places = np.array([(n.x, n.y) for n in names]).reshape(-1, 2)
        reach = np.array([self._half(n) for n in names]).reshape(-1, 2)
        middle = places * scale
        first = np.empty((0, 4)) if taken is None else taken
        mine = np.concatenate([middle - reach, middle + reach], axis=1)
        large = np.flatnonzero([n.rank == 0 for n in names])
        shift = make_room(mine, large, first)
        mine, places = mine + np.tile(shift, 2), places + shift / scale
        kept = [i - len(first) for i in without_overlap(np.concatenate([first, mine]))]
        kept = [i for i in kept if i >= 0]
        self._scale, self._fresh = scale, []
        self._names = [names[i] for i in kept]
        self._ready = np.array([(n.text, n.rank) in self._pictures for n in self._names], bool)
        self._places, self._reach = places[kept], reach[kept]

    @property
    def missing(self) -> bool:
        """Some of the placed names have no picture yet."""
        return not self._ready.all()

    def prepare(self, view: Viewport) -> F64:
        """Make a few of the missing pictures, those in `view` first.

        With its last one come the boxes of all that were made since, as in `boxes`: they are to
        be painted now, all at once. A fixed number, whatever the time it takes: what a picture
        shows never hangs on a clock.
        """
        seen = self._touching(view, QRect(0, 0, view.width, view.height))[0]
        late = np.flatnonzero(~self._ready)
        chosen = late[np.argsort(~seen[late], kind="stable")][:_IN_ONE_GO]
        for i in chosen.tolist():
            name = self._names[i]
            self._pictures[(name.text, name.rank)] = self._draw(name)
        self._ready[chosen] = True
        self._fresh += chosen.tolist()
        if not seen[chosen].any() or (seen & ~self._ready).any():
            return np.empty((0, 4))
        fresh, self._fresh = self._fresh, []
        return self.boxes()[fresh]

    def prepare_in(self, view: Viewport, rect: QRect) -> None:
        """Make the pictures of all names that touch `rect`, now: for where they are few."""
        for i in np.flatnonzero(self._touching(view, rect)[0] & ~self._ready).tolist():
            name = self._names[i]
            self._pictures[(name.text, name.rank)] = self._draw(name)
            self._ready[i] = True

    @property
    def placed(self) -> F64:
        """Where the names are, unit square, shape (n, 2); another array for others."""
        return self._places

    def letters(self, scale: float) -> F64:
        """What their letters cover at `scale`, shape (n, 4), device pixels of the world."""
        gap = _GAP * self._ratio
        half = (self._reach - (gap, gap / 2.0)) * (1.0, _LETTERS_HIGH) + (2.0 * self._ratio, 0.0)
        middle = self._places * scale
        return np.concatenate([middle - half, middle + half], axis=1)

    def boxes(self) -> F64:
        """What the placed names take up, shape (n, 4), device pixels of the world."""
        middle = self._places * self._scale
        return np.concatenate([middle - self._reach, middle + self._reach], axis=1)

    def paint(self, painter: QPainter, view: Viewport, rect: QRect) -> None:
        """Draw the placed names that touch `rect`, device pixels, as far as they have a picture."""
        near, corner = self._touching(view, rect)
        for i in np.flatnonzero(near & self._ready).tolist():
            name = self._names[i]
            picture = self._pictures[(name.text, name.rank)]
            painter.drawPixmap(int(corner[i, 0]), int(corner[i, 1]), picture)

    def _touching(self, view: Viewport, rect: QRect) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
        """(which names touch `rect`, upper left corners of all), device pixels."""
        corner = np.floor(self._places * view.scale - self._reach).astype(np.int64)
        corner -= (view.left, view.top)
        far = corner + np.ceil(2 * self._reach).astype(np.int64)
        near: NDArray[np.bool_] = (corner[:, 0] <= rect.right()) & (far[:, 0] >= rect.left())
        near &= (corner[:, 1] <= rect.bottom()) & (far[:, 1] >= rect.top())
        return near, corner

    def _half(self, name: Name) -> tuple[float, float]:
        key = (name.text, name.rank)
        found = self._halves.get(key)
        if found is None:
            metrics, gap = self._metrics[name.rank], _GAP * self._ratio
            wide = metrics.horizontalAdvance(name.text) / 2 + gap
            found = self._halves[key] = (wide, metrics.height() / 2 + gap / 2)
        return found

    def _draw(self, name: Name) -> QPixmap:
        wide, high = (math.ceil(2 * half) for half in self._half(name))
        base = QPointF(
            _GAP * self._ratio, _GAP * self._ratio / 2 + self._metrics[name.rank].ascent()
        )
        shade = self._text(name, wide, high, base, self._halo)
        picture = _clear(wide, high)
        painter = QPainter(picture)
        for dx, dy in _HALO:
            painter.drawPixmap(round(dx * self._ratio), round(dy * self._ratio), shade)
        painter.drawPixmap(0, 0, self._text(name, wide, high, base, self._inks[name.rank]))
        painter.end()
        return picture

    def _text(self, name: Name, wide: int, high: int, base: QPointF, ink: QColor) -> QPixmap:
        picture = _clear(wide, high)
        painter = QPainter(picture)
        painter.setFont(self._fonts[name.rank])
        painter.setPen(ink)
        painter.drawText(base, name.text)
        painter.end()
        return picture


def _clear(wide: int, high: int) -> QPixmap:
    picture = QPixmap(max(1, wide), max(1, high))
    picture.fill(Qt.GlobalColor.transparent)
    return picture
