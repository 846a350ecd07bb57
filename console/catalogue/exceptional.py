"""What leaves the usual way: asking, deciding, pausing, merging, striking off."""

from __future__ import annotations

from console.catalogue.action import QT_TRANSLATE_NOOP, Action, Need


def exceptional() -> tuple[Action, ...]:
    return (
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
        Action(
            "merge",
            QT_TRANSLATE_NOOP("Actions", "Merge"),
            QT_TRANSLATE_NOOP("Actions", "Let this case go on in another about the same matter"),
            "Ctrl+M",
            verb="merge",
            needs=(Need.INTO, Need.REASON),
            optional=(Need.TEXT,),
            reasons="merge",
            group="exception",
        ),
        Action(
            "unmerge",
            QT_TRANSLATE_NOOP("Actions", "Unmerge"),
            QT_TRANSLATE_NOOP("Actions", "Make the merged case one of its own again"),
            "Ctrl+Shift+M",
            verb="unmerge",
            needs=(Need.TEXT,),
            group="exception",
        ),
    )
