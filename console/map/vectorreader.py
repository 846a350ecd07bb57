"""A process that reads vector files and paints cells of them: `python -m console.map.vectorreader`.

Reading and painting would hold the console's interpreter lock for a second at a time, and a file
that brings a library down must not take the console with it.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections import deque
from pathlib import Path
from typing import IO

import numpy as np

from casework.datum import Datum
from console.basemap.port import Wanted
from console.basemap.vector import wire
from console.basemap.vector.letters import with_room
from console.basemap.vector.mend import mend
from console.basemap.vector.read import BadFile, Wish, read
from console.basemap.vector.shapes import Names, Shapes
from console.basemap.vector.troubles import Troubles
from console.map.vectorcells import Tone, cell_picture


class Reader:
    """Files are opened one by one when they are first shown; what is wanted is painted between."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._said: dict[str, wire.Said] = {}
        self._look = wire.Look(0, [], {}, 1.0)
        self._shapes: dict[str, Shapes] = {}
        self._failed: set[str] = set()
        self._cells: deque[Wanted] = deque()
        self._names: dict[tuple[str, int], Names] = {}

    @property
    def idle(self) -> bool:
        return not self._cells and self._unread() is None

    def take(self, order: wire.Order) -> None:
        if order.sources is not None:
            self._said = {said.id: said for said in order.sources}
        if order.look is not None:
            self._look = order.look
            self._cells.clear()
            self._names = {}
        if order.reload:
            self._shapes, self._failed, self._names = {}, set(), {}
            self._cells.clear()
        if order.cells is not None:
            self._cells = deque(order.cells)

    def step(self) -> None:
        """One cell, or one file."""
        unread = self._unread()
        drawable = any(i in self._shapes for i in self._look.shown)
        if self._cells and (drawable or unread is None):
            self._paint(self._cells.popleft())
        elif unread is not None:
            self._open(self._said[unread])

    def _unread(self) -> str | None:
        known = self._shapes.keys() | self._failed
        return next((i for i in self._look.shown if i in self._said and i not in known), None)

    def _open(self, said: wire.Said) -> None:
        wire.put(self._out, wire.Report(opening=said.id))
        troubles = Troubles()
        try:
            self._shapes[said.id] = shapes_of(said, troubles)
        except BadFile as error:
            self._failed.add(said.id)
            self._trouble(said, error.code, error.key, error.detail)
        except Exception as error:  # one bad file must not end the others
            self._failed.add(said.id)
            self._trouble(said, "vector-error", "file", f"{type(error).__name__}: {error}")
        for code, detail in troubles.lines():
            self._trouble(said, code, "", detail)
        wire.put(self._out, wire.Report(opened=said.id))

    def _trouble(self, said: wire.Said, code: str, key: str, detail: str) -> None:
        detail = f"{Path(said.file).name}: {detail}"[:400]
        wire.put(self._out, wire.Report(source=said.id, code=code, key=key, detail=detail))

    def _paint(self, cell: Wanted) -> None:
        shown = [self._said[i] for i in self._look.shown if i in self._shapes]
        sheets = [(self._shapes[said.id], self._tone(said)) for said in shown]
        data = cell_picture(sheets, cell, self._look.ratio)
        words = [word for said in shown for word in self._words(said, cell)]
        turn = self._look.turn
        report = wire.Report(cell=cell, turn=turn, bytes=len(data), words=words)
        wire.put(self._out, report, data)

    def _tone(self, said: wire.Said) -> Tone:
        colour = self._look.colours[said.style]
        width, outlined = said.width * self._look.ratio, said.style == "border"
        return Tone(colour, width, said.min_zoom, said.max_zoom, outlined)

    def _words(self, said: wire.Said, cell: Wanted) -> list[wire.Word]:
        """The names whose middle is in the cell."""
        zoom = cell.z + np.log2(cell.width / (256.0 * self._look.ratio))
        if not said.label or not said.min_zoom <= zoom + 1e-9 < said.max_zoom + 1:
            return []
        key = (said.id, cell.z)
        if key not in self._names:
            names = self._shapes[said.id].names
            self._names[key] = with_room(names, cell.z, self._look.ratio)
        names = self._names[key]
        inside = (np.floor(names.places * (1 << cell.z)) == (cell.x, cell.y)).all(axis=1)
        found = names.only(np.flatnonzero(inside))
        pairs = zip(found.texts, found.places.tolist(), strict=True)
        return [wire.Word(text, x, y) for text, (x, y) in pairs]


def shapes_of(said: wire.Said, troubles: Troubles) -> Shapes:
    """All of a declared file.

    Raises:
        BadFile: it cannot be drawn.
    """
    datum = Datum(said.datum)
    found = read(
        Wish(said.kind, Path(said.file), said.layer, said.encoding, said.label, datum), troubles
    )
    shapes = Shapes.of(mend(found.shapes, datum, troubles), found.names)
    if not shapes.count():
        raise BadFile("vector-empty", "file", found.layer)
    return shapes


def main() -> None:
    if hasattr(os, "nice"):
        os.nice(5)  # the map's frames come first
    # a library that prints must not write into the reports
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    orders: queue.SimpleQueue[wire.Order | None] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, orders), daemon=True).start()
    reader = Reader(out)
    while True:
        try:
            order = orders.get(block=reader.idle)
        except queue.Empty:
            reader.step()
            continue
        if order is None:
            return
        reader.take(order)


def _listen(stream: IO[bytes], orders: queue.SimpleQueue[wire.Order | None]) -> None:
    while True:
        order = wire.next_order(stream)
        orders.put(order)
        if order is None:
            return


if __name__ == "__main__":
    main()
