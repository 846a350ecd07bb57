"""One action on many cases: sent one by one, a few on their way at a time, each with its answer.

The same is said for all of them, or of each its own: which unit, on which version of the case.

The GUI thread is never held: a turn judges and sends a bounded number, the rest follows as answers
come. What central cannot be reached for lies in the outbox and counts as queued, not as done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from console import words
from console.actions import Actions, Why
from console.outbox.port import Outcome
from console.session import Session

#: So many are on their way at once: enough to hide the round trip, few enough to stop in time.
IN_FLIGHT = 4
#: So many are judged or sent before the event loop has its turn.
A_TURN = 50
#: A preview judges no more than these; the rest is judged when its turn comes.
JUDGED = 200


class Fate(StrEnum):
    """How far one case has come."""

    WAITING = "waiting"
    SENT = "sent"
    QUEUED = "queued"  # in the outbox until central is back
    DONE = "done"
    REFUSED = "refused"  # by the seat or by central; `why` says it
    STOPPED = "stopped"  # by the person, before it was sent


@dataclass(frozen=True)
class Item:
    """One case of the batch. `no` words the refusal; `outcome`: central's answer, where it came."""

    case_id: int
    fate: Fate = Fate.WAITING
    no: Why | None = None
    command_id: str = ""
    outcome: Outcome | None = None

    @property
    def why(self) -> str:
        """Why it was refused, in the language of now."""
        return self.no() if self.no is not None else ""


@dataclass(frozen=True)
class Preview:
    """What a batch would do. `refused`: reason → how many of the cases judged (the first 200)."""

    total: int
    judged: int
    refused: dict[str, int]


def preview(actions: Actions, action_id: str, cases: Sequence[int]) -> Preview:
    """Judge a batch before it is begun, in bounded time."""
    some = cases[:JUDGED]
    judged = (actions.availability(action_id, case_id) for case_id in some)
    return Preview(len(cases), len(some), dict(Counter(j.why for j in judged if not j.ok)))


class Batch(QObject):
    """The batch of one window, one at a time. Lives on the GUI thread."""

    changed = Signal()  # some item has come further
    moved = Signal(object)  # Item: this one
    finished = Signal()  # nothing waits and nothing is without an answer

    def __init__(self, session: Session, actions: Actions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._actions = session, actions
        self.action_id = ""
        self._said: dict[int, Mapping[str, Any]] = {}
        self._items: dict[int, Item] = {}
        self._todo: list[int] = []
        self._case_of: dict[str, int] = {}
        # Of batches before this one; they lie in the outbox until central is back.
        self._earlier: dict[str, Item] = {}
        self._on_way: set[int] = set()
        self._counts: Counter[Fate] = Counter()
        self._told = True
        session.outcome.connect(self._on_outcome)
        session.pending_changed.connect(self._look)

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(self._items.values())

    @property
    def running(self) -> bool:
        return not self._told

    def counts(self) -> Counter[Fate]:
        return self._counts

    def begin(self, action_id: str, cases: Iterable[int], **said: Any) -> bool:
        """Do `action_id` to `cases` with what `Actions.run` takes; False while another runs."""
        return self.begin_each(action_id, dict.fromkeys(cases, said))

    def begin_each(self, action_id: str, said: Mapping[int, Mapping[str, Any]]) -> bool:
        """Do it to each case with what is said of it; False while another batch runs."""
        if self.running:
            return False
        self._earlier |= {i.command_id: i for i in self.items if i.fate is Fate.QUEUED}
        self.action_id, self._said = action_id, dict(said)
        self._items = {case_id: Item(case_id) for case_id in said}
        self._counts = Counter({Fate.WAITING: len(self._items)})
        self._case_of.clear()
        self._go(list(self._items))
        return True

    def retry(self) -> bool:
        """Once more for those that were refused or stopped, as the board shows them now."""
        again = [i.case_id for i in self.items if i.fate in (Fate.REFUSED, Fate.STOPPED)]
        if self.running or not again:
            return False
        for case_id in again:
            self._put(Item(case_id))
        self._go(again)
        return True

    def cancel(self) -> None:
        """Send no more. What is on its way gets its answer; what is queued is called off."""
        for case_id in self._todo:
            self._set(case_id, Fate.STOPPED)
        self._todo = []
        for item in self.items:
            if item.fate is Fate.QUEUED:
                self._session.cancel(item.command_id)
        self._settle()

    # -- sending -----------------------------------------------------------------------------

    def _go(self, cases: list[int]) -> None:
        self._todo, self._told = cases[::-1], False
        self._turn()

    def _turn(self) -> None:
        for _ in range(A_TURN):
            if not self._todo or len(self._on_way) >= IN_FLIGHT:
                break
            self._send(self._todo.pop())
        else:
            QTimer.singleShot(0, self, self._turn)
        self._settle()

    def _send(self, case_id: int) -> None:
        judged = self._actions.availability(self.action_id, case_id)
        said = self._said[case_id]
        sent = self._actions.run(self.action_id, case_id, **said) if judged.ok else None
        if sent is None:
            no = judged.no or (lambda: self.tr("It could not be sent."))
            self._put(Item(case_id, Fate.REFUSED, no))
            return
        self._case_of[sent] = case_id
        self._put(Item(case_id, Fate.SENT, command_id=sent))

    # -- answers -----------------------------------------------------------------------------

    def _on_outcome(self, outcome: Outcome) -> None:
        if outcome.final and (item := self._earlier.pop(outcome.command_id, None)) is not None:
            self.moved.emit(self._concluded(item, outcome))
        case_id = self._case_of.get(outcome.command_id)
        if case_id is None or self._items[case_id].command_id != outcome.command_id:
            return
        self._put(self._concluded(self._items[case_id], outcome))
        self._turn()

    def _concluded(self, item: Item, outcome: Outcome) -> Item:
        if outcome.accepted:
            return replace(item, fate=Fate.DONE, outcome=outcome)
        if not outcome.final:
            return replace(item, fate=Fate.QUEUED)
        no = partial(words.outcome, outcome, self._session)
        return replace(item, fate=Fate.REFUSED, no=no, outcome=outcome)

    def _look(self, _cases: object) -> None:
        """What the outbox keeps because central is away holds nobody up."""
        pending = self._session.ledger.pending
        sent = [(n, pending.get(self._items[n].command_id)) for n in self._on_way]
        late = [case_id for case_id, known in sent if known is not None and known.waiting]
        for case_id in late:
            self._set(case_id, Fate.QUEUED)
        if late:
            self._turn()

    def _set(self, case_id: int, fate: Fate) -> None:
        self._put(replace(self._items[case_id], fate=fate))

    def _put(self, item: Item) -> None:
        self._counts[self._items[item.case_id].fate] -= 1
        self._counts[item.fate] += 1
        self._items[item.case_id] = item
        (self._on_way.add if item.fate is Fate.SENT else self._on_way.discard)(item.case_id)
        if item.fate is not Fate.WAITING:
            self.moved.emit(item)

    def _settle(self) -> None:
        over = not self._told and not self._todo and not self._on_way
        self._told = self._told or over
        self.changed.emit()  # whoever looks now sees that it is over
        if over:
            self.finished.emit()
