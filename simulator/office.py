"""The state of all open cases and what is due on them. No I/O: facts come in, steps come out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from casework.case import Case
from casework.events import CaseReopened, CaseReported, CaseUnmerged, Envelope
from casework.fold import fold
from casework.instant import to_ms
from casework.vocabulary import Step
from simulator.agenda import Agenda
from simulator.dice import rng_for
from simulator.policy import Errand, Policy, Situation, situation


@dataclass(frozen=True)
class DeskStep:
    """Something a desk or a department is about to do."""

    case_id: int
    while_in: Situation
    errand: Errand
    tries: int = 0


@dataclass(frozen=True)
class FieldStep:
    """A unit has been at `step` of a case long enough; on to the next."""

    case_id: int
    unit: int
    step: Step
    tries: int = 0


Due = DeskStep | FieldStep
UnitsChanged = Callable[[Case, int, Step | None], None]


@dataclass
class Office:
    """Open cases by id, each with its plan on the agenda.

    `units_changed(case, unit, step)` is told when a unit comes to a case, gets on with it, or
    (None) is free again. While `planning` is off, cases are followed but nobody acts on them.
    """

    policy: Policy
    seed: int
    now: Callable[[], float]
    units_changed: UnitsChanged
    me: str = ""
    planning: bool = False
    cases: dict[int, Case] = field(default_factory=dict)
    agenda: Agenda[Due] = field(default_factory=Agenda)

    def reset(self, cases: Iterable[Case]) -> None:
        """Begin again from a snapshot."""
        for known in list(self.cases.values()):
            self._units(known, {})
        self.cases.clear()
        self.agenda.clear()
        for case in cases:
            self.learn(case)

    def start_planning(self) -> None:
        """Open the desks: plan every case that was only followed so far."""
        self.planning = True
        for case in self.cases.values():
            self._plan(case)

    def learn(self, case: Case) -> None:
        """Take a case as it is now; older knowledge than ours is passed over."""
        known = self.cases.get(case.case_id)
        if known is not None and case.version <= known.version:
            return
        before = known.units if known else {}
        if case.is_open:
            self.cases[case.case_id] = case
            self._units(case, case.units, before)
            if self.planning and (known is None or situation(known) != situation(case)):
                self._plan(case)
            return
        self.cases.pop(case.case_id, None)
        self._units(case, {}, before)

    def apply(self, envelope: Envelope) -> bool:
        """Take an envelope of the log; False where the case has to be fetched to understand it."""
        case_id, known = envelope.case_id, self.cases.get(envelope.case_id)
        if not case_id or (known is not None and envelope.version <= known.version):
            return True
        if known is None and not isinstance(envelope.event, CaseReported):
            # Whatever else happens to a case that is over leaves it over.
            return not isinstance(envelope.event, CaseReopened | CaseUnmerged)
        if known is not None and envelope.version != known.version + 1:
            return False
        case = fold(known, envelope)
        if case is not None:
            self.learn(case)
        return True

    def forget(self, case_id: int) -> None:
        """Central does not know such a case."""
        known = self.cases.pop(case_id, None)
        if known is not None:
            self._units(known, {})

    def stands(self, step: DeskStep) -> Case | None:
        """The case of a step, if it still is as it was when the step was planned."""
        case = self.cases.get(step.case_id)
        return case if case is not None and situation(case) == step.while_in else None

    def asked(self, case: Case) -> bool:
        """Whether what waits for a decision was asked for from here: then another decides it."""
        return bool(case.request) and case.request_by == self.me

    def held_until(self, case: Case) -> float:
        """When a lease of somebody else on `case` ends, city seconds; 0 when nobody else's."""
        if case.holder in ("", self.me) or case.lease_until is None:
            return 0.0
        until = to_ms(case.lease_until) / 1000.0
        return until if until > self.now() else 0.0

    def _plan(self, case: Case) -> None:
        state = situation(case)
        rng = rng_for(self.seed, "case", case.case_id, *state)
        for intent in self.policy(case, self.now(), rng):
            self.agenda.push(intent.at, DeskStep(case.case_id, state, intent.errand))

    def _units(
        self, case: Case, after: dict[int, Step], before: dict[int, Step] | None = None
    ) -> None:
        before = case.units if before is None else before
        for unit in before.keys() - after.keys():
            self.units_changed(case, unit, None)
        for unit, step in after.items():
            if before.get(unit) is not step:
                self.units_changed(case, unit, step)
