"""What the people of a room have told each other: handovers, alerts seen, shared views.

A `Duty` is immutable; `fold_duty` makes the next one of it. It is small and stays so: what is
older than `KEEP` or more than the bounds is dropped, the oldest first, views excepted, which
`dutyrules` bounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from functools import singledispatch
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from casework import dutyevents as de
from casework.actor import Actor
from casework.events import Envelope
from casework.instant import Instant

#: Handovers and alerts are told for so long.
KEEP = timedelta(days=7)
MOST_HANDOVERS = 2_000
MOST_ALERTS = 5_000


class HandoverState(StrEnum):
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Why(StrEnum):
    """Why a case did not come along with a handover."""

    NOT_FOUND = "not-found"  # not there, or outside the scope of who asks
    OVER = "over"
    NOT_HELD = "not-held"  # the giver does not hold it
    HELD = "held-by-another"


class Handover(msgspec.Struct, frozen=True):
    """`giver` offered `cases` to the colleague `to` ("": the pool). `by` settled it.

    `left` are the cases that did not come along, at the offer or at the acknowledgement.
    """

    handover: str
    giver: str
    to: str
    cases: tuple[int, ...]
    note: str
    at: Instant
    area: str
    department: str = ""
    state: HandoverState = HandoverState.OPEN
    by: str = ""
    settled_at: Instant | None = None
    text: str = ""
    taken: tuple[int, ...] = ()
    left: tuple[de.Left, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.state is HandoverState.OPEN


class SeenAlert(msgspec.Struct, frozen=True):
    """`by` has taken note of `alert`; `case` is 0 where it is about none."""

    alert: str
    by: str
    at: Instant
    area: str
    department: str = ""
    case: int = 0
    text: str = ""


class SharedView(msgspec.Struct, frozen=True):
    """A named view of the queue, shared by `by` with everybody in `area`."""

    view: str
    name: str
    query: str
    columns: tuple[str, ...]
    sort: str
    by: str
    at: Instant
    area: str
    department: str = ""


class Duty(msgspec.Struct, frozen=True):
    """All of it by id, the oldest first."""

    handovers: dict[str, Handover] = {}
    alerts: dict[str, SeenAlert] = {}
    views: dict[str, SharedView] = {}

    def seen_by(self, actor: Actor) -> Duty:
        """As much of it as lies in somebody's scope."""
        return Duty(
            {k: h for k, h in self.handovers.items() if visible(h, actor)},
            {k: a for k, a in self.alerts.items() if visible(a, actor)},
            {k: v for k, v in self.views.items() if visible(v, actor)},
        )

    def at(self, now: datetime) -> Duty:
        """Without what is too old at `now`."""
        handovers = _kept(self.handovers, now, MOST_HANDOVERS)
        return replace(self, handovers=handovers, alerts=_kept(self.alerts, now, MOST_ALERTS))


NOTHING = Duty()


def visible(one: Handover | SeenAlert | SharedView, actor: Actor) -> bool:
    """Whether it lies in somebody's scope; what has no area is for the whole city."""
    return not one.area or actor.covers(one.area, one.department)


def fold_duty(duty: Duty, envelope: Envelope) -> Duty:
    """The duty after `envelope`; the same object where the event is about something else."""
    if not isinstance(envelope.event, de.DutyEvent):
        return duty
    return _folded(envelope.event, duty, envelope)


@singledispatch
def _folded(_event: object, duty: Duty, _envelope: Envelope) -> Duty:
    return duty


@_folded.register
def _(event: de.HandoverOffered, duty: Duty, envelope: Envelope) -> Duty:
    made = Handover(
        event.handover,
        envelope.actor,
        event.to,
        event.cases,
        event.note,
        envelope.at,
        envelope.area,
        event.department,
        left=event.left,
    )
    kept = _kept(duty.handovers, envelope.at, MOST_HANDOVERS - 1)
    return replace(duty, handovers={**kept, event.handover: made})


@_folded.register
def _(event: de.HandoverAcknowledged, duty: Duty, envelope: Envelope) -> Duty:
    more = {"taken": event.taken, "left": event.left}
    return _settled(duty, event.handover, HandoverState.ACKNOWLEDGED, envelope, **more)


@_folded.register
def _(event: de.HandoverDeclined, duty: Duty, envelope: Envelope) -> Duty:
    return _settled(duty, event.handover, HandoverState.DECLINED, envelope, text=event.text)


@_folded.register
def _(event: de.HandoverWithdrawn, duty: Duty, envelope: Envelope) -> Duty:
    return _settled(duty, event.handover, HandoverState.WITHDRAWN, envelope)


@_folded.register
def _(event: de.AlertAcknowledged, duty: Duty, envelope: Envelope) -> Duty:
    made = SeenAlert(
        event.alert,
        envelope.actor,
        envelope.at,
        envelope.area,
        event.department,
        event.case,
        event.text,
    )
    kept = _kept(duty.alerts, envelope.at, MOST_ALERTS - 1)
    kept.pop(event.alert, None)
    return replace(duty, alerts={**kept, event.alert: made})


@_folded.register
def _(event: de.ViewShared, duty: Duty, envelope: Envelope) -> Duty:
    made = SharedView(
        event.view,
        event.name,
        event.query,
        event.columns,
        event.sort,
        envelope.actor,
        envelope.at,
        envelope.area,
        event.department,
    )
    return replace(duty, views={**duty.views, event.view: made})


@_folded.register
def _(event: de.ViewWithdrawn, duty: Duty, _envelope: Envelope) -> Duty:
    return replace(duty, views={k: v for k, v in duty.views.items() if k != event.view})


def _settled(
    duty: Duty, handover: str, state: HandoverState, envelope: Envelope, **more: object
) -> Duty:
    """A handover that is over; one that is not known (its offer is long past) stays so."""
    known = duty.handovers.get(handover)
    if known is None:
        return duty
    done = replace(known, state=state, by=envelope.actor, settled_at=envelope.at, **more)
    return replace(duty, handovers={**duty.handovers, handover: done})


T = TypeVar("T", Handover, SeenAlert)


def _kept(known: Mapping[str, T], now: datetime, most: int) -> dict[str, T]:
    found = {key: one for key, one in known.items() if one.at >= now - KEEP}
    for key in list(found)[: max(0, len(found) - most)]:
        del found[key]
    return found
