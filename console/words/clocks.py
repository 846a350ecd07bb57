"""The clocks of a case in words: which deadline it is, what a clock that stands still has left."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from casework.vocabulary import CaseState, Level, Stage
from console.board.deadlines import STAGES, Deadline
from console.words import terms
from console.words.language import QT_TRANSLATE_NOOP, fill
from console.words.measures import duration_ms

_STAGES = {
    Stage.ACCEPT: QT_TRANSLATE_NOOP("Words", "accept"),
    Stage.FILE: QT_TRANSLATE_NOOP("Words", "file"),
    Stage.DISPATCH: QT_TRANSLATE_NOOP("Words", "dispatch"),
    Stage.VERIFY: QT_TRANSLATE_NOOP("Words", "verify"),
    Stage.CLOSE: QT_TRANSLATE_NOOP("Words", "close"),
}
_DEADLINES = {
    Deadline.NONE: QT_TRANSLATE_NOOP("Words", "no limit"),
    Deadline.DISPOSAL: QT_TRANSLATE_NOOP("Words", "disposal"),
    Deadline.STAGE: QT_TRANSLATE_NOOP("Words", "this stage"),
    Deadline.CONTACT: QT_TRANSLATE_NOOP("Words", "contact"),
    Deadline.ARRIVAL: QT_TRANSLATE_NOOP("Words", "arrival"),
}


def deadline(kind: Deadline, state: CaseState) -> str:
    """What runs out, for example "disposal", or for a stage of the desk "file"."""
    stage = STAGES.get(state) if kind is Deadline.STAGE else None
    said = _STAGES[stage] if stage else _DEADLINES[kind]
    return QCoreApplication.translate("Words", said)


def paused(left_ms: int | None) -> str:
    """A clock that stands still, with what is left on it; None: it never had a limit."""
    if left_ms is None:
        return QCoreApplication.translate("Words", "paused")
    if left_ms < 0:
        said = QCoreApplication.translate("Words", "paused, overdue {time}")
    else:
        said = QCoreApplication.translate("Words", "paused, {time} left")
    return fill(said, time=duration_ms(left_ms))


def decided_by(level: Level, bounces: int) -> str:
    """Who may decide where the case goes, and how often it was sent on; empty where it is usual."""
    parts = []
    if level is not Level.TOWN:
        said = QCoreApplication.translate("Words", "may only be decided by: {level}")
        parts.append(fill(said, level=terms.level(level)))
    if bounces:
        parts.append(fill(QCoreApplication.translate("Words", "sent on {n} ×"), n=bounces))
    return QCoreApplication.translate("Words", ", ").join(parts)
