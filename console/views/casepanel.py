"""The selected case: what it is, how long it has, who is on it, what can be done, what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from casework.case import Case
from casework.events import Envelope
from console.actions import Actions
from console.board.board import Delta
from console.catalogue import ACTIONS
from console.deskwork import VERBS
from console.outbox.port import HistoryAnswer, Outcome
from console.pulse import Turn, every
from console.session import Session
from console.tokens import Tokens
from console.turns import in_turn, turns
from console.views.casenotice import CaseNotice
from console.views.casepage import CasePage
from console.views.formdesk import FormDesk

TICK_MS = 1_000
translate = QCoreApplication.translate


@dataclass
class _Due:
    """What has been heard of the selected case and is not shown yet."""

    happened: list[Envelope] = field(default_factory=list)
    whole: bool = False
    pending: bool = False
    units: bool = False


class CasePanel(QWidget):
    """Follows the session's selection; everything that is done goes through `actions`."""

    def __init__(
        self, session: Session, actions: Actions, tokens: Tokens, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._actions = session, actions
        self._case: Case | None = None
        self._loose: Outcome | None = None
        self._due = _Due()
        self.notice = CaseNotice(session, tokens, self)
        self.page = CasePage(session, actions, tokens, self)
        self.desk = FormDesk(session, actions, tokens, self.page)
        self._nothing = QLabel(self)
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._nothing.setProperty("role", "soft")
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(self.notice)
        column.addWidget(self.page, 1)
        column.addWidget(self._nothing, 1)
        every(self, TICK_MS, self._on_tick, Turn.CASE)
        self.setMinimumWidth(340)
        self._retranslate()
        self.set_tokens(tokens)
        self._listen()
        self._select(session.selected_case)

    def _listen(self) -> None:
        session = self._session
        session.selected.connect(self._select)
        session.changed.connect(self._on_changed)
        session.pending_changed.connect(self._on_pending)
        session.outcome.connect(self._on_outcome)
        session.told.connect(in_turn(self, self._catch_up))
        session.history_ready.connect(self._on_history)
        # Methods, not lambdas: Qt lets go of them with the panel.
        session.linked.connect(self._show_actions)
        session.city_known.connect(self._show_anew)
        session.component_known.connect(self._show_anew)
        self._actions.form_wanted.connect(self.desk.ask)
        self.page.similar.wanted.connect(self.desk.ask)
        self.page.similar.opened.connect(session.select)
        self.page.files.sending.take_drops_of(self)
        self.notice.retry.connect(self._retry)
        self.notice.dismiss.connect(self._dismiss)
        self.page.units.withdraw.connect(self._withdraw)

    # -- the selection -----------------------------------------------------------------------

    def _select(self, case_id: int) -> None:
        self.desk.put_away()
        self._loose, self._due = None, _Due()
        self.page.history.entries.put(())
        self.page.history.ask()
        self._refresh()
        if case_id:
            self._session.ask_history(case_id)
            if self._case is not None and self._case.component:
                self._session.ask_component(self._case.component)
            self.desk.reopen(case_id)

    def _refresh(self, happened: Sequence[Envelope] = ()) -> None:
        """Everything anew from the board, after `happened`."""
        selected = self._session.selected_case
        self._case = self._session.board.case(selected) if selected else None
        self.page.setVisible(self._case is not None)
        self._nothing.setVisible(self._case is None)
        self._retranslate()
        if self._case is not None:
            self.page.show_case(self._case)
            turns().do(self, self._show_actions)
            self.desk.case_changed(self._case, happened)
        self._show_notice()

    def _show_anew(self, _answer: object = None) -> None:
        self._refresh()

    def _show_actions(self, _link: object = None) -> None:
        if self._case is not None:
            self.page.show_actions(self._case)

    def _show_clocks(self) -> None:
        if self._case is not None:
            self.page.show_clocks(self._case)

    def _show_notice(self) -> None:
        self.notice.show_case(self._session.selected_case, self._loose)

    # -- what happens ------------------------------------------------------------------------

    def _on_changed(self, delta: Delta) -> None:
        selected = self._session.selected_case
        if not selected:
            return
        if delta.reset:
            self._due.whole = True
            self._session.ask_history(selected)
        fresh = [e for e in delta.envelopes if e.case_id == selected]
        if fresh:
            self.page.history.entries.add(fresh)
        self._due.happened += fresh
        self._due.units |= delta.touches_units

    def _catch_up(self) -> None:
        """Once for all that a frame has brought: an event mostly ends a command as well."""
        due, self._due = self._due, _Due()
        if due.whole or due.happened:
            self._refresh(due.happened)
        elif due.pending:
            self._show_notice()
            self._show_actions()
        elif due.units:
            self._show_units()
        if due.units:
            self.desk.units_changed()

    def _show_units(self) -> None:
        if (case := self._case) is not None and case.units:
            judged = self._actions.availability("withdraw", case.case_id)
            self.page.units.show_case(case, judged.ok, judged.why)

    def _on_pending(self, cases: frozenset[int]) -> None:
        self._due.pending |= bool(cases & {0, self._session.selected_case})

    def _on_outcome(self, outcome: Outcome) -> None:
        if outcome.verb in VERBS:
            return  # about no case; who sent it shows what came of it
        if not outcome.case_id and outcome.final:
            self._loose = None if outcome.accepted else outcome
            self._show_notice()
        elif outcome.accepted and outcome.verb == "next":
            # Who takes the next case wants to see it.
            turns().do(self, lambda: self._session.select(outcome.case_id))

    def _on_history(self, answer: HistoryAnswer) -> None:
        if answer.case_id == self._session.selected_case:
            newer = self.page.history.entries.envelopes()
            self.page.history.entries.put((*answer.envelopes, *newer))
            turns().do(self, self._show_clocks)
            self.page.history.answered(answer.trouble)

    def _on_tick(self) -> None:
        if self._case is None or not self.isVisible():
            return
        self.page.show_clocks(self._case)
        self.page.facts.show_case(self._case)
        self._show_units()
        if self._session.ledger.pending:
            self._show_notice()

    def _withdraw(self, unit: int) -> None:
        self.desk.open("withdraw", self._session.selected_case, unit=unit)

    # -- refusals ----------------------------------------------------------------------------

    def _retry(self, no: Outcome) -> None:
        """The same again, decided on the case as the board shows it now."""
        self._dismiss(no)
        action = next((a for a in ACTIONS.values() if no.verb in (a.verb, a.id)), None)
        if action is None:
            return
        if action.needs:
            self.desk.open(action.id, no.case_id)
        else:
            self._actions.run(action.id, no.case_id)

    def _dismiss(self, no: Outcome) -> None:
        self._loose = None
        self._session.acknowledge_refusal(no.case_id)
        self._show_notice()

    def set_tokens(self, tokens: Tokens) -> None:
        for part in (self.page, self.notice, self.desk):
            part.set_tokens(tokens)

    def _retranslate(self) -> None:
        self._nothing.setText(_instead(unknown=bool(self._session.selected_case)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        refused = self.notice.refused()
        if event.key() == Qt.Key.Key_Escape and refused is not None:
            self._dismiss(refused)
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_nothing"):
            # The names of data follow once every part has heard of the change.
            QTimer.singleShot(0, self, self._speak_anew)
        super().changeEvent(event)

    def _speak_anew(self) -> None:
        self.desk.put_away()
        self._refresh()
        self.page.history.viewport().update()
        self.desk.reopen(self._session.selected_case)


def _instead(unknown: bool) -> str:
    """What stands in the place of the case."""
    if unknown:
        return translate("CasePanel", "This case is not on the board (any more).")
    return translate(
        "CasePanel", "No case is selected. Choose one in the queue or on the map, or take the next."
    )
