"""The level of detail: single symbols where there is room, counted clusters elsewhere. Pure.

Cells are anchored to the world and halve with each whole zoom level: a cluster does not change
while the map is panned, and changes once a level while it is zoomed. A cluster stands at the mean
place of its cases, so the cells cannot be seen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from console.map.culling import DEPTH
from console.map.symbols import SEVERITIES, Severity
from console.map.viewport import WORLD_PX

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]
#: A cell is this many logical pixels wide, up to twice as many.
CELL_PX = 56.0
#: A cell with at most this many cases shows each of them, far out and close in.
FEW_FAR, FEW_NEAR = 3, 10
_NEAR_LEVEL = 17
_NO_ROWS: I64 = np.empty(0, np.int64)
_NO_F: F64 = np.empty(0, np.float64)


@dataclass(frozen=True)
class Clusters:
    """Columns, one entry a cluster, worst ones last. `x`, `y`: mean place on the unit square.

    `worst`: severity of its worst case; `bad`: how many are overdue; `key`: cell number.
    """

    x: F64 = field(default_factory=lambda: _NO_F)
    y: F64 = field(default_factory=lambda: _NO_F)
    count: I64 = field(default_factory=lambda: _NO_ROWS)
    worst: I64 = field(default_factory=lambda: _NO_ROWS)
    bad: I64 = field(default_factory=lambda: _NO_ROWS)
    key: I64 = field(default_factory=lambda: _NO_ROWS)

    def __len__(self) -> int:
        return len(self.count)


def level_of(zoom: float) -> int:
    """The level whose cells are `CELL_PX` to 2 × `CELL_PX` logical pixels wide at `zoom`."""
    return min(DEPTH, max(0, math.floor(zoom + math.log2(WORLD_PX / CELL_PX))))


def few(level: int) -> int:
    """Up to how many cases a cell of `level` shows singly."""
    return FEW_NEAR if level >= _NEAR_LEVEL else FEW_FAR


def gather(
    rows: I64, where: I64, cells: int, limit: int, columns: tuple[Any, Any, Any]
) -> tuple[I64, Clusters]:
    """Split the rows of a block of cells into (single rows, clusters of the rest).

    `where`: cell number of each row, below `cells`; `columns`: x, y and severity of all rows.
    """
    if not len(rows):
        return rows, Clusters()
    x, y, severity = columns
    count = np.bincount(where, minlength=cells)
    crowded = count > limit
    in_crowd = crowded[where]
    singles = rows[~in_crowd]
    if not crowded.any():
        return singles, Clusters()
    rows, where = rows[in_crowd], where[in_crowd]
    kinds = np.bincount(where * SEVERITIES + severity[rows], minlength=cells * SEVERITIES)
    by_kind = kinds.reshape(cells, SEVERITIES)
    key = np.flatnonzero(crowded)
    size = count[key]
    by_kind = by_kind[key]
    worst = SEVERITIES - 1 - np.argmax(by_kind[:, ::-1] > 0, axis=1)
    made = Clusters(
        np.bincount(where, x[rows], cells)[key] / size,
        np.bincount(where, y[rows], cells)[key] / size,
        size,
        worst,
        by_kind[:, Severity.RED :].sum(axis=1),
        key,
    )
    return singles, _worst_last(made)


def _worst_last(made: Clusters) -> Clusters:
    """Drawing order that depends on the clusters alone, never on the window they were seen in."""
    order = np.lexsort((made.x, made.y, made.worst))
    return Clusters(*(getattr(made, n)[order] for n in ("x", "y", "count", "worst", "bad", "key")))
