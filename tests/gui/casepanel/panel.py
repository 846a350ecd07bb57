"""A case panel on a seat in the test's hand."""

from __future__ import annotations

from dataclasses import dataclass

from pytestqt.qtbot import QtBot

from casework import events as ev
from casework.commands import Order
from casework.refusal import Refusal
from casework.unit import Fixes
from console.actions import Actions
from console.feeds.port import Log, Positions
from console.outbox.port import Outcome
from console.tokens import load_tokens
from console.views.caseforms import CaseForm
from console.views.casepanel import CasePanel
from tests.support.seat import NOW_MS, Seat, officers, operator, seat


@dataclass
class Desk:
    """The panel, what it acts through, and the seat behind both."""

    qtbot: QtBot
    at: Seat
    actions: Actions
    panel: CasePanel

    def hear(self, case_id: int, *events: ev.AnyEvent, command_id: str = "somebody") -> None:
        with self.qtbot.waitSignal(self.at.session.changed):
            self.at.happens(case_id, *events, command_id=command_id)

    def see(self, fixes: Fixes) -> None:
        with self.qtbot.waitSignal(self.at.session.changed):
            self.at.feed.post(Positions(fixes))

    def select(self, case_id: int) -> None:
        self.at.session.select(case_id)

    @property
    def form(self) -> CaseForm:
        found = self.panel.desk.form
        assert found is not None, "no form is open"
        return found

    @property
    def order(self) -> Order:
        return self.at.outbox.sent[-1]

    def refuse(self, refusal: Refusal, *, order: Order | None = None) -> None:
        about = order or self.order
        verb = refusal.verb
        answer = Outcome(about.command_id, about.case_id, verb, refusal=refusal)
        with self.qtbot.waitSignal(self.at.session.outcome):
            self.at.outbox.answer(answer)

    def answer(self, outcome: Outcome) -> None:
        with self.qtbot.waitSignal(self.at.session.outcome):
            self.at.outbox.answer(outcome)

    def event(self, case_id: int, event: ev.AnyEvent) -> Log:
        return Log((self.at.envelope(case_id, event),))


def desk(qtbot: QtBot, *posts: object) -> Desk:
    """A shown panel on a live seat with three officers near the case's place."""
    at = seat(actor=operator(*posts)) if posts else seat()  # type: ignore[arg-type]
    with qtbot.waitSignal(at.session.linked):
        pass
    with qtbot.waitSignal(at.session.changed):
        at.happens(0, officers(3))
    actions = Actions(at.session)
    panel = CasePanel(at.session, actions, load_tokens("light"))
    qtbot.addWidget(panel)
    panel.resize(430, 940)
    with qtbot.waitExposed(panel):
        panel.show()
    with qtbot.waitActive(panel):
        panel.activateWindow()
    made = Desk(qtbot, at, actions, panel)
    lon = [113.90, 113.781, 113.85]
    made.see(Fixes([1, 2, 3], lon, [23.04] * 3, [NOW_MS] * 3))
    return made
