"""The queue's questions in SQL that both databases understand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select, tuple_

from central.projections.cases import storable
from central.store.query import CasePage, CaseQuery, OrderBy
from central.store.schema import case_state

_C = case_state.c
_ORDERS: dict[str, tuple[Any, ...]] = {
    "id": (_C.case_id,),
    "due": (_C.due_ms, _C.case_id),
    "priority": (_C.priority, _C.due_ms, _C.case_id),
    "reported": (_C.reported_ms, _C.case_id),
    "updated": (_C.updated_ms, _C.case_id),
}
ORDERS: tuple[str, ...] = (*_ORDERS, *(f"-{name}" for name in _ORDERS))


def page_of(db: Connection, query: CaseQuery) -> CasePage:
    """One page of the cases that `query` asks for."""
    keys = sort_keys(query.order)
    down = query.order.startswith("-")
    ask = select(_C.body, *keys).where(*_conditions(query))
    if query.after:
        place, here = tuple_(*keys), tuple_(*query.after)
        ask = ask.where(place < here if down else place > here)
    ask = ask.order_by(*(key.desc() if down else key for key in keys)).limit(query.limit + 1)
    rows = db.execute(ask).all()
    page = rows[: query.limit]
    more = len(rows) > query.limit
    return CasePage([row[0] for row in page], tuple(page[-1][1:]) if more else ())


def sort_keys(order: OrderBy) -> tuple[Any, ...]:
    """The columns an order sorts by; always ends with the case id, so it is total."""
    return _ORDERS[order.removeprefix("-")]


def _conditions(query: CaseQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for column, values in (
        (_C.state, query.states),
        (_C.department, query.departments),
        (_C.category, query.categories),
        (_C.holder, query.holders),
        (_C.priority, query.priorities),
    ):
        if values:
            found.append(column.in_([v if isinstance(v, int) else storable(v) for v in values]))
    if query.areas:
        found.append(or_(*(_inside(stem) for stem in query.areas)))
    if query.overdue is not None:
        late = and_(_C.is_open.is_(True), _C.due_ms < query.now_ms)
        found.append(late if query.overdue else ~late)
    if query.text:
        found.append(_mentions(query.text))
    return found + in_scope(query.scope_areas, query.scope_departments)


def in_scope(areas: Sequence[str], departments: Sequence[str]) -> list[ColumnElement[bool]]:
    """Cases that somebody may see: `areas` by their stems, none meaning no restriction."""
    found: list[ColumnElement[bool]] = []
    if areas:
        found.append(or_(*(_C.area.startswith(s, autoescape=True) for s in areas)))
    if departments:
        found.append(_C.department.in_(("", *departments)))
    return found


def _inside(stem: str) -> ColumnElement[bool]:
    places = (_C.area, _C.village, _C.grid)
    return or_(*(place.startswith(storable(stem), autoescape=True) for place in places))


def _mentions(text: str) -> ColumnElement[bool]:
    words = _C.words.contains(storable(text.lower()), autoescape=True)
    number = text.strip().lstrip("#")
    if number.isascii() and number.isdigit() and len(number) < 19:
        return or_(words, _C.case_id == int(number))
    return words
