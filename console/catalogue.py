"""Every action a person can take, once: id, label, key, what it needs. Pure data.

Menus, buttons, keys, the command bar and the key sheet are all made from this table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Need(StrEnum):
    """What the person has to say before an action can be sent."""

    DEPARTMENT = "department"
    REASON = "reason"
    TEXT = "text"
    UNIT = "unit"
    PASSED = "passed"


@dataclass(frozen=True)
class Action:
    """One action.

    `label` and `hint` are English source texts (translation context "Actions"). `verb` is the
    workflow's word, empty for actions that send nothing about one case. `reasons` names the reason
    list. `shortcut` is a portable key sequence.
    """

    id: str
    label: str
    hint: str
    shortcut: str
    verb: str = ""
    needs: tuple[Need, ...] = ()
    optional: tuple[Need, ...] = ()
    reasons: str = ""
    group: Literal["queue", "case", "unit", "stage"] = "case"


def _translatable(context: str, text: str) -> str:  # noqa: ARG001 - lupdate reads the call
    """Marks a literal for Qt Linguist without translating it here."""
    return text


QT_TRANSLATE_NOOP = _translatable


def _all() -> tuple[Action, ...]:
    return (
        Action(
            "next",
            QT_TRANSLATE_NOOP("Actions", "Take next"),
            QT_TRANSLATE_NOOP("Actions", "Claim the most urgent case nobody holds"),
            "Ctrl+Return",
            group="queue",
        ),
        Action(
            "claim",
            QT_TRANSLATE_NOOP("Actions", "Claim"),
            QT_TRANSLATE_NOOP("Actions", "Hold this case so that nobody else decides on it"),
            "Ctrl+L",
            verb="claim",
            group="queue",
        ),
        Action(
            "release",
            QT_TRANSLATE_NOOP("Actions", "Release"),
            QT_TRANSLATE_NOOP("Actions", "Give the case back to the queue"),
            "Ctrl+Shift+L",
            verb="release",
            group="queue",
        ),
        Action(
            "assign",
            QT_TRANSLATE_NOOP("Actions", "Assign unit"),
            QT_TRANSLATE_NOOP("Actions", "Send an officer or a drone to the case"),
            "Ctrl+U",
            verb="assign",
            needs=(Need.UNIT,),
            group="unit",
        ),
        Action(
            "withdraw",
            QT_TRANSLATE_NOOP("Actions", "Withdraw unit"),
            QT_TRANSLATE_NOOP("Actions", "Call a unit back from the case"),
            "Ctrl+Shift+U",
            verb="withdraw",
            needs=(Need.UNIT, Need.REASON),
            reasons="withdraw",
            group="unit",
        ),
        Action(
            "dispatch",
            QT_TRANSLATE_NOOP("Actions", "Dispatch"),
            QT_TRANSLATE_NOOP("Actions", "Hand the filed case to a department"),
            "Ctrl+D",
            verb="dispatch",
            needs=(Need.DEPARTMENT,),
        ),
        Action(
            "reassign",
            QT_TRANSLATE_NOOP("Actions", "Reassign"),
            QT_TRANSLATE_NOOP("Actions", "Send the case on to another department, with a reason"),
            "Ctrl+R",
            verb="reassign",
            needs=(Need.DEPARTMENT, Need.REASON),
            optional=(Need.TEXT,),
            reasons="reassign",
        ),
        Action(
            "note",
            QT_TRANSLATE_NOOP("Actions", "Note"),
            QT_TRANSLATE_NOOP("Actions", "Write into the history of the case"),
            "Ctrl+N",
            verb="note",
            needs=(Need.TEXT,),
        ),
        Action(
            "close",
            QT_TRANSLATE_NOOP("Actions", "Close"),
            QT_TRANSLATE_NOOP("Actions", "Close the case, with its outcome"),
            "Ctrl+E",
            verb="close",
            needs=(Need.REASON,),
            optional=(Need.TEXT,),
            reasons="close",
        ),
        Action(
            "reopen",
            QT_TRANSLATE_NOOP("Actions", "Reopen"),
            QT_TRANSLATE_NOOP("Actions", "Open a closed case again, with a new limit"),
            "Ctrl+Shift+E",
            verb="reopen",
            needs=(Need.REASON,),
            optional=(Need.TEXT,),
            reasons="reopen",
        ),
        Action(
            "accept",
            QT_TRANSLATE_NOOP("Actions", "Accept"),
            QT_TRANSLATE_NOOP("Actions", "Accept the report as a case"),
            "Ctrl+1",
            verb="accept",
            group="stage",
        ),
        Action(
            "reject",
            QT_TRANSLATE_NOOP("Actions", "Reject"),
            QT_TRANSLATE_NOOP("Actions", "Turn the report down, with a reason"),
            "Ctrl+Shift+1",
            verb="reject",
            needs=(Need.REASON,),
            optional=(Need.TEXT,),
            reasons="reject",
            group="stage",
        ),
        Action(
            "file",
            QT_TRANSLATE_NOOP("Actions", "File"),
            QT_TRANSLATE_NOOP("Actions", "Approve filing of the accepted case"),
            "Ctrl+2",
            verb="file",
            group="stage",
        ),
        Action(
            "start",
            QT_TRANSLATE_NOOP("Actions", "Start work"),
            QT_TRANSLATE_NOOP("Actions", "The department has begun"),
            "Ctrl+3",
            verb="start",
            group="stage",
        ),
        Action(
            "feedback",
            QT_TRANSLATE_NOOP("Actions", "Feedback"),
            QT_TRANSLATE_NOOP("Actions", "Report the department's result"),
            "Ctrl+4",
            verb="feedback",
            needs=(Need.TEXT,),
            group="stage",
        ),
        Action(
            "verify",
            QT_TRANSLATE_NOOP("Actions", "Verify"),
            QT_TRANSLATE_NOOP("Actions", "Confirm the result, or send the case back for rework"),
            "Ctrl+5",
            verb="verify",
            needs=(Need.PASSED,),
            optional=(Need.TEXT,),
            group="stage",
        ),
    )


ACTIONS: dict[str, Action] = {action.id: action for action in _all()}
