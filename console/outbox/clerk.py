"""Keeps the tray, writes every change down before anything is said of it, and answers. No threads.

`RestOutbox` calls it from one thread; nothing here waits for central.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace as replace_file
from datetime import UTC, datetime

from msgspec.structs import replace

from console.feeds.errors import LinkError
from console.feeds.port import Trouble
from console.outbox.fileport import SendFile
from console.outbox.letter import Letter, Stage
from console.outbox.port import Answers, Outcome, Outgoing
from console.outbox.shelf import Opened, Shelf
from console.outbox.tray import BLIND_FOR, KEPT, Tray

FIRST_WAIT_S, LONGEST_WAIT_S = 0.25, 2.0
#: Somebody answers, but not us: waiting will hardly mend it, a person may.
REFUSED_WAIT_S = 10.0
#: So often something other than central may answer one command before a person has to look.
NONSENSE = 3
_LOGGER = logging.getLogger(__name__)


def utc_now() -> datetime:
    return datetime.now(UTC)


class Clerk:
    """The outbox without its threads. `now`: this machine's UTC; `wait_s`: before another try."""

    def __init__(self, shelf: Shelf, answers: Answers, now: Callable[[], datetime]) -> None:
        self._shelf, self._answers, self._now = shelf, answers, now
        self._tray = Tray()
        self._away = Trouble.NONE
        self._opened = Opened()
        self._notice = self._detail = ""
        self._told: set[str] = set()
        self._nonsense: dict[str, int] = {}
        self._stale = False
        self.log_id = ""
        self.wait_s = 0.0

    # -- beginning and end -------------------------------------------------------------------

    def open(self) -> None:
        """Take up what an earlier console has left behind."""
        self._opened = self._shelf.open()
        self._notice, self._detail = self._opened.notice, self._opened.detail
        self.log_id = self._opened.log_id
        self._tray = Tray(self._opened.letters)
        now = self._now()
        unwanted = [x.command_id for x in self._tray.waiting() if x.cancelling]
        self._keep(x for c in unwanted if (x := self._tray.cancel(c, False, now)))
        self._stale = True

    def close(self) -> None:
        self._shelf.close()

    @property
    def durable(self) -> bool:
        return self._shelf.durable

    # -- what the person wants ---------------------------------------------------------------

    def give(self, letter: Letter) -> None:
        stamped = replace(letter, given_at=self._now(), log_id=self.log_id)
        taken = self._tray.give(stamped)
        if taken is None:
            self._answer(letter, Trouble.OUTBOX_FULL)
        else:
            self._keep([taken])

    def cancel(self, command_id: str, under_way: bool) -> None:
        letter = self._tray.cancel(command_id, under_way, self._now())
        if letter is not None:
            self._keep([letter])
            if letter.over:
                self._answer(letter, letter.trouble)

    def send_anyway(self, command_id: str) -> None:
        letter = self._tray.agree(command_id)
        if letter is not None:
            self._keep([letter])

    def forget_finished(self, most: int = 0) -> None:
        gone = self._tray.forget(most)
        if gone:
            self._shelf.drop(gone)
            self._stale = True

    def give_file(self, job: SendFile) -> SendFile:
        """Write down that a file is to be sent; returns it stamped."""
        stamped = replace_file(job, given_at=self._now(), log_id=self.log_id)
        self._written(self._shelf.save_file(stamped))
        return stamped

    def left_behind(self) -> tuple[SendFile, ...]:
        """Files that an earlier console had not brought to an end, in their order.

        One that is too old to be repeated is answered as such instead.
        """
        known_until = self._now() - BLIND_FOR
        young = [f for f in self._opened.files if f.given_at and f.given_at > known_until]
        for job in self._opened.files:
            if job not in young:
                self.file_over(job.command_id)
                self._answers(
                    Outcome(job.command_id, job.case_id, "attach", trouble=Trouble.TOO_OLD)
                )
        return tuple(young)

    def file_over(self, command_id: str) -> None:
        """A file has been answered for good."""
        self._shelf.drop_file(command_id)

    # -- what comes of sending ---------------------------------------------------------------

    def due(self) -> Letter | None:
        """The one to be sent now, written down as such."""
        held = self._tray.aged(self._now())
        self._keep(held)
        for letter in held:
            self._answer(letter, letter.trouble, final=False)
        first = self._tray.due()
        if first is None:
            return None
        begun = self._tray.begin(first.command_id)
        if begun is not first:
            self._keep([begun])
        return begun

    def hear_log(self, log_id: str) -> None:
        """Central keeps this log."""
        if log_id != self.log_id:
            self.log_id = log_id
            self._shelf.note_log(log_id)

    def came(self, outcome: Outcome) -> None:
        """Central has answered."""
        self._well()
        self._over(outcome)

    def misplaced(self, letter: Letter) -> None:
        """Central keeps another log than the one that was meant."""
        self._well()
        held = self._tray.hold(letter.command_id, Trouble.OTHER_LOG)
        self._keep([held])
        self._answer(held, Trouble.OTHER_LOG, final=False)

    def failed(self, letter: Letter, error: LinkError) -> None:
        """There was no answer."""
        current = self._tray[letter.command_id]
        if current.cancelling:
            self.cancel(letter.command_id, under_way=False)
        elif error.refused and not self.durable:
            self._over(_no_answer(letter, error.trouble, error.detail))
            return
        elif error.trouble is Trouble.NOT_CENTRAL and self._hopeless(letter.command_id):
            self._keep([self._tray.hold(letter.command_id, error.trouble, error.detail)])
        if not current.cancelling and letter.command_id not in self._told:
            self._told.add(letter.command_id)
            self._answer(letter, error.trouble, error.detail, final=False)
        if self._away is not error.trouble:
            self._away, self._stale = error.trouble, True
        self.wait_s = min(max(FIRST_WAIT_S, self.wait_s * 2), LONGEST_WAIT_S)
        if error.refused:
            self.wait_s = REFUSED_WAIT_S

    def publish(self) -> None:
        """Say how things stand, where that has changed."""
        if self._stale:
            self._stale = False
            self._answers(Outgoing(self._tray.all(), self._away, self._notice, self._detail))

    # -- inside ------------------------------------------------------------------------------

    def _over(self, outcome: Outcome) -> None:
        changed = self._tray.conclude(outcome, self._now())
        self._keep(changed)
        self._told.discard(outcome.command_id)
        self._nonsense.pop(outcome.command_id, None)
        for letter in changed:
            if letter.stage is Stage.STOPPED:
                self._answer(letter, Trouble.STOPPED)
        self._answers(outcome)
        self.forget_finished(KEPT)

    def _well(self) -> None:
        if self._away is not Trouble.NONE:
            self._stale = True
        self._away, self.wait_s = Trouble.NONE, 0.0

    def _hopeless(self, command_id: str) -> bool:
        self._nonsense[command_id] = self._nonsense.get(command_id, 0) + 1
        return self._nonsense[command_id] >= NONSENSE

    def _keep(self, letters: Iterable[Letter]) -> None:
        changed = tuple(letters)
        if not changed:
            return
        self._written(self._shelf.save(changed))

    def _written(self, why_not: str) -> None:
        if why_not:
            self._notice, self._detail = "disk", why_not
        elif self._notice == "disk" and self._shelf.durable:
            self._notice, self._detail = self._opened.notice, self._opened.detail
        self._stale = True

    def _answer(
        self, letter: Letter, trouble: Trouble, detail: str = "", final: bool = True
    ) -> None:
        self._answers(_no_answer(letter, trouble, detail, final))


def _no_answer(letter: Letter, trouble: Trouble, detail: str, final: bool = True) -> Outcome:
    return Outcome(
        letter.command_id, letter.case_id, letter.verb, trouble=trouble, detail=detail, final=final
    )
