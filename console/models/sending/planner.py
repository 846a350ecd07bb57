"""Plans beside the window: it goes on while 200 cases are weighed against all units."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from console.hop import Hop
from console.models.sending.fleet import Fleet, Wanted
from console.models.sending.plan import Plan, make_plan

log = logging.getLogger("console.sending")


class Planner(QObject):
    """One plan at a time; a new one, or `drop`, makes the one under way worthless."""

    planned = Signal(object)  # Plan
    failed = Signal(str)  # what went wrong, as the machine says it

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._turn = 0
        self._hop = Hop(self)
        self._hop.arrived.connect(self._take)

    def start(self, fleet: Fleet, wanted: Sequence[Wanted]) -> None:
        """Begin; returns at once. `fleet` is a copy of its own, nobody else may change it."""
        self._turn += 1
        work = threading.Thread(
            target=self._work, args=(self._turn, fleet, tuple(wanted)), name="planner", daemon=True
        )
        work.start()

    def drop(self) -> None:
        """Nobody waits for it any more; it ends after the case it is at."""
        self._turn += 1

    def _work(self, turn: int, fleet: Fleet, wanted: tuple[Wanted, ...]) -> None:
        try:
            made: Plan | str = make_plan(fleet, wanted, lambda: turn == self._turn)
        except Exception as error:  # the dialog must not wait for ever
            log.exception("the plan failed")
            made = f"{type(error).__name__}: {error}"
        if turn == self._turn:
            self._hop.post((turn, made))

    def _take(self, items: list[tuple[int, Plan | str]]) -> None:
        for turn, made in items:
            if turn != self._turn:
                continue
            if isinstance(made, Plan):
                self.planned.emit(made)
            else:
                self.failed.emit(made)
