"""Keeps the queue's order and its counts: at once while the table is small, else in the background.

What is touched while the whole table is being sorted elsewhere is applied to the old order for the
screen and to the new one when it comes. Lives on the GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from console.board.cases import CaseTable
from console.models import filters, tallies
from console.models.backroom import Backroom
from console.models.filters import QueueFilter
from console.models.order import Change, Plan, QueueOrder
from console.models.sortkeys import LIGHT_STEPS, By

Rows = NDArray[np.int64]
_NONE: Rows = np.empty(0, np.int64)
#: Up to so many cases everything is sorted at once: a few milliseconds.
FEW = 20_000


class Arranger(QObject):
    """Owns `order` and `tallies`. `arranged`: the order is another one as a whole."""

    arranged = Signal()
    shifted = Signal(object)  # Change: limits have run out
    counted = Signal()
    working = Signal(bool)  # a new order is being made elsewhere

    def __init__(
        self, order: QueueOrder, now_ms: Callable[[], int], few: int, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.order, self.tallies = order, tallies.Tallies()
        self.where, self.sort = order.where, order.sort
        self._filters: tuple[QueueFilter, ...] = ()
        self._now_ms, self._few = now_ms, few
        self._room = Backroom(self)
        self._late: list[Rows] = []
        self._serial = 0  # of the newest wish; an answer to an older one is of no use
        self._counting = 0
        self._planning = False
        self._judged_ms = now_ms()

    @property
    def busy(self) -> bool:
        """Whether the order that was asked for has not come yet."""
        return self._planning

    @property
    def _at_once(self) -> bool:
        return self.order.table.rows <= self._few and not self._room.busy

    # -- what is wanted ----------------------------------------------------------------------

    def use(self, table: CaseTable) -> None:
        """Another board: an empty queue until its order has been made."""
        self.order.use(table)
        self._serial += 1
        self._counting += 1
        self._late.clear()
        self.tallies = tallies.Tallies()

    def want(
        self,
        where: QueueFilter | None = None,
        sort: tuple[By, bool, By | None] | None = None,
    ) -> None:
        """Show this; `sort`: by what, backwards, grouped by what."""
        self.where = self.where if where is None else where
        # Keys are made anew each time: names may have come or changed.
        by, down, group = sort or (self.sort.by, self.sort.descending, self.sort.group)
        self.sort = self.order.sorting(by, down, group)
        self._serial += 1
        where, keys, now = self.where, self.sort, self._now_ms()
        if self._at_once:
            self._adopt(self.order.plan(where, keys, now))
            return
        self._planning = True
        order = self.order
        self.working.emit(True)
        self._send(lambda: order.plan(where, keys, now), self._planned, self._serial)

    def count(self, wanted: tuple[QueueFilter, ...]) -> None:
        """Count these filters from now on."""
        self._filters = wanted
        self._counting += 1
        table, search, now = self.order.table, self.order.search, self._now_ms()
        size = table.rows
        if self._at_once:
            self._judged_ms = now
            self._counted_all(tallies.measure(table, wanted, now, search, size))
            return
        self._send(
            lambda: tallies.measure(table, wanted, now, search, size),
            self._tallied,
            self._counting,
        )

    def warm(self) -> None:
        """Make the index of the texts before somebody looks for one."""
        table, search, size = self.order.table, self.order.search, self.order.table.rows
        if not self._at_once:
            self._room.ask(lambda: search.prepare(table, size, pause=True), lambda _nothing: None)

    # -- what has happened -------------------------------------------------------------------

    def take(self, touched: Rows) -> Change:
        """Rows were added or changed; returns how the order on the screen has moved."""
        if not len(touched):
            return Change()
        if not self._room.busy:
            self._late.clear()
        else:
            self._late.append(touched)
        now = self._now_ms()
        table, search = self.order.table, self.order.search
        self.tallies.apply(table, touched, now, search)
        change = self.order.apply(touched, now)
        if change is None:
            self.want()
            return Change()
        return change

    def tick(self) -> None:
        """What has run out meanwhile is judged again."""
        now, before = self._now_ms(), self._judged_ms
        if now < before:  # another city time
            self._judged_ms = now
            self.want()
            self.count(self._filters)
            return
        if self._room.busy:
            return
        self._judged_ms = now
        table, size = self.order.table, self.order.table.rows
        steps = LIGHT_STEPS.values() if self.order.sort.group is By.CLOCK else (0,)

        def look() -> Rows:
            return np.concatenate(
                [filters.passed(table, before + step, now + step, size) for step in steps]
            )

        if self._at_once:
            self._run_out(look())
        else:
            self._send(look, lambda rows, _serial: self._run_out(rows, table), 0)

    def _run_out(self, rows: Rows, table: CaseTable | None = None) -> None:
        if (table is None or table is self.order.table) and len(rows):
            self.shifted.emit(self.take(rows))
            self.counted.emit()

    # -- what comes back ---------------------------------------------------------------------

    def _send(self, work: Callable[[], Any], then: Callable[[Any, int], None], serial: int) -> None:
        self._room.ask(work, lambda result: then(result, serial))

    def _planned(self, plan: Plan, serial: int) -> None:
        if serial == self._serial:
            self._planning = False
            self._adopt(plan)
            self.working.emit(False)

    def _adopt(self, plan: Plan) -> None:
        self.order.adopt(plan)
        now = self._now_ms()
        if self._late and self.order.apply(np.concatenate(self._late), now) is None:
            self.want()
            return
        self.arranged.emit()

    def _tallied(self, tally: tallies.Tally, serial: int) -> None:
        if serial == self._counting:
            self._counted_all(tally)

    def _counted_all(self, tally: tallies.Tally) -> None:
        self.tallies.adopt(tally)
        if self._late:
            late = np.concatenate(self._late)
            self.tallies.apply(self.order.table, late, self._now_ms(), self.order.search)
        self.counted.emit()
