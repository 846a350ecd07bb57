"""The handover's own window beside the work: give a shift away, take one over."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QDialog, QTabWidget, QVBoxLayout, QWidget

from casework.dutyevents import DutyEvent, HandoverAcknowledged, HandoverOffered
from casework.events import Envelope
from console import words
from console.actions import Actions
from console.board.board import Delta
from console.outbox.port import Outcome
from console.session import Session
from console.tokens import Tokens
from console.views.handover.give import GivePage, KeepsNotes
from console.views.handover.sentences import stayed
from console.views.handover.take import TakePage
from console.views.plaintext import PlainText

_SIZE = (820, 620)


class HandoverDialog(QDialog):
    """Opens on what waits for me, else on what I hold. The console goes on beside it."""

    opened = Signal()
    case_wanted = Signal(object)  # case id

    def __init__(
        self,
        session: Session,
        actions: Actions,
        tokens: Tokens,
        notes: KeepsNotes,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._actions = session, actions
        self._sent: set[str] = set()  # commands whose events have not come yet
        self.give = GivePage(session, tokens, notes, self)
        self.take = TakePage(session, tokens, self)
        self.message = PlainText(4, self)
        self.tabs = QTabWidget(self)
        self.tabs.addTab(self.take, "")
        self.tabs.addTab(self.give, "")
        column = QVBoxLayout(self)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.message)
        self._wire()
        self.resize(*_SIZE)
        self.retranslate()
        self.say("")

    def _wire(self) -> None:
        session = self._session
        for page in (self.give, self.take):
            page.told.connect(self.say)
        self.give.offered.connect(self._remember)
        self.take.sent.connect(self._remember)
        self.take.named.connect(self.case_wanted)
        self.give.table.named.connect(self.case_wanted)
        session.outcome.connect(self._on_outcome)
        session.changed.connect(self._on_changed)
        session.linked.connect(lambda _link: self._judge())

    def open_it(self, handover: str = "") -> None:
        """Show it; `handover`: the one that is to be looked at."""
        actor, desk = self._session.actor, self._session.desk
        waits = handover or (actor is not None and desk.waiting_for(actor))
        self.tabs.setCurrentWidget(self.take if waits else self.give)
        self.say("")
        self.take.show_one(handover)
        self.give.begin()
        self.show()
        self._judge()
        self.raise_()
        self.activateWindow()
        self.opened.emit()
        (self.take.list if waits else self.give.table).setFocus()

    def say(self, text: str) -> None:
        self.message.set_text(text)
        self.message.setVisible(bool(text))

    def set_tokens(self, tokens: Tokens) -> None:
        self.give.set_tokens(tokens)
        self.take.set_tokens(tokens)

    # -- what came of it -----------------------------------------------------------------------

    def _remember(self, command_id: str) -> None:
        self._sent.add(command_id)
        self.say(self.tr("Sending…"))

    def _on_outcome(self, outcome: Outcome) -> None:
        if outcome.command_id not in self._sent:
            return
        if outcome.final and not outcome.accepted:
            self._sent.discard(outcome.command_id)
        if not outcome.accepted:
            sign = "✕ " if outcome.final else "… "
            self.say(sign + words.outcome(outcome, self._session))

    def _on_changed(self, delta: Delta) -> None:
        for envelope in delta.envelopes if delta.desk else ():
            # what it does to cases has the same command, and comes before the fact itself
            if envelope.command_id in self._sent and isinstance(envelope.event, DutyEvent):
                self._sent.discard(envelope.command_id)
                self._settled(envelope)
        if self.isVisible() and delta.touches_cases:
            self.give.refresh_soon()

    def _settled(self, envelope: Envelope) -> None:
        event = envelope.event
        said = words.event(envelope, self._session)
        left = (
            stayed(event.left) if isinstance(event, HandoverOffered | HandoverAcknowledged) else ""
        )
        self.say("✓ " + "\n".join(part for part in (said, left) if part))
        if isinstance(event, HandoverOffered):
            self.give.done()
            self.take.show_one(event.handover)

    def _judge(self) -> None:
        """A replay and a seat that only watches refuse visibly."""
        why = self._actions.cannot_send()
        self.give.give.setEnabled(not why)
        self.take.lock(why)
        if why and self.isVisible():
            self.say("! " + why)

    # -- words -----------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Handover"))
        self.tabs.setTabText(0, self.tr("Take &over"))
        self.tabs.setTabText(1, self.tr("&Give away"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
