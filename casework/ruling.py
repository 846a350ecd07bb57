"""The bench a command is judged at: what may be looked at, the common checks, the forms of a no."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from casework import workflow
from casework.actor import Actor
from casework.area import Category
from casework.case import Case
from casework.clock import WorkCalendar
from casework.reasons import ReasonLists
from casework.refusal import Refusal, RefusalCode, Refused
from casework.vocabulary import Post

LEASE = timedelta(minutes=15)
#: A phone's clock may be this far ahead before its report is refused as coming from the future.
CLOCK_SKEW = timedelta(minutes=5)


@dataclass(frozen=True)
class Ruling:
    """What a decision may look at besides the case.

    `busy_with(unit)` is the case a unit is at, None when it is free; it raises KeyError for a unit
    that is not registered.
    """

    actor: Actor
    now: datetime
    categories: Mapping[str, Category]
    departments: frozenset[str]
    areas: frozenset[str]
    reasons: ReasonLists
    calendar: WorkCalendar
    busy_with: Callable[[int], int | None]
    lease: timedelta = LEASE


def check_person(case: Case, verb: str, by: Ruling) -> None:
    if not by.actor.writes:
        raise Refused(read_only(verb))
    if not by.actor.covers(case.area, case.department):
        detail = f"case {case.case_id} is outside your scope"
        raise Refused(Refusal(RefusalCode.NOT_FOUND, detail, verb=verb))


def check_version(case: Case, version: int, verb: str, by: Ruling) -> None:
    if version == case.version:
        return
    code = RefusalCode.HELD if held_by_other(case, by) else RefusalCode.VERSION
    detail = (
        f"case {case.case_id} has changed: you decided on version {version}, "
        f"it is now version {case.version}, state {case.state}"
    )
    if case.holder:
        detail += f", held by {case.holder}"
    raise Refused(refusal(code, detail, case, verb, by))


def check_transition(case: Case, verb: str, by: Ruling) -> None:
    rows = workflow.rows_for(verb)
    row = workflow.find(case.state, verb)
    if row is None:
        target = next((r.target for r in rows if r.target), None) or case.state
        may = workflow.allowed(case.state, by.actor.posts)
        detail = (
            f"case {case.case_id} is {case.state}; {verb} would make it {target}, which is not "
            f"allowed from there. Allowed now: {', '.join(may) or 'nothing'}"
        )
        raise Refused(refusal(RefusalCode.TRANSITION, detail, case, verb, by, target=target))
    if not row.posts & by.actor.posts:
        posts = ", ".join(sorted(row.posts))
        detail = f"{verb} needs one of the posts: {posts}"
        raise Refused(refusal(RefusalCode.POST, detail, case, verb, by, posts=posts))


#: What a unit, a department or a colleague may do to a case that somebody else holds.
OPEN_TO_OTHERS = frozenset({"note", "progress", "start", "feedback", "verify", "expire"})


def check_holder(case: Case, verb: str, by: Ruling) -> None:
    if held_by_other(case, by) and verb not in OPEN_TO_OTHERS:
        until = case.lease_until.isoformat() if case.lease_until else ""
        detail = f"case {case.case_id} is held by {case.holder} until {until}"
        raise Refused(refusal(RefusalCode.HELD, detail, case, verb, by, until=until))


def held_by_other(case: Case, by: Ruling) -> bool:
    if not case.holder or case.holder == by.actor.actor_id:
        return False
    return case.lease_until is not None and case.lease_until > by.now


def refusal(
    code: RefusalCode,
    detail: str,
    case: Case,
    verb: str,
    by: Ruling,
    target: str = "",
    **params: str,
) -> Refusal:
    return Refusal(
        code,
        detail,
        verb=verb,
        state=case.state,
        target=target,
        holder=case.holder,
        allowed=workflow.allowed(case.state, by.actor.posts),
        params=params,
        current=case,
    )


def read_only(verb: str) -> Refusal:
    return Refusal(RefusalCode.READ_ONLY, f"a {Post.WALL} credential cannot {verb}", verb=verb)


def unknown(code: RefusalCode, verb: str, what: str, value: str) -> Refusal:
    detail = f"there is no {what} {value!r}; GET /v1/{what}s lists them"
    return Refusal(code, detail, verb=verb, params={"value": value})
