"""Sending the best unit with one key, and never taking a busy one without a second."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from console import words
from console.actions import Actions
from console.board.board import Delta
from console.models.sending import sentences
from console.models.sending.fleet import Fleet, Wanted
from console.models.sending.score import Candidate, Ranking, rank
from console.models.sending.weights import Fit
from console.outbox.port import Outcome
from console.session import Session


class SendDesk(QObject):
    """Knows who is recommended now, who is just being sent, and what was offered.

    `listed`: what a view shows for a case; what the person sees first is what is sent first.
    """

    changed = Signal()  # somebody is being sent, or no longer

    def __init__(self, session: Session, actions: Actions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._actions = session, actions
        self._under_way: dict[str, tuple[int, int]] = {}  # command → (unit, case)
        self._unanswered: dict[str, tuple[int, int]] = {}  # the same, until central has answered
        self._offered: tuple[int, int, int] | None = None  # case, unit, the case it would leave
        self._listed: tuple[int, list[int]] = (0, [])
        actions.chooser = self._wanted
        session.outcome.connect(self._conclude)
        session.changed.connect(self._heard)

    # -- who -----------------------------------------------------------------------------------

    def fleet(self, but: tuple[int, ...] = ()) -> Fleet:
        """All units now; those being sent, and those in `but`, count as taken."""
        under_way = (unit for unit, _case in self._under_way.values())
        now_ms = self._session.clock.now_ms()
        return Fleet.at(self._session.board.units, now_ms, (*under_way, *but))

    def ranking(self, case_id: int, but: tuple[int, ...] = ()) -> Ranking | None:
        """Every unit for a case of the board, None where there is none of that number."""
        cases = self._session.board.cases
        row = cases.row(case_id)
        return rank(self.fleet(but), Wanted.of(cases, row)) if row >= 0 else None

    def list(self, case_id: int, units: list[int]) -> None:
        """A view shows `units` for a case, in this order."""
        self._listed = (case_id, units)

    # -- sending ---------------------------------------------------------------------------------

    def send(self, case_id: int, unit: int, *, even_if_busy: bool = False) -> str | None:
        """Send this unit; the command's id, None where it was not sent (and why was told)."""
        sent = self._actions.run("assign", case_id, unit=unit, even_if_busy=even_if_busy)
        if sent is not None:
            self.follow(sent, unit, case_id)
        return sent

    def follow(self, command_id: str, unit: int, case_id: int, *, quietly: bool = False) -> None:
        """An order for `unit` is under way: it is not recommended to anybody meanwhile.

        `quietly`: somebody else tells the person what becomes of it.
        """
        self._under_way[command_id] = (unit, case_id)
        if not quietly:
            self._unanswered[command_id] = (unit, case_id)
        self.changed.emit()

    def pick(self, case_id: int, unit: int) -> None:
        """The person chose this unit: a free one goes, a busy one is offered first."""
        ranking = self.ranking(case_id)
        row = self._session.board.units.row(unit)
        if ranking is None or row < 0:
            self._tell(self.tr("This unit is no longer known to central."))
            return
        chosen = ranking.candidate(row)
        if chosen.fit is Fit.BUSY:
            self._take(ranking, chosen)
        else:
            self._go(ranking, chosen)

    def _wanted(self, action_id: str, case_id: int) -> str | None:
        ranking = self.ranking(case_id)
        if ranking is None:
            return None
        if action_id == "redirect":
            return self._redirect(ranking)
        best = self._first(ranking)
        if best is not None:
            return self._go(ranking, best)
        self._nobody(ranking)
        return None

    def _first(self, ranking: Ranking) -> Candidate | None:
        """The first that is shown and can still go; else the best as of now."""
        case_id, units = self._listed
        if case_id == ranking.wanted.case_id:
            for row in map(self._session.board.units.row, units):
                if row >= 0 and ranking.fit[row] == Fit.FREE:
                    return ranking.candidate(row)
        return next(iter(ranking.best(1)), None)

    def _go(self, ranking: Ranking, c: Candidate) -> str | None:
        case_id = ranking.wanted.case_id
        sent = self.send(case_id, c.unit_id)
        if sent is None:
            return None
        text = self.tr("Sending {unit} to case {case}: {why}")
        said = sentences.brief(self._session, ranking.wanted, c)
        unit = sentences.unit_text(self._session, c)
        self._actions.noted.emit(words.fill(text, unit=unit, case=case_id, why=said))
        return sent

    # -- busy ones -------------------------------------------------------------------------------

    def _nobody(self, ranking: Ranking) -> None:
        why = sentences.nobody(ranking.counts())
        busy = next(iter(ranking.best(1, Fit.BUSY)), None)
        if busy is None:
            self._tell(why)
        else:
            self._tell(f"{why}. {self._offer(ranking, busy)}")

    def _redirect(self, ranking: Ranking) -> str | None:
        """The second key: it takes only what has been offered by name."""
        if self._offered and self._offered[0] == ranking.wanted.case_id:
            row = self._session.board.units.row(self._offered[1])
            if row >= 0 and ranking.fit[row] == Fit.BUSY:
                return self._take(ranking, ranking.candidate(row))
        busy = next(iter(ranking.best(1, Fit.BUSY)), None)
        if busy is not None:
            return self._take(ranking, busy)
        if ranking.best(1):
            self._tell(self.tr("No busy unit is in reach; a free one is."))
        else:
            self._tell(sentences.nobody(ranking.counts()))
        return None

    def _take(self, ranking: Ranking, c: Candidate) -> str | None:
        case_id = ranking.wanted.case_id
        if not c.busy_with:
            self._tell(self.tr("This unit is just being sent to another case. Choose another."))
            return None
        if self._offered != (case_id, c.unit_id, c.busy_with):
            self._tell(self._offer(ranking, c))
            return None
        sent = self.send(case_id, c.unit_id, even_if_busy=True)
        if sent is not None:
            self._offered = None
            text = self.tr("Sending {unit} to case {case}, away from case {other}")
            unit = sentences.unit_text(self._session, c)
            self._actions.noted.emit(words.fill(text, unit=unit, case=case_id, other=c.busy_with))
        return sent

    def _offer(self, ranking: Ranking, c: Candidate) -> str:
        if not c.busy_with:
            return self.tr("The units in reach are just being sent elsewhere.")
        self._offered = (ranking.wanted.case_id, c.unit_id, c.busy_with)
        text = self.tr("{unit} would leave case {other} ({load}). {key} sends it to case {case}")
        return words.fill(
            text,
            unit=sentences.unit_text(self._session, c),
            other=c.busy_with,
            load=sentences.load(self._session, c),
            key=words.key("case.redirect"),
            case=ranking.wanted.case_id,
        )

    # -- what becomes of it ----------------------------------------------------------------------

    def _conclude(self, outcome: Outcome) -> None:
        if not outcome.final:
            return
        asked = self._unanswered.pop(outcome.command_id, None)
        if not outcome.accepted or max(outcome.seqs, default=0) <= self._session.board.head:
            self._drop(outcome.command_id)
        if outcome.accepted and asked is not None:
            unit, case_id = asked
            name = words.unit_name(self._session, unit)
            text = self.tr("{unit} has been sent to case {case}.")
            self._actions.noted.emit(words.fill(text, unit=name, case=case_id))

    def _heard(self, delta: Delta) -> None:
        """The event is on the board, or a new picture: the board itself knows who is busy."""
        if not self._under_way:
            return
        done = {envelope.command_id for envelope in delta.envelopes}
        for command_id in [c for c in self._under_way if delta.reset or c in done]:
            self._drop(command_id)

    def _drop(self, command_id: str) -> None:
        if self._under_way.pop(command_id, None) is not None:
            self.changed.emit()

    def _tell(self, text: str) -> None:
        self._actions.told.emit(text)
