"""What somebody holds at the end of a shift, the most urgent first. As long as what is held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from casework.vocabulary import OPEN_STATES, STATE_ORDER, TrafficLight
from console.models.caseclocks import clocks
from console.session import Session

_NEVER = np.iinfo(np.int64).max
_OPEN = np.array([state in OPEN_STATES for state in STATE_ORDER])


@dataclass(frozen=True)
class Held:
    """A case that is held; `row` on the board. `light` is that of its most pressing clock."""

    case_id: int
    row: int
    light: TrafficLight

    @property
    def near(self) -> bool:
        return self.light is TrafficLight.YELLOW

    @property
    def over(self) -> bool:
        return self.light is TrafficLight.RED


def held_by(session: Session, actor_id: str) -> tuple[Held, ...]:
    """The open cases whose lease is `actor_id`'s, by the deadline that comes first."""
    cases = session.board.cases
    who = cases.words.find(actor_id)
    if who <= 0:
        return ()
    mine = np.flatnonzero(cases.column("holder") == who)
    rows = mine[_OPEN[cases.column("state")[mine]]]
    due = cases.column("deadline_ms")[rows]
    order = np.lexsort((cases.column("case_id")[rows], np.where(due > 0, due, _NEVER)))
    return tuple(_held(session, int(row)) for row in rows[order])


def by_deadline(session: Session, cases: Iterable[int]) -> list[int]:
    """`cases` with the deadline that comes first in front; those not on the board come last."""
    table = session.board.cases
    due = table.column("deadline_ms")

    def when(case_id: int) -> tuple[int, int]:
        row = table.row(case_id)
        at = int(due[row]) if row >= 0 else 0
        return (at if at > 0 else _NEVER, case_id)

    return sorted(cases, key=when)


def light_of(session: Session, case_id: int) -> TrafficLight:
    """The light of a case's most pressing clock; NONE for a case that is not on the board."""
    row = session.board.cases.row(case_id)
    return _held(session, row).light if row >= 0 else TrafficLight.NONE


def _held(session: Session, row: int) -> Held:
    case, now_ms = session.board.cases.get(row), session.clock.now_ms()
    found = {clock.light(now_ms) for clock in clocks(case) if not clock.end_ms}
    worst = (TrafficLight.RED, TrafficLight.YELLOW, TrafficLight.GREEN)
    light = next((light for light in worst if light in found), TrafficLight.NONE)
    return Held(case.case_id, row, light)
