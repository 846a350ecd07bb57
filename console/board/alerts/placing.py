"""Alerts of many rows put into their groups at once: a new picture may hold a hundred thousand."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from console.board.alerts.groups import Groups
from console.board.alerts.kinds import OF_CASES, GroupKey, Kind, klass_of
from console.board.alerts.naming import BITS
from console.board.cases import CaseTable

I64 = NDArray[np.int64]


def since_of(kind: Kind, mark: int, now_ms: int) -> int:
    """A mark is the instant itself, except for what is counted."""
    return now_ms if kind is Kind.BOUNCED else mark


def place_many(groups: Groups, table: CaseTable, rows: I64, marks: I64, now_ms: int) -> None:
    """Add what `rules.look` has found of `rows`; what is there already is left as it is."""
    priority = table.column("priority")[rows]
    for at, kind in enumerate(OF_CASES):
        held = marks[:, at] > 0
        for urgent in (True, False):
            some = np.flatnonzero(held & ((priority <= 2) == urgent))
            if len(some):
                found = marks[some, at]
                _by_place(groups, table, kind, 2 if urgent else 3, rows[some], found, now_ms)


def _by_place(
    groups: Groups, table: CaseTable, kind: Kind, priority: int, rows: I64, marks: I64, now_ms: int
) -> None:
    areas = table.column("area")[rows]
    klass = klass_of(kind, priority)
    for area in np.unique(areas).tolist():
        here = np.flatnonzero(areas == area)
        codes = (rows[here] << BITS | int(kind)).tolist()
        found = marks[here].tolist()
        since = [now_ms] * len(found) if kind is Kind.BOUNCED else found
        many = zip(codes, zip(found, since, strict=True), strict=True)
        new = {code: standing for code, standing in many if code not in groups}
        if new:
            groups.add_many(GroupKey(klass, kind, table.words.word(area)), new)
