"""A few cases out of very many: those near a place, and those whose number begins so. Pure.

What is asked costs what is near, or what begins so, never all cases: both are found by an index
(`rowindex`), and of many that begin so only those are looked at that can be among the few wanted.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from casework.case import Case
from casework.vocabulary import PlaceDoubt
from console.board.cases import CaseTable
from console.board.mercator import distance_m, metres_per_unit, project_one
from console.models.filters import is_open, number_begins, numbers_from
from console.models.rowindex import by_number, by_place

Rows = NDArray[np.int64]
_NONE: Rows = np.empty(0, np.int64)
#: Of so many that begin so each one's distance is worked out, in two milliseconds at most; of more,
#: the surroundings of the case are looked through, farther and farther out.
_ALL = 50_000
_FIRST_M, _FARTHER = 500.0, 4.0
#: So many are looked at at once on the way from the newest back; twice as many each time.
_CHUNK = 1_024
#: Numbers have fewer digits than this.
DIGITS = 16


def warm(cases: CaseTable) -> None:
    """Have what is here ready when somebody asks; returns at once."""
    by_place(cases).warm(cases)
    by_number(cases).warm(cases)


def near_of_type(cases: CaseTable, case: Case, metres: float, most: int) -> list[int]:
    """Rows of other open cases of the same type within `metres`, the nearest first."""
    if case.doubt is PlaceDoubt.NULL_ISLAND:
        return []
    rows = _square(cases, case, metres)
    rows = rows[is_open(cases, rows)]
    rows = rows[cases.column("category")[rows] == cases.words.find(case.category)]
    rows, away = _nearest_of(cases, case, rows, most)
    found: list[int] = rows[away <= metres].tolist()
    return found


def begins_near(cases: CaseTable, case: Case, head: int, most: int) -> list[int]:
    """Rows of other open cases whose number begins with `head`, the nearest first.

    The one whose number is `head` itself comes before them: who types a whole number means it.
    From a place that is not known nothing is near or far: then the newest come first.
    """
    exact = cases.row(head)
    first = [exact] if exact >= 0 and head != case.case_id and _open_at(cases, exact) else []
    if case.doubt is PlaceDoubt.NULL_ISLAND:
        others = newest_open(cases, head, most + 2)
        rest = [row for row in others if row != exact and row != cases.row(case.case_id)]
    else:
        rest = _nearest(cases, case, head, most)
    return [*first, *rest][:most]


def newest_open(cases: CaseTable, head: int | None, most: int) -> list[int]:
    """Rows of open cases, the last that came first; `head`: only numbers that begin so."""
    found: list[int] = []
    for rows in _backwards(cases, head):
        fits = rows[is_open(cases, rows)][::-1]
        found += fits[: most - len(found)].tolist()
        if len(found) >= most:
            break
    return found


def _backwards(cases: CaseTable, head: int | None) -> Iterator[Rows]:
    """Rows piece by piece from the last to the first, rising within each."""
    if head is None:
        for first, end in _chunks(cases.rows):
            yield np.arange(first, end)
        return
    parts, rising = by_number(cases).parts(cases, numbers_from(head))
    if not rising:
        yield np.sort(np.concatenate(parts))
        return
    for part in reversed(parts):  # numbers are given in the order of the rows, as central does
        for first, end in _chunks(len(part)):
            yield part[first:end]


def _chunks(size: int) -> Iterator[tuple[int, int]]:
    """(first, one past the last) of pieces from the end of `size` things to their beginning."""
    many = _CHUNK
    while size > 0:
        yield max(0, size - many), size
        size, many = size - many, many * 2


def _nearest(cases: CaseTable, case: Case, head: int, most: int) -> list[int]:
    """Others than `case` and than number `head` itself."""
    spans = list(numbers_from(head))
    index = by_number(cases)
    many = sum(index.count(cases, *span) for span in spans)
    reach = _FIRST_M
    while many > _ALL and _stripe(cases, case, reach) < many:
        rows = _square(cases, case, reach)
        rows = rows[is_open(cases, rows)]
        rows = rows[number_begins(cases.column("case_id")[rows], head)]
        found, away = _nearest_of(cases, case, rows, most, but=head)
        if len(found) == most and away[-1] <= reach:
            return [int(row) for row in found]
        reach *= _FARTHER
    rows = index.between(cases, *spans)
    found, _ = _nearest_of(cases, case, rows[is_open(cases, rows)], most, but=head)
    return [int(row) for row in found]


def _square(cases: CaseTable, case: Case, metres: float) -> Rows:
    """Rows within `metres` of `case` and some more, in no order: a distance is dear."""
    x, y = project_one(case.lon, case.lat)
    reach = _units(case, metres)
    rows = by_place(cases).between(cases, (x - reach, x + reach))
    return rows[np.abs(cases.column("y")[rows] - y) <= reach]


def _stripe(cases: CaseTable, case: Case, metres: float) -> int:
    """How many rows `_square` would have to look at."""
    x, reach = project_one(case.lon, case.lat)[0], _units(case, metres)
    return by_place(cases).count(cases, x - reach, x + reach)


def _units(case: Case, metres: float) -> float:
    """`metres` around a case as a length on the unit square, at its edge nearer to the pole."""
    farthest = min(85.0, abs(case.lat) + metres / 110_000.0)
    return metres * 1.01 / metres_per_unit(farthest)


def _nearest_of(
    cases: CaseTable, case: Case, rows: Rows, most: int, but: int = 0
) -> tuple[Rows, NDArray[np.float64]]:
    """The nearest of `rows`, without `case` itself and number `but`, and their metres."""
    numbers = cases.column("case_id")[rows]
    rows = rows[(numbers != case.case_id) & (numbers != but)]
    away = distance_m(cases.column("lon")[rows], cases.column("lat")[rows], case.lon, case.lat)
    if len(rows) > most:
        near = away <= np.partition(away, most - 1)[most - 1]
        rows, away = rows[near], away[near]
    order = np.lexsort((rows, away))[:most]
    return rows[order], away[order]


def _open_at(cases: CaseTable, row: int) -> bool:
    return bool(is_open(cases, slice(row, row + 1))[0])
