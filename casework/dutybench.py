"""The bench for what is about no single case: what may be looked at, and the common checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from casework import dutyevents as de
from casework import events as ev
from casework.actor import Actor, covers_area, stem
from casework.case import Case
from casework.duty import Duty, Handover, visible
from casework.refusal import Refusal, RefusalCode, Refused
from casework.ruling import Ruling
from casework.vocabulary import Post

#: No department has this code: what bears it is not for those who see one department only.
WHOLE_DESK = "-"

CaseFacts = tuple[Case, tuple[ev.CaseEvent, ...]]


class DutyDecision(msgspec.Struct, frozen=True):
    """`event`, for those who cover `area` and `department`, and what happens to cases with it."""

    event: de.AnyDutyEvent
    area: str
    department: str
    cases: tuple[CaseFacts, ...] = ()


class Bench(msgspec.Struct, frozen=True):
    """What these are judged by. `colleague`: who is named in the command, None for nobody known.

    `new_id` makes an id for what has none yet.
    """

    duty: Duty
    by: Ruling
    colleague: Actor | None
    new_id: Callable[[], str]

    @property
    def me(self) -> str:
        return self.by.actor.actor_id

    @property
    def leads(self) -> bool:
        return Post.SHIFT_SUPERVISOR in self.by.actor.posts

    def handover(self, handover: str, verb: str) -> Handover:
        """One that is still open.

        Raises:
            Refused: there is none in the scope, or it has been settled.
        """
        found = self.duty.handovers.get(handover)
        if found is None or not visible(found, self.by.actor):
            detail = f"there is no handover {handover[:40]!r} in your scope"
            raise Refused(Refusal(RefusalCode.NOT_FOUND, detail, verb=verb))
        if not found.is_open:
            detail = f"that handover has been {found.state} by {found.by}; there is nothing to do"
            more = {"by": found.by, "state": found.state.value}
            raise Refused(Refusal(RefusalCode.SETTLED, detail, verb=verb, params=more))
        return found


def common_area(codes: Iterable[str], known: Iterable[str]) -> str:
    """The narrowest of the `known` areas that covers all `codes`; "" where none does."""
    wanted = set(codes)
    over = (code for code in known if all(covers_area(code, inner) for inner in wanted))
    return max(over, key=lambda code: len(stem(code)), default="")


def own_place(at: Bench) -> tuple[str, str]:
    """Where somebody works, as one area and one department."""
    actor = at.by.actor
    area = actor.areas[0] if actor.areas else common_area(at.by.areas, at.by.areas)
    return area, actor.departments[0] if actor.departments else WHOLE_DESK


def seen(case_id: int, at: Bench) -> Case | None:
    case = at.by.other(case_id)
    return case if case is not None and at.by.actor.covers(case.area, case.department) else None


def check_area(area: str, verb: str, at: Bench) -> None:
    if area not in at.by.areas:
        detail = f"there is no area {area!r}; GET /v1/areas lists them"
        raise Refused(Refusal(RefusalCode.AREA, detail, verb=verb, params={"value": area}))
    if not at.by.actor.covers(area):
        detail = f"area {area} is outside your scope; name one in it"
        raise Refused(Refusal(RefusalCode.SCOPE, detail, verb=verb))


def too_many(verb: str, why: str) -> Refusal:
    return Refusal(RefusalCode.TOO_MANY, why, verb=verb)
