"""A plan in the person's hands: lines to accept, to change, to send, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial

import numpy as np
from PySide6.QtCore import QCoreApplication

from casework.refusal import RefusalCode
from casework.vocabulary import OPEN_STATES, STATE_ORDER
from console import words
from console.actions import Actions, Why
from console.batch import Fate, Item
from console.models.rows import Rows
from console.models.sending import sentences
from console.models.sending.desk import SendDesk
from console.models.sending.fleet import Fleet, Wanted
from console.models.sending.plan import MOST_CASES, Plan
from console.models.sending.score import Candidate, rank
from console.models.sending.weights import Fit
from console.outbox.port import Outcome
from console.session import Session

_NOT_THIS_UNIT = (RefusalCode.UNIT_BUSY, RefusalCode.UNIT_ALREADY, RefusalCode.UNIT)
_OPEN = np.array([state in OPEN_STATES for state in STATE_ORDER])
# More lines are not thought over anew at once: the window has to go on.
_AT_ONCE = 10


class Stage(Enum):
    """How far a line is."""

    PROPOSED = auto()
    SENDING = auto()
    SENT = auto()
    OVER = auto()  # nobody can be sent to this case any more


@dataclass
class Proposal:
    """One line. `candidate` None: nobody, `note` says why; otherwise `note` is what happened.

    `said` words it, in the language of the moment it is shown.
    """

    wanted: Wanted
    candidate: Candidate | None
    said: Why = str
    accepted: bool = False
    stage: Stage = Stage.PROPOSED

    @property
    def note(self) -> str:
        return self.said()

    @property
    def errand(self) -> dict[str, int]:
        """What is said of its case: the unit, as the case was when that was decided."""
        unit = self.candidate.unit_id if self.candidate else 0
        return {"unit": unit, "version": self.wanted.version}

    @property
    def to_send(self) -> bool:
        return self.accepted and self.candidate is not None and self.stage is Stage.PROPOSED


def cases_meant(session: Session, rows: Rows) -> tuple[list[Wanted], int]:
    """Of these rows of the board, in their order, the open cases that nobody has been sent to.

    Returns at most `MOST_CASES` of them, and how many there are in all.
    """
    cases, at = session.board.cases, rows
    bare = _OPEN[cases.column("state")[at]] & (cases.column("unit_count")[at] == 0)
    meant = at[bare]
    return [Wanted.of(cases, int(row)) for row in meant[:MOST_CASES]], len(meant)


class Proposals:
    """The lines of a plan, kept true while the board goes on."""

    def __init__(self, session: Session, actions: Actions, desk: SendDesk) -> None:
        self._session, self._actions, self._desk = session, actions, desk
        self.lines: list[Proposal] = []

    def take(self, plan: Plan) -> None:
        """A new plan: what has been sent stays, in front."""
        sent = [line for line in self.lines if line.stage in (Stage.SENDING, Stage.SENT)]
        new = [
            Proposal(
                p.wanted, p.candidate, str if p.candidate else partial(sentences.nobody, p.counts)
            )
            for p in plan.lines
        ]
        for line in new:
            line.accepted = line.candidate is not None
            line.said = str if line.accepted else line.said
        self.lines = [*sent, *new]

    def unsent(self) -> list[Wanted]:
        """The cases of the lines that are still to be planned or sent."""
        return [line.wanted for line in self.lines if line.stage is Stage.PROPOSED]

    def taken(self, but: int = -1) -> tuple[int, ...]:
        """The units of all lines that are not over, except line `but`."""
        return tuple(
            line.candidate.unit_id
            for i, line in enumerate(self.lines)
            if i != but and line.candidate and line.stage in (Stage.PROPOSED, Stage.SENDING)
        )

    def alternatives(self, at: int, most: int = 8) -> list[Candidate]:
        """The best units for line `at` that no other line has."""
        return rank(self._desk.fleet(self.taken(at)), self.lines[at].wanted).best(most)

    def choose(self, at: int, unit: int) -> bool:
        """Another unit for line `at`; False where it cannot go (any more)."""
        line = self.lines[at]
        ranking = rank(self._desk.fleet(self.taken(at)), line.wanted)
        row = self._session.board.units.row(unit)
        if line.stage is not Stage.PROPOSED or row < 0 or ranking.fit[row] != Fit.FREE:
            return False
        line.candidate, line.accepted, line.said = ranking.candidate(row), True, str
        return True

    # -- keeping it true -------------------------------------------------------------------------

    def refresh(self) -> bool:
        """Look again at every line that is not sent; returns whether any has changed."""
        fleet, changed = self._desk.fleet(), 0
        for at, line in enumerate(self.lines):
            if line.stage is Stage.PROPOSED and changed < _AT_ONCE:
                changed += self._case_changed(line) or self._unit_changed(at, line, fleet)
        return bool(changed)

    def _case_changed(self, line: Proposal) -> bool:
        """The case has been closed, or somebody else has sent a unit, or it just moved on."""
        cases, number = self._session.board.cases, line.wanted.case_id
        row = cases.row(number)
        judged = self._actions.availability("assign", number)
        if row < 0 or not _OPEN[int(cases.column("state")[row])]:
            line.stage, line.accepted, line.said = Stage.OVER, False, judged.no or str
            return True
        now = Wanted.of(cases, row)
        if now.version == line.wanted.version:
            return False
        sent = set(now.there) - set(line.wanted.there)
        line.wanted = now
        if sent:
            line.said, line.accepted = partial(self._sent_there, sorted(sent)), False
        return bool(sent)

    def _sent_there(self, units: list[int]) -> str:
        names = ", ".join(words.unit_name(self._session, unit) for unit in units)
        text = QCoreApplication.translate("Sending", "meanwhile {unit} has been sent there")
        return words.fill(text, unit=names)

    def _unit_changed(self, at: int, line: Proposal, fleet: Fleet) -> bool:
        if line.candidate is None:
            return False
        row = self._session.board.units.row(line.candidate.unit_id)
        if row >= 0 and fleet.still.fit[row] == Fit.FREE:
            return False
        self._propose_anew(at, self._what_became(line.candidate, row, fleet))
        return True

    def _what_became(self, c: Candidate, row: int, fleet: Fleet) -> Why:
        other = int(self._session.board.units.column("case_id")[row]) if row >= 0 else 0
        fit = Fit(int(fleet.still.fit[row])) if row >= 0 else None
        return partial(self._unit_gone, c.unit_id, other, fit)

    def _unit_gone(self, unit: int, other: int, fit: Fit | None) -> str:
        """`other`: the case it has gone to, 0 none; `fit` None: nobody knows the unit any more."""
        tr = QCoreApplication.translate
        name = words.unit_name(self._session, unit)
        if fit is None:
            return words.fill(tr("Sending", "{unit} is no longer known"), unit=name)
        if other:
            text = tr("Sending", "{unit} has gone to case {case} meanwhile")
            return words.fill(text, unit=name, case=other)
        text = tr("Sending", "{unit} can no longer go: {why}")
        return words.fill(text, unit=name, why=sentences.fit_text(fit))

    def _propose_anew(self, at: int, why: Why, but: tuple[int, ...] = ()) -> None:
        """The next best for a line whose unit is gone; the person has to accept it again."""
        line = self.lines[at]
        ranking = rank(self._desk.fleet((*self.taken(at), *but)), line.wanted)
        line.candidate = next(iter(ranking.best(1)), None)
        line.accepted = False
        counts = ranking.counts()
        line.said = partial(_instead, why) if line.candidate else lambda: _nobody(why, counts)

    # -- sending -----------------------------------------------------------------------------

    def sending(self, lines: Iterable[int]) -> None:
        for at in lines:
            self.lines[at].stage = Stage.SENDING

    def settle(self, item: Item) -> None:
        """A case that was being sent to has come further; a no to the unit brings the next best."""
        at = self._being_sent(item.case_id)
        if at < 0 or item.fate in (Fate.SENT, Fate.QUEUED):
            return
        line = self.lines[at]
        if item.fate is Fate.DONE:
            line.stage, line.said = Stage.SENT, str
            return
        line.stage = Stage.PROPOSED
        if item.fate is Fate.STOPPED:
            return  # before it was sent: as if it had not been tried
        self._refused(at, item.no or str, item.outcome)

    def _being_sent(self, case_id: int) -> int:
        lines = enumerate(self.lines)
        there = (i for i, x in lines if x.wanted.case_id == case_id and x.stage is Stage.SENDING)
        return next(there, -1)

    def _refused(self, at: int, no: Why, outcome: Outcome | None) -> None:
        line = self.lines[at]
        line.accepted, line.said = False, no
        row = self._session.board.cases.row(line.wanted.case_id)
        if row >= 0:
            line.wanted = Wanted.of(self._session.board.cases, row)
        refusal = outcome.refusal if outcome is not None else None
        if refusal is not None and refusal.code in _NOT_THIS_UNIT and line.candidate is not None:
            self._propose_anew(at, no, (line.candidate.unit_id,))


def _instead(why: Why) -> str:
    text = QCoreApplication.translate("Sending", "{why}; proposed instead, please accept")
    return words.fill(text, why=why())


def _nobody(why: Why, counts: dict[Fit, int]) -> str:
    return f"{why()}. {sentences.nobody(counts)}"
