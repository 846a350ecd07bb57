"""A dispatcher who never tires: works cases through the console's own actions, one by one.

It knows only what a person at the console knows (board, actions, outcomes) and waits for each
answer before the next step. A lost race is ordinary: it looks again and decides anew, as a person
would.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from casework.refusal import RefusalCode
from casework.vocabulary import STATE_ORDER, CaseState, UnitKind
from casework.vocabulary import UNIT_KIND_ORDER as KINDS
from console.actions import Actions
from console.board.mercator import distance_m
from console.feeds.port import Trouble
from console.outbox.port import Outcome
from console.session import Session

PATIENCE_S = 15.0
RACES = (RefusalCode.VERSION, RefusalCode.HELD, RefusalCode.UNIT_BUSY, RefusalCode.NOTHING_TO_TAKE)
Step = tuple[str, dict[str, Any]]


class ScriptedDispatcher(QObject):
    """Claims, dispatches, reassigns, assigns, notes and closes; until `target` cases, 0: for ever.

    `pace_s`: so long it reads an answer before it goes on, in seconds.
    """

    finished = Signal()

    def __init__(
        self, session: Session, actions: Actions, seed: int, target: int, pace_s: float = 0.0
    ) -> None:
        super().__init__()
        self._session, self._actions, self.target = session, actions, target
        self._pace_s, self._answered = pace_s, 0.0
        self._dice = random.Random(seed)
        self.done: Counter[str] = Counter()
        self.races: Counter[str] = Counter()
        self.errors: list[str] = []
        self.echo_ms: list[float] = []
        self._case = 0
        self._plan: Iterator[Step] | None = None
        self._waiting = ""
        self._sent = 0.0
        self._tick = QTimer(self)
        self._tick.setInterval(10)
        self._tick.timeout.connect(self._step)
        session.outcome.connect(self._hear)

    def start(self) -> None:
        self._tick.start()

    def stop(self) -> None:
        self._tick.stop()

    @property
    def closed(self) -> int:
        return self.done["close"]

    def _step(self) -> None:
        if self._waiting:
            self._check_patience()
            return
        if time.monotonic() - self._answered < self._pace_s:
            return
        if 0 < self.target <= self.closed:
            self.stop()
            self.finished.emit()
        elif self._plan is None:
            self._send("next", 0, {})
        else:
            step = next(self._plan, None)
            if step is None:
                self._plan = None
            else:
                self._send(step[0], self._case, step[1])

    def _check_patience(self) -> None:
        if self._waiting not in self._session.ledger.pending:
            self._answered = time.monotonic()
            self.echo_ms.append((self._answered - self._sent) * 1_000)
            self._waiting = ""
        elif time.monotonic() - self._sent > PATIENCE_S:
            self.errors.append(f"no answer to a command about case {self._case}")
            self._waiting, self._plan = "", None

    def _send(self, action: str, case_id: int, said: dict[str, Any]) -> None:
        self._session.select(case_id or self._session.selected_case)
        judged = self._actions.availability(action, case_id)
        if not judged.ok:
            # Somebody else moved the case on since the plan was made: plan again.
            self.races[f"{action} no longer possible"] += 1
            self._plan = None
            return
        self._sent = time.monotonic()
        self._waiting = self._actions.run(action, case_id, **said) or ""

    def _hear(self, outcome: Outcome) -> None:
        if outcome.accepted:
            self.done[outcome.verb] += 1
            if outcome.verb == "next":
                self._case = outcome.case_id
                self._plan = self._work()
        elif outcome.refusal is not None and outcome.refusal.code in RACES:
            self.races[outcome.refusal.code] += 1
            self._plan = None
        elif outcome.final or outcome.trouble is not Trouble.NONE:
            said = outcome.refusal.detail if outcome.refusal else outcome.detail
            self.errors.append(f"{outcome.verb} {outcome.case_id}: {outcome.trouble} {said}")
            self._plan = None

    def _state(self) -> CaseState:
        cases = self._session.board.cases
        return STATE_ORDER[int(cases.column("state")[cases.row(self._case)])]

    def _work(self) -> Iterator[Step]:
        """What this dispatcher does with a case, decided anew before each step."""
        if self._state() is CaseState.REPORTED:
            yield "accept", {}
        if self._state() is CaseState.ACCEPTED:
            yield "file", {}
        if self._state() is CaseState.FILED:
            yield "dispatch", {"department": self._department()}
        if self._state() in (CaseState.DISPATCHED, CaseState.WORKING):
            if self._dice.random() < 0.4:
                yield "reassign", {"department": self._department(), "reason": "not-ours"}
            unit = self._nearest_free()
            if unit:
                yield "assign", {"unit": unit}
        yield "note", {"text": "已电话联系 / called back"}
        if self._state() is CaseState.FEEDBACK:
            yield "verify", {"passed": True}
        reason = "done" if self._state() is CaseState.VERIFIED else "on-the-spot"
        yield "close", {"reason": reason, "text": "现场处理完毕"}

    def _department(self) -> str:
        now = self._session.board.case(self._case)
        codes = [c for c in self._session.departments if now and c != now.department]
        return self._dice.choice(codes)

    def _nearest_free(self) -> int:
        """The nearest free officer with a position, 0 where there is none."""
        board = self._session.board
        case = board.case(self._case)
        units = board.units
        free = (units.column("case_id") == 0) & (units.column("fix_ms") > 0)
        free &= units.column("kind") == KINDS.index(UnitKind.OFFICER)
        rows = np.flatnonzero(free)
        if case is None or not len(rows):
            return 0
        metres = distance_m(
            units.column("lon")[rows], units.column("lat")[rows], case.lon, case.lat
        )
        return int(units.column("unit_id")[rows[int(np.argmin(metres))]])
