"""What the people at the desks and in the departments do next with a case. Pure.

All durations are seconds of city time, all instants seconds since the epoch.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from casework import commands as cm
from casework.case import Case
from casework.instant import to_ms
from casework.ruling import OPEN_TO_OTHERS
from casework.vocabulary import CaseState
from casework.workflow import SHORT_CLOSINGS
from simulator import wording
from simulator.city import City
from simulator.dice import share

MINUTE = 60.0
HOUR = 3_600.0

REJECTED = 0.02
WRONG_DISPATCH = 0.03
KICKED = 0.05  # of the rightly dispatched; with the wrong ones 8 % of cases bounce
FAILED_CHECK = 0.06
LATE = 0.055  # with rework and disputes some 95 % are closed in time
SENDS_OFFICER = 0.25
#: Left to the people at the consoles for a while; nobody else dispatches them before.
HELD_BACK = 0.30
HELD_BACK_S = 20 * MINUTE
MOST_BOUNCES = 7
#: Verbs that may act on a case although somebody else holds it (see `casework.ruling`).
OPEN_VERBS = OPEN_TO_OTHERS
RETURNED = 0.4  # of the wrongly dispatched; the others are sent on by the department itself
EXTENDED = 0.2  # of those that would be late
SUSPENDED = 0.01


@dataclass(frozen=True)
class SendNearest:
    """Send the nearest free officer; who that is shows when the moment comes."""


Errand = cm.CaseCommand | SendNearest


@dataclass(frozen=True)
class Intent:
    """Something to be done at city time `at`, if the case still stands as it did."""

    at: float
    errand: Errand


Situation = tuple[str, int, int, str, str, int, int]


def situation(case: Case) -> Situation:
    """What has to stay as it is for an intent to stand; claims, notes and units do not matter."""
    counts = case.bounces, case.reworks
    return case.state, *counts, case.department, case.request, case.extensions, case.returns


class Policy:
    """The habits of one city's desks, departments and verifiers.

    `asks`: whether anything is asked for that somebody else has to approve.
    """

    def __init__(
        self, city: City, seed: int, hour: Callable[[float], float], *, asks: bool = True
    ) -> None:
        self._city, self._seed, self._hour = city, seed, hour
        self._departments = [d.code for d in city.gazetteer.departments]
        reasons = city.reasons
        self._close = next((c for c in reasons.codes("close") if c not in SHORT_CLOSINGS), "done")
        self._reassign, self._reject = reasons.codes("reassign"), reasons.codes("reject")
        self._return, self._extend, self._suspend = (
            reasons.codes(verb) if asks else () for verb in ("return", "extend", "suspend")
        )
        self._rules: dict[CaseState, Callable[[Case, float, random.Random], list[Intent]]] = {
            CaseState.REPORTED: self._intake,
            CaseState.ACCEPTED: self._filing,
            CaseState.FILED: self._dispatch,
            CaseState.DISPATCHED: self._department,
            CaseState.WORKING: self._disposal,
            CaseState.FEEDBACK: self._verification,
            CaseState.VERIFIED: self._closing,
            CaseState.SUSPENDED: self._resumption,
        }

    def __call__(self, case: Case, now: float, rng: random.Random) -> list[Intent]:
        """What people intend with `case` as it stands; nothing once it is over."""
        if case.request:
            return [Intent(now + rng.uniform(3, 20) * MINUTE, cm.ApproveRequest())]
        rule = self._rules.get(case.state)
        return rule(case, now, rng) if rule else []

    def right_department(self, case: Case) -> str:
        category = self._city.categories.get(case.category)
        return category.department if category else self._departments[0]

    def is_held_back(self, case_id: int) -> bool:
        """Whether a case is left for a person at a console to dispatch; stable for the case."""
        return share(self._seed, "held back", case_id) < HELD_BACK

    def _intake(self, case: Case, now: float, rng: random.Random) -> list[Intent]:
        urgent = case.priority == 1
        at = now + (rng.uniform(20, 90) if urgent else rng.uniform(1, 5) * MINUTE)
        if self._reject and not urgent and rng.random() < REJECTED:
            reason = rng.choice(self._reject)
            return [Intent(at, cm.RejectCase(reason, rng.choice(wording.REJECTED)))]
        return [Intent(at, cm.AcceptCase())]

    def _filing(self, case: Case, now: float, rng: random.Random) -> list[Intent]:
        wait = rng.uniform(15, 60) if case.priority == 1 else rng.uniform(0.5, 4) * MINUTE
        return [Intent(now + wait, cm.FileCase())]

    def _dispatch(self, case: Case, now: float, rng: random.Random) -> list[Intent]:
        wait = rng.uniform(1, 10) * MINUTE
        if self.is_held_back(case.case_id):
            wait = HELD_BACK_S + rng.uniform(0, 15) * MINUTE
        elif case.priority == 1:
            wait /= 4
        right = self.right_department(case)
        wrong = rng.random() < WRONG_DISPATCH and not case.returns
        code = self.another(right, rng) if wrong else right
        return [Intent(now + wait, cm.DispatchCase(code))]

    def another(self, code: str, rng: random.Random) -> str:
        """A department that is not `code`."""
        return rng.choice([d for d in self._departments if d != code] or [code])

    def _department(self, case: Case, now: float, rng: random.Random) -> list[Intent]:
        target = self._kick_to(case, rng)
        if target and self._return and self._is_returned(case):
            asked = cm.ReturnCase(rng.choice(self._return), rng.choice(wording.REASSIGNED))
            return [Intent(now + rng.uniform(5, 30) * MINUTE, asked)]
        if target and self._reassign and target != case.department:
            wait = min(rng.uniform(5, 40) * MINUTE, 0.2 * max(_left(case, now), 10 * MINUTE))
            return [Intent(now + wait, self.kick(target, rng))]
        wait = min(rng.uniform(4, 40) * MINUTE, 0.25 * max(_left(case, now), 10 * MINUTE))
        intents = [Intent(now + wait, cm.StartWork())]
        if case.priority == 1 or rng.random() < SENDS_OFFICER:
            intents.append(Intent(now + wait * rng.uniform(0.1, 0.9), SendNearest()))
        return intents

    def kick(self, department: str, rng: random.Random) -> cm.ReassignCase:
        """Send a case on, with a coded reason."""
        reason, text = rng.choice(self._reassign), rng.choice(wording.REASSIGNED)
        return cm.ReassignCase(department, reason, text)

    def _kick_to(self, case: Case, rng: random.Random) -> str:
        """Where the department sends a case instead of working on it; "" when it takes it."""
        if case.reworks or case.bounces >= MOST_BOUNCES:
            return ""
        right = self.right_department(case)
        if case.department != right:
            return right
        appetite = share(self._seed, "kicks", case.case_id) / KICKED
        kicks = 0 if appetite >= 1.0 else 1 if appetite > 0.4 else 3 if appetite > 0.15 else 5
        return self.another(right, rng) if case.bounces < kicks else ""

    def _is_returned(self, case: Case) -> bool:
        """Whether a wrong dispatch goes back to the dispatcher and not on to another department."""
        wrong = case.department != self.right_department(case) and not case.bounces
        return wrong and share(self._seed, "returns", case.case_id) < RETURNED

    def _obstacle(self, case: Case, now: float, rng: random.Random) -> list[Intent]:
        """What has to be asked for before work can go on: a suspension, or more time."""
        untouched = case.limit_from == case.reported_at and case.priority > 1 and not case.reworks
        soon = now + rng.uniform(10, 60) * MINUTE
        unlucky = share(self._seed, "suspends", case.case_id) < SUSPENDED
        if self._suspend and untouched and unlucky:
            return [Intent(soon, cm.SuspendCase(rng.choice(self._suspend)))]
        slow = share(self._seed, "late", case.case_id) < LATE * EXTENDED
        if self._extend and slow and not case.extensions and _left(case, now) > 2 * HOUR:
            return [Intent(soon, cm.ExtendCase(rng.choice(self._extend)))]
        return []

    def _resumption(self, _case: Case, now: float, rng: random.Random) -> list[Intent]:
        return [Intent(now + rng.uniform(20, 70) * HOUR, cm.ResumeCase())]

    def _disposal(self, case: Case, now: float, rng: random.Random) -> list[Intent]:
        """Feedback within the limit mostly, and by daylight where nobody is in danger."""
        if obstacle := self._obstacle(case, now, rng):
            return obstacle
        left = _left(case, now)
        text = cm.GiveFeedback(rng.choice(wording.FEEDBACK))
        late = share(self._seed, "late", case.case_id) < LATE and not case.extensions
        if left <= 0.0 or case.reworks:
            return [Intent(now + rng.uniform(0.5, 6) * HOUR, text)]
        if late:
            return [Intent(now + left + rng.uniform(0.5, 12) * HOUR, text)]
        at = now + left * rng.uniform(0.15, 0.85)
        morning = self._after_night(at, rng)
        by_day = case.priority > 1 and morning < now + left
        return [Intent(morning if by_day else at, text)]

    def _after_night(self, at: float, rng: random.Random) -> float:
        hour = self._hour(at)
        if 7.0 <= hour < 22.0:
            return at
        return at + ((7.0 - hour) % 24.0 + rng.uniform(0.0, 1.5)) * HOUR

    def _verification(self, case: Case, now: float, rng: random.Random) -> list[Intent]:
        at = now + rng.uniform(8, 50) * MINUTE
        if rng.random() < FAILED_CHECK and case.reworks < 2:
            return [Intent(at, cm.VerifyCase(False, rng.choice(wording.FAILED)))]
        return [Intent(at, cm.VerifyCase(True, rng.choice(wording.VERIFIED)))]

    def _closing(self, _case: Case, now: float, rng: random.Random) -> list[Intent]:
        return [Intent(now + rng.uniform(3, 25) * MINUTE, cm.CloseCase(self._close))]


def _left(case: Case, now: float) -> float:
    """Seconds until the case is due; a day for one without a limit."""
    return to_ms(case.due_at) / 1000.0 - now if case.due_at else 24 * HOUR
