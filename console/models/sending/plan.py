"""One unit each for many cases, so that all together are served best. Pure.

The sum of minutes is made least over a matching of cases and units (a solver of Jonker and
Volgenant). Each case brings its best units only; whether that could have missed something is known
from the answer, and then it brings more:

A case that still has a free unit on its list loses nothing by the cut: every unit that was cut is
no better for it than that one, which nobody wanted. (In terms of the dual: an untaken unit has the
price 0, so that the case's own price is at most its cost, and below that of every cut unit.) A
list as long as there are cases loses nothing either: the others cannot take all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from console.models.sending.fleet import Fleet, Floats, Wanted
from console.models.sending.score import Candidate, rank
from console.models.sending.weights import Fit

#: More cases are not planned at once.
MOST_CASES = 200
_LIST = 64  # units a case brings to begin with
_WIDER = 4
#: Nobody for a case costs more than any way there, and more for an urgent one.
_STAY, _STAY_STEP = 1_000.0, 100.0
_NEVER = 1e6

Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Line:
    """One case of a plan. Without a `candidate`, `counts` say why: units by `Fit`.

    Where some unit is free in `counts` all the same, other cases of the plan need it more.
    """

    wanted: Wanted
    candidate: Candidate | None
    counts: dict[Fit, int]


@dataclass(frozen=True)
class Plan:
    """`widened`: how many times lists were too short to be sure, and were made longer."""

    lines: tuple[Line, ...]
    widened: int = 0

    @property
    def total_min(self) -> float:
        """Minutes on the way, all units together."""
        return sum(line.candidate.way_min for line in self.lines if line.candidate)


def make_plan(
    fleet: Fleet, wanted: Sequence[Wanted], on: Callable[[], bool] = lambda: True
) -> Plan:
    """The best plan for at most `MOST_CASES` cases; free units only, each at most once.

    `on`: asked between two cases; once it says no, nobody wants the plan, and it is empty.

    Raises:
        ValueError: too many cases.
    """
    if len(wanted) > MOST_CASES:
        raise ValueError(f"at most {MOST_CASES} cases are planned at once, not {len(wanted)}")
    idle = np.flatnonzero(fleet.still.fit == Fit.FREE)
    free = fleet.only(idle)
    cost = np.full((len(wanted), len(idle)), np.inf)
    for i, case in enumerate(wanted):
        if not on():
            return Plan(())
        ranking = rank(free, case)
        cost[i] = np.where(ranking.fit == Fit.FREE, ranking.total, np.inf)
    stay = np.array([_STAY + _STAY_STEP * (4 - case.priority) for case in wanted])
    chosen, widened = match(cost, stay)
    lines = [
        line_of(fleet, case, int(idle[unit]) if unit >= 0 else -1)
        for case, unit in zip(wanted, chosen.tolist(), strict=True)
    ]
    return Plan(tuple(lines), widened)


def line_of(fleet: Fleet, case: Wanted, row: int) -> Line:
    """`case` with the unit in `row` of the fleet; -1 for nobody, and why."""
    if row < 0:
        return Line(case, None, rank(fleet, case).counts())
    return Line(case, rank(fleet.only(np.array([row])), case).candidate(0), {})


def match(cost: Floats, stay: Floats, begin: int = _LIST) -> tuple[Rows, int]:
    """The cheapest matching: (unit of each case or -1, how often lists were widened).

    `cost` shape (cases, units), inf where a unit cannot be sent; `stay` shape (cases,), what it
    costs to send nobody, more than any finite `cost`; `begin`: how long lists are at first.
    """
    cases = len(cost)
    able = np.isfinite(cost).sum(axis=1)
    lengths, widened = np.minimum(able, begin), 0
    lists = [_shortest(row, int(length)) for row, length in zip(cost, lengths, strict=True)]
    while True:
        chosen = _matched(cost, stay, lists)
        taken = np.zeros(cost.shape[1], np.bool_)
        taken[chosen[chosen >= 0]] = True
        cut = (lengths < able) & (lengths < cases)
        short = [i for i in np.flatnonzero(cut).tolist() if taken[lists[i]].all()]
        if not short:
            return chosen, widened
        widened += 1
        lengths[short] = np.minimum(able[short], lengths[short] * _WIDER)
        for i in short:
            lists[i] = _shortest(cost[i], int(lengths[i]))


def _shortest(row: Floats, length: int) -> Rows:
    """The `length` cheapest units."""
    if length == 0:
        return np.empty(0, np.int64)
    return np.argpartition(row, length - 1)[:length].astype(np.int64)


def _matched(cost: Floats, stay: Floats, lists: Sequence[Rows]) -> Rows:
    """The cheapest matching in which every case takes a unit of its list, or nobody."""
    chosen = np.full(len(cost), -1, np.int64)
    for together in _groups(lists):
        units = np.unique(np.concatenate([lists[i] for i in together]))
        if len(units):
            chosen[together] = _solved(cost, stay, lists, together, units)
    return chosen


def _solved(
    cost: Floats, stay: Floats, lists: Sequence[Rows], together: list[int], units: Rows
) -> Rows:
    from lap import lapjvr  # only whoever plans needs it

    some, many = len(together), len(units)
    table = np.full((some, many + some), _NEVER)
    for at, i in enumerate(together):
        table[at, np.searchsorted(units, lists[i])] = cost[i, lists[i]]
        table[at, many:] = stay[i]
    rows, columns = lapjvr(table, extend_cost=True, return_cost=False)
    sent = columns < many
    found = np.full(some, -1, np.int64)
    found[rows[sent]] = units[columns[sent]]
    return found


def _groups(lists: Sequence[Rows]) -> list[list[int]]:
    """Cases that share no unit, not even through others, do not concern each other."""
    root = list(range(len(lists)))

    def top(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    first: dict[int, int] = {}
    for i, units in enumerate(lists):
        for unit in units.tolist():
            root[top(i)] = top(first.setdefault(unit, i))
    groups: dict[int, list[int]] = {}
    for i in range(len(lists)):
        groups.setdefault(top(i), []).append(i)
    return list(groups.values())
