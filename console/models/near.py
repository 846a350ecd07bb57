"""Who is near a place: units within a radius, the nearest first. Pure numpy over all units."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from console.board.mercator import distance_m
from console.board.units import UnitTable

#: So many are listed; of more, the farthest are only counted.
MOST = 60
_DEGREE_M = 110_000.0  # a degree of latitude is longer than this everywhere


@dataclass(frozen=True)
class Neighbour:
    """A row of the unit table and its distance in metres."""

    row: int
    metres: float


def units_near(
    table: UnitTable, lon: float, lat: float, radius_m: float
) -> tuple[list[Neighbour], int]:
    """(the nearest `MOST` units with a position within `radius_m`, how many there are in all)."""
    of = table.column
    # a band of latitude first: the distance to all of a large fleet need not be known
    band = radius_m / _DEGREE_M
    rows = np.flatnonzero((np.abs(of("lat") - lat) <= band) & (of("fix_ms") > 0))
    away = distance_m(of("lon")[rows], of("lat")[rows], lon, lat)
    inside = away <= radius_m
    rows, away = rows[inside], away[inside]
    order = np.lexsort((of("unit_id")[rows], away))[:MOST]
    near = zip(rows[order].tolist(), away[order].tolist(), strict=True)
    return [Neighbour(r, m) for r, m in near], len(rows)
