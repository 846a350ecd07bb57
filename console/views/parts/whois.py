"""`who 1023`: who has a case, in one line."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from casework.vocabulary import STATE_ORDER
from console import words
from console.session import Session


def who(session: Session, case_id: int) -> str:
    """Number, state, holder, department and the units that are sent, as far as there are any."""
    cases = session.board.cases
    row = cases.row(case_id)
    if row < 0:
        return ""
    said = [str(case_id), words.state(STATE_ORDER[int(cases.column("state")[row])])]
    holder = cases.words.word(int(cases.column("holder")[row]))
    if holder:
        text = QCoreApplication.translate("CommandBar", "held by {holder}")
        said.append(words.fill(text, holder=words.actor(holder, session)))
    else:
        said.append(QCoreApplication.translate("CommandBar", "held by nobody"))
    department = cases.words.word(int(cases.column("department")[row]))
    if department:
        said.append(words.department(session, department))
    for unit, step in cases.units(row).items():
        said.append(f"{words.unit_name(session, unit)} ({words.step(step)})")
    return " · ".join(said)
