"""The bench a command is judged at: what may be looked at, the common checks, the forms of a no."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from casework import workflow
from casework.actor import Actor
from casework.area import Category, Limit
from casework.case import Case
from casework.clock import Clocks, WorkCalendar
from casework.reasons import ReasonLists
from casework.refusal import Refusal, RefusalCode, Refused
from casework.vocabulary import PlaceDoubt, Post, Stage

LEASE = timedelta(minutes=15)
#: A phone's clock may be this far ahead before its report is refused as coming from the future.
CLOCK_SKEW = timedelta(minutes=5)
NO_LIMITS = Clocks()
#: As far from (0, 0) as a datum moves a point, and some more; there is no city at sea.
NULL_ISLAND_DEG = 0.02
#: Where a case goes is decided by the level it has been escalated to, and nobody below.
LEVELLED = frozenset({"dispatch", "reassign"})


def nothing_else(_case_id: int) -> Case | None:
    """Where a decision can look at no other case."""
    return None


def everywhere(_lon: float, _lat: float) -> bool:
    """Where a city has declared no boundary."""
    return True


def no_register(_code: str) -> bool:
    """Where a city keeps no register of components."""
    return False


@dataclass(frozen=True)
class Ruling:
    """What a decision may look at besides the case.

    `busy_with(unit)` is the case a unit is at, 0 for one that the actor may not see, None when it
    is free; it raises KeyError for a unit that is not registered. `other(case_id)` is another case,
    None where there is none. `in_city(lon, lat)` is whether the city, as far as its boundary is
    known, is there (WGS-84 degrees). `component(code)` is whether the register has such a thing.
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
    clocks: Clocks = NO_LIMITS
    other: Callable[[int], Case | None] = nothing_else
    in_city: Callable[[float, float], bool] = everywhere
    component: Callable[[str], bool] = no_register

    def stage_due(self, stage: Stage, category: str, priority: int) -> datetime | None:
        """When `stage`, beginning now, breaches its limit; None where it has none."""
        return self.due_after(self.clocks.limit(stage, category, priority), self.now)

    def doubt(self, lon: float, lat: float) -> PlaceDoubt:
        """Why a place (WGS-84 degrees) is not to be relied on, if it is not."""
        if max(abs(lon), abs(lat)) < NULL_ISLAND_DEG:
            return PlaceDoubt.NULL_ISLAND
        return PlaceDoubt.NONE if self.in_city(lon, lat) else PlaceDoubt.OUTSIDE_CITY

    def due_after(self, limit: Limit | None, start: datetime) -> datetime | None:
        return self.calendar.due(start, limit) if limit else None


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
    row = workflow.find(case.state, verb, case.request)
    if row is None:
        raise Refused(_forbidden(case, verb, by))
    if not row.posts & by.actor.posts:
        posts = ", ".join(sorted(row.posts))
        detail = f"case {case.case_id} is {case.state}; {verb} needs one of the posts: {posts}"
        raise Refused(refusal(RefusalCode.POST, detail, case, verb, by))
    if row.asks and case.request:
        detail = f"case {case.case_id}: {case.request} waits for a decision; approve or deny it"
        raise Refused(refusal(RefusalCode.REQUEST_PENDING, detail, case, verb, by))
    if row.apart and asked_by(case, by):
        detail = (
            f"case {case.case_id}: you asked for {case.request} yourself; somebody else with one "
            f"of the posts {', '.join(sorted(row.posts))} approves it. You can deny it"
        )
        raise Refused(refusal(RefusalCode.OWN_REQUEST, detail, case, verb, by))
    if verb in LEVELLED and not by.actor.decides_at(case.level):
        detail = (
            f"case {case.case_id} has been handed to the {case.level} level after "
            f"{case.bounces} bounces; only somebody there can {verb} it"
        )
        raise Refused(refusal(RefusalCode.LEVEL, detail, case, verb, by, level=case.level))


def _forbidden(case: Case, verb: str, by: Ruling) -> Refusal:
    """The state does not allow it: where it would have led, from where, who may."""
    rows = workflow.rows_for(verb)
    if all(row.decides for row in rows):
        detail = f"nothing waits for a decision on case {case.case_id}, which is {case.state}"
        return refusal(RefusalCode.NO_REQUEST, detail, case, verb, by)
    target = next((r.target for r in rows if r.target), None) or case.state
    may = allowed(case, by)
    sources = ", ".join(sorted(rows[0].sources))
    detail = (
        f"case {case.case_id} is {case.state}; {verb} would make it {target}, which is not "
        f"allowed from there, only from {sources}, by {', '.join(sorted(rows[0].posts))}. "
        f"Allowed now: {', '.join(may) or 'nothing'}"
    )
    return refusal(RefusalCode.TRANSITION, detail, case, verb, by, target=target, sources=sources)


#: What a unit, a department or a colleague may do to a case that somebody else holds.
OPEN_TO_OTHERS = frozenset(
    {"note", "attach", "progress", "start", "feedback", "verify", "expire", "contact"}
    | {"distinct", "undistinct"}
    | {"return", "rework", "extend", "suspend", "approve", "deny"}
)


def check_holder(case: Case, verb: str, by: Ruling) -> None:
    if held_by_other(case, by) and verb not in OPEN_TO_OTHERS:
        until = case.lease_until.isoformat() if case.lease_until else ""
        detail = f"case {case.case_id} is held by {case.holder} until {until}"
        raise Refused(refusal(RefusalCode.HELD, detail, case, verb, by, until=until))


def held_by_other(case: Case, by: Ruling) -> bool:
    if not case.holder or case.holder == by.actor.actor_id:
        return False
    return case.lease_until is not None and case.lease_until > by.now


def asked_by(case: Case, by: Ruling) -> bool:
    """Whether what waits for a decision was asked for by the person who is acting now."""
    return bool(case.request) and case.request_by == by.actor.actor_id


def allowed(case: Case, by: Ruling) -> tuple[str, ...]:
    """The verbs this person may use on the case as it is."""
    own = asked_by(case, by)
    return workflow.allowed(case.state, by.actor.posts, case.request, own=own)


def refusal(
    code: RefusalCode,
    detail: str,
    case: Case,
    verb: str,
    by: Ruling,
    target: str = "",
    **params: str,
) -> Refusal:
    """A no that names both states, the posts that may, and what is allowed now."""
    rows = workflow.rows_for(verb)
    row = workflow.find(case.state, verb, case.request) or (rows[0] if rows else None)
    posts = {"posts": ", ".join(sorted(row.posts))} if row else {}
    return Refusal(
        code,
        detail,
        verb=verb,
        state=case.state,
        target=target or (row and row.target) or case.state,
        holder=case.holder,
        allowed=allowed(case, by),
        params=posts | params,
        current=case,
    )


def check_reason(code: str, name: str, case: Case, by: Ruling) -> str:
    """`code`, if list `name` (named like the verb) holds it."""
    if code in by.reasons.codes(name):
        return code
    known = ", ".join(by.reasons.codes(name))
    detail = f"{name} needs a reason code; {code!r} is not one of: {known or 'an empty list'}"
    raise Refused(refusal(RefusalCode.REASON, detail, case, name, by, value=code, known=known))


def read_only(verb: str) -> Refusal:
    return Refusal(RefusalCode.READ_ONLY, f"a {Post.WALL} credential cannot {verb}", verb=verb)


def unknown(code: RefusalCode, verb: str, what: str, value: str) -> Refusal:
    detail = f"there is no {what} {value!r}; GET /v1/{what}s lists them"
    return Refusal(code, detail, verb=verb, params={"value": value})


def in_the_future(reported_at: datetime, by: Ruling) -> Refusal:
    detail = f"reported_at {reported_at.isoformat()} is later than now ({by.now.isoformat()}); "
    detail += "check the clock of the reporting device"
    return Refusal(RefusalCode.FUTURE, detail, verb="report")
