"""What a feed is and what comes out of it: the same for central's live feed and for a replay.

A feed runs on its own thread, decodes there, and posts items to a sink. It never touches Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from casework.actor import Actor
from casework.area import Gazetteer
from casework.events import Envelope
from casework.reasons import ReasonLists
from casework.unit import Fixes
from console.board.board import Board
from console.board.heard import Heard


class LinkState(StrEnum):
    """How well the console hears its source."""

    CONNECTING = "connecting"  # never heard it yet
    LIVE = "live"
    STALE = "stale"  # was live, silent too long: the picture ages
    REFUSED = "refused"  # it answers, but not us: wrong token, not a central, wrong version
    REPLAY = "replay"


class Trouble(StrEnum):
    """Why a link is not live, or a command got no answer; the interface has the words."""

    NONE = ""
    UNREACHABLE = "unreachable"  # nobody listens there, or the name does not resolve
    TIMEOUT = "timeout"
    CUT = "cut"  # the connection broke off
    NOT_CENTRAL = "not-central"  # something else answers: HTML, another product, other JSON
    UNTRUSTED = "untrusted"  # its certificate proves nothing to us, or not at this time
    UNAUTHORISED = "unauthorised"
    SERVER_ERROR = "server-error"
    BAD_ADDRESS = "bad-address"
    READ_ONLY = "read-only"  # a replay or a wall: nothing can be sent
    FULL_DISK = "full-disk"  # central can read but not write
    PROBLEM = "problem"  # central does not take the request as it is; its code says why
    OUTBOX_FULL = "outbox-full"  # too many commands wait already
    STOPPED = "stopped"  # an earlier command about the same case was refused
    CANCELLED = "cancelled"  # by the person, before there was an answer
    CANCELLED_LATE = "cancelled-late"  # the same, after an attempt that may have been carried out
    TOO_OLD = "too-old"  # central may have forgotten whether it was carried out
    OTHER_LOG = "other-log"  # central keeps another log now: case numbers mean other cases


@dataclass(frozen=True)
class City:
    """Who the source says we are and how its city is described. Comes before the first Picture."""

    gazetteer: Gazetteer
    reasons: ReasonLists | None
    actor: Actor | None


@dataclass(frozen=True)
class Picture:
    """A whole new board, built off the GUI thread, that replaces the one before.

    `known_ms`: this machine's time when the source was last heard, for a board out of the cache;
    0 for one that the source has just given.
    """

    board: Board
    known_ms: int = 0


@dataclass(frozen=True)
class Log:
    """Events in order, without a gap to what came before."""

    envelopes: tuple[Envelope, ...]


@dataclass(frozen=True)
class Positions:
    """Where units are now; of a recording also when each was received."""

    fixes: Fixes | Heard


@dataclass(frozen=True)
class Beat:
    """City time `now_ms` at local monotonic `heard` seconds, running at `rate`; head of the log."""

    now_ms: int
    rate: float
    heard: float
    head: int


@dataclass(frozen=True)
class Link:
    """The link changed. `detail` is plain text for the log and the tooltip."""

    state: LinkState
    trouble: Trouble = Trouble.NONE
    detail: str = ""
    where: str = ""


@dataclass(frozen=True)
class ReplayProgress:
    """Where a replay stands: instants in ms, `speed` ×, and whether it runs."""

    start_ms: int
    end_ms: int
    at_ms: int
    speed: float
    playing: bool


@dataclass(frozen=True)
class CacheTrouble:
    """The last known city: it was of no use and "set-aside", or the "disk" does not take it."""

    code: str
    detail: str


Item = City | Picture | Log | Positions | Beat | Link | ReplayProgress | CacheTrouble

#: Where a feed puts what it hears; called on the feed's thread, never blocks.
Sink = Callable[[Item], None]


class Feed(Protocol):
    """A source of events. `start` and `stop` return at once; `stop` ends the thread soon after."""

    def start(self, sink: Sink) -> None: ...

    def stop(self) -> None: ...


class ReplayControl(Protocol):
    """What a replay feed offers besides: every call returns at once and is answered by items."""

    def play(self) -> None: ...

    def pause(self) -> None: ...

    def set_speed(self, speed: float) -> None: ...

    def seek(self, at_ms: int) -> None: ...

    def history(self, case_id: int) -> tuple[Envelope, ...]: ...
