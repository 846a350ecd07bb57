"""Facts of a room that are about no single case: handovers, who has seen an alert, shared views.

Their envelopes have case 0 and version 0; `area` and `department` say who may see them. What they
do to cases (a lease that passes on) is in events of those cases, in the same transaction.
"""

from __future__ import annotations

import msgspec

from casework.eventbase import Event


class Left(msgspec.Struct, frozen=True):
    """A case that did not come along, and why: one of the words of `casework.duty.Why`."""

    case: int
    why: str


class DutyEvent(Event, frozen=True):
    """Base of these."""


class HandoverOffered(DutyEvent, frozen=True, tag="handover_offered"):
    """`to` names a colleague, or "" for the pool: there its cases have been released at once."""

    handover: str
    to: str
    cases: tuple[int, ...]
    note: str = ""
    department: str = ""
    left: tuple[Left, ...] = ()


class HandoverAcknowledged(DutyEvent, frozen=True, tag="handover_acknowledged"):
    """Taken over by who acted; `taken` are theirs now."""

    handover: str
    taken: tuple[int, ...] = ()
    left: tuple[Left, ...] = ()


class HandoverDeclined(DutyEvent, frozen=True, tag="handover_declined"):
    handover: str
    text: str


class HandoverWithdrawn(DutyEvent, frozen=True, tag="handover_withdrawn"):
    handover: str


class AlertAcknowledged(DutyEvent, frozen=True, tag="alert_acknowledged"):
    """Seen by who acted. `alert` names one occurrence; `case` 0 where it is about none."""

    alert: str
    case: int = 0
    text: str = ""
    department: str = ""


class ViewShared(DutyEvent, frozen=True, tag="view_shared"):
    """A named view of the queue, for everybody in the area; the same `view` again replaces it."""

    view: str
    name: str
    query: str = ""
    columns: tuple[str, ...] = ()
    sort: str = ""
    department: str = ""


class ViewWithdrawn(DutyEvent, frozen=True, tag="view_withdrawn"):
    view: str


AnyDutyEvent = (
    HandoverOffered
    | HandoverAcknowledged
    | HandoverDeclined
    | HandoverWithdrawn
    | AlertAcknowledged
    | ViewShared
    | ViewWithdrawn
)
