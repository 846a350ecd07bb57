"""What people of a room have told each other, in words: handovers, alerts seen, shared views."""

from __future__ import annotations

from functools import singledispatch

from PySide6.QtCore import QCoreApplication

from casework import dutyevents as de
from casework.duty import Why
from console.words.language import QT_TRANSLATE_NOOP, fill

_WHY: dict[str, str] = {
    Why.NOT_FOUND: QT_TRANSLATE_NOOP("Words", "not there, or outside the area"),
    Why.OVER: QT_TRANSLATE_NOOP("Words", "over already"),
    Why.NOT_HELD: QT_TRANSLATE_NOOP("Words", "not held by who handed it over"),
    Why.HELD: QT_TRANSLATE_NOOP("Words", "held by somebody else"),
}


def why_left(why: str) -> str:
    """Why a case did not come along; a reason of a newer central is shown as it is."""
    return QCoreApplication.translate("Words", _WHY[why]) if why in _WHY else why


def colleague(actor_id: str) -> str:
    """Whom a handover is for: somebody by name, or the pool."""
    return actor_id or QCoreApplication.translate("Words", "the pool")


@singledispatch
def what(happened: object) -> str:
    """One fact of the room on one line."""
    return type(happened).__name__


@what.register
def _(happened: de.HandoverOffered) -> str:
    text = QCoreApplication.translate("Words", "handed over to {whom}, cases: {n}")
    return _with(fill(text, whom=colleague(happened.to), n=len(happened.cases)), happened.note)


@what.register
def _(happened: de.HandoverAcknowledged) -> str:
    text = QCoreApplication.translate("Words", "handover acknowledged, cases taken over: {n}")
    return fill(text, n=len(happened.taken))


@what.register
def _(happened: de.HandoverDeclined) -> str:
    return _with(QCoreApplication.translate("Words", "handover declined"), happened.text)


@what.register
def _(_: de.HandoverWithdrawn) -> str:
    return QCoreApplication.translate("Words", "handover taken back")


@what.register
def _(happened: de.AlertAcknowledged) -> str:
    return _with(QCoreApplication.translate("Words", "alert acknowledged"), happened.text)


@what.register
def _(happened: de.ViewShared) -> str:
    text = QCoreApplication.translate("Words", "saved filter shared: {name}")
    return fill(text, name=" ".join(happened.name.split()))


@what.register
def _(_: de.ViewWithdrawn) -> str:
    return QCoreApplication.translate("Words", "a shared filter was withdrawn")


def _with(said: str, text: str) -> str:
    text = " ".join(text.split())
    return f"{said} — {text}" if text else said
