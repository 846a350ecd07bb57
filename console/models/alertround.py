"""Acknowledging many alerts by one act: a few on their way at a time, each with its answer.

The GUI thread is never held: what waits is sent as answers come. Once the outbox has to keep one,
because central is away, nothing more is sent: it would only fill the outbox.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from console import words
from console.board.alerts.kinds import Alert
from console.outbox.port import Outcome
from console.session import Session

#: So many are on their way at once: enough to hide the round trip.
IN_FLIGHT = 16


@dataclass(frozen=True)
class Ended:
    """What came of one act. `refused`: why, in the person's words → how many. `kept`: they lie in
    the outbox; `left`: not sent for that reason, still to be acknowledged."""

    done: int
    refused: dict[str, int]
    kept: int
    left: int

    @property
    def of(self) -> int:
        """How many were meant."""
        return self.done + sum(self.refused.values()) + self.kept + self.left


class AckRound(QObject):
    """One act after another; what is added while one runs belongs to it.

    `needed` tells whether an alert still is to be acknowledged when its turn comes.
    """

    ended = Signal(object)  # Ended
    changed = Signal()

    def __init__(
        self, session: Session, needed: Callable[[Alert], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._needed = session, needed
        self._todo: deque[tuple[Alert, str]] = deque()
        self._sent: dict[str, str] = {}  # command → key of its alert, until the last answer
        self._on_way: set[str] = set()  # commands without any answer yet
        self._asked: set[str] = set()  # keys in one of these
        self._no: dict[str, str] = {}
        self._fresh_start()
        session.outcome.connect(self._conclude)

    def _fresh_start(self) -> None:
        self._done = self._kept = self._left = 0
        self._refused: Counter[str] = Counter()

    @property
    def running(self) -> bool:
        return bool(self._todo or self._on_way)

    def is_asked(self, key: str) -> bool:
        """Whether it waits for its turn or for an answer."""
        return key in self._asked

    def refusal(self, key: str) -> str:
        """Why it was refused the last time, in the person's words; empty where it was not."""
        return self._no.get(key, "")

    def add(self, alerts: Iterable[Alert], note: str) -> int:
        """Acknowledge these too; returns how many were not under way already."""
        if not self.running:
            self._fresh_start()
        new = [a for a in alerts if a.key not in self._asked]
        for alert in new:
            self._asked.add(alert.key)
            self._no.pop(alert.key, None)
            self._todo.append((alert, note))
        self._turn()
        if new and not self.running:
            self._end()  # others have seen to all of them
        return len(new)

    def _turn(self) -> None:
        while self._todo and len(self._on_way) < IN_FLIGHT:
            alert, note = self._todo.popleft()
            if not self._needed(alert):
                self._asked.discard(alert.key)  # somebody was faster, or its cause is gone
                self._done += 1
                continue
            command = self._session.acknowledge_alert(alert.key, alert.case_id, text=note)
            self._sent[command] = alert.key
            self._on_way.add(command)

    def _conclude(self, outcome: Outcome) -> None:
        key = self._sent.get(outcome.command_id)
        if key is None:
            return
        was_running, first = self.running, outcome.command_id in self._on_way
        self._on_way.discard(outcome.command_id)
        if outcome.final:
            del self._sent[outcome.command_id]
            self._asked.discard(key)
            self._judge(outcome, key, first)
        elif first:
            self._kept += 1
            self._let_go()
        self._turn()
        if was_running and not self.running:
            self._end()
        self.changed.emit()

    def _end(self) -> None:
        self.ended.emit(Ended(self._done, dict(self._refused), self._kept, self._left))

    def _judge(self, outcome: Outcome, key: str, first: bool) -> None:
        if outcome.accepted:
            self._done += first
            return
        self._no[key] = words.outcome(outcome, self._session)
        self._refused[self._no[key]] += first

    def _let_go(self) -> None:
        """What has not been sent stays as it is."""
        self._left += len(self._todo)
        self._asked.difference_update(alert.key for alert, _note in self._todo)
        self._todo.clear()
