"""A plan in the person's hands: lines to accept, to change, to send, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
from PySide6.QtCore import QCoreApplication

from casework.refusal import RefusalCode
from casework.vocabulary import OPEN_STATES, STATE_ORDER
from console import words
from console.actions import Actions
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
    """One line. `candidate` None: nobody, `note` says why; otherwise `note` is what happened."""

    wanted: Wanted
    candidate: Candidate | None
    note: str = ""
    accepted: bool = False
    stage: Stage = Stage.PROPOSED

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
            Proposal(p.wanted, p.candidate, "" if p.candidate else sentences.nobody(p.counts))
            for p in plan.lines
        ]
        for line in new:
            line.accepted = line.candidate is not None
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
        line.candidate, line.accepted, line.note = ranking.candidate(row), True, ""
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
            line.stage, line.accepted, line.note = Stage.OVER, False, judged.why
            return True
        now = Wanted.of(cases, row)
        if now.version == line.wanted.version:
            return False
        sent = set(now.there) - set(line.wanted.there)
        line.wanted = now
        if sent:
            names = ", ".join(words.unit_name(self._session, unit) for unit in sorted(sent))
            text = QCoreApplication.translate("Sending", "meanwhile {unit} has been sent there")
            line.note, line.accepted = words.fill(text, unit=names), False
        return bool(sent)

    def _unit_changed(self, at: int, line: Proposal, fleet: Fleet) -> bool:
        if line.candidate is None:
            return False
        row = self._session.board.units.row(line.candidate.unit_id)
        if row >= 0 and fleet.still.fit[row] == Fit.FREE:
            return False
        self._propose_anew(at, self._what_became(line.candidate, row, fleet))
        return True

    def _what_became(self, c: Candidate, row: int, fleet: Fleet) -> str:
        tr = QCoreApplication.translate
        name = words.unit_name(self._session, c.unit_id)
        if row < 0:
            return words.fill(tr("Sending", "{unit} is no longer known"), unit=name)
        other = int(self._session.board.units.column("case_id")[row])
        if other:
            text = tr("Sending", "{unit} has gone to case {case} meanwhile")
            return words.fill(text, unit=name, case=other)
        why = sentences.fit_text(Fit(int(fleet.still.fit[row])))
        text = tr("Sending", "{unit} can no longer go: {why}")
        return words.fill(text, unit=name, why=why)

    def _propose_anew(self, at: int, why: str, but: tuple[int, ...] = ()) -> None:
        """The next best for a line whose unit is gone; the person has to accept it again."""
        line = self.lines[at]
        ranking = rank(self._desk.fleet((*self.taken(at), *but)), line.wanted)
        line.candidate = next(iter(ranking.best(1)), None)
        line.accepted = False
        if line.candidate is None:
            line.note = f"{why}. {sentences.nobody(ranking.counts())}"
        else:
            text = QCoreApplication.translate("Sending", "{why}; proposed instead, please accept")
            line.note = words.fill(text, why=why)

    # -- sending -----------------------------------------------------------------------------

    def sending(self, lines: Iterable[int]) -> None:
        for at in lines:
            self.lines[at].stage = Stage.SENDING

    def unsend(self, lines: Iterable[int]) -> None:
        """Cancelled before they were sent."""
        for at in lines:
            self.lines[at].stage = Stage.PROPOSED

    def settle(self, at: int, outcome: Outcome | None, why: str) -> None:
        """Central has answered for line `at`; a no to the unit brings the next best one."""
        line = self.lines[at]
        if outcome is not None and outcome.accepted:
            line.stage, line.note = Stage.SENT, ""
            return
        no = why if outcome is None else words.outcome(outcome, self._session)
        line.stage, line.accepted, line.note = Stage.PROPOSED, False, no
        row = self._session.board.cases.row(line.wanted.case_id)
        if row >= 0:
            line.wanted = Wanted.of(self._session.board.cases, row)
        refusal = outcome.refusal if outcome is not None else None
        if refusal is not None and refusal.code in _NOT_THIS_UNIT and line.candidate is not None:
            self._propose_anew(at, no, (line.candidate.unit_id,))
