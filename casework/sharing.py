"""What may be done about alerts and shared views; what else there is, `dutyrules` has."""

from __future__ import annotations

from functools import singledispatch

from casework import dutycommands as dc
from casework import dutyevents as de
from casework.duty import SharedView, visible
from casework.dutybench import Bench, DutyDecision, check_area, own_place, seen, too_many
from casework.refusal import Refusal, RefusalCode, Refused

#: Shared views of one area.
MOST_VIEWS = 100


@singledispatch
def rule(command: dc.DutyCommand, at: Bench) -> DutyDecision:
    """The facts of a command about an alert or a view.

    Raises:
        Refused: it is not carried out.
    """
    raise NotImplementedError(type(command).__name__)


@rule.register
def _(command: dc.AcknowledgeAlert, at: Bench) -> DutyDecision:
    verb = "alert-acknowledge"
    area, department = command.area, ""
    if command.case:
        case = seen(command.case, at)
        if case is None:
            detail = f"there is no case {command.case} in your scope"
            raise Refused(Refusal(RefusalCode.NOT_FOUND, detail, verb=verb))
        area, department = case.area, case.department
    check_area(area, verb, at)
    known = at.duty.alerts.get(command.alert)
    if known is not None and known.by != at.me:
        detail = f"{known.by} has acknowledged this alert at {known.at.isoformat()}"
        more = {"by": known.by}
        raise Refused(Refusal(RefusalCode.ALERT_TAKEN, detail, verb=verb, params=more))
    event = de.AlertAcknowledged(command.alert, command.case, command.text, department)
    return DutyDecision(event, area, department)


@rule.register
def _(command: dc.ShareView, at: Bench) -> DutyDecision:
    verb = "view-share"
    area, department = own_place(at)
    if command.area:
        area, department = command.area, ""
    check_area(area, verb, at)
    there = [view for view in at.duty.views.values() if view.area == area]
    same = next((view for view in there if view.name == command.name), None)
    if same is None and len(there) >= MOST_VIEWS:
        raise Refused(too_many(verb, f"{MOST_VIEWS} views are shared in {area}; withdraw some"))
    if same is not None:
        _check_author(same, verb, RefusalCode.VIEW_NAME, at)
    event = de.ViewShared(
        same.view if same else at.new_id(),
        command.name,
        command.query,
        command.columns,
        command.sort,
        department,
    )
    return DutyDecision(event, area, department)


@rule.register
def _(command: dc.WithdrawView, at: Bench) -> DutyDecision:
    found = at.duty.views.get(command.view)
    if found is None or not visible(found, at.by.actor):
        detail = f"there is no shared view {command.view[:40]!r} in your scope"
        raise Refused(Refusal(RefusalCode.NOT_FOUND, detail, verb="view-withdraw"))
    _check_author(found, "view-withdraw", RefusalCode.NOT_YOURS, at)
    return DutyDecision(de.ViewWithdrawn(found.view), found.area, found.department)


def _check_author(view: SharedView, verb: str, code: RefusalCode, at: Bench) -> None:
    if view.by != at.me and not at.leads:
        detail = f"the view {view.name!r} is {view.by}'s; choose another name, or ask {view.by}"
        more = {"by": view.by, "value": view.name}
        raise Refused(Refusal(code, detail, verb=verb, params=more))
