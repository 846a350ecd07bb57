"""What the office is asked to do, and what it answers. No HTTP here, no SQL."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import msgspec

from casework import commands as cm
from casework.actor import Actor
from casework.codec import verb_of
from casework.dutycommands import AnyDutyCommand
from casework.refusal import Refusal
from casework.unit import Unit


class Report(msgspec.Struct, frozen=True, tag="report"):
    command: cm.ReportCase

    @property
    def route(self) -> str:
        return "POST /v1/cases"


class OnCase(msgspec.Struct, frozen=True, tag="case"):
    """A command on an existing case, decided by somebody who saw `version` of it."""

    case_id: int
    version: int
    command: cm.CaseCommand

    @property
    def route(self) -> str:
        return f"POST /v1/cases/{self.case_id}/{verb_of(self.command)}"


class Attach(msgspec.Struct, frozen=True, tag="attach"):
    """Add a file to a case as it is now: whoever took it need not know the newest version."""

    case_id: int
    command: cm.AttachFile

    @property
    def route(self) -> str:
        return f"POST /v1/cases/{self.case_id}/attachments"


class TakeNext(msgspec.Struct, frozen=True, tag="next"):
    """Claim the most urgent unclaimed open case in scope."""

    @property
    def route(self) -> str:
        return "POST /v1/next"


class Register(msgspec.Struct, frozen=True, tag="register"):
    units: list[Unit]

    @property
    def route(self) -> str:
        return "POST /v1/units"


class OnDuty(msgspec.Struct, frozen=True, tag="duty"):
    """What is about no single case. `path`: of the route, filled in; `colleague`: who is named."""

    path: str
    command: AnyDutyCommand
    colleague: Actor | None = None

    @property
    def route(self) -> str:
        return f"POST {self.path}"


Work = Report | OnCase | Attach | TakeNext | Register | OnDuty


class Done(msgspec.Struct, frozen=True):
    """Carried out: the new state and the facts, both as JSON; durable before anybody sees this.

    `case` is empty where no case is meant; `version` is the case's version afterwards.
    """

    case: bytes
    version: int
    lines: list[bytes]
    case_id: int = 0
    created: bool = False
    registered: int = 0
    replayed: bool = False


class No(msgspec.Struct, frozen=True):
    """Not carried out, with the reasons."""

    refusal: Refusal
    stale: bool = False
    replayed: bool = False


class KeyReused(msgspec.Struct, frozen=True):
    """The idempotency key was used before for something else."""


class KeyBusy(msgspec.Struct, frozen=True):
    """The first request with this key is still under way."""


class DiskFull(msgspec.Struct, frozen=True):
    """The disk did not take it; nothing has changed."""


class Unavailable(msgspec.Struct, frozen=True):
    """The database does not answer; ask again with the same key, whatever became of this."""


class Broken(msgspec.Struct, frozen=True):
    """Something that should not happen; it is in the log under `incident`."""

    incident: str


Outcome = Done | No | KeyReused | KeyBusy | DiskFull | Unavailable | Broken

_ENCODER = msgspec.json.Encoder()


class Job(msgspec.Struct, frozen=True):
    """One piece of work of one person. `key` is the idempotency key, "" for the office's own.

    A key belongs to who used it and to the route: the method and the path with its parameters
    filled in, written in one way only. Without the route, a key that a client made twice by
    mistake would answer one case with what became of another.
    """

    actor: Actor
    key: str
    work: Work
    done: Callable[[Outcome], None]

    @property
    def name(self) -> tuple[str, str, str]:
        return self.actor.actor_id, self.key, self.work.route

    def fingerprint(self) -> bytes:
        """What the key stands for: the decoded work, so that white space does not matter."""
        # what is known of a colleague may change, what was asked for does not
        meant = self.work.command if isinstance(self.work, OnDuty) else self.work
        return hashlib.sha256(_ENCODER.encode(meant)).digest()[:16]
