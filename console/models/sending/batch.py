"""Sends many units one after the other, a few at a time, and says what became of each."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from console.actions import Actions
from console.models.sending.desk import SendDesk
from console.outbox.port import Outcome
from console.session import Session

# Orders that are under way at once: enough to keep the line busy, few enough to be stopped.
AT_ONCE = 4


@dataclass(frozen=True)
class Errand:
    """Send `unit` to `case_id` as it was at `version`; `line` is the caller's number for it."""

    line: int
    case_id: int
    unit: int
    version: int


class Batch(QObject):
    """`settled` for each errand: its line, and the outcome or None with why it was not sent.

    What central has not answered yet when `cancel` is called is still answered.
    """

    settled = Signal(int, object, str)
    progressed = Signal(int, int)  # done, of
    ended = Signal()

    def __init__(
        self, session: Session, actions: Actions, desk: SendDesk, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._actions, self._desk = session, actions, desk
        self._waiting: deque[Errand] = deque()
        self._under_way: dict[str, Errand] = {}
        self._done = self._of = 0
        session.outcome.connect(self._heard)

    @property
    def running(self) -> bool:
        return bool(self._waiting or self._under_way)

    def start(self, errands: Iterable[Errand]) -> None:
        """Begin, or add to what is under way."""
        if not self.running:
            self._done = self._of = 0
        added = list(errands)
        self._waiting.extend(added)
        self._of += len(added)
        self._go_on()

    def cancel(self) -> list[int]:
        """Send no more; returns the lines that stay unsent."""
        left = [errand.line for errand in self._waiting]
        self._of -= len(left)
        self._waiting.clear()
        self._go_on()
        return left

    def _go_on(self) -> None:
        while self._waiting and len(self._under_way) < AT_ONCE:
            errand = self._waiting.popleft()
            judged = self._actions.availability("assign", errand.case_id)
            if not judged.ok:
                self._settle(errand, None, judged.why)
                continue
            sent = self._actions.run(
                "assign", errand.case_id, unit=errand.unit, version=errand.version
            )
            if sent is None:
                self._settle(errand, None, self.tr("It could not be sent."))
                continue
            self._under_way[sent] = errand
            self._desk.follow(sent, errand.unit, errand.case_id, quietly=True)
        self.progressed.emit(self._done, self._of)
        if not self.running:
            self.ended.emit()

    def _heard(self, outcome: Outcome) -> None:
        if outcome.final and outcome.command_id in self._under_way:
            self._settle(self._under_way.pop(outcome.command_id), outcome, "")
            self._go_on()

    def _settle(self, errand: Errand, outcome: Outcome | None, why: str) -> None:
        self._done += 1
        self.settled.emit(errand.line, outcome, why)
