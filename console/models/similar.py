"""Cases that may be the same matter: near in place, time and type, each with what speaks for it.

Pure. What is near is found by an index; everything else is asked of the few that it names.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process, utils

from casework.case import Case
from casework.instant import to_ms
from casework.vocabulary import STATE_ORDER, CaseState, PlaceDoubt
from console.board.cases import CaseTable
from console.board.mercator import distance_m, metres_per_unit, project_one
from console.models.rowindex import RowIndex, by_place

#: The same matter is reported from about the same place within about a day.
NEAR_M = 50.0
NEAR_MS = 24 * 3_600_000
#: More are not listed; the best are.
MOST = 12
#: So many of a crowded place are compared word by word, the nearest in place and time.
COMPARED = 200
#: From this likeness of the titles on, in per cent, another type does not speak against it.
ALIKE = 75
#: How much each of the four can add to the score of 100.
PLACE, TIME, TYPE, WORDS = 35.0, 20.0, 25.0, 20.0
_TYPE, _CLASS = 1.0, 0.5
_MERGED = STATE_ORDER.index(CaseState.MERGED)
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Similar:
    """Another case and what makes it alike.

    `score` 0 … 100. `later_ms`: how much later the other was reported, negative if earlier.
    `same_type`: the very type; `same_class`: at least the class of types. `title`: likeness of the
    titles, 0 … 100. `same_component`: both are about one and the same component.
    """

    case_id: int
    row: int
    score: int
    metres: float
    later_ms: int
    same_type: bool
    same_class: bool
    title: int
    same_component: bool = False


def similar(
    cases: CaseTable, case: Case, kin: Set[str] = frozenset(), index: RowIndex | None = None
) -> list[Similar]:
    """The cases like `case`, the likest first; `kin`: the codes of types of the same class.

    A place that is not known is near to nothing. What was merged away goes on elsewhere and what
    somebody has told apart from this case is settled: neither is in the list.
    """
    if case.doubt is PlaceDoubt.NULL_ISLAND:
        return []
    rows, metres, later = _around(cases, case, index or by_place(cases))
    if not len(rows):
        return []
    titles = _likeness(case.title, [cases.title[row] for row in rows])
    thing = _same_thing(cases, case, rows)
    kind = _kinship(cases, case, rows, kin)
    score = _score(metres, later, kind, titles, thing)
    fits = np.flatnonzero((kind > 0) | thing | (titles >= ALIKE))
    numbers = cases.column("case_id")[rows]
    best = fits[np.lexsort((numbers[fits], metres[fits], -score[fits]))][:MOST]
    return [
        Similar(
            case_id=int(numbers[at]),
            row=int(rows[at]),
            score=int(score[at]),
            metres=float(metres[at]),
            later_ms=int(later[at]),
            same_type=bool(kind[at] == _TYPE),
            same_class=bool(kind[at] > 0),
            title=round(float(titles[at])),
            same_component=bool(thing[at]),
        )
        for at in best
    ]


def _around(
    cases: CaseTable, case: Case, index: RowIndex
) -> tuple[Rows, NDArray[np.float64], Rows]:
    """Rows within `NEAR_M` and `NEAR_MS`, their metres and how much later they were reported."""
    x, y = project_one(case.lon, case.lat)
    reach = NEAR_M / metres_per_unit(case.lat)
    # A stripe first: everything else is asked of the few that stand in it.
    rows = index.between(cases, (x - reach, x + reach))
    rows = rows[np.abs(cases.column("y")[rows] - y) <= reach]
    rows = rows[np.abs(cases.column("reported_ms")[rows] - to_ms(case.reported_at)) <= NEAR_MS]
    settled = {case.case_id, case.merged_into, *case.merged, *case.distinct}
    keep = ~np.isin(cases.column("case_id")[rows], list(settled))
    keep &= cases.column("state")[rows] != _MERGED
    rows = np.sort(rows[keep]).astype(np.int64)
    metres = distance_m(cases.column("lon")[rows], cases.column("lat")[rows], case.lon, case.lat)
    later = cases.column("reported_ms")[rows] - to_ms(case.reported_at)
    far = metres / NEAR_M + np.abs(later) / NEAR_MS
    order = np.argsort(far, kind="stable")
    order = order[metres[order] <= NEAR_M][:COMPARED]
    return rows[order], metres[order], later[order]


def _likeness(title: str, others: list[str]) -> NDArray[np.float32]:
    """Shape (n,), per cent; punctuation and capitals do not count."""
    ratios = process.cdist([title], others, scorer=fuzz.ratio, processor=utils.default_process)
    found: NDArray[np.float32] = ratios[0]
    return found


def _same_thing(cases: CaseTable, case: Case, rows: Rows) -> NDArray[np.bool_]:
    if not case.component:
        return np.zeros(len(rows), np.bool_)
    same: NDArray[np.bool_] = cases.column("component")[rows] == cases.words.find(case.component)
    return same


def _kinship(cases: CaseTable, case: Case, rows: Rows, kin: Set[str]) -> NDArray[np.float64]:
    """1 for the same type, a half for the same class, 0 for neither."""
    types = cases.column("category")[rows]
    codes = [code for word in kin if (code := cases.words.find(word)) > 0]
    half = np.where(np.isin(types, codes), _CLASS, 0.0)
    return np.where(types == cases.words.find(case.category), _TYPE, half)


def _score(
    metres: NDArray[np.float64],
    later: Rows,
    kind: NDArray[np.float64],
    titles: NDArray[np.float32],
    thing: NDArray[np.bool_],
) -> Rows:
    """100 for the same thing, here, now and in the same words."""
    # one component has one place, however well it was measured, and one type
    near = np.where(thing, 1.0, 1.0 - metres / NEAR_M)
    alike = np.where(thing, _TYPE, kind)
    soon = 1.0 - np.abs(later) / NEAR_MS
    total = PLACE * near + TIME * soon + TYPE * alike + WORDS * titles / 100.0
    return np.rint(total).astype(np.int64)
