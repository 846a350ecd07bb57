"""What the window does with itself: panes, dialogs, what is shown. It sends nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from console.catalogue.action import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class ViewAction:
    """`label` is a source text of context "Menus"; `shortcut` a portable key sequence.

    `menu`: the one it stands in.
    """

    id: str
    label: str
    shortcut: str
    menu: Literal["queue", "alerts", "tools", "view", "file"] = "view"


VIEW_ACTIONS: tuple[ViewAction, ...] = (
    ViewAction("find", QT_TRANSLATE_NOOP("Menus", "Filter the queue"), "Ctrl+F", "queue"),
    ViewAction("command", QT_TRANSLATE_NOOP("Menus", "Command bar"), "Ctrl+K", "tools"),
    ViewAction("down", QT_TRANSLATE_NOOP("Menus", "Next case in the queue"), "Ctrl+Down", "queue"),
    ViewAction("up", QT_TRANSLATE_NOOP("Menus", "Previous case in the queue"), "Ctrl+Up", "queue"),
    ViewAction(
        "urgent", QT_TRANSLATE_NOOP("Menus", "New emergency out of sight"), "Ctrl+J", "queue"
    ),
    ViewAction("view", QT_TRANSLATE_NOOP("Menus", "Order, groups and columns …"), "F3", "queue"),
    ViewAction(
        "picked", QT_TRANSLATE_NOOP("Menus", "The same for all picked …"), "Ctrl+Shift+P", "queue"
    ),
    ViewAction("pane", QT_TRANSLATE_NOOP("Menus", "Next pane"), "F6"),
    ViewAction("back", QT_TRANSLATE_NOOP("Menus", "Previous pane"), "Shift+F6"),
    ViewAction("strips", QT_TRANSLATE_NOOP("Menus", "Lines under the menus"), "Ctrl+F6"),
    ViewAction("fit-case", QT_TRANSLATE_NOOP("Menus", "Selected case on the map"), "F4"),
    ViewAction("fit-city", QT_TRANSLATE_NOOP("Menus", "Whole city on the map"), "F5"),
    ViewAction(
        "send-many", QT_TRANSLATE_NOOP("Menus", "Units for many cases …"), "Ctrl+F2", "queue"
    ),
    ViewAction("handover", QT_TRANSLATE_NOOP("Menus", "Handover …"), "Ctrl+Shift+G", "tools"),
    ViewAction(
        "export", QT_TRANSLATE_NOOP("Menus", "Export the situation …"), "Ctrl+Shift+S", "tools"
    ),
    ViewAction(
        "outbox", QT_TRANSLATE_NOOP("Menus", "Outbox: commands on their way"), "F9", "tools"
    ),
    ViewAction("batch", QT_TRANSLATE_NOOP("Menus", "Batch: how far it is …"), "Shift+F9", "tools"),
    ViewAction("alerts", QT_TRANSLATE_NOOP("Menus", "Alerts"), "F11", "alerts"),
    ViewAction("alert-next", QT_TRANSLATE_NOOP("Menus", "Next alert"), "F12", "alerts"),
    ViewAction(
        "alert-ack", QT_TRANSLATE_NOOP("Menus", "Acknowledge the alert"), "Ctrl+F12", "alerts"
    ),
    ViewAction(
        "alert-ack-group",
        QT_TRANSLATE_NOOP("Menus", "Acknowledge the group of alerts"),
        "Ctrl+Shift+F12",
        "alerts",
    ),
    ViewAction(
        "alert-aside", QT_TRANSLATE_NOOP("Menus", "Put the alerts aside"), "Shift+F11", "alerts"
    ),
    ViewAction(
        "alert-mute", QT_TRANSLATE_NOOP("Menus", "Mute the sound of alerts"), "Ctrl+F11", "alerts"
    ),
    ViewAction("keys", QT_TRANSLATE_NOOP("Menus", "Keys …"), "F1", "tools"),
    ViewAction("reset", QT_TRANSLATE_NOOP("Menus", "Window layout as delivered"), "Ctrl+Shift+0"),
)
