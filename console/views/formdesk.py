"""Which form is open, and what becomes of what was typed into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer

from casework.case import Case
from casework.events import Envelope
from console.actions import Actions
from console.catalogue import ACTIONS, Need
from console.outbox.port import Outcome
from console.session import Session
from console.tokens import Tokens
from console.views.caseforms import CaseForm, Draft
from console.views.casepage import CasePage
from console.views.drafts import Drafts

#: So often an open form is looked at, in milliseconds.
PULSE_MS = 1_000


class FormDesk(QObject):
    """At most one form, on the selected case; drafts stay with their cases."""

    def __init__(self, session: Session, actions: Actions, tokens: Tokens, page: CasePage) -> None:
        super().__init__(page)
        self._session, self._actions, self._tokens, self._page = session, actions, tokens, page
        self.form: CaseForm | None = None
        self.drafts = Drafts(session.notebook)
        session.outcome.connect(self._conclude)
        session.outgoing_changed.connect(lambda: self.drafts.settle(session.outgoing))
        self._pulse = QTimer(self)
        self._pulse.setInterval(PULSE_MS)
        self._pulse.timeout.connect(self._note_down)
        self._pulse.start()

    def open(
        self,
        action_id: str,
        case_id: int,
        *,
        unit: int = 0,
        into: int = 0,
        take_focus: bool = True,
    ) -> None:
        """Ask what `action_id` still needs to know about the selected case."""
        case = self._session.board.case(case_id)
        if case is None or case_id != self._session.selected_case:
            return
        self.put_away()
        draft = self._recall(action_id, case_id, unit)
        draft = replace(draft, into=into) if into else draft
        self.form = CaseForm(self._session, self._actions, self._tokens, case, draft)
        self.form.sent.connect(self._send)
        self.form.left.connect(self._leave)
        self._page.set_form(self.form)
        if take_focus:
            self.form.begin()

    def ask(self, action_id: str, about: int) -> None:
        """What an action has to be told; from the similar cases `about` is the other one."""
        case_id = self._session.selected_case
        if ACTIONS[action_id].file:
            self._page.files.sending.choose(about)
        elif Need.INTO in ACTIONS[action_id].needs and about != case_id:
            self.open(action_id, case_id, into=about)
        else:
            self.open(action_id, about)

    def reopen(self, case_id: int) -> None:
        """Bring back the form that was open when the case was left."""
        if action_id := self.drafts.open_action(case_id):
            self.open(action_id, case_id, take_focus=False)

    def put_away(self) -> None:
        """Another case or another action: what was typed stays with its case."""
        if self.form is not None:
            self.drafts.keep(self.form.draft(), still_open=True)
            self._clear()

    def case_changed(self, case: Case, happened: Sequence[Envelope] = ()) -> None:
        if self.form is not None:
            self.form.case_changed(case, happened)

    def units_changed(self) -> None:
        if self.form is not None:
            self.form.unit_gone()

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        if self.form is not None:
            self.form.set_tokens(tokens)

    def _recall(self, action_id: str, case_id: int, unit: int) -> Draft:
        draft = self.drafts.recall(case_id, action_id)
        if unit:
            return replace(draft, unit=unit)
        chosen = self._session.selected_unit if action_id == "assign" else 0
        return replace(draft, unit=draft.unit or chosen)

    def _send(self, draft: Draft, version: int) -> None:
        sent = self._actions.run(
            draft.action_id,
            draft.case_id,
            department=draft.department,
            reason=draft.reason,
            text=draft.text,
            unit=draft.unit,
            passed=bool(draft.passed),
            even_if_busy=draft.even_if_busy,
            into=draft.into,
            version=version,
        )
        if sent is not None:
            self.drafts.sent(sent, draft)
            self._close()
        elif self.form is not None:
            self.form.object_to(self._actions.availability(draft.action_id, draft.case_id).why)

    def _note_down(self) -> None:
        """A crash must not take what has been typed so far."""
        if self.form is not None:
            self.drafts.keep(self.form.draft(), still_open=True)

    def _leave(self, draft: Draft) -> None:
        self.drafts.keep(draft, still_open=False)
        self._close()

    def _close(self) -> None:
        self._clear()
        self._page.history.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        self.form = None
        self._page.set_form(None)

    def _conclude(self, outcome: Outcome) -> None:
        self.drafts.conclude(outcome)
