"""Which case another one may be merged into: open ones of the same type near by, or by number."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from casework.case import Case
from casework.vocabulary import STATE_ORDER, PlaceDoubt
from console import words
from console.board.mercator import distance_m
from console.models import casesearch
from console.models.rows import cell_text
from console.session import Session
from console.views.casefields import Entry, PickField

#: The nearest cases of the same type offered before anything is typed, and the most typing finds.
NEAREST = 30
_FOUND = 40
#: The same matter is seldom reported from farther away; by number any case can be chosen.
NEAR_M = 1_000.0


class TwinField(PickField):
    """Chooses the other case. Digits are its number before they are anything else."""

    def __init__(self, session: Session, case: Case, chosen: int, parent: QWidget) -> None:
        self._by_number = search(session, case)
        super().__init__(near(session, case, chosen), parent=parent)

    def matching(self, text: str) -> list[Entry]:
        numbered = list(self._by_number(text))
        known = {entry.code for entry in numbered}
        return numbered + [e for e in super().matching(text) if e.code not in known]


def near(session: Session, case: Case, chosen: int = 0) -> list[Entry]:
    """Open cases of the same type within `NEAR_M`, the nearest on top; `chosen` is among them."""
    cases = session.board.cases
    found = casesearch.near_of_type(cases, case, NEAR_M, NEAREST)
    row = cases.row(chosen) if chosen else -1
    if row >= 0 and row not in found:
        found.insert(0, row)
    return [_entry(session, row, case) for row in found]


def told_apart(session: Session, case: Case) -> list[Entry]:
    """The cases that somebody has said are other matters; one that is not seen here by number."""
    rows = [(number, session.board.cases.row(number)) for number in case.distinct]
    return [
        _entry(session, row, case) if row >= 0 else Entry(str(number), str(number), "")
        for number, row in rows
    ]


def search(session: Session, case: Case) -> Callable[[str], Sequence[Entry]]:
    """Finds open cases of any type by the beginning of their number, the nearest on top."""

    def find(text: str) -> list[Entry]:
        typed = text.strip().lstrip("#")
        short = len(typed) < casesearch.DIGITS
        if not (typed.isascii() and typed.isdecimal() and short and int(typed)):
            return []
        rows = casesearch.begins_near(session.board.cases, case, int(typed), _FOUND)
        return [_entry(session, row, case) for row in rows]

    return find


def _entry(session: Session, row: int, case: Case) -> Entry:
    cases = session.board.cases
    number = int(cases.column("case_id")[row])
    parts = [
        words.fill(QCoreApplication.translate("CaseForm", "No. {number}"), number=number),
        _away(session, row, case),
        words.state(STATE_ORDER[int(cases.column("state")[row])]),
        cell_text(cases.title[row])[:60],
    ]
    shown = " · ".join(part for part in parts if part)
    # Number and distance are not looked through: part of either would be taken for a number.
    sought = f"{cell_text(cases.title[row])} {cell_text(cases.address[row])}"
    return Entry(str(number), shown, sought.casefold())


def _away(session: Session, row: int, case: Case) -> str:
    """How far off, where the place of the case is known."""
    if case.doubt is PlaceDoubt.NULL_ISLAND:
        return ""
    column = session.board.cases.column
    lon, lat = float(column("lon")[row]), float(column("lat")[row])
    return words.distance_m(float(distance_m(lon, lat, case.lon, case.lat)))
