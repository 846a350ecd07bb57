"""Frozen imperatives: what somebody asks for. Each is decided on one known version of the case.

`Command` is the body; `Order` carries it with its id, its case and the version it was decided on.
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from casework.area import Limit
from casework.datum import Datum
from casework.dutycommands import AnyDutyCommand
from casework.instant import Instant
from casework.vocabulary import Channel, Step

Text = Annotated[str, Meta(max_length=10_000)]
Line = Annotated[str, Meta(max_length=500)]
Code = Annotated[str, Meta(min_length=1, max_length=40)]


class Command(msgspec.Struct, frozen=True, tag_field="verb", forbid_unknown_fields=True):
    """Base of all commands; `verb` is the word of the API, the command bar and the workflow."""


class ReportCase(Command, frozen=True, tag="report"):
    """Report something. (lon, lat) in the declared datum; `reported_at` with a zone.

    `component`: code of the thing it is about, where that is known.
    """

    category: Code
    title: Annotated[str, Meta(min_length=1, max_length=500)]
    area: Code
    lon: Annotated[float, Meta(ge=-180, le=180)]
    lat: Annotated[float, Meta(ge=-90, le=90)]
    datum: Datum
    channel: Channel
    reported_at: Instant | None = None
    priority: Annotated[int, Meta(ge=1, le=4)] | None = None
    village: Line = ""
    grid: Line = ""
    address: Line = ""
    description: Text = ""
    reporter: Line = ""
    component: Annotated[str, Meta(max_length=64)] = ""


class AcceptCase(Command, frozen=True, tag="accept"):
    pass


class RejectCase(Command, frozen=True, tag="reject"):
    reason: Code
    text: Text = ""


class FileCase(Command, frozen=True, tag="file"):
    pass


class DispatchCase(Command, frozen=True, tag="dispatch"):
    department: Code


class ClaimCase(Command, frozen=True, tag="claim"):
    pass


class RenewLease(Command, frozen=True, tag="renew"):
    pass


class ReleaseCase(Command, frozen=True, tag="release"):
    pass


class AssignUnit(Command, frozen=True, tag="assign"):
    """Send a unit. A busy unit is refused unless `even_if_busy` says it was meant."""

    unit: int
    even_if_busy: bool = False


class WithdrawUnit(Command, frozen=True, tag="withdraw"):
    unit: int
    reason: Code


class ProgressUnit(Command, frozen=True, tag="progress"):
    unit: int
    step: Step


class ReassignCase(Command, frozen=True, tag="reassign"):
    department: Code
    reason: Code
    text: Text = ""


class AddNote(Command, frozen=True, tag="note"):
    text: Annotated[str, Meta(min_length=1, max_length=10_000)]


class AttachFile(Command, frozen=True, tag="attach"):
    """A file that central has received and keeps; the fields are central's, but for `name`."""

    attachment: Code
    name: Line
    media: Line
    size: int
    sha256: Line


class StartWork(Command, frozen=True, tag="start"):
    pass


class GiveFeedback(Command, frozen=True, tag="feedback"):
    text: Text


class VerifyCase(Command, frozen=True, tag="verify"):
    passed: bool
    text: Text = ""


class CloseCase(Command, frozen=True, tag="close"):
    reason: Code
    text: Text = ""


class ReopenCase(Command, frozen=True, tag="reopen"):
    reason: Code
    text: Text = ""


class ReturnCase(Command, frozen=True, tag="return"):
    """Ask to hand the case back to the dispatcher (回退)."""

    reason: Code
    text: Text = ""


class ReworkCase(Command, frozen=True, tag="rework"):
    """Ask to have the work done again (返工)."""

    reason: Code
    text: Text = ""


class ExtendCase(Command, frozen=True, tag="extend"):
    """Ask for more time (延时): `limit`, or as much again as the type has."""

    reason: Code
    text: Text = ""
    limit: Limit | None = None


class SuspendCase(Command, frozen=True, tag="suspend"):
    """Ask to suspend the case (挂账): nothing can be done now, and the clock stops."""

    reason: Code
    text: Text = ""


class ApproveRequest(Command, frozen=True, tag="approve"):
    text: Text = ""


class DenyRequest(Command, frozen=True, tag="deny"):
    text: Text = ""


class ResumeCase(Command, frozen=True, tag="resume"):
    text: Text = ""


class VoidCase(Command, frozen=True, tag="void"):
    reason: Code
    text: Text = ""


class EscalateCase(Command, frozen=True, tag="escalate"):
    """Hand the decision to the level above."""

    reason: Code
    text: Text = ""


class ContactReporter(Command, frozen=True, tag="contact"):
    """Somebody has spoken to who reported it, or to who is at the place."""

    text: Text = ""


class MergeCase(Command, frozen=True, tag="merge"):
    """This case is the same matter as `into` and goes on there."""

    into: Annotated[int, Meta(ge=1)]
    reason: Code
    text: Text = ""


class UnmergeCase(Command, frozen=True, tag="unmerge"):
    text: Text = ""


class DenyDuplicate(Command, frozen=True, tag="distinct"):
    """This case and `other` are two matters, however alike they look."""

    other: Annotated[int, Meta(ge=1)]
    text: Text = ""


class LiftDenial(Command, frozen=True, tag="undistinct"):
    """Take that back."""

    other: Annotated[int, Meta(ge=1)]
    text: Text = ""


class ExpireLease(Command, frozen=True, tag="expire"):
    """The record office's own command when a lease has run out by server time."""


CaseCommand = (
    AcceptCase
    | RejectCase
    | FileCase
    | DispatchCase
    | ClaimCase
    | RenewLease
    | ReleaseCase
    | AssignUnit
    | WithdrawUnit
    | ProgressUnit
    | ReassignCase
    | AddNote
    | AttachFile
    | StartWork
    | GiveFeedback
    | VerifyCase
    | CloseCase
    | ReopenCase
    | ReturnCase
    | ReworkCase
    | ExtendCase
    | SuspendCase
    | ApproveRequest
    | DenyRequest
    | ResumeCase
    | VoidCase
    | EscalateCase
    | ContactReporter
    | MergeCase
    | UnmergeCase
    | DenyDuplicate
    | LiftDenial
    | ExpireLease
)
AnyCommand = CaseCommand | ReportCase | AnyDutyCommand


class Order(msgspec.Struct, frozen=True):
    """A command with what it needs to be sent once and judged fairly.

    `command_id`: UUID, the idempotency key. `case_id`: 0 where it is about none. `version`:
    the version of the case the person was looking at.
    """

    command_id: Annotated[str, Meta(min_length=8, max_length=64)]
    case_id: int
    version: int
    command: AnyCommand
