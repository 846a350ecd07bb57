"""The level of detail: single symbols where there is room, counted clusters elsewhere. Pure.

Cells are anchored to the world and halve with each whole zoom level: a cluster does not change
while the map is panned, and changes once a level while it is zoomed. A cluster stands at the
weighted centre of its cases, where bad ones weigh more, and each case has a weight of its own: an
even spread would else show the cells as a lattice.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from console.map.culling import DEPTH, corner_of
from console.map.pyramid import COARSEST, Columns3, Pyramid, weights
from console.map.symbols import SEVERITIES, Severity
from console.map.viewport import WORLD_PX

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]
I8 = NDArray[np.int8]
#: A cell is this many logical pixels wide, up to twice as many.
CELL_PX = 56.0
#: A cell with at most this many cases shows each of them, far out and close in.
FEW_FAR, FEW_NEAR = 3, 10
_NEAR_LEVEL = 17
_WEIGHT = np.array([0.0, 0.3, 1.0, 1.0, 3.0, 30.0, 300.0])  # by severity
_NO_ROWS: I64 = np.empty(0, np.int64)
_NO_F: F64 = np.empty(0, np.float64)


@dataclass(frozen=True)
class Clusters:
    """Columns, one entry a cluster, worst ones last. `x`, `y`: centre on the unit square.

    `worst`: severity of its worst case; `bad`: how many are overdue; `key`: its cell.
    """

    x: F64 = field(default_factory=lambda: _NO_F)
    y: F64 = field(default_factory=lambda: _NO_F)
    count: I64 = field(default_factory=lambda: _NO_ROWS)
    worst: I64 = field(default_factory=lambda: _NO_ROWS)
    bad: I64 = field(default_factory=lambda: _NO_ROWS)
    key: I64 = field(default_factory=lambda: _NO_ROWS)

    def __len__(self) -> int:
        return len(self.count)

    def taken(self, which: I64) -> Clusters:
        """These entries, in this order."""
        return Clusters(
            self.x[which],
            self.y[which],
            self.count[which],
            self.worst[which],
            self.bad[which],
            self.key[which],
        )


def level_of(zoom: float) -> int:
    """The level whose cells are `CELL_PX` to 2 × `CELL_PX` logical pixels wide at `zoom`."""
    return min(DEPTH, max(COARSEST, math.floor(zoom + math.log2(WORLD_PX / CELL_PX))))


def few(level: int) -> int:
    """Up to how many cases a cell of `level` shows singly."""
    return FEW_NEAR if level >= _NEAR_LEVEL else FEW_FAR


def pulls(case_id: I64, severity: NDArray[np.int8]) -> NDArray[np.float32]:
    """How strongly each case draws its cluster towards itself; the same in every session."""
    luck = ((case_id * 2_654_435_761 >> 16) & 0x3FF) / 1_024.0
    pull: NDArray[np.float32] = (_WEIGHT[severity] * (1.0 - luck) ** -1.5).astype(np.float32)
    return pull


def counted(table: Pyramid, level: int, code: I64, limit: int) -> tuple[I64, Clusters]:
    """Split cells of a kept level into (those that show each case, clusters of the others)."""
    at = table.find(level, code)
    code, at = code[at >= 0], at[at >= 0]
    kinds = table.kinds[at]
    count = kinds.sum(axis=1)
    crowded = count > limit
    made = _clusters(code[crowded], level, kinds[crowded], table.weight[at[crowded]])
    return code[(count > 0) & ~crowded], made


def gathered(
    where: I64, code: I64, level: int, cases: Columns3
) -> tuple[NDArray[np.bool_], Clusters]:
    """The same by counting `cases` one by one: (which are shown singly, clusters of the rest).

    `where`: which of the cells `code` each case lies in.
    """
    count = np.bincount(where, minlength=len(code))
    crowded = count > few(level)
    in_crowd = crowded[where]
    if not in_crowd.any():
        return ~in_crowd, Clusters()
    place, severity, pull = cases[0][in_crowd], cases[1][in_crowd], cases[2][in_crowd]
    where, size = where[in_crowd], len(code)
    kinds = np.bincount(where * SEVERITIES + severity, minlength=size * SEVERITIES)
    each = weights(place, pull, level)
    weight: F64 = np.stack([np.bincount(where, part, size) for part in each], axis=1)
    kinds = kinds.reshape(size, SEVERITIES)
    return ~in_crowd, _clusters(code[crowded], level, kinds[crowded], weight[crowded])


def _clusters(code: I64, level: int, kinds: NDArray[Any], weight: F64) -> Clusters:
    column, row = corner_of(code)
    side = float(1 << level)
    made = Clusters(
        (column + weight[:, 1] / weight[:, 0]) / side,
        (row + weight[:, 2] / weight[:, 0]) / side,
        kinds.sum(axis=1).astype(np.int64),
        SEVERITIES - 1 - np.argmax(kinds[:, ::-1] > 0, axis=1),
        kinds[:, Severity.RED :].sum(axis=1).astype(np.int64),
        code,
    )
    return _worst_last(made)


def _worst_last(made: Clusters) -> Clusters:
    """Drawing order that depends on the clusters alone, never on the window they were seen in."""
    return made.taken(np.lexsort((made.x, made.y, made.worst)))
