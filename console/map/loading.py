"""The case layer in step with the board; many cases at once are sorted and counted by a worker."""

from __future__ import annotations

import threading
from contextlib import suppress

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from console.board.cases import CaseTable
from console.hop import Hop
from console.map.cases import CaseLayer
from console.session import Session

I64 = NDArray[np.int64]
#: Up to so many rows are looked at on the spot: it takes less than a frame.
AT_ONCE = 8_000


class CaseFollower(QObject):
    """Lives on the GUI thread. Until a worker is done, `layer` is what it was.

    The worker reads columns that the board goes on writing. That is safe, for a row's place and
    severity are read once and then belong to the layer, and every row that changes meanwhile is
    looked at again in the end.
    """

    loaded = Signal()  # a worker is done: `layer` is another

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.layer = CaseLayer()
        self.busy = False
        self._session = session
        self._hop = Hop(self)
        self._hop.arrived.connect(self._arrived)
        self._order = 0
        self._wanted: CaseTable | None = None
        self._touched: list[I64] = []

    @property
    def known(self) -> bool:
        """Whether the rows of the layer are those of the board."""
        return self.layer.table is self._session.board.cases

    @property
    def current(self) -> bool:
        """Whether the board's table is the one that is followed."""
        return self._wanted is self._session.board.cases

    def load(self) -> None:
        """Look at all cases of the board."""
        self._order += 1
        self._wanted, self._touched = self._session.board.cases, []
        self.busy = self._wanted.rows > AT_ONCE
        order = (self._order, self._wanted, self._session.clock.now_ms())
        if self.busy:
            threading.Thread(target=self._work, args=order, name="map-cases", daemon=True).start()
        else:
            self.layer = _made(*order[1:])

    def take(self, rows: I64) -> None:
        """These rows are new or have changed."""
        if self.busy:
            self._touched.append(rows)
        elif len(rows) > AT_ONCE:
            self.load()
        else:
            self.layer.update(rows, self._session.clock.now_ms())

    def tick(self) -> bool:
        """City time is another; returns whether any case looks different already."""
        now = self._session.clock.now_ms()
        if self.busy:
            return False
        rows = self.layer.due(now)
        if len(rows) > AT_ONCE:
            self.load()
            return False
        return self.layer.tick(now, rows)

    def _work(self, order: int, table: CaseTable, now_ms: int) -> None:
        made: CaseLayer | Exception
        try:
            made = _made(table, now_ms)
        except Exception as trouble:  # told where it can be heard: on the GUI thread
            made = trouble
        with suppress(RuntimeError):  # the map has been closed meanwhile
            self._hop.post((order, made))

    def _arrived(self, items: list[tuple[int, CaseLayer | Exception]]) -> None:
        for order, made in items:
            if order != self._order:
                continue  # another load was asked for since
            self.busy = False
            if isinstance(made, Exception):
                raise made
            self.layer, rows = made, self._touched
            if rows:
                self.take(np.unique(np.concatenate(rows)))
            self.loaded.emit()


def _made(table: CaseTable, now_ms: int) -> CaseLayer:
    layer = CaseLayer()
    layer.load(table, now_ms)
    return layer
