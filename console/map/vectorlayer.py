"""Vector layers on the map: one picture of all of them, a switch for each, and their names."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from console.basemap.port import Opened
from console.basemap.vector.wire import Word
from console.map.ground import Name
from console.map.labels import LabelPainter
from console.map.layers import Look
from console.map.strokes import F64
from console.map.tilegrid import Box, Cell, box_of, cells_in
from console.map.tilelayer import Credit, TileLayer
from console.map.viewport import Viewport

_SMALLER = 1  # rank of the names: drawn like those of villages
#: The reader makes pictures for these cells.
OPENED = Opened(512, 1)


class VectorSheet(TileLayer):
    """The picture of every vector layer that is on, see-through where there is nothing."""

    def renew(self) -> None:
        """What is drawn is another: the pictures that are there stand in until new ones come."""
        if self._opened is None:
            self.open(OPENED)
            self.covers = False
        if self._made:
            self._old = [(c, p) for c, p in self._made.items() if p.image is not None]
        self._made, self._bytes = OrderedDict(), 0
        self._due()

    def paint(self, painter: QPainter, view: Viewport, rect: QRect, rough: bool) -> None:  # noqa: ARG002
        if self._opened is None:
            return
        if view.scale != self._scale:  # a zoom is under way
            self._stretched(
                painter, view, _world(view, rect), list(self._made.items()) or self._old
            )
            return
        lacking = False
        for cell in cells_in(_world(view, rect), self._scale, self._level):
            piece = self._made.get(cell)
            if piece is not None:
                self._set_down(painter, view, piece)
            else:
                lacking = True
                self._stand_in(painter, view, box_of(cell, self._scale))
        if lacking:
            self._due()

    def _stand_in(self, painter: QPainter, view: Viewport, box: Box) -> None:
        """Only where the new picture is lacking: old lines must not shine through new ones."""
        room = QRect(box.left - view.left, box.top - view.top, box.width, box.height)
        painter.save()
        painter.setClipRect(room, Qt.ClipOperation.IntersectClip)
        self._stretched(painter, view, box, self._old)
        painter.restore()

    def cells(self, view: Viewport) -> list[Cell]:
        """What is in the window, and a row of cells about it."""
        if view.scale != self._scale:
            return []
        return cells_in(
            _world(view, QRect(0, 0, view.width, view.height)), self._scale, self._level, 1
        )


class VectorSwitch:
    """One declared layer in the list of layers. The lowest that is on draws the sheet of all."""

    covers = False

    def __init__(self, name: str, sheet: VectorSheet, lowest: Callable[[], str]) -> None:
        self.name, self._sheet, self._lowest = name, sheet, lowest

    def dress(self, look: Look) -> None: ...

    def settle(self, view: Viewport) -> None: ...

    def paint(self, painter: QPainter, view: Viewport, rect: QRect, rough: bool) -> None:
        if self._lowest() == self.name:
            self._sheet.paint(painter, view, rect, rough)

    def count(self, view: Viewport) -> int | None:  # noqa: ARG002
        return None


class VectorNames:
    """Names of features, where those of areas leave room. `dressed`, `settled` tell its owner."""

    name, covers, free = "vector-names", False, False

    def __init__(
        self,
        taken: Callable[[], F64],
        dressed: Callable[[Look], None],
        settled: Callable[[Viewport], None],
    ) -> None:
        self._taken, self._dressed, self._settled = taken, dressed, settled
        self._words: dict[Cell, list[Word]] = {}
        self._placed: object = None
        self._labels: LabelPainter | None = None

    def dress(self, look: Look) -> None:
        self._labels = LabelPainter(look.tokens.map, look.font, look.ratio)
        self._placed = None
        self._dressed(look)

    def settle(self, view: Viewport) -> None:
        self._settled(view)

    def forget(self) -> None:
        """Other layers, or another zoom: no word is known."""
        self._words, self._placed = {}, None

    def take(self, cell: Cell, words: list[Word]) -> None:
        self._words[cell] = words

    def place(self, cells: Sequence[Cell], scale: float) -> F64:
        """Find room for the words of these cells.

        Returns the boxes of those that were and are placed, where that is other than before.
        """
        taken = self._taken()
        words = [w for cell in sorted(cells) for w in self._words.get(cell, ())]
        now = (scale, len(taken), [(w.text, w.x, w.y) for w in words])
        if now == self._placed or self._labels is None:
            return np.empty((0, 4))
        before, self._placed = self._labels.boxes(), now
        names = [Name(w.text, w.x, w.y, _SMALLER) for w in words]
        self._labels.place(names, scale, _near(taken, names, scale))
        return np.concatenate([before, self._labels.boxes()])

    @property
    def missing(self) -> bool:
        """Some words have no picture yet."""
        return self._labels is not None and self._labels.missing

    def prepare(self, view: Viewport) -> F64:
        """Make a few pictures; with the last one in the window where they all are."""
        return self._labels.prepare(view) if self._labels is not None else np.empty((0, 4))

    def paint(self, painter: QPainter, view: Viewport, rect: QRect, rough: bool) -> None:  # noqa: ARG002
        if self._labels is not None:
            self._labels.paint(painter, view, rect)

    def count(self, view: Viewport) -> int | None:  # noqa: ARG002
        return None


class VectorCredit(Credit):
    """Whose vector layers they are, above whose base map it is."""

    name, row = "vector-credit", 1


def _near(taken: F64, names: list[Name], scale: float) -> F64:
    """Of the boxes in use those among the names."""
    if not names or not len(taken):
        return np.empty((0, 4))
    places = np.array([(n.x, n.y) for n in names]) * scale
    (west, north), (east, south) = places.min(axis=0) - 400.0, places.max(axis=0) + 400.0
    near = (taken[:, 0] <= east) & (taken[:, 2] >= west)
    near &= (taken[:, 1] <= south) & (taken[:, 3] >= north)
    made: F64 = taken[near]
    return made


def _world(view: Viewport, rect: QRect) -> Box:
    return Box(rect.left() + view.left, rect.top() + view.top, rect.width(), rect.height())
