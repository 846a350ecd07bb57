"""What is said about the thing under the cursor: plain text, one line each."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from casework.vocabulary import OPEN_STATES, STATE_ORDER, UNIT_KIND_ORDER, CaseState
from console import words
from console.board.deadlines import Deadline
from console.board.reach import reach_m
from console.map.scenes import Hit
from console.map.stage import Stage
from console.map.symbols import AGEING_MS
from console.session import Session

_LONGEST = 60


def hit_lines(stage: Stage, hit: Hit) -> list[str]:
    """What to say about what was pointed at."""
    if hit.kind == "case":
        return case_lines(stage.session, hit.row)
    if hit.kind == "unit":
        return unit_lines(stage.session, hit.row)
    return cluster_lines(hit.count, hit.overdue)


def case_lines(session: Session, row: int) -> list[str]:
    """Number, type, title, state and time left of the case in a board row."""
    table = session.board.cases
    of = {n: table.column(n)[row].item() for n in ("case_id", "category", "state")}
    code = table.words.word(of["category"])
    kind = words.category(session, code)
    state = STATE_ORDER[of["state"]]
    last = words.state(state)
    if state in OPEN_STATES:
        last += " · " + _time(session, row, state)
    lines = [f"#{of['case_id']}  {one_line(kind)}", one_line(table.title[row]), last]
    return [line for line in lines if line]


def _time(session: Session, row: int, state: CaseState) -> str:
    """What is left of the deadline that comes first, or of the clock that stands still."""
    of = {
        name: int(session.board.cases.column(name)[row])
        for name in ("deadline_ms", "deadline", "paused_ms")
    }
    due = of["deadline_ms"]
    if state is CaseState.SUSPENDED:
        return words.paused(due - of["paused_ms"] if due else None)
    left = words.time_left(due, session.clock.now_ms())
    kind = Deadline(of["deadline"])
    return left if kind <= Deadline.DISPOSAL else f"{left} ({words.deadline(kind, state)})"


def unit_lines(session: Session, row: int) -> list[str]:
    """Call sign and age of the position, said plainly when it is old."""
    translate = QCoreApplication.translate
    table = session.board.units
    kind = UNIT_KIND_ORDER[int(table.column("kind")[row])]
    age = session.clock.now_ms() - int(table.column("fix_ms")[row])
    said = words.position_age(max(0, age))
    if age < 0:
        said = translate("MapCanvas", "position dated in the future")
    elif age > AGEING_MS:
        said = words.fill(translate("MapCanvas", "old position: {age}"), age=said)
    lines = [f"{words.unit_kind(kind)} {one_line(table.call_sign[row])}", said]
    case_id, battery = int(table.column("case_id")[row]), int(table.column("battery")[row])
    if case_id:
        lines.append(words.fill(translate("MapCanvas", "sent to case #{id}"), id=case_id))
    if battery >= 0:
        said = words.fill(translate("MapCanvas", "battery {n} %"), n=battery)
        metres = reach_m(float(table.column("range_m")[row]), battery)
        lines.append(f"{said} · {words.reach(metres)}" if metres else said)
    if doubt := words.unit_doubt(table, row):
        lines.append(f"△ {doubt}")
    return lines


def cluster_lines(count: int, overdue: int) -> list[str]:
    translate = QCoreApplication.translate
    lines = [words.fill(translate("MapCanvas", "{n} cases here"), n=count)]
    if overdue:
        lines.append(words.fill(translate("MapCanvas", "{n} of them overdue"), n=overdue))
    return lines


def length(metres: float) -> str:
    """The length of the scale bar, a round number."""
    translate = QCoreApplication.translate
    if metres >= 1_000:
        return words.fill(translate("MapCanvas", "{n} km"), n=f"{metres / 1_000:g}")
    return words.fill(translate("MapCanvas", "{n} m"), n=f"{metres:g}")


def one_line(text: str) -> str:
    """Text from outside on one line, without control characters, not longer than a box is wide."""
    line = "".join(c if c.isprintable() else " " for c in text).strip()
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
