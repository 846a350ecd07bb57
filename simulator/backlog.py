"""What a city has lying on its desks on a Monday morning. Pure: which cases, how old, how far."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from msgspec.structs import replace

from casework import commands as cm
from casework.area import Category, Limit
from casework.clock import WorkCalendar
from casework.vocabulary import CaseState
from simulator import wording
from simulator.policy import Errand, Policy, SendNearest
from simulator.reports import Weighted, Writer
from simulator.witness import Witness

#: Open cases with priority 1–2 that nobody has taken yet.
URGENT = 25
#: 38,036 cases a month are 52 an hour; an hour of the past keeps at most so many open ones.
MOST_AN_HOUR = 60
_REDRAWS = 40
OVERDUE, NEARLY_DUE = 0.05, 0.08
_OLDEST = timedelta(days=25)
_MIX = {
    CaseState.REPORTED: 4.0,
    CaseState.ACCEPTED: 3.0,
    CaseState.FILED: 12.0,
    CaseState.DISPATCHED: 22.0,
    CaseState.WORKING: 37.0,
    CaseState.FEEDBACK: 13.0,
    CaseState.VERIFIED: 9.0,
}
_BOUNCED, _REWORKED, _WITH_OFFICER = 0.08, 0.04, 0.08
#: How many of those that were sent back went there and back once, twice, three times.
_ROUNDS = (20, 2, 1)


@dataclass(frozen=True)
class Draft:
    """A case of the backlog: its report, and what has happened to it since."""

    report: cm.ReportCase
    state: CaseState
    errands: tuple[Errand, ...]


class Backlog:
    """Drafts for one city, as of one moment."""

    def __init__(
        self, writer: Writer, witness: Witness, policy: Policy, calendar: WorkCalendar
    ) -> None:
        self._writer, self._witness = writer, witness
        self._policy, self._calendar = policy, calendar

    def drafts(
        self, categories: list[Category], size: int, now: datetime, rng: random.Random
    ) -> Iterator[Draft]:
        """`size` drafts, the URGENT ones spread among the rest; made one at a time."""
        urgent = Weighted([c for c in categories if c.priority <= 2] or categories)
        common = Weighted([c for c in categories if c.priority > 2] or categories)
        burning = set(rng.sample(range(size), min(URGENT, size)))
        states, shares = tuple(_MIX), tuple(_MIX.values())
        hours: Counter[datetime] = Counter()
        for index in range(size):
            kinds = urgent if index in burning else common
            state = CaseState.FILED if index in burning else rng.choices(states, shares)[0]
            # The age is drawn once: redrawing it would favour old, overdue cases.
            used = _used(state, rng)
            for _ in range(_REDRAWS):
                draft = self._draft(kinds.draw(rng), state, used, now, rng)
                hour = (draft.report.reported_at or now).replace(minute=0, second=0, microsecond=0)
                # No hour of the past may have seen more reports than the city makes.
                if index in burning or hours[hour] < MOST_AN_HOUR:
                    break
            hours[hour] += 1
            yield draft

    def _draft(
        self,
        category: Category,
        state: CaseState,
        used: float,
        now: datetime,
        rng: random.Random,
    ) -> Draft:
        channel = self._writer.channel(rng)
        seen = self._witness.sighting(channel, now.timestamp(), rng)
        report = self._writer.write(category, channel, seen, rng)
        begun = reported_at(category.limit, used, now, self._calendar)
        return Draft(
            replace(report, reported_at=begun),
            state,
            tuple(self._errands(category, state, rng)),
        )

    def _errands(
        self, category: Category, state: CaseState, rng: random.Random
    ) -> Iterator[Errand]:
        order = list(_MIX)
        until = order.index(state)
        right = category.department
        steps: tuple[list[Errand], ...] = (
            [cm.AcceptCase()],
            [cm.FileCase()],
            [cm.DispatchCase(right), *self._kicks(right, rng)],
            [cm.StartWork()],
            [cm.GiveFeedback(rng.choice(wording.FEEDBACK))],
            [cm.VerifyCase(True, rng.choice(wording.VERIFIED))],
        )
        for step in steps[:until]:
            yield from step
        in_hand = state in (CaseState.DISPATCHED, CaseState.WORKING)
        if in_hand and rng.random() < _WITH_OFFICER:
            yield SendNearest()
        elif in_hand and rng.random() < _REWORKED:
            yield cm.GiveFeedback(rng.choice(wording.FEEDBACK))
            yield cm.VerifyCase(False, rng.choice(wording.FAILED))
            if state is CaseState.WORKING:
                yield cm.StartWork()

    def _kicks(self, right: str, rng: random.Random) -> list[Errand]:
        """There and back again, few more than once: from the third time on it is an alert."""
        if rng.random() >= _BOUNCED:
            return []
        kicks: list[Errand] = []
        for _ in range(rng.choices((1, 2, 3), _ROUNDS)[0]):
            kicks.append(self._policy.kick(self._policy.another(right, rng), rng))
            kicks.append(self._policy.kick(right, rng))
        return kicks


def _used(state: CaseState, rng: random.Random) -> float:
    """Which part of its limit a case in `state` has used up."""
    fresh = state in (CaseState.REPORTED, CaseState.ACCEPTED)
    return rng.uniform(0.01, 0.2) if fresh else part_of_limit(rng)


def part_of_limit(rng: random.Random) -> float:
    """How much of its limit a case has used up: above 1 it is overdue."""
    luck = rng.random()
    if luck < OVERDUE:
        return rng.uniform(1.05, 2.0)
    if luck < OVERDUE + NEARLY_DUE:
        return rng.uniform(0.83, 0.98)
    return rng.uniform(0.03, 0.78)


def reported_at(limit: Limit, used: float, now: datetime, calendar: WorkCalendar) -> datetime:
    """When a case with `limit` must have been reported to have used that part of it by `now`."""
    low, high = now - _OLDEST, now - timedelta(minutes=1)
    for _ in range(18):
        middle = low + (high - low) / 2
        whole = calendar.due(middle, limit) - middle
        if (now - middle) / whole > used:
            low = middle
        else:
            high = middle
    return high
