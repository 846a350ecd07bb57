"""Keys that stay as they are: editing, moving about, what a pane does while it has the focus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from console.catalogue.action import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class FixedKey:
    """`label`: source text of context "Keys". `where`: "window" keys work everywhere in it."""

    shortcut: str
    label: str
    where: Literal["window", "door", "bar", "queue", "alerts", "map", "replay"]


FIXED_KEYS: tuple[FixedKey, ...] = (
    FixedKey("/", QT_TRANSLATE_NOOP("Keys", "Command bar, from outside a field"), "window"),
    FixedKey("F7", QT_TRANSLATE_NOOP("Keys", "Send a refused command again"), "window"),
    FixedKey("F8", QT_TRANSLATE_NOOP("Keys", "The refusal has been seen"), "window"),
    FixedKey("F10", QT_TRANSLATE_NOOP("Keys", "Menu bar"), "window"),
    FixedKey("Return", QT_TRANSLATE_NOOP("Keys", "Sign in, or open the lock"), "door"),
    FixedKey("Esc", QT_TRANSLATE_NOOP("Keys", "Give the sign-in up; a lock stays shut"), "door"),
    FixedKey("Tab", QT_TRANSLATE_NOOP("Keys", "Take the completion"), "bar"),
    FixedKey("Up", QT_TRANSLATE_NOOP("Keys", "Completion or line before"), "bar"),
    FixedKey("Down", QT_TRANSLATE_NOOP("Keys", "Completion or line after"), "bar"),
    FixedKey("Return", QT_TRANSLATE_NOOP("Keys", "Do what the line says"), "bar"),
    FixedKey("Esc", QT_TRANSLATE_NOOP("Keys", "One step back, then to the queue"), "bar"),
    FixedKey("Space", QT_TRANSLATE_NOOP("Keys", "Pick the case, or let it go"), "queue"),
    FixedKey("Ctrl+A", QT_TRANSLATE_NOOP("Keys", "Pick all shown"), "queue"),
    FixedKey("Ctrl+C", QT_TRANSLATE_NOOP("Keys", "Copy rows as text"), "queue"),
    FixedKey("Esc", QT_TRANSLATE_NOOP("Keys", "Let go of all picked"), "queue"),
    FixedKey("Return", QT_TRANSLATE_NOOP("Keys", "Go to the case"), "alerts"),
    FixedKey("Space", QT_TRANSLATE_NOOP("Keys", "Open or close the group"), "alerts"),
    FixedKey("N", QT_TRANSLATE_NOOP("Keys", "Next alert"), "map"),
    FixedKey("A", QT_TRANSLATE_NOOP("Keys", "Acknowledge the alert"), "map"),
    FixedKey("Y", QT_TRANSLATE_NOOP("Keys", "List of layers"), "map"),
    FixedKey("Space", QT_TRANSLATE_NOOP("Keys", "Play or pause"), "replay"),
    FixedKey("[", QT_TRANSLATE_NOOP("Keys", "Slower"), "replay"),
    FixedKey("]", QT_TRANSLATE_NOOP("Keys", "Faster"), "replay"),
    FixedKey("J", QT_TRANSLATE_NOOP("Keys", "Back; further with Shift"), "replay"),
    FixedKey("L", QT_TRANSLATE_NOOP("Keys", "Forward; further with Shift"), "replay"),
)
#: What text fields, lists and the system live on: nobody can give these to an action.
EDITING = (
    *("Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z"),
    *("Ctrl+Left", "Ctrl+Right", "Ctrl+Home", "Ctrl+End", "Ctrl+Backspace", "Ctrl+Del"),
    *("Ctrl+Tab", "Ctrl+Shift+Tab", "Alt+Tab", "Alt+F4"),
)
