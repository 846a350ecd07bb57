"""What the recommendation looks at: the units as of one moment, and the case they are wanted at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casework.actor import covers_area
from console.board.cases import CaseTable
from console.board.units import SKILL_SEPARATOR, UnitTable
from console.models.sending.still import Still
from console.models.sending.weights import STANDARD, Weights

Floats = NDArray[np.float64]
_COLUMNS = (
    *("unit_id", "kind", "area", "skills", "lon", "lat", "fix_ms"),
    *("battery", "range_m", "doubt", "case_id", "cases"),
)


@dataclass(frozen=True)
class Wanted:
    """A case that needs somebody. WGS-84 degrees; `priority` 1 … 4.

    `version`: of the case as it was looked at; `there`: the units that are at it already.
    """

    case_id: int
    category: str
    area: str
    lon: float
    lat: float
    village: str = ""
    grid: str = ""
    priority: int = 3
    version: int = 0
    there: tuple[int, ...] = ()

    @classmethod
    def of(cls, cases: CaseTable, row: int) -> Wanted:
        """The case in `row` of the board."""
        column, word = cases.column, cases.words.word
        return cls(
            int(column("case_id")[row]),
            word(int(column("category")[row])),
            word(int(column("area")[row])),
            float(column("lon")[row]),
            float(column("lat")[row]),
            word(int(column("village")[row])),
            cases.grid[row],
            int(column("priority")[row]),
            int(column("version")[row]),
            tuple(cases.units(row)),
        )


@dataclass
class Fleet:
    """All units, copied: another thread may look at it while the board goes on.

    `of[name]`: shape (units,), the columns of `console.board.units`. `reserved`: one more case each
    for those that are just being sent. `now_ms`: the city's time of the copy.
    """

    of: dict[str, NDArray[Any]]
    words: tuple[str, ...]
    now_ms: int
    reserved: NDArray[np.bool_]
    weights: Weights = STANDARD
    _known: dict[tuple[str, ...], Floats] = field(default_factory=dict)
    _words_of: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def at(
        cls,
        table: UnitTable,
        now_ms: int,
        reserved: Iterable[int] = (),
        weights: Weights = STANDARD,
    ) -> Fleet:
        """The fleet as it is now; `reserved` are unit ids."""
        mine = np.zeros(table.rows, np.bool_)
        rows = [row for row in map(table.row, reserved) if row >= 0]
        mine[rows] = True
        copied = {name: table.column(name).copy() for name in _COLUMNS}
        copied["row"] = np.arange(table.rows)
        return cls(copied, table.words.all(), now_ms, mine, weights)

    def only(self, rows: NDArray[np.int64]) -> Fleet:
        """The same moment with these units alone; `of["row"]` still says where they stand."""
        some = {name: column[rows] for name, column in self.of.items()}
        return replace(self, of=some, reserved=self.reserved[rows], _known={}, _words_of={})

    @cached_property
    def still(self) -> Still:
        """What is the same for every case."""
        return Still.of(self.of, self.reserved, self.now_ms, self.weights)

    @property
    def size(self) -> int:
        return len(self.reserved)

    def home(self, wanted: Wanted) -> Floats:
        """Shape (units,): minutes for being at home elsewhere."""
        places = (wanted.grid, wanted.village, wanted.area)
        return self._minutes("area", ("home", *places), lambda code: self._from_home(code, places))

    def skill(self, wanted: Wanted) -> Floats:
        """Shape (units,): minutes for not being trained for this category."""
        code = wanted.category
        return self._minutes("skills", ("skill", code), lambda said: self._untrained(said, code))

    def _minutes(
        self, column: str, key: tuple[str, ...], minutes: Callable[[str], float]
    ) -> Floats:
        """By word and not by unit: a fleet has few areas and few sets of skills."""
        table = self._known.get(key)
        if table is None:
            table = np.zeros(len(self.words))
            used = self._used(column)
            table[used] = [minutes(self.words[word]) for word in used]
            self._known[key] = table
        by_unit: Floats = table[self.of[column]]
        return by_unit

    def _used(self, column: str) -> list[int]:
        """The words that units of the fleet have there."""
        if column not in self._words_of:
            self._words_of[column] = np.unique(self.of[column]).tolist()
        return self._words_of[column]

    def _from_home(self, code: str, places: tuple[str, ...]) -> float:
        if not code:
            return self.weights.other_part
        if any(place and covers_area(code, place) for place in places):
            return 0.0
        town = places[-1]
        here = bool(town) and covers_area(town, code)
        return self.weights.other_part if here else self.weights.other_town

    def _untrained(self, said: str, category: str) -> float:
        codes = _codes(said)
        if not codes:
            return self.weights.unknown_skill
        return 0.0 if category.startswith(codes) else self.weights.no_skill


@lru_cache(maxsize=8_192)
def _codes(said: str) -> tuple[str, ...]:
    return tuple(code for code in said.split(SKILL_SEPARATOR) if code)
