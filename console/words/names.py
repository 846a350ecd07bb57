"""Names the city declares: areas, departments, types, reasons, units.

A code the city does not declare is shown as it is.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from casework.case import Case
from casework.reasons import Reason, ReasonLists
from console.session import Session
from console.words.language import fill, pick


def area(session: Session, code: str, language: str = "") -> str:
    """The name of an area in `language` (the chosen one by default)."""
    found = session.areas.get(code)
    return pick(found.name_zh, found.name_en, language) if found else code


def area_path(session: Session, case: Case) -> str:
    """Town, village and grid of a case, widest first; the city itself goes without saying."""
    parts: list[str] = []
    for code in (case.area, case.village, case.grid):
        if code and (name := area(session, code)) not in parts:
            parts.append(name)
    return " › ".join(parts)


def department(session: Session, code: str, *, short: bool = False) -> str:
    """The name of a department; `short` takes the short Chinese form where there is one."""
    found = session.departments.get(code)
    if found is None:
        return code
    return pick((short and found.short_zh) or found.name_zh, found.name_en)


def category(session: Session, code: str) -> str:
    found = session.categories.get(code)
    return pick(found.name_zh, found.name_en) if found else code


def category_class(session: Session, code: str) -> str:
    """The class a type belongs to, for example "Public utilities"."""
    found = session.categories.get(code)
    return pick(found.class_zh, found.class_en) if found else ""


def reason(session: Session, list_name: str, code: str) -> str:
    """A coded reason of list `list_name` in words."""
    for entry in _reasons(session.reasons, list_name):
        if entry.code == code:
            return pick(entry.zh, entry.en)
    return code


def unit_name(session: Session | None, unit: int | str) -> str:
    """The call sign; a unit that is not (or no longer) known goes by its number."""
    number = int(unit) if str(unit).isdecimal() else -1
    row = session.board.units.row(number) if session is not None and number >= 0 else -1
    if session is not None and row >= 0:
        return session.board.units.call_sign[row]
    return fill(QCoreApplication.translate("Words", "unit {number}"), number=unit)


def _reasons(lists: ReasonLists | None, name: str) -> list[Reason]:
    try:
        return lists.named(name) if lists else []
    except KeyError:
        return []
