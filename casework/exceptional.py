"""What leaves the usual way: requests and their decisions, pauses, voiding, merging, escalation."""

from __future__ import annotations

from datetime import datetime
from functools import singledispatch

from casework import commands as cm
from casework import events as ev
from casework.area import Limit, LimitUnit
from casework.case import Case
from casework.refusal import RefusalCode, Refused
from casework.ruling import Ruling, check_reason, refusal
from casework.vocabulary import LEVEL_ORDER, Level, Request

Decision = tuple[ev.CaseEvent, ...]
#: Every so many times that a case is sent on, it goes up a level.
BOUNCES_A_LEVEL = 3
#: More look-alikes than this are a flood, and better merged.
MOST_DISTINCT = 100


@singledispatch
def rule(command: cm.Command, case: Case, by: Ruling) -> Decision:
    """The events of an exceptional command whose common checks have been passed."""
    raise NotImplementedError(type(command).__name__)


@rule.register
def _(command: cm.ReturnCase, case: Case, by: Ruling) -> Decision:
    reason = check_reason(command.reason, "return", case, by)
    return (ev.StepRequested(Request.RETURN, reason, command.text),)


@rule.register
def _(command: cm.ReworkCase, case: Case, by: Ruling) -> Decision:
    reason = check_reason(command.reason, "rework", case, by)
    return (ev.StepRequested(Request.REWORK, reason, command.text),)


@rule.register
def _(command: cm.ExtendCase, case: Case, by: Ruling) -> Decision:
    reason = check_reason(command.reason, "extend", case, by)
    limit = command.limit or _own_limit(case, by)
    due = by.due_after(limit, case.due_at or by.now)
    return (ev.StepRequested(Request.EXTEND, reason, command.text, due),)


@rule.register
def _(command: cm.SuspendCase, case: Case, by: Ruling) -> Decision:
    reason = check_reason(command.reason, "suspend", case, by)
    return (ev.StepRequested(Request.SUSPEND, reason, command.text),)


@rule.register
def _(command: cm.ApproveRequest, case: Case, by: Ruling) -> Decision:
    return (ev.RequestApproved(case.request, command.text, case.request_due),)


@rule.register
def _(command: cm.DenyRequest, case: Case, by: Ruling) -> Decision:
    return (ev.RequestDenied(case.request, command.text),)


@rule.register
def _(command: cm.ResumeCase, case: Case, by: Ruling) -> Decision:
    """Every clock goes on where it stood: its end moves by the time that counts, its begin too."""
    since, due, begin = case.paused_at or by.now, case.paused_due, case.limit_from
    limit = _own_limit(case, by)
    if due and limit:
        due = by.calendar.moved(due, since, by.now, limit.unit)
    urgent = by.clocks
    return (
        ev.CaseResumed(
            command.text,
            due,
            begin + (by.now - since) if begin else None,
            None if case.contacted_at else _moved(case.contact_due, since, urgent.contact, by),
            None if case.arrived_at else _moved(case.arrival_due, since, urgent.arrival, by),
        ),
    )


@rule.register
def _(command: cm.VoidCase, case: Case, by: Ruling) -> Decision:
    return (ev.CaseVoided(check_reason(command.reason, "void", case, by), command.text),)


@rule.register
def _(command: cm.EscalateCase, case: Case, by: Ruling) -> Decision:
    reason = check_reason(command.reason, "escalate", case, by)
    level = level_above(case.level)
    if level is None:
        detail = f"case {case.case_id} is with the {case.level} level already; none is above it"
        raise Refused(
            refusal(RefusalCode.TOP_LEVEL, detail, case, "escalate", by, level=case.level)
        )
    return (ev.CaseEscalated(level, reason, command.text),)


@rule.register
def _(command: cm.ContactReporter, case: Case, by: Ruling) -> Decision:
    return (ev.ReporterContacted(command.text),)


@rule.register
def _(command: cm.MergeCase, case: Case, by: Ruling) -> Decision:
    reason = check_reason(command.reason, "merge", case, by)
    into = by.other(command.into)
    why = ""
    if command.into == case.case_id:
        why = "a case cannot be merged into itself"
    elif into is None or not by.actor.covers(into.area, into.department):
        why = f"there is no case {command.into} in your scope"
    elif not into.is_open:
        why = f"case {into.case_id} is {into.state}; a case is merged into an open one"
    elif into.case_id in case.distinct:
        why = f"case {into.case_id} was told apart from this one; undistinct them first"
    if why:
        value = str(command.into)
        raise Refused(refusal(RefusalCode.CANNOT_MERGE, why, case, "merge", by, value=value))
    return (ev.CaseMerged(command.into, reason, command.text),)


@rule.register
def _(command: cm.UnmergeCase, case: Case, by: Ruling) -> Decision:
    return (ev.CaseUnmerged(case.merged_into, command.text),)


@rule.register
def _(command: cm.DenyDuplicate, case: Case, by: Ruling) -> Decision:
    other = by.other(command.other)
    why = ""
    if command.other == case.case_id:
        why = "a case cannot be told apart from itself"
    elif other is None or not by.actor.covers(other.area, other.department):
        why = f"there is no case {command.other} in your scope"
    elif other.merged_into == case.case_id:
        why = f"case {other.case_id} is merged into this one; unmerge it first"
    elif other.case_id in case.distinct:
        why = f"case {other.case_id} has been told apart from this one already"
    elif max(len(case.distinct), len(other.distinct)) >= MOST_DISTINCT:
        why = f"a case is told apart from {MOST_DISTINCT} others at most"
    return (
        (ev.DuplicateDenied(command.other, command.text),)
        if not why
        else _together(why, command, case, by)
    )


@rule.register
def _(command: cm.LiftDenial, case: Case, by: Ruling) -> Decision:
    if command.other in case.distinct:
        return (ev.DenialLifted(command.other, command.text),)
    why = f"case {command.other} has not been told apart from this one"
    return _together(why, command, case, by)


def _together(
    why: str, command: cm.DenyDuplicate | cm.LiftDenial, case: Case, by: Ruling
) -> Decision:
    verb, value = str(command.__struct_config__.tag), str(command.other)
    raise Refused(refusal(RefusalCode.CANNOT_PART, why, case, verb, by, value=value))


def echo(event: ev.CaseEvent, case_id: int) -> tuple[int, ev.CaseEvent] | None:
    """What `event` of `case_id` means for another case: its number and its event, or None.

    Both are one decision and belong in one transaction.
    """
    if isinstance(event, ev.CaseMerged):
        return event.into, ev.DuplicateAdded(case_id)
    if isinstance(event, ev.CaseUnmerged):
        return event.from_case, ev.DuplicateRemoved(case_id)
    if isinstance(event, ev.DuplicateDenied):
        return event.other, ev.DuplicateDenied(case_id, event.text)
    if isinstance(event, ev.DenialLifted):
        return event.other, ev.DenialLifted(case_id, event.text)
    return None


def escalation(case: Case, bounce: int) -> Decision:
    """The escalation that the `bounce`-th sending on brings with it, if any."""
    level = level_above(case.level)
    if level is None or bounce % BOUNCES_A_LEVEL:
        return ()
    return (ev.CaseEscalated(level, bounce=bounce),)


def level_above(level: Level) -> Level | None:
    """The next rung of the ladder, None above the city."""
    higher = LEVEL_ORDER[LEVEL_ORDER.index(level) + 1 :]
    return higher[0] if higher else None


def _moved(
    due: datetime | None, since: datetime, limit: Limit | None, by: Ruling
) -> datetime | None:
    """`due` later by the time a case has stood; counted round the clock where no limit says how."""
    if due is None:
        return None
    unit = limit.unit if limit else LimitUnit.EMERGENCY_HOUR
    return by.calendar.moved(due, since, by.now, unit)


def _own_limit(case: Case, by: Ruling) -> Limit | None:
    category = by.categories.get(case.category)
    return category.limit if category else None
