"""A base map below everything: pictures of cells, set down pixel by pixel as they come.

Each picture has the size its cell has on the screen, so that painting is copying, and what is
painted in a strip is what would be painted in the whole window.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPixmap

from console.basemap.port import Grade, Opened, Picture, Wanted
from console.map.glyphs import mixed
from console.map.layers import Look
from console.map.letters import growth, sized
from console.map.tilegrid import Box, Cell, box_of, cells_in, level_for, outwards
from console.map.viewport import Viewport

#: What pictures may take in memory, or so many windows full of them where that is more.
_KEPT_BYTES, _KEPT_WINDOWS = 64 << 20, 3
#: A picture that is not final is asked for again after so long.
_AGAIN_S = 5.0
_HATCH_PX = 12
#: The layers' names.
NAME, CREDIT = "basemap", "basemap-credit"
#: So much of the theme's ground lies over the map's colours, which must stay behind the symbols.
VEIL = {"light": 0.25, "dark": 0.72, "contrast": 0.8}


@dataclass
class Piece:
    """The picture of a cell. `data` is what `image` looks at and must live as long."""

    box: Box
    grade: Grade
    final: bool
    at: float
    data: bytes
    image: QImage | None


class TileLayer:
    """Draws the cells of one base map. `due` is called when some are lacking."""

    name = NAME

    def __init__(self, due: Callable[[], None], now: Callable[[], float] = time.monotonic) -> None:
        self.covers = False  # until the map can be opened, the city's own land is shown
        self._due, self._now = due, now
        self._opened: Opened | None = None
        self._scale, self._level = 0.0, 0
        self._made: OrderedDict[Cell, Piece] = OrderedDict()
        self._old: list[tuple[Cell, Piece]] = []  # of the zoom before, while the new ones come
        self._bytes = 0
        self._hatch, self._veil = QPixmap(), QColor()

    @property
    def scale(self) -> float:
        """Device pixels of the world that pictures are made for; 0 before the first."""
        return self._scale

    def open(self, opened: Opened) -> None:
        """The map can be read."""
        self._opened, self.covers, self._scale = opened, True, 0.0

    def dress(self, look: Look) -> None:
        colours, side = look.tokens.map, round(_HATCH_PX * look.ratio)
        self._veil = QColor(colours.outside)
        self._veil.setAlphaF(VEIL[look.tokens.name])
        self._hatch = QPixmap(side, side)
        self._hatch.fill(QColor(colours.outside))
        painter = QPainter(self._hatch)
        painter.setPen(QColor(mixed(colours.label, colours.outside, 0.13)))
        for shift in (-side, 0):  # falls from corner to corner, and goes on in the next one
            painter.drawLine(shift, 0, shift + side, side)
        painter.end()

    def settle(self, view: Viewport) -> None:
        if self._opened is None or view.scale == self._scale:
            return
        if self._made:
            self._old = [(c, p) for c, p in self._made.items() if p.image is not None]
        self._made, self._bytes = OrderedDict(), 0
        self._scale = view.scale
        self._level = level_for(view, self._opened.tile_size, self._opened.scale)
        self._due()

    def paint(self, painter: QPainter, view: Viewport, rect: QRect, rough: bool) -> None:  # noqa: ARG002
        if self._opened is None:
            return
        self._pieces(painter, view, _world(view, rect))
        painter.fillRect(rect, self._veil)

    def _pieces(self, painter: QPainter, view: Viewport, box: Box) -> None:
        if view.scale != self._scale:  # a zoom is under way
            self._stretched(painter, view, box, [*self._old, *self._made.items()])
            return
        pieces = [self._made.get(c) for c in cells_in(box, self._scale, self._level)]
        if None in pieces:
            self._stretched(painter, view, box, self._old)
            self._due()
        for piece in pieces:
            if piece is not None:
                self._set_down(painter, view, piece)

    def count(self, view: Viewport) -> int | None:  # noqa: ARG002
        return None

    def take(self, picture: Picture) -> QRect | None:
        """A picture has come: its place in world pixels; None when it is of no use any more."""
        wanted = picture.wanted
        cell = Cell(wanted.z, wanted.x, wanted.y)
        box = box_of(cell, self._scale) if self._scale else None
        size = (wanted.width, wanted.height)
        if box is None or cell.z != self._level or size != (box.width, box.height):
            return None
        before = self._made.pop(cell, None)
        self._bytes += len(picture.data) - (len(before.data) if before else 0)
        image = _image(picture)
        self._made[cell] = Piece(
            box, picture.grade, picture.final, self._now(), picture.data, image
        )
        return QRect(*box)

    def wanted(self, view: Viewport) -> tuple[list[Wanted], list[Wanted]]:
        """What to make next, the middle first; and what has a picture and may get a better one."""
        if self._opened is None or view.scale != self._scale:
            return [], []
        window = _world(view, QRect(0, 0, view.width, view.height))
        seen = cells_in(window, self._scale, self._level)
        around = set(cells_in(window, self._scale, self._level, ring=1)).difference(seen)
        lacking = [c for c in seen if c not in self._made]
        if not lacking:
            self._old = []
        order = outwards(seen, *view.centre) + outwards(list(around), *view.centre)
        make = [self._request(c) for c in order if self._asks(c)]
        waiting = [self._request(c) for c in order if not self._asks(c) and not self._final(c)]
        self._forget_some(order, view)
        return make, waiting

    def _request(self, cell: Cell) -> Wanted:
        box = box_of(cell, self._scale)
        return Wanted(*cell, box.width, box.height)

    def _asks(self, cell: Cell) -> bool:
        piece = self._made.get(cell)
        return piece is None or (not piece.final and self._now() - piece.at >= _AGAIN_S)

    def _final(self, cell: Cell) -> bool:
        piece = self._made.get(cell)
        return piece is not None and piece.final

    def _forget_some(self, used: list[Cell], view: Viewport) -> None:
        for cell in reversed(used):
            if cell in self._made:
                self._made.move_to_end(cell)
        most = max(_KEPT_BYTES, _KEPT_WINDOWS * 4 * view.width * view.height)
        while self._bytes > most and len(self._made) > len(used):
            self._bytes -= len(self._made.popitem(last=False)[1].data)

    def _set_down(self, painter: QPainter, view: Viewport, piece: Piece) -> None:
        left, top = piece.box.left - view.left, piece.box.top - view.top
        if piece.image is not None:
            painter.drawImage(QPoint(left, top), piece.image)
        elif piece.grade is Grade.MISSING:
            side = self._hatch.width()
            room = QRect(left, top, piece.box.width, piece.box.height)
            offset = QPoint(piece.box.left % side, piece.box.top % side)
            painter.drawTiledPixmap(room, self._hatch, offset)

    def _stretched(
        self, painter: QPainter, view: Viewport, box: Box, pieces: list[tuple[Cell, Piece]]
    ) -> None:
        """Pictures of another zoom, roughly, until there are better ones."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        for cell, piece in pieces:
            there = box_of(cell, view.scale)
            if piece.image is not None and there.touches(box):
                left, top = there.left - view.left, there.top - view.top
                painter.drawImage(QRect(left, top, there.width, there.height), piece.image)


class Credit:
    """Whose map it is, in plain words, at the lower right above the read-out."""

    name, covers, row = CREDIT, False, 0

    def __init__(self, shown: Callable[[], bool]) -> None:
        self.text, self._shown = "", shown
        self._look: Look | None = None
        self._said = (("", 0), QPixmap())

    def dress(self, look: Look) -> None:
        self._look, self._said = look, (("", 0), QPixmap())

    def settle(self, view: Viewport) -> None: ...

    def paint(self, painter: QPainter, view: Viewport, rect: QRect, rough: bool) -> None:  # noqa: ARG002
        look = self._look
        if not self.text or look is None or not self._shown():
            return
        said = (self.text, view.width)
        if self._said[0] != said:  # words are dear: drawn once, then copied every frame
            self._said = (said, self._written(look, view.width))
        picture, px = self._said[1], look.ratio
        left = view.width - picture.width() - round(8 * px)
        low = view.height - round(14 * px + (40 + 19 * self.row) * growth(look.font) * px)
        painter.drawPixmap(left, low - picture.height(), picture)

    def _written(self, look: Look, width: int) -> QPixmap:
        px, font = look.ratio, sized(look.font, 11, look.ratio)
        metrics = QFontMetrics(font)
        room = max(0, width - round(28 * px))
        said = metrics.elidedText(self.text, Qt.TextElideMode.ElideRight, room)
        wide, high = metrics.horizontalAdvance(said), round(17 * growth(look.font) * px)
        picture = QPixmap(wide + round(12 * px), max(1, high))
        ground = QColor(look.tokens.map.outside)
        ground.setAlpha(205)
        picture.fill(ground)
        painter = QPainter(picture)
        painter.setFont(font)
        painter.setPen(QColor(look.tokens.map.label))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(picture.rect(), flags, said)
        painter.end()
        return picture

    def count(self, view: Viewport) -> int | None:  # noqa: ARG002
        return None


def _image(picture: Picture) -> QImage | None:
    if not picture.data:
        return None
    kind = QImage.Format
    form = kind.Format_RGB32 if picture.opaque else kind.Format_ARGB32_Premultiplied
    wide, high = picture.wanted.width, picture.wanted.height
    return QImage(picture.data, wide, high, 4 * wide, form)


def _world(view: Viewport, rect: QRect) -> Box:
    return Box(rect.left() + view.left, rect.top() + view.top, rect.width(), rect.height())
