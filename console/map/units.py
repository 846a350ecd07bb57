"""The units as the map sees them: where, how old the position is, what they are at. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from casework.vocabulary import UNIT_KIND_ORDER, UnitKind
from console.board.cases import CaseTable
from console.board.units import UnitTable
from console.map.symbols import Age, ages, on_globe, unit_codes
from console.map.viewport import Bounds, Viewport

I64 = NDArray[np.int64]
F64 = NDArray[np.float64]
_NO: I64 = np.empty(0, np.int64)
_NO_F: F64 = np.empty(0, np.float64)
#: From this zoom on units are drawn large, with heading and battery.
NEAR_ZOOM = 14.0
DRONE = UNIT_KIND_ORDER.index(UnitKind.DRONE)


@dataclass(frozen=True)
class UnitScene:
    """Columns, one entry a unit, in drawing order; places on the unit square.

    `doubt`: its newest position was not taken.
    """

    rows: I64 = field(default_factory=lambda: _NO)
    x: F64 = field(default_factory=lambda: _NO_F)
    y: F64 = field(default_factory=lambda: _NO_F)
    codes: I64 = field(default_factory=lambda: _NO)
    age: I64 = field(default_factory=lambda: _NO)
    doubt: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, bool))

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class LinkScene:
    """Lines from busy units to their cases, on the unit square."""

    x1: F64 = field(default_factory=lambda: _NO_F)
    y1: F64 = field(default_factory=lambda: _NO_F)
    x2: F64 = field(default_factory=lambda: _NO_F)
    y2: F64 = field(default_factory=lambda: _NO_F)


def _upwards(on_top: NDArray[np.uint8], y: F64) -> I64:
    """Order by `on_top`, then downwards: in small whole numbers, which numpy sorts by their digits.

    Two sorts of a digit each take a fifth of the time of one by both.
    """
    if not len(y):
        return _NO
    first, last = float(y.min()), float(y.max())
    down = ((y - first) * (0xFFFF / max(last - first, 1e-12))).astype(np.uint16)
    order = np.argsort(down, kind="stable")
    made: I64 = order[np.argsort(on_top[order], kind="stable")]
    return made


class UnitLayer:
    """What can be seen of a unit table at an instant."""

    def __init__(self) -> None:
        self.table = UnitTable(1)
        self._seen = UnitScene()
        self._links = LinkScene()
        self._asked: tuple[int, Bounds] | None = None  # what `_answer` is the answer to
        self._answer = UnitScene()

    def load(self, table: UnitTable) -> None:
        self.table, self._asked = table, None
        self._seen, self._links = UnitScene(), LinkScene()

    def refresh(
        self,
        now_ms: int,
        stale_link: bool,
        kinds: frozenset[int],
        cases: CaseTable,
        grown_old: bool = False,
    ) -> None:
        """Look at all units again; `kinds`: indexes into UNIT_KIND_ORDER that are shown.

        `grown_old`: nothing but the time is another; units none of which is drawn otherwise then
        stay the same object.
        """
        of = self.table.column
        age = ages(of("fix_ms"), now_ms, stale_link)
        shown = (age != Age.UNHEARD) & on_globe(of("lon"), of("lat"))
        shown &= np.array([i in kinds for i in range(len(UNIT_KIND_ORDER))])[of("kind")]
        rows = np.flatnonzero(shown)
        # drones over officers, busy over free, fresh over old; then downwards, as the painter reads
        busy = of("case_id")[rows] > 0
        on_top = (of("kind")[rows] == DRONE) * 8 + busy * 4 + (Age.STALE - age[rows])
        rows = rows[_upwards(on_top.astype(np.uint8), of("y")[rows])]
        old, busy, was = age[rows].astype(np.int64), of("case_id")[rows] > 0, self._seen
        if grown_old and np.array_equal(rows, was.rows) and np.array_equal(old, was.age):
            return
        codes = unit_codes(of("kind")[rows], old, busy, near=False)
        doubt = of("doubt")[rows].astype(bool)
        self._asked = None
        self._seen = UnitScene(rows, of("x")[rows], of("y")[rows], codes, old, doubt)
        self._links = self._link(rows[busy], cases)

    @property
    def seen(self) -> UnitScene:
        """All units that are drawn anywhere, with the small symbols; the same object as long as
        nothing of them is drawn otherwise.
        """
        return self._seen

    def ages_seen(self) -> I64:
        """Age classes of the units that are drawn, in drawing order."""
        return self._seen.age

    def scene(self, view: Viewport, window: Bounds) -> UnitScene:
        """The units inside `window` (unit square), at the size for the zoom of `view`.

        The same object for the same question until units are looked at again.
        """
        seen, near = self._seen, int(view.zoom >= NEAR_ZOOM)
        if self._asked == (near, window):
            return self._answer
        west, north, east, south = window
        inside = np.flatnonzero(
            (seen.x >= west) & (seen.x <= east) & (seen.y >= north) & (seen.y <= south)
        )
        self._asked = near, window
        self._answer = UnitScene(
            seen.rows[inside],
            seen.x[inside],
            seen.y[inside],
            seen.codes[inside] + near,  # the large symbol comes right after the small one
            seen.age[inside],
            seen.doubt[inside],
        )
        return self._answer

    @property
    def all_links(self) -> LinkScene:
        """Every line; the same object until units are looked at again."""
        return self._links

    def links(self, window: Bounds) -> LinkScene:
        """The lines whose box touches `window`."""
        of = self._links
        west, north, east, south = window
        near = (np.minimum(of.x1, of.x2) <= east) & (np.maximum(of.x1, of.x2) >= west)
        near &= (np.minimum(of.y1, of.y2) <= south) & (np.maximum(of.y1, of.y2) >= north)
        return LinkScene(of.x1[near], of.y1[near], of.x2[near], of.y2[near])

    def _link(self, rows: I64, cases: CaseTable) -> LinkScene:
        of = self.table.column
        ids = of("case_id")[rows]
        at = cases.rows_of(ids)
        known = at >= 0
        rows, at = rows[known], at[known]
        drawable = on_globe(cases.column("lon")[at], cases.column("lat")[at])
        rows, at = rows[drawable], at[drawable]
        x, y = cases.column("x"), cases.column("y")
        return LinkScene(of("x")[rows], of("y")[rows], x[at], y[at])
