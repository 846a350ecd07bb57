"""Has a unit entered an area, or does its position only jitter at the border? Pure.

A unit counts as there from the first fix that lies `margin` deep inside, as entered when a fix
after at least `dwell` finds it inside still, and as gone only once it is `margin` outside (before
it has entered: once it is outside at all). A position that wanders less than the margin to either
side of the border never counts as an entry. Time is that of the fixes: a unit that is not heard of
neither enters nor leaves.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import shapely
from numpy.typing import NDArray

I64 = NDArray[np.int64]
F64 = NDArray[np.float64]
Mask = NDArray[np.bool_]
_NONE: I64 = np.empty(0, np.int64)
_HALVINGS = 12


class Phase(IntEnum):
    OUT = 0
    THERE = 1  # inside, not yet long enough
    IN = 2


@dataclass(frozen=True)
class Zone:
    """One plane of metres: what is `deep` inside, `inside`, and `near` (within the margin)."""

    deep: shapely.Geometry
    inside: shapely.Geometry
    near: shapely.Geometry


def zone(area: shapely.Geometry, margin: float) -> Zone:
    """`area` with its border made `margin` wide on both sides; less where it is too narrow."""
    deep = area.buffer(-margin)
    for _ in range(_HALVINGS):
        if not deep.is_empty:
            break
        margin /= 2
        deep = area.buffer(-margin)
    made = Zone(deep if not deep.is_empty else area, area, area.buffer(margin))
    for part in (made.deep, made.inside, made.near):
        shapely.prepare(part)
    return made


class Dwell:
    """The phase of every unit row towards one zone."""

    def __init__(self, zone: Zone, dwell_ms: int) -> None:
        self._zone, self._dwell_ms = zone, dwell_ms
        self._box = zone.near.bounds
        self.phase: NDArray[np.int8] = np.zeros(0, np.int8)
        self._since: I64 = np.zeros(0, np.int64)

    def settle(self, rows: I64, x: F64, y: F64) -> None:
        """These are where they are and nobody is told: what is inside counts as having entered."""
        self._grow(rows)
        inside = shapely.contains_xy(self._zone.inside, x, y)
        self.phase[rows] = np.where(inside, Phase.IN, Phase.OUT)

    def heard(self, rows: I64, x: F64, y: F64, at_ms: I64) -> I64:
        """Newer fixes, one a row, shape (n,) each; returns the rows that have entered by them."""
        self._grow(rows)
        west, south, east, north = self._box
        close = (x >= west) & (x <= east) & (y >= south) & (y <= north)
        close |= self.phase[rows] != Phase.OUT
        rows, x, y, at_ms = rows[close], x[close], y[close], at_ms[close]
        if not len(rows):
            return _NONE
        deep, inside, near = (
            shapely.contains_xy(part, x, y)
            for part in (self._zone.deep, self._zone.inside, self._zone.near)
        )
        return self._moved(rows, at_ms, deep, inside, near)

    def _moved(self, rows: I64, at_ms: I64, deep: Mask, inside: Mask, near: Mask) -> I64:
        was = self.phase[rows]
        arrives = (was == Phase.OUT) & deep
        self._since[rows[arrives]] = at_ms[arrives]
        there = arrives | ((was == Phase.THERE) & inside)
        enters = there & (at_ms - self._since[rows] >= self._dwell_ms)
        stays = (was == Phase.IN) & near
        self.phase[rows] = np.select([enters | stays, there], [Phase.IN, Phase.THERE], Phase.OUT)
        entered: I64 = rows[enters]
        return entered

    def _grow(self, rows: I64) -> None:
        missing = int(rows.max(initial=-1)) + 1 - len(self.phase)
        if missing > 0:
            self.phase = np.concatenate([self.phase, np.zeros(missing, np.int8)])
            self._since = np.concatenate([self._since, np.zeros(missing, np.int64)])
