"""state ∘ event → state: the only code that turns facts into what a case is."""

from __future__ import annotations

from functools import singledispatch

from msgspec.structs import replace

from casework import events as ev
from casework.case import Case
from casework.vocabulary import CaseState, Step


def fold(case: Case | None, envelope: ev.Envelope) -> Case | None:
    """The case after `envelope`; None while there is no case.

    An event that the fold does not know, or that has no case to act on, keeps the state: the
    caller sees it in the log and reports it.
    """
    event = envelope.event
    if isinstance(event, ev.CaseReported):
        return _reported(envelope, event)
    if isinstance(event, ev.CaseImported):
        return event.case
    if case is None:
        return None
    after = _mutate(event, case)
    closed_at = None if after.is_open else (after.closed_at or envelope.at)
    begin = envelope.at if isinstance(event, ev.CaseReopened) else after.limit_from
    return replace(
        after,
        version=envelope.version,
        updated_at=envelope.at,
        closed_at=closed_at,
        limit_from=begin,
    )


def _reported(envelope: ev.Envelope, event: ev.CaseReported) -> Case:
    return Case(
        case_id=envelope.case_id,
        version=envelope.version,
        state=CaseState.REPORTED,
        category=event.category,
        title=event.title,
        area=event.area,
        lon=event.lon,
        lat=event.lat,
        priority=event.priority,
        channel=event.channel,
        reported_at=event.reported_at,
        updated_at=envelope.at,
        village=event.village,
        grid=event.grid,
        address=event.address,
        description=event.description,
        reporter=event.reporter,
        limit_from=event.reported_at if event.due_at else None,
        due_at=event.due_at,
    )


@singledispatch
def _mutate(event: object, case: Case) -> Case:
    return case


@_mutate.register
def _(event: ev.CaseAccepted, case: Case) -> Case:
    return replace(case, state=CaseState.ACCEPTED)


@_mutate.register
def _(event: ev.CaseRejected, case: Case) -> Case:
    return replace(_at_rest(case), state=CaseState.REJECTED)


@_mutate.register
def _(event: ev.CaseFiled, case: Case) -> Case:
    return replace(case, state=CaseState.FILED)


@_mutate.register
def _(event: ev.CaseDispatched, case: Case) -> Case:
    return replace(case, state=CaseState.DISPATCHED, department=event.department)


@_mutate.register
def _(event: ev.CaseClaimed, case: Case) -> Case:
    return replace(case, holder=event.holder, lease_until=event.lease_until)


@_mutate.register
def _(event: ev.LeaseRenewed, case: Case) -> Case:
    return replace(case, lease_until=event.lease_until)


@_mutate.register
def _(event: ev.CaseReleased, case: Case) -> Case:
    return replace(case, holder="", lease_until=None)


@_mutate.register
def _(event: ev.LeaseExpired, case: Case) -> Case:
    return replace(case, holder="", lease_until=None)


@_mutate.register
def _(event: ev.UnitAssigned, case: Case) -> Case:
    return replace(case, units={**case.units, event.unit: Step.ASSIGNED})


@_mutate.register
def _(event: ev.UnitWithdrawn, case: Case) -> Case:
    return replace(case, units={u: s for u, s in case.units.items() if u != event.unit})


@_mutate.register
def _(event: ev.UnitProgressed, case: Case) -> Case:
    others = {u: s for u, s in case.units.items() if u != event.unit}
    if event.step is Step.DONE:
        return replace(case, units=others)
    return replace(case, units={**case.units, event.unit: event.step})


@_mutate.register
def _(event: ev.CaseReassigned, case: Case) -> Case:
    return replace(
        case,
        state=CaseState.DISPATCHED,
        department=event.department,
        bounces=event.bounce,
    )


@_mutate.register
def _(event: ev.WorkStarted, case: Case) -> Case:
    return replace(case, state=CaseState.WORKING)


@_mutate.register
def _(event: ev.FeedbackGiven, case: Case) -> Case:
    return replace(case, state=CaseState.FEEDBACK)


@_mutate.register
def _(event: ev.CaseVerified, case: Case) -> Case:
    if event.passed:
        return replace(case, state=CaseState.VERIFIED)
    return replace(case, state=CaseState.DISPATCHED, reworks=case.reworks + 1)


@_mutate.register
def _(event: ev.CaseClosed, case: Case) -> Case:
    return replace(_at_rest(case), state=CaseState.CLOSED)


@_mutate.register
def _(event: ev.CaseReopened, case: Case) -> Case:
    return replace(case, state=CaseState.FILED, due_at=event.due_at)


def _at_rest(case: Case) -> Case:
    """A case that is over keeps nobody busy and runs no clock towards a breach."""
    return replace(case, holder="", lease_until=None, units={})
