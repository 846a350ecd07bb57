"""What the heading of a group says."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from casework.vocabulary import STATE_ORDER
from console import words
from console.models.folds import Heading
from console.models.queuetext import QueueText, heading
from console.models.sortkeys import By, Light, SortKeys


def _translatable(context: str, text: str) -> str:  # noqa: ARG001 - lupdate reads the call
    return text


QT_TRANSLATE_NOOP = _translatable
_LIGHTS = {
    Light.OVERDUE: QT_TRANSLATE_NOOP("Queue", "Overdue"),
    Light.HOUR: QT_TRANSLATE_NOOP("Queue", "Within an hour"),
    Light.DAY: QT_TRANSLATE_NOOP("Queue", "Within a day"),
    Light.LATER: QT_TRANSLATE_NOOP("Queue", "Later"),
    Light.PAUSED: QT_TRANSLATE_NOOP("Queue", "Clock stands still"),
    Light.NO_LIMIT: QT_TRANSLATE_NOOP("Queue", "No limit"),
    Light.OVER: QT_TRANSLATE_NOOP("Queue", "Over"),
}
_NOBODY = {
    By.PLACE: QT_TRANSLATE_NOOP("Queue", "No place"),
    By.DEPARTMENT: QT_TRANSLATE_NOOP("Queue", "No department yet"),
    By.HOLDER: QT_TRANSLATE_NOOP("Queue", "Held by nobody"),
    By.TYPE: QT_TRANSLATE_NOOP("Queue", "No type"),
}
_COLUMNS = {
    By.PLACE: "area",
    By.TYPE: "category",
    By.DEPARTMENT: "department",
    By.HOLDER: "holder",
}
_ALOUD = QT_TRANSLATE_NOOP("Queue", "{by}: {group}, {n} cases, {state}")
_OPEN = QT_TRANSLATE_NOOP("Queue", "open")
_CLOSED = QT_TRANSLATE_NOOP("Queue", "closed")


def _say(text: str) -> str:
    return QCoreApplication.translate("Queue", text)


def group_name(text: QueueText, sort: SortKeys, rank: int) -> str:
    """The group's own name: "Dongcheng", "Overdue"."""
    code = sort.code(rank)
    if sort.group is By.CLOCK:
        return _say(_LIGHTS[Light(rank)])
    if sort.group is By.STATE:
        return words.state(STATE_ORDER[rank])
    if sort.group is By.PRIORITY:
        return words.priority(rank)
    by = By.PLACE if sort.group is None else sort.group
    return text.name(_COLUMNS[by], code) or _say(_NOBODY[by])


def heading_text(text: QueueText, sort: SortKeys, head: Heading) -> str:
    """ "Dongcheng · 214"."""
    return f"{group_name(text, sort, head.rank)} · {words.count(head.size, True)}"


def heading_aloud(text: QueueText, sort: SortKeys, head: Heading) -> str:
    """For a screen reader: what it is a group by, and whether it is open."""
    return words.fill(
        _say(_ALOUD),
        by=heading(sort.group) if sort.group is not None else "",
        group=group_name(text, sort, head.rank),
        n=words.count(head.size, True),
        state=_say(_CLOSED if head.closed else _OPEN),
    )
