"""Coming to the seat, leaving it, locking it: what the File menu offers."""

from __future__ import annotations

from console.catalogue.action import QT_TRANSLATE_NOOP
from console.catalogue.viewwork import ViewAction

#: Labels are of context "FileMenu".
SEAT_ACTIONS: tuple[ViewAction, ...] = (
    ViewAction("sign-in", QT_TRANSLATE_NOOP("FileMenu", "Sign in …"), "Ctrl+Alt+I", "file"),
    ViewAction("sign-out", QT_TRANSLATE_NOOP("FileMenu", "Sign out"), "Ctrl+Alt+O", "file"),
    ViewAction("lock", QT_TRANSLATE_NOOP("FileMenu", "Lock the console"), "Ctrl+Alt+L", "file"),
    ViewAction("close", QT_TRANSLATE_NOOP("FileMenu", "Close the console"), "Ctrl+Q", "file"),
)
