"""A command on its way: what it says, on what it was decided, and how far it has come."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum

import msgspec

from casework.codec import verb_of
from casework.commands import Order
from casework.dutycommands import DutyCommand
from casework.instant import Instant
from casework.refusal import Refusal
from console.feeds.port import Trouble
from console.outbox import duty

_NEVER = datetime.fromtimestamp(0, UTC)


class Stage(StrEnum):
    """How far a command has come. From `CONFIRMED` on it is over."""

    QUEUED = "queued"  # taken and written down; not tried yet
    SENDING = "sending"  # tried at least once, no answer known: it may have been carried out
    HELD = "held"  # not sent by itself any more: somebody has to decide
    CONFIRMED = "confirmed"
    REFUSED = "refused"  # central said no, or nothing that could be read as a yes
    STOPPED = "stopped"  # not sent: an earlier one about the same case was refused
    CANCELLED = "cancelled"


OVER = frozenset({Stage.CONFIRMED, Stage.REFUSED, Stage.STOPPED, Stage.CANCELLED})


class Letter(msgspec.Struct, frozen=True):
    """An order as it goes over the wire, and its fate.

    `version`: what the person decided on, None where the case is not named yet; `sent_version`:
    what the first attempt said, which every later one repeats; `made_version`: what central
    made of the case. `given_at`, `over_at`: UTC of this machine. `log_id`: the log whose case
    numbers it means, "" unknown. `agreed`: somebody wants it sent however old it is.
    `cancelling`: unwanted, but an attempt was under way.
    """

    command_id: str
    case_id: int
    verb: str
    path: str
    body: bytes
    version: int | None
    given_at: Instant = _NEVER
    log_id: str = ""
    number: int = 0
    stage: Stage = Stage.QUEUED
    sent_version: int | None = None
    made_version: int = 0
    tried: bool = False
    agreed: bool = False
    cancelling: bool = False
    trouble: Trouble = Trouble.NONE
    problem: str = ""
    detail: str = ""
    refusal: Refusal | None = None
    over_at: Instant | None = None

    @property
    def over(self) -> bool:
        return self.stage in OVER


def letter_of(order: Order) -> Letter:
    """`order` as central's API wants it."""
    verb = verb_of(order.command)
    if isinstance(order.command, DutyCommand):
        path, raw = duty.written(order.command)
        return Letter(order.command_id, 0, verb, path, raw, None)
    body = msgspec.to_builtins(order.command)
    del body["verb"]  # the path says it
    path = f"/v1/cases/{order.case_id}/{verb}" if order.case_id else "/v1/cases"
    version = order.version if order.case_id else None
    return Letter(order.command_id, order.case_id, verb, path, msgspec.json.encode(body), version)


def next_letter(command_id: str) -> Letter:
    """Take the most urgent case, whichever that will be."""
    return Letter(command_id, 0, "next", "/v1/next", b"{}", None)
