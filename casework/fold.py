"""state ∘ event → state: the only code that turns facts into what a case is."""

from __future__ import annotations

from functools import singledispatch

from msgspec.structs import replace

from casework import events as ev
from casework.case import Asleep, Case
from casework.vocabulary import CaseState, Request, Step


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
    after = _timed(case, _mutate(event, case), envelope)
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
        stage_from=envelope.at if event.stage_due else None,
        stage_due=event.stage_due,
        contact_due=event.contact_due,
        arrival_due=event.arrival_due,
        doubt=event.doubt,
        component=event.component,
    )


def _timed(case: Case, after: Case, envelope: ev.Envelope) -> Case:
    """What the moment of the event does to the clocks."""
    event, at = envelope.event, envelope.at
    if isinstance(event, ev.StepRequested):
        return replace(after, request_by=envelope.actor)
    if isinstance(event, ev.CaseClaimed | ev.ReporterContacted) and case.contact_due:
        return replace(after, contacted_at=case.contacted_at or at)
    on_scene = isinstance(event, ev.UnitProgressed) and event.step is Step.ON_SCENE
    if on_scene and case.arrival_due:
        return replace(after, arrived_at=case.arrived_at or at)
    if after.state is case.state or CaseState.MERGED in (after.state, case.state):
        return after
    after = _unasked(after)
    if after.state is CaseState.SUSPENDED:
        after = replace(after, paused_at=at, paused_due=after.due_at, due_at=None)
    due = getattr(event, "stage_due", None)
    return replace(after, stage_due=due, stage_from=at if due else None)


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
        _unasked(case),
        state=CaseState.DISPATCHED,
        department=event.department,
        bounces=event.bounce,
    )


@_mutate.register
def _(event: ev.AttachmentAdded, case: Case) -> Case:
    return replace(case, attachments=(*case.attachments, event.attachment))


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
    return replace(
        case, state=CaseState.FILED, due_at=event.due_at, paused_at=None, paused_due=None
    )


@_mutate.register
def _(event: ev.StepRequested, case: Case) -> Case:
    return replace(
        case, request=event.request, request_reason=event.reason, request_due=event.due_at
    )


@_mutate.register
def _(event: ev.RequestApproved, case: Case) -> Case:
    case = _unasked(case)
    if event.request is Request.RETURN:
        return replace(case, state=CaseState.FILED, department="", returns=case.returns + 1)
    if event.request is Request.REWORK:
        return replace(case, state=CaseState.DISPATCHED, reworks=case.reworks + 1)
    if event.request is Request.EXTEND:
        return replace(case, due_at=event.due_at, extensions=case.extensions + 1)
    return replace(case, state=CaseState.SUSPENDED)


@_mutate.register
def _(event: ev.RequestDenied, case: Case) -> Case:
    return _unasked(case)


@_mutate.register
def _(event: ev.CaseResumed, case: Case) -> Case:
    return replace(
        case,
        state=CaseState.DISPATCHED,
        due_at=event.due_at,
        limit_from=event.limit_from,
        contact_due=event.contact_due or case.contact_due,
        arrival_due=event.arrival_due or case.arrival_due,
        paused_at=None,
        paused_due=None,
    )


@_mutate.register
def _(event: ev.CaseVoided, case: Case) -> Case:
    return replace(_at_rest(case), state=CaseState.VOIDED)


@_mutate.register
def _(event: ev.CaseEscalated, case: Case) -> Case:
    return replace(case, level=event.level)


@_mutate.register
def _(event: ev.CaseMerged, case: Case) -> Case:
    asleep = Asleep(case.state, case.holder, case.lease_until, case.units)
    return replace(_at_rest(case), state=CaseState.MERGED, merged_into=event.into, asleep=asleep)


@_mutate.register
def _(event: ev.CaseUnmerged, case: Case) -> Case:
    was = case.asleep
    if was is None:
        return case
    return replace(
        case,
        state=was.state,
        holder=was.holder,
        lease_until=was.lease_until,
        units=was.units,
        merged_into=0,
        asleep=None,
    )


@_mutate.register
def _(event: ev.DuplicateAdded, case: Case) -> Case:
    return replace(case, merged=(*case.merged, event.case))


@_mutate.register
def _(event: ev.DuplicateRemoved, case: Case) -> Case:
    return replace(case, merged=tuple(c for c in case.merged if c != event.case))


@_mutate.register
def _(event: ev.DuplicateDenied, case: Case) -> Case:
    return replace(case, distinct=tuple(sorted({*case.distinct, event.other})))


@_mutate.register
def _(event: ev.DenialLifted, case: Case) -> Case:
    return replace(case, distinct=tuple(c for c in case.distinct if c != event.other))


def _unasked(case: Case) -> Case:
    """Nothing waits for a decision: it has been decided, or what it was asked for is past."""
    if not case.request:
        return case
    return replace(case, request=Request.NONE, request_by="", request_reason="", request_due=None)


def _at_rest(case: Case) -> Case:
    """A case that is over keeps nobody busy and runs no clock towards a breach."""
    return replace(case, holder="", lease_until=None, units={})
