"""What may be done about handovers, alerts and shared views: (duty, command) → facts, or a no.

Pure, as `casework.decide`. A decision may touch cases as well: their events go into the same
transaction, before the fact itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch

from casework import dutycommands as dc
from casework import dutyevents as de
from casework import events as ev
from casework import sharing, workflow
from casework.case import Case
from casework.duty import Why
from casework.dutybench import (
    WHOLE_DESK,
    Bench,
    CaseFacts,
    DutyDecision,
    common_area,
    own_place,
    seen,
    too_many,
)
from casework.refusal import Refusal, RefusalCode, Refused
from casework.ruling import held_by_other, read_only
from casework.vocabulary import Post

#: Open handovers of one giver.
MOST_OPEN = 20
TAKERS = frozenset[Post]().union(*(row.posts for row in workflow.rows_for("claim")))


def decide_duty(command: dc.AnyDutyCommand, at: Bench) -> DutyDecision | Refusal:
    """Judge one command; the common check first, then its own conditions."""
    verb = str(command.__struct_config__.tag)
    if not at.by.actor.writes:
        return read_only(verb)
    try:
        return _rule(command, at)
    except Refused as refused:
        return refused.refusal


@singledispatch
def _rule(command: dc.DutyCommand, at: Bench) -> DutyDecision:
    return sharing.rule(command, at)


@_rule.register
def _(command: dc.OfferHandover, at: Bench) -> DutyDecision:
    verb = "handover-offer"
    _check_post(at, verb)
    _check_colleague(command.to, at)
    mine = [h for h in at.duty.handovers.values() if h.giver == at.me and h.is_open]
    if len(mine) >= MOST_OPEN:
        raise Refused(too_many(verb, f"{MOST_OPEN} of your handovers are open; withdraw some"))
    held: list[Case] = []
    left: list[de.Left] = []
    for case_id in dict.fromkeys(command.cases):
        case = seen(case_id, at)
        why = _not_mine(case, at.me)
        if case is None or why:
            left.append(de.Left(case_id, why))
        else:
            held.append(case)
    if command.cases and not held:
        detail = "you hold none of these cases; claim them first, or offer the ones you hold"
        raise Refused(Refusal(RefusalCode.NOT_HELD, detail, verb=verb))
    area, department = _place(held, at)
    event = de.HandoverOffered(
        at.new_id(),
        command.to,
        tuple(case.case_id for case in held),
        command.note,
        department,
        tuple(left),
    )
    released: tuple[ev.CaseEvent, ...] = (ev.CaseReleased(),)
    freed = () if command.to else tuple((case, released) for case in held)
    return DutyDecision(event, area, department, freed)


@_rule.register
def _(command: dc.AcknowledgeHandover, at: Bench) -> DutyDecision:
    verb = "handover-acknowledge"
    _check_post(at, verb)
    offer = at.handover(command.handover, verb)
    if offer.giver == at.me:
        raise Refused(_not_yours(verb, "it is your own; withdraw it, or let a colleague take it"))
    if offer.to not in ("", at.me) and not at.leads:
        raise Refused(_not_yours(verb, f"it was offered to {offer.to}"))
    taken: list[CaseFacts] = []
    left: list[de.Left] = []
    for case_id in offer.cases if offer.to else ():
        case = seen(case_id, at)
        why = _gone(case, offer.giver, at)
        if case is None or why:
            left.append(de.Left(case_id, why))
        else:
            taken.append((case, (ev.CaseClaimed(at.me, at.by.now + at.by.lease),)))
    ids = tuple(case.case_id for case, _ in taken)
    event = de.HandoverAcknowledged(offer.handover, ids, tuple(left))
    return DutyDecision(event, offer.area, offer.department, tuple(taken))


@_rule.register
def _(command: dc.DeclineHandover, at: Bench) -> DutyDecision:
    offer = at.handover(command.handover, "handover-decline")
    if offer.to != at.me:
        whose = f"only {offer.to} can" if offer.to else "it is for the pool, so nobody need"
        raise Refused(_not_yours("handover-decline", f"{whose} decline it"))
    event = de.HandoverDeclined(offer.handover, command.text)
    return DutyDecision(event, offer.area, offer.department)


@_rule.register
def _(command: dc.WithdrawHandover, at: Bench) -> DutyDecision:
    offer = at.handover(command.handover, "handover-withdraw")
    if offer.giver != at.me and not at.leads:
        who = f"only {offer.giver} or a shift supervisor can withdraw it"
        raise Refused(_not_yours("handover-withdraw", who))
    return DutyDecision(de.HandoverWithdrawn(offer.handover), offer.area, offer.department)


def _place(held: Sequence[Case], at: Bench) -> tuple[str, str]:
    """Whose eyes a handover is for: the area of its cases, and their department for who has one.

    Raises:
        Refused: giver or taker would not see all of it.
    """
    actor, to = at.by.actor, at.colleague
    area, department = own_place(at)
    if held:
        area = common_area({case.area for case in held}, at.by.areas)
        kinds = {case.department for case in held}
        apart = actor.departments or (to is not None and to.departments)
        department = kinds.pop() if apart and len(kinds) == 1 else WHOLE_DESK
    # without an area it would be for everybody's eyes
    nowhere = bool(held) and not area
    for who in (actor, to):
        if who is not None and (nowhere or (area and not who.covers(area, department))):
            detail = (
                f"{who.name} does not work in everything these cases lie in ({area}); hand them "
                "over in parts: one handover for each area or department, to who works there"
            )
            more = {"who": who.name, "area": area}
            raise Refused(Refusal(RefusalCode.IN_PARTS, detail, verb="handover-offer", params=more))
    return area, department


def _not_mine(case: Case | None, giver: str) -> str:
    if case is None:
        return Why.NOT_FOUND
    if not case.is_open:
        return Why.OVER
    return "" if case.holder == giver else Why.NOT_HELD


def _gone(case: Case | None, giver: str, at: Bench) -> str:
    """Why a case cannot pass from `giver` to who acts; "" where it can.

    One whose lease has run out since it was offered is nobody's and comes along.
    """
    why = _not_mine(case, giver)
    if case is None or why != Why.NOT_HELD:
        return why
    return Why.HELD if held_by_other(case, at.by) else ""


def _check_post(at: Bench, verb: str) -> None:
    if not TAKERS & at.by.actor.posts:
        posts = ", ".join(sorted(TAKERS))
        detail = f"handing cases over needs one of the posts: {posts}"
        raise Refused(Refusal(RefusalCode.POST, detail, verb=verb, params={"posts": posts}))


def _check_colleague(to: str, at: Bench) -> None:
    known = at.colleague
    if to and (to == at.me or known is None or not TAKERS & known.posts):
        detail = f"{to!r} is no colleague who could take cases; GET /v1/colleagues lists them"
        raise Refused(
            Refusal(RefusalCode.COLLEAGUE, detail, verb="handover-offer", params={"value": to})
        )


def _not_yours(verb: str, why: str) -> Refusal:
    return Refusal(RefusalCode.NOT_YOURS, f"that handover is not for you: {why}", verb=verb)
