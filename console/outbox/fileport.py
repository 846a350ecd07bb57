"""What can be asked of an outbox about the files of a case and its component, and the answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from casework.component import Component
from console.feeds.port import Trouble


@dataclass(frozen=True)
class ComponentAnswer:
    """An entry of the register; None and no trouble: the register has no such thing (any more)."""

    code: str
    component: Component | None = None
    trouble: Trouble = Trouble.NONE


@dataclass(frozen=True)
class AskPicture:
    """A picture of a case. `edge`: 0 for the small one, else the longest edge wanted, in pixels."""

    attachment: str
    sha256: str = ""
    edge: int = 0


@dataclass(frozen=True)
class SaveFile:
    """A file of a case, to be written to `path`; `view`: to be opened then."""

    attachment: str
    sha256: str
    path: str
    view: bool = False


@dataclass(frozen=True)
class SendFile:
    """The file at `path`, to be attached to a case as `name`.

    `given_at`: UTC of this machine, and `log_id`: the log whose case is meant; both are stamped by
    the outbox.
    """

    command_id: str
    case_id: int
    path: str
    name: str
    given_at: datetime | None = None
    log_id: str = ""


@dataclass(frozen=True)
class CancelFile:
    """What is being sent is not wanted any more; central keeps nothing of half a file."""

    command_id: str


FileJob = AskPicture | SaveFile | SendFile | CancelFile


@dataclass(frozen=True)
class PictureAnswer:
    """`pixels`: blue, green, red, 255 for each, row by row; empty where there are none.

    `problem`: "absent", "broken" or a code of central's, where the line itself is no trouble.
    """

    asked: AskPicture
    width: int = 0
    height: int = 0
    pixels: bytes = b""
    trouble: Trouble = Trouble.NONE
    problem: str = ""


@dataclass(frozen=True)
class FileSaved:
    """The file lies at the path asked for, unless there is a trouble or a problem."""

    asked: SaveFile
    trouble: Trouble = Trouble.NONE
    problem: str = ""


@dataclass(frozen=True)
class FileProgress:
    """How much of a file has been sent, in bytes."""

    command_id: str
    case_id: int
    name: str
    sent: int
    size: int


FileAnswer = PictureAnswer | FileSaved | FileProgress
