"""Frozen facts in the past tense, and the envelope that gives each its place in the log.

Each event is a msgspec struct tagged by `kind`; the log stores the tag, so a class may be renamed
but a tag may not. An unknown tag decodes to `UnknownEvent`: it keeps the state and is reported.
"""

from __future__ import annotations

import msgspec

from casework import eventbase, mergeevents
from casework.case import Case
from casework.dutyevents import AnyDutyEvent
from casework.eventbase import Event
from casework.instant import Instant
from casework.unit import Unit
from casework.vocabulary import Channel, Level, PlaceDoubt, Request, Step

#: Version of the event vocabulary written by this code; `codec` upcasts older ones.
EVENTS_VERSION = 1


class CaseReported(Event, frozen=True, tag="case_reported"):
    """A report came in. Position WGS-84 degrees; `reported_at` may precede the recording."""

    category: str
    title: str
    area: str
    lon: float
    lat: float
    priority: int
    channel: Channel
    reported_at: Instant
    village: str = ""
    grid: str = ""
    address: str = ""
    description: str = ""
    reporter: str = ""
    due_at: Instant | None = None
    stage_due: Instant | None = None
    contact_due: Instant | None = None
    arrival_due: Instant | None = None
    doubt: PlaceDoubt = PlaceDoubt.NONE
    component: str = ""


class CaseAccepted(Event, frozen=True, tag="case_accepted"):
    stage_due: Instant | None = None


class CaseRejected(Event, frozen=True, tag="case_rejected"):
    reason: str
    text: str = ""


class CaseFiled(Event, frozen=True, tag="case_filed"):
    stage_due: Instant | None = None


class CaseDispatched(Event, frozen=True, tag="case_dispatched"):
    department: str


class CaseClaimed(Event, frozen=True, tag="case_claimed"):
    holder: str
    lease_until: Instant


class LeaseRenewed(Event, frozen=True, tag="lease_renewed"):
    lease_until: Instant


class CaseReleased(Event, frozen=True, tag="case_released"):
    pass


class LeaseExpired(Event, frozen=True, tag="lease_expired"):
    holder: str


class UnitAssigned(Event, frozen=True, tag="unit_assigned"):
    unit: int


class UnitWithdrawn(Event, frozen=True, tag="unit_withdrawn"):
    unit: int
    reason: str


class UnitProgressed(Event, frozen=True, tag="unit_progressed"):
    unit: int
    step: Step


class CaseReassigned(Event, frozen=True, tag="case_reassigned"):
    """Sent on, with a coded reason; `bounce` counts these. The limit goes on: it buys no time."""

    from_department: str
    department: str
    reason: str
    bounce: int
    text: str = ""


class NoteAdded(Event, frozen=True, tag="note_added"):
    text: str


#: `attachment` is central's own name for the file; `name`, what somebody called it, is only data.
class AttachmentAdded(Event, frozen=True, tag="attachment_added"):
    attachment: str
    name: str
    media: str
    size: int
    sha256: str


class WorkStarted(Event, frozen=True, tag="work_started"):
    pass


class FeedbackGiven(Event, frozen=True, tag="feedback_given"):
    text: str
    stage_due: Instant | None = None


class CaseVerified(Event, frozen=True, tag="case_verified"):
    """Verification (核查): passed, or failed and sent back for rework (返工)."""

    passed: bool
    text: str = ""
    stage_due: Instant | None = None


class CaseClosed(Event, frozen=True, tag="case_closed"):
    reason: str
    text: str = ""


class CaseReopened(Event, frozen=True, tag="case_reopened"):
    """Open again, with a new limit that begins now."""

    reason: str
    text: str = ""
    due_at: Instant | None = None
    stage_due: Instant | None = None


class StepRequested(Event, frozen=True, tag="step_requested"):
    """Asked for, to be decided by another post; `due_at` is the deadline an extension would set."""

    request: Request
    reason: str
    text: str = ""
    due_at: Instant | None = None


class RequestApproved(Event, frozen=True, tag="request_approved"):
    """Granted, and done: returned, sent for rework, extended to `due_at`, or suspended."""

    request: Request
    text: str = ""
    due_at: Instant | None = None
    stage_due: Instant | None = None


class RequestDenied(Event, frozen=True, tag="request_denied"):
    request: Request
    text: str = ""


class CaseResumed(Event, frozen=True, tag="case_resumed"):
    """The clocks run again: what ran out or was to run out has moved by the time it stood.

    `contact_due`, `arrival_due`: None where that clock ran no more (or in a log that knows no
    pause of theirs): it stays as it is.
    """

    text: str = ""
    due_at: Instant | None = None
    limit_from: Instant | None = None
    contact_due: Instant | None = None
    arrival_due: Instant | None = None


class CaseVoided(Event, frozen=True, tag="case_voided"):
    reason: str
    text: str = ""


class CaseEscalated(Event, frozen=True, tag="case_escalated"):
    """`level` alone decides from now on; `bounce` says after how many, 0 where somebody asked."""

    level: Level
    reason: str = ""
    text: str = ""
    bounce: int = 0


class ReporterContacted(Event, frozen=True, tag="reporter_contacted"):
    text: str = ""


CaseMerged = mergeevents.CaseMerged
CaseUnmerged = mergeevents.CaseUnmerged
DuplicateAdded = mergeevents.DuplicateAdded
DuplicateRemoved = mergeevents.DuplicateRemoved
DuplicateDenied = mergeevents.DuplicateDenied
DenialLifted = mergeevents.DenialLifted
UnknownEvent = eventbase.UnknownEvent


class UnitsRegistered(Event, frozen=True, tag="units_registered"):
    units: list[Unit]


class CaseImported(Event, frozen=True, tag="case_imported"):
    """A case taken over whole from another system's log, in the state it had there."""

    case: Case


CaseEvent = (
    CaseReported
    | CaseAccepted
    | CaseRejected
    | CaseFiled
    | CaseDispatched
    | CaseClaimed
    | LeaseRenewed
    | CaseReleased
    | LeaseExpired
    | UnitAssigned
    | UnitWithdrawn
    | UnitProgressed
    | CaseReassigned
    | NoteAdded
    | AttachmentAdded
    | WorkStarted
    | FeedbackGiven
    | CaseVerified
    | CaseClosed
    | CaseReopened
    | StepRequested
    | RequestApproved
    | RequestDenied
    | CaseResumed
    | CaseVoided
    | CaseEscalated
    | ReporterContacted
    | CaseMerged
    | CaseUnmerged
    | DuplicateAdded
    | DuplicateRemoved
    | DuplicateDenied
    | DenialLifted
    | CaseImported
)
KnownEvent = CaseEvent | UnitsRegistered | AnyDutyEvent
AnyEvent = KnownEvent | UnknownEvent


class Envelope(msgspec.Struct, frozen=True):
    """One line of the log.

    `seq`: place in the one total order, from 1, gapless. `id`: UUID. `at`: when it was recorded.
    `actor`: operator id. `area`: town code it concerns. `case_id`: 0 where no case is meant.
    `version`: the case's version after this event. `command_id`: what caused it. `v`: vocabulary
    version of `event`.
    """

    seq: int
    id: str
    at: Instant
    actor: str
    area: str
    case_id: int
    version: int
    command_id: str
    event: AnyEvent
    v: int = EVENTS_VERSION
