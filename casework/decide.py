"""(state, command) → events, or a Refusal that says why. Pure: the world comes in as `Ruling`."""

from __future__ import annotations

from functools import singledispatch

from msgspec.structs import replace

from casework import commands as cm
from casework import events as ev
from casework import exceptional, workflow
from casework.case import Case
from casework.datum import to_wgs84
from casework.instant import require_zone
from casework.refusal import Refusal, RefusalCode, Refused
from casework.ruling import (
    CLOCK_SKEW,
    NO_LIMITS,
    Ruling,
    check_holder,
    check_person,
    check_reason,
    check_transition,
    check_version,
    in_the_future,
    read_only,
    refusal,
    unknown,
)
from casework.vocabulary import Request, Stage, Step

Decision = tuple[ev.CaseEvent, ...]
#: The stage that begins with an event.
_BEGINS: dict[type, Stage] = {
    ev.CaseAccepted: Stage.FILE,
    ev.CaseFiled: Stage.DISPATCH,
    ev.FeedbackGiven: Stage.VERIFY,
    ev.CaseReopened: Stage.DISPATCH,
}
EMERGENCY = 1


def report(command: cm.ReportCase, by: Ruling) -> Decision | Refusal:
    """Turn a report into its event: place to WGS-84, limit and priority from the category."""
    if not by.actor.writes:
        return read_only("report")
    category = by.categories.get(command.category)
    if category is None:
        return unknown(RefusalCode.CATEGORY, "report", "category", command.category)
    if command.area not in by.areas:
        return unknown(RefusalCode.AREA, "report", "area", command.area)
    if command.component and not by.component(command.component):
        return unknown(RefusalCode.COMPONENT, "report", "component", command.component)
    reported_at = require_zone(command.reported_at or by.now)
    if reported_at > by.now + CLOCK_SKEW:
        return in_the_future(reported_at, by)
    lon, lat = to_wgs84(command.lon, command.lat, command.datum)
    priority = command.priority or category.priority
    urgent = by.clocks if priority == EMERGENCY else NO_LIMITS
    event = ev.CaseReported(
        category=command.category,
        title=command.title,
        area=command.area,
        lon=round(lon, 7),
        lat=round(lat, 7),
        priority=priority,
        channel=command.channel,
        reported_at=reported_at,
        village=command.village,
        grid=command.grid,
        address=command.address,
        description=command.description,
        reporter=command.reporter,
        due_at=by.calendar.due(reported_at, category.limit),
        stage_due=by.stage_due(Stage.ACCEPT, command.category, priority),
        contact_due=by.due_after(urgent.contact, reported_at),
        arrival_due=by.due_after(urgent.arrival, reported_at),
        doubt=by.doubt(lon, lat),
        component=command.component,
    )
    return (event,)


def decide(case: Case, version: int, command: cm.CaseCommand, by: Ruling) -> Decision | Refusal:
    """Judge `command`, made by somebody who was looking at `version` of `case`.

    Order of the checks: may this person write at all, is what they saw still true, does the
    lifecycle allow it, do they hold the post, is somebody else holding the case; then the command's
    own conditions.
    """
    verb = str(command.__struct_config__.tag)
    try:
        check_person(case, verb, by)
        check_version(case, version, verb, by)
        check_transition(case, verb, by)
        check_holder(case, verb, by)
        return tuple(_timed(event, case, by) for event in _rule(command, case, by))
    except Refused as refused:
        return refused.refusal


def _timed(event: ev.CaseEvent, case: Case, by: Ruling) -> ev.CaseEvent:
    """The event with the deadline of the stage that begins with it, where that has a limit."""
    stage = _BEGINS.get(type(event))
    if isinstance(event, ev.CaseVerified) and event.passed:
        stage = Stage.CLOSE
    if isinstance(event, ev.RequestApproved) and event.request is Request.RETURN:
        stage = Stage.DISPATCH
    due = by.stage_due(stage, case.category, case.priority) if stage else None
    return replace(event, stage_due=due) if due else event


@singledispatch
def _rule(command: cm.Command, case: Case, by: Ruling) -> Decision:
    return exceptional.rule(command, case, by)


@_rule.register
def _(command: cm.AcceptCase, case: Case, by: Ruling) -> Decision:
    return (ev.CaseAccepted(),)


@_rule.register
def _(command: cm.RejectCase, case: Case, by: Ruling) -> Decision:
    return (ev.CaseRejected(check_reason(command.reason, "reject", case, by), command.text),)


@_rule.register
def _(command: cm.FileCase, case: Case, by: Ruling) -> Decision:
    return (ev.CaseFiled(),)


@_rule.register
def _(command: cm.DispatchCase, case: Case, by: Ruling) -> Decision:
    return (ev.CaseDispatched(_department(command.department, "dispatch", case, by)),)


@_rule.register
def _(command: cm.ClaimCase, case: Case, by: Ruling) -> Decision:
    return (ev.CaseClaimed(by.actor.actor_id, by.now + by.lease),)


@_rule.register
def _(command: cm.RenewLease, case: Case, by: Ruling) -> Decision:
    _require_holding(case, "renew", by)
    return (ev.LeaseRenewed(by.now + by.lease),)


@_rule.register
def _(command: cm.ReleaseCase, case: Case, by: Ruling) -> Decision:
    _require_holding(case, "release", by)
    return (ev.CaseReleased(),)


@_rule.register
def _(command: cm.ExpireLease, case: Case, by: Ruling) -> Decision:
    if case.lease_until is None or case.lease_until > by.now:
        detail = f"the lease on case {case.case_id} has not run out"
        raise Refused(refusal(RefusalCode.NOT_HELD, detail, case, "expire", by))
    return (ev.LeaseExpired(case.holder),)


@_rule.register
def _(command: cm.AssignUnit, case: Case, by: Ruling) -> Decision:
    if command.unit in case.units:
        detail = f"unit {command.unit} is already at case {case.case_id}"
        raise Refused(_unit_refusal(RefusalCode.UNIT_ALREADY, detail, case, "assign", by, command))
    try:
        other = by.busy_with(command.unit)
    except KeyError:
        detail = f"no unit {command.unit} is registered"
        raise Refused(
            _unit_refusal(RefusalCode.UNIT, detail, case, "assign", by, command)
        ) from None
    if other is not None and not command.even_if_busy:
        # 0 is a case that this person is not to know of
        which, name = (f"case {other}", str(other)) if other else ("a case outside your scope", "")
        detail = f"unit {command.unit} is busy with {which}; confirm to send it all the same"
        raise Refused(
            _unit_refusal(RefusalCode.UNIT_BUSY, detail, case, "assign", by, command, name)
        )
    return (ev.UnitAssigned(command.unit),)


@_rule.register
def _(command: cm.WithdrawUnit, case: Case, by: Ruling) -> Decision:
    _require_unit(command, case, "withdraw", by)
    return (ev.UnitWithdrawn(command.unit, check_reason(command.reason, "withdraw", case, by)),)


@_rule.register
def _(command: cm.ProgressUnit, case: Case, by: Ruling) -> Decision:
    _require_unit(command, case, "progress", by)
    return (ev.UnitProgressed(command.unit, Step(command.step)),)


@_rule.register
def _(command: cm.ReassignCase, case: Case, by: Ruling) -> Decision:
    reason = check_reason(command.reason, "reassign", case, by)
    target = _department(command.department, "reassign", case, by)
    if target == case.department:
        detail = f"case {case.case_id} is already with department {target}; name another one"
        raise Refused(
            refusal(RefusalCode.SAME_DEPARTMENT, detail, case, "reassign", by, value=target)
        )
    bounce = case.bounces + 1
    sent_on = ev.CaseReassigned(case.department, target, reason, bounce, command.text)
    return (sent_on, *exceptional.escalation(case, bounce))


@_rule.register
def _(command: cm.AddNote, case: Case, by: Ruling) -> Decision:
    return (ev.NoteAdded(command.text),)


@_rule.register
def _(command: cm.AttachFile, case: Case, by: Ruling) -> Decision:
    file = command
    if file.attachment in case.attachments:
        return ()  # its id says who sent what with which key: the same request once more
    return (ev.AttachmentAdded(file.attachment, file.name, file.media, file.size, file.sha256),)


@_rule.register
def _(command: cm.StartWork, case: Case, by: Ruling) -> Decision:
    return (ev.WorkStarted(),)


@_rule.register
def _(command: cm.GiveFeedback, case: Case, by: Ruling) -> Decision:
    return (ev.FeedbackGiven(command.text),)


@_rule.register
def _(command: cm.VerifyCase, case: Case, by: Ruling) -> Decision:
    return (ev.CaseVerified(command.passed, command.text),)


@_rule.register
def _(command: cm.CloseCase, case: Case, by: Ruling) -> Decision:
    reason = check_reason(command.reason, "close", case, by)
    row = workflow.find(case.state, "close")
    if row is not None and row.why and reason not in workflow.SHORT_CLOSINGS:
        known = ", ".join(sorted(workflow.SHORT_CLOSINGS))
        detail = (
            f"case {case.case_id} is {case.state} and has not passed verification; "
            f"verify it first, or close it with one of: {known}"
        )
        raise Refused(
            refusal(RefusalCode.SHORT_CLOSING, detail, case, "close", by, "closed", known=known)
        )
    return (ev.CaseClosed(reason, command.text),)


@_rule.register
def _(command: cm.ReopenCase, case: Case, by: Ruling) -> Decision:
    reason = check_reason(command.reason, "reopen", case, by)
    category = by.categories.get(case.category)
    due = by.calendar.due(by.now, category.limit) if category else None
    return (ev.CaseReopened(reason, command.text, due),)


def _require_holding(case: Case, verb: str, by: Ruling) -> None:
    if case.holder == by.actor.actor_id:
        return
    detail = f"you do not hold case {case.case_id}; claim it first"
    raise Refused(refusal(RefusalCode.NOT_HELD, detail, case, verb, by))


def _require_unit(
    command: cm.WithdrawUnit | cm.ProgressUnit, case: Case, verb: str, by: Ruling
) -> None:
    if command.unit not in case.units:
        detail = f"unit {command.unit} is not at case {case.case_id}"
        raise Refused(
            refusal(RefusalCode.UNIT_NOT_ASSIGNED, detail, case, verb, by, unit=str(command.unit))
        )


def _department(code: str, verb: str, case: Case, by: Ruling) -> str:
    if code in by.departments:
        return code
    detail = f"there is no department {code!r}; GET /v1/departments lists them"
    raise Refused(refusal(RefusalCode.DEPARTMENT, detail, case, verb, by, value=code))


def _unit_refusal(
    code: RefusalCode,
    detail: str,
    case: Case,
    verb: str,
    by: Ruling,
    command: cm.AssignUnit,
    other: str = "",
) -> Refusal:
    return refusal(code, detail, case, verb, by, unit=str(command.unit), other=other)
