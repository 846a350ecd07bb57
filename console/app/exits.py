"""How the console ends: exit codes, what comes after a window, why there is none. No Qt here."""

from __future__ import annotations

from enum import Enum, IntEnum


class Exit(IntEnum):
    """Exit codes of the console; central uses the same ones where it means the same."""

    OK = 0
    USAGE = 2
    SECOND_INSTANCE = 3
    PORT_IN_USE = 4
    DATA_FOLDER = 5
    CITY = 6
    DATABASE = 7
    REPLAY = 8
    SERVER = 9
    CENTRAL_FAILED = 10
    TOKEN_FILE = 17


class StartError(Exception):
    """The console cannot start.

    `what` names the place, `detail` is what was heard from below, `kind` a stable code that the
    interface has words for.
    """

    def __init__(self, code: Exit, what: str, detail: str = "", kind: str = "") -> None:
        super().__init__(f"{code.name}: {what} {detail}")
        self.code, self.what, self.detail, self.kind = code, what, detail, kind


class Next(Enum):
    """What comes when the window has closed."""

    END = "end"
    SIGNED_OUT = "signed-out"
