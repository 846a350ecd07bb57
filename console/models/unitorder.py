"""Which units are shown, in which order: by call sign, or nearest to a case first. Pure numpy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casework.vocabulary import UNIT_KIND_ORDER, UnitKind
from console.board.mercator import distance_m
from console.board.units import UnitTable

Rows = NDArray[np.int64]
Floats = NDArray[np.float64]
#: A position older than this is no longer where the unit is.
FRESH_MS = 3 * 60_000
_OFFICER = UNIT_KIND_ORDER.index(UnitKind.OFFICER)
_DRONE = UNIT_KIND_ORDER.index(UnitKind.DRONE)


@dataclass(frozen=True)
class UnitFilter:
    free: bool = False
    busy: bool = False
    officers: bool = False
    drones: bool = False
    fresh: bool = False
    text: str = ""


@dataclass(frozen=True)
class Target:
    """The case units are measured against; WGS-84 degrees."""

    case_id: int
    lon: float
    lat: float


class UnitOrder:
    """`index[position]` is a row of the unit table; `metres[row]` its distance, inf unknown."""

    def __init__(self, table: UnitTable) -> None:
        self.table = table
        self.where = UnitFilter()
        self.target: Target | None = None
        self.index: Rows = np.empty(0, np.int64)
        self.metres: Floats = np.empty(0)
        self._by_sign: Rows = np.empty(0, np.int64)

    def rebuild(self, now_ms: int) -> None:
        """Filter and sort everything: 9,303 units take about a millisecond."""
        rows = np.flatnonzero(self._mask(now_ms))
        self.metres = self._distances()
        rank = self._rank()[rows]
        if self.target is None:
            self.index = rows[np.argsort(rank, kind="stable")]
            return
        mine = self.table.column("case_id")[rows] == self.target.case_id
        self.index = rows[np.lexsort((rank, self.metres[rows], ~mine))]

    def _mask(self, now_ms: int) -> NDArray[np.bool_]:
        table, where = self.table, self.where
        keep = np.ones(table.rows, np.bool_)
        case, kind = table.column("case_id"), table.column("kind")
        if where.free != where.busy:
            keep &= (case == 0) if where.free else (case != 0)
        if where.officers != where.drones:
            keep &= kind == (_OFFICER if where.officers else _DRONE)
        if where.fresh:
            fix = table.column("fix_ms")
            keep &= (fix > 0) & (now_ms - fix <= FRESH_MS)
        if where.text:
            keep &= self._spoken(where.text.casefold())
        return keep

    def _spoken(self, text: str) -> NDArray[np.bool_]:
        """Call sign, team or name holds the text. Nine thousand short texts, only while typing."""
        t = self.table
        return np.fromiter(
            (
                text in sign.casefold() or text in team.casefold() or text in name.casefold()
                for sign, team, name in zip(t.call_sign, t.team, t.name, strict=True)
            ),
            np.bool_,
            t.rows,
        )

    def _distances(self) -> Floats:
        table = self.table
        if self.target is None:
            return np.full(table.rows, np.inf)
        metres = distance_m(
            table.column("lon"), table.column("lat"), self.target.lon, self.target.lat
        )
        return np.where(table.column("fix_ms") > 0, metres, np.inf)

    def _rank(self) -> Rows:
        """The place of each call sign in the alphabet; made anew only when units come."""
        if len(self._by_sign) != self.table.rows:
            signs = self.table.call_sign
            order = sorted(range(len(signs)), key=signs.__getitem__)
            self._by_sign = np.empty(len(signs), np.int64)
            self._by_sign[order] = np.arange(len(signs))
        return self._by_sign

    def forget(self) -> None:
        """Call signs may have changed."""
        self._by_sign = np.empty(0, np.int64)
