"""What is under way on a case: sent, waiting for an answer, refused. One look-up for every view."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QCoreApplication

from console import words
from console.models.unseen import News
from console.session import Session


class Mark(IntEnum):
    NONE = 0
    SENDING = 1
    WAITING = 2  # no answer so far; it is being tried again
    REFUSED = 3


def marks(session: Session) -> dict[int, Mark]:
    """The mark of every case that has one; as long as what is under way, not as the city."""
    found = dict.fromkeys(session.ledger.refusals, Mark.REFUSED)
    for pending in session.ledger.pending.values():
        if pending.case_id:
            found[pending.case_id] = Mark.WAITING if pending.waiting else Mark.SENDING
    return found


def mark_text(mark: Mark) -> str:
    """The few words that fit into a row."""
    if mark is Mark.SENDING:
        return QCoreApplication.translate("Marks", "sending…")
    if mark is Mark.WAITING:
        return QCoreApplication.translate("Marks", "waiting for central…")
    if mark is Mark.REFUSED:
        return QCoreApplication.translate("Marks", "refused")
    return ""


def mark_reason(session: Session, case_id: int) -> str:
    """The whole sentence behind the mark; empty where there is none."""
    refused = session.ledger.refusals.get(case_id)
    if refused is not None:
        return words.outcome(refused, session)
    under_way = session.ledger.of_case(case_id)
    if not under_way:
        return ""
    text = QCoreApplication.translate("Marks", "{verb}: {mark}")
    mark = Mark.WAITING if under_way[-1].waiting else Mark.SENDING
    return words.fill(text, verb=words.verb(under_way[-1].verb), mark=mark_text(mark))


def news_text(news: News) -> str:
    """What is new about a row, in words; empty where nothing is."""
    if news is News.NEW:
        return QCoreApplication.translate("Marks", "new")
    if news is News.CHANGED:
        return QCoreApplication.translate("Marks", "changed since you last looked")
    return ""
