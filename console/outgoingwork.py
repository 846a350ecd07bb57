"""The part of the session that is about commands on their way: what waits, and calling it off."""

from __future__ import annotations

import time
import uuid
from datetime import UTC, datetime

from PySide6.QtCore import SignalInstance

from console.outbox.ledger import Ledger
from console.outbox.port import Outbox, Outgoing


class OutgoingWork:
    """Mixed into `Session`, which has the outbox and the signals."""

    ledger: Ledger
    outgoing: Outgoing
    outgoing_changed: SignalInstance
    pending_changed: SignalInstance
    told: SignalInstance
    _outbox: Outbox

    def take_next(self) -> str:
        """Ask central for the most urgent unclaimed case; the outcome names it."""
        command_id = str(uuid.uuid4())
        self._remember(command_id, 0, "next")
        self._outbox.take_next(command_id)
        return command_id

    def cancel(self, command_id: str) -> None:
        """A command that waits is not wanted any more; the outcome tells whether that was so."""
        self._outbox.cancel(command_id)

    def send_anyway(self, command_id: str) -> None:
        """A command that is held is to be sent however old it is."""
        self._outbox.send_anyway(command_id)

    def forget_finished(self) -> None:
        """The list of what goes out keeps only what is still on its way."""
        self._outbox.forget_finished()

    def acknowledge_refusal(self, case_id: int) -> None:
        """The person has seen why; the row goes back to normal."""
        if self.ledger.refusals.pop(case_id, None) is not None:
            self.pending_changed.emit(frozenset({case_id}))
            self.told.emit()

    def _list_outgoing(self, outgoing: Outgoing) -> None:
        self.outgoing = outgoing
        touched = self.ledger.list_anew(outgoing, time.monotonic(), datetime.now(UTC))
        self.outgoing_changed.emit()
        if touched:
            self.pending_changed.emit(touched)

    def _remember(self, command_id: str, case_id: int, verb: str) -> None:
        self.ledger.sent(command_id, case_id, verb, time.monotonic())
        self.pending_changed.emit(frozenset({case_id}))
        self.told.emit()
