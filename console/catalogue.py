"""Every action a person can take, once: menus, buttons, keys and the command bar come from here."""

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
    group: Literal["queue", "case", "unit", "stage", "exception"] = "case"


def _translatable(context: str, text: str) -> str:  # noqa: ARG001 - lupdate reads the call
    return text


#: Marks a literal for Qt Linguist without translating it here.
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
        Action(
            "return",
            QT_TRANSLATE_NOOP("Actions", "Return"),
            QT_TRANSLATE_NOOP("Actions", "Ask to hand the case back to the dispatcher"),
            "Ctrl+Alt+R",
            verb="return",
            needs=(Need.REASON,),
            optional=(Need.TEXT,),
            reasons="return",
            group="exception",
        ),
        Action(
            "extend",
            QT_TRANSLATE_NOOP("Actions", "Extend"),
            QT_TRANSLATE_NOOP(
                "Actions", "Ask for more time; the deadline moves when it is approved"
            ),
            "Ctrl+Alt+E",
            verb="extend",
            needs=(Need.REASON,),
            optional=(Need.TEXT,),
            reasons="extend",
            group="exception",
        ),
        Action(
            "rework",
            QT_TRANSLATE_NOOP("Actions", "Rework"),
            QT_TRANSLATE_NOOP("Actions", "Ask to have the work done again"),
            "Ctrl+Alt+W",
            verb="rework",
            needs=(Need.REASON,),
            optional=(Need.TEXT,),
            reasons="rework",
            group="exception",
        ),
        Action(
            "suspend",
            QT_TRANSLATE_NOOP("Actions", "Suspend"),
            QT_TRANSLATE_NOOP(
                "Actions", "Ask to suspend the case; the clock stops when it is approved"
            ),
            "Ctrl+Alt+S",
            verb="suspend",
            needs=(Need.REASON,),
            optional=(Need.TEXT,),
            reasons="suspend",
            group="exception",
        ),
        Action(
            "resume",
            QT_TRANSLATE_NOOP("Actions", "Resume"),
            QT_TRANSLATE_NOOP("Actions", "Take up the suspended case again; the clock runs on"),
            "Ctrl+Shift+Alt+S",
            verb="resume",
            group="exception",
        ),
        Action(
            "approve",
            QT_TRANSLATE_NOOP("Actions", "Approve"),
            QT_TRANSLATE_NOOP("Actions", "Grant what has been asked for"),
            "Ctrl+Alt+A",
            verb="approve",
            group="exception",
        ),
        Action(
            "deny",
            QT_TRANSLATE_NOOP("Actions", "Deny"),
            QT_TRANSLATE_NOOP("Actions", "Refuse what has been asked for"),
            "Ctrl+Alt+D",
            verb="deny",
            needs=(Need.TEXT,),
            group="exception",
        ),
        Action(
            "escalate",
            QT_TRANSLATE_NOOP("Actions", "Escalate"),
            QT_TRANSLATE_NOOP("Actions", "Hand the decision to the level above"),
            "Ctrl+Alt+U",
            verb="escalate",
            needs=(Need.REASON,),
            optional=(Need.TEXT,),
            reasons="escalate",
            group="exception",
        ),
        Action(
            "contact",
            QT_TRANSLATE_NOOP("Actions", "Contacted"),
            QT_TRANSLATE_NOOP("Actions", "Record that somebody has spoken to the people there"),
            "Ctrl+Alt+C",
            verb="contact",
            group="exception",
        ),
        Action(
            "void",
            QT_TRANSLATE_NOOP("Actions", "Void"),
            QT_TRANSLATE_NOOP("Actions", "Strike the case off as if it had not been"),
            "Ctrl+Alt+V",
            verb="void",
            needs=(Need.REASON,),
            optional=(Need.TEXT,),
            reasons="void",
            group="exception",
        ),
    )


ACTIONS: dict[str, Action] = {action.id: action for action in _all()}
