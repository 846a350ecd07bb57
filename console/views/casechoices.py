"""What the pick fields of a form offer: departments, reasons, units near the case."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication

from casework.case import Case
from casework.vocabulary import STATE_ORDER, UNIT_KIND_ORDER
from console import words
from console.actions import reasons_for
from console.board.mercator import distance_m
from console.catalogue import Action
from console.session import Session
from console.views.casefields import Entry

#: The nearest free units offered before anything is typed, and the most that typing finds.
NEAREST = 60
_FOUND = 40
#: A unit not heard of for so long comes after those that were.
STALE_MS = 10 * 60_000


def departments(session: Session, but: str = "") -> list[Entry]:
    """Every department but the one that has the case, in the city's order."""
    return [
        Entry(
            d.code,
            words.department(session, d.code),
            f"{d.name_zh} {d.short_zh} {' '.join(d.also_zh)} {d.name_en} {d.code}".casefold(),
        )
        for d in session.departments.values()
        if d.code != but
    ]


def reasons(session: Session, action: Action, case: Case) -> list[Entry]:
    """The reasons that make sense for `case` as it stands."""
    if session.reasons is None or not action.reasons:
        return []
    listed = session.reasons.named(action.reasons)
    fitting = reasons_for(action, case.state, tuple(r.code for r in listed))
    return [
        Entry(
            r.code,
            words.reason(session, action.reasons, r.code),
            f"{r.zh} {r.en} {r.code}".casefold(),
        )
        for r in listed
        if r.code in fitting
    ]


def units_at(session: Session, case: Case) -> list[Entry]:
    """The units that can be called back."""
    units = session.board.units
    rows = [(u, units.row(u)) for u in case.units]
    return [
        _entry(session, row, case)
        if row >= 0
        else Entry(str(unit), words.unit_name(session, unit), str(unit))
        for unit, row in rows
    ]


def units_near(session: Session, case: Case, chosen: int = 0) -> list[Entry]:
    """Free units, those heard of lately first, the nearest of them on top.

    The unit already `chosen` is among them in any case, busy and far or not.
    """
    near = _near(session, case)
    row = session.board.units.row(chosen) if chosen else -1
    if row >= 0 and all(e.code != str(chosen) for e in near):
        near.insert(0, _entry(session, row, case))
    return near


def _near(session: Session, case: Case) -> list[Entry]:
    units = session.board.units
    free = np.flatnonzero((units.column("case_id") == 0) & (units.column("fix_ms") > 0))
    if not len(free):
        return []
    away = distance_m(units.column("lon")[free], units.column("lat")[free], case.lon, case.lat)
    silent = session.clock.now_ms() - units.column("fix_ms")[free] > STALE_MS
    order = np.lexsort((away, silent))[:NEAREST]
    return [_entry(session, int(row), case) for row in free[order]]


def unit_search(session: Session, case: Case) -> Callable[[str], Sequence[Entry]]:
    """Finds any unit of the city by call sign, busy ones too, nearest first."""
    signs = np.char.lower(np.asarray(session.board.units.call_sign or [""], dtype=np.str_))

    def find(text: str) -> list[Entry]:
        units = session.board.units
        if not text.strip() or not units.rows:
            return []
        rows = np.flatnonzero(np.char.find(signs, text.strip().casefold()) >= 0)
        lon, lat = units.column("lon")[rows], units.column("lat")[rows]
        order = np.argsort(distance_m(lon, lat, case.lon, case.lat), kind="stable")[:_FOUND]
        return [_entry(session, int(row), case) for row in rows[order]]

    return find


def busy_with(session: Session, unit: int, case_id: int) -> int:
    """The other case a unit is at, 0 when it is free or not known."""
    row = session.board.units.row(unit)
    other = int(session.board.units.column("case_id")[row]) if row >= 0 else 0
    return other if other != case_id else 0


def state_of(session: Session, case_id: int) -> str:
    """The state of a case in words; empty when the board does not know it."""
    row = session.board.cases.row(case_id)
    if row < 0:
        return ""
    return words.state(STATE_ORDER[int(session.board.cases.column("state")[row])])


def _entry(session: Session, row: int, case: Case) -> Entry:
    units = session.board.units
    unit = int(units.column("unit_id")[row])
    kind = words.unit_kind(UNIT_KIND_ORDER[int(units.column("kind")[row])])
    parts = [units.call_sign[row], kind]
    fix_ms = int(units.column("fix_ms")[row])
    if fix_ms:
        lon, lat = float(units.column("lon")[row]), float(units.column("lat")[row])
        parts.append(words.distance_m(float(distance_m(lon, lat, case.lon, case.lat))))
    age = max(0, session.clock.now_ms() - fix_ms) if fix_ms else -1
    parts.append(words.position_age(age))
    if other := busy_with(session, unit, case.case_id):
        busy = QCoreApplication.translate("CaseForm", "busy with case {number}")
        parts.append(words.fill(busy, number=other))
    shown = " · ".join(parts)
    return Entry(str(unit), shown, f"{shown} {units.name[row]} {units.team[row]}".casefold())
