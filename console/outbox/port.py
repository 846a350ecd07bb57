"""What an outbox is: it takes orders, never blocks, and answers each one exactly once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from casework.case import Case
from casework.commands import Order
from casework.events import Envelope
from casework.refusal import Refusal
from console.feeds.port import Trouble
from console.outbox.fileport import ComponentAnswer, FileAnswer, FileJob
from console.outbox.letter import Letter, Stage


@dataclass(frozen=True)
class Outcome:
    """The answer to one order.

    Exactly one of: accepted (`refusal` None, `trouble` NONE, `case` as central has it now, `seqs`
    of its events), refused (`refusal` says why) or no answer (`trouble` says why; `final` is False
    while the outbox goes on trying with the same command id). `problem`: central's code for a
    request that it does not take, where that is no refusal of the domain.
    """

    command_id: str
    case_id: int
    verb: str
    refusal: Refusal | None = None
    trouble: Trouble = Trouble.NONE
    detail: str = ""
    final: bool = True
    case: Case | None = None
    seqs: tuple[int, ...] = ()
    problem: str = ""

    @property
    def accepted(self) -> bool:
        return self.refusal is None and self.trouble is Trouble.NONE


@dataclass(frozen=True)
class HistoryAnswer:
    """The events of one case in order, or why they could not be had."""

    case_id: int
    envelopes: tuple[Envelope, ...] = ()
    trouble: Trouble = Trouble.NONE


@dataclass(frozen=True)
class Colleague:
    """Somebody a shift can be handed to; `here`: at a seat just now."""

    actor_id: str
    name: str
    posts: tuple[str, ...] = ()
    here: bool = False


@dataclass(frozen=True)
class ColleaguesAnswer:
    """Who could take cases, those at a seat first, or why they could not be asked for."""

    colleagues: tuple[Colleague, ...] = ()
    trouble: Trouble = Trouble.NONE


@dataclass(frozen=True)
class Outgoing:
    """The commands on their way and those lately over, in the order they were given.

    `away`: why central does not answer at present, NONE while it does. `notice`: a stable code for
    what is wrong with the keeping itself (`NOTICES`), `detail` in plain text.
    """

    letters: tuple[Letter, ...] = ()
    away: Trouble = Trouble.NONE
    notice: str = ""
    detail: str = ""

    @property
    def waiting(self) -> tuple[Letter, ...]:
        return tuple(x for x in self.letters if not x.over)

    @property
    def held(self) -> int:
        """How many somebody has to decide about."""
        return sum(x.stage is Stage.HELD for x in self.letters)


#: What can be wrong with keeping commands: they are sent all the same, but a crash loses them.
NOTICES = ("second-console", "set-aside", "disk")

#: Where an outbox puts its answers; called on the outbox's thread, never blocks.
Answer = Outcome | HistoryAnswer | ColleaguesAnswer | Outgoing | ComponentAnswer | FileAnswer
Answers = Callable[[Answer], None]


class Outbox(Protocol):
    """Takes orders. Every call returns at once."""

    read_only: bool

    def start(self, answers: Answers) -> None: ...

    def stop(self) -> None: ...

    def send(self, order: Order) -> None: ...

    def take_next(self, command_id: str) -> None: ...

    def cancel(self, command_id: str) -> None: ...

    def send_anyway(self, command_id: str) -> None: ...

    def forget_finished(self) -> None: ...

    def ask_history(self, case_id: int) -> None: ...

    def ask_colleagues(self) -> None: ...

    def ask_component(self, code: str) -> None: ...

    def carry(self, job: FileJob) -> None: ...
