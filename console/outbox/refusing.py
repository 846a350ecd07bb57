"""The outbox of a replay and of a wall without orders: it visibly refuses, and still tells."""

from __future__ import annotations

from collections.abc import Callable

from casework.codec import verb_of
from casework.commands import Order
from casework.events import Envelope
from console.feeds.port import Trouble
from console.outbox.fileport import (
    AskPicture,
    ComponentAnswer,
    FileJob,
    FileSaved,
    PictureAnswer,
    SaveFile,
    SendFile,
)
from console.outbox.port import Answers, ColleaguesAnswer, HistoryAnswer, Outcome

History = Callable[[int], tuple[Envelope, ...]]


class RefusingOutbox:
    """`Outbox` that answers every order READ_ONLY at once.

    `history`: who knows the events of a case, for example `ReplayFeed.history`; without one every
    question is answered READ_ONLY too.
    """

    read_only = True

    def __init__(self, history: History | None = None) -> None:
        self._history = history
        self._answers: Answers = _nowhere

    def start(self, answers: Answers) -> None:
        self._answers = answers

    def stop(self) -> None:
        self._answers = _nowhere

    def send(self, order: Order) -> None:
        verb = verb_of(order.command)
        self._answers(Outcome(order.command_id, order.case_id, verb, trouble=Trouble.READ_ONLY))

    def take_next(self, command_id: str) -> None:
        self._answers(Outcome(command_id, 0, "next", trouble=Trouble.READ_ONLY))

    def cancel(self, command_id: str) -> None:
        """Nothing is ever on its way here."""

    def send_anyway(self, command_id: str) -> None:
        """Nothing is ever held here."""

    def forget_finished(self) -> None:
        """Nothing is ever listed here."""

    def ask_history(self, case_id: int) -> None:
        if self._history is None:
            self._answers(HistoryAnswer(case_id, trouble=Trouble.READ_ONLY))
        else:
            self._answers(HistoryAnswer(case_id, self._history(case_id)))

    def ask_colleagues(self) -> None:
        self._answers(ColleaguesAnswer(trouble=Trouble.READ_ONLY))

    def ask_component(self, code: str) -> None:
        self._answers(ComponentAnswer(code, trouble=Trouble.READ_ONLY))

    def carry(self, job: FileJob) -> None:
        no = Trouble.READ_ONLY
        if isinstance(job, AskPicture):
            self._answers(PictureAnswer(job, trouble=no))
        elif isinstance(job, SaveFile):
            self._answers(FileSaved(job, trouble=no))
        elif isinstance(job, SendFile):
            self._answers(Outcome(job.command_id, job.case_id, "attach", trouble=no))


def _nowhere(_item: object) -> None:
    """Where answers go before `start` and after `stop`."""
