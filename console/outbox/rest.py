"""Orders over HTTP: in order, one at a time, tried with the same id until somebody answers.

An order that got no answer may have been carried out all the same; only repeating it with the same
idempotency key makes it happen exactly once. A no is never repeated: it is shown. One thread keeps
the orders (`Clerk`), so that they are written down at once; another one waits for central.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from casework.commands import Order
from console.feeds.answer import Address
from console.feeds.ending import ended
from console.feeds.errors import LinkError, NotCentral, translate
from console.feeds.key import Token, key_of
from console.feeds.port import Trouble
from console.outbox.archive import Archive
from console.outbox.clerk import Clerk, utc_now
from console.outbox.fileport import FileJob, FileProgress, SendFile
from console.outbox.files import Files
from console.outbox.letter import Letter, letter_of, next_letter
from console.outbox.port import Answer, Answers, Outcome
from console.outbox.reply import log_of, outcome_of
from console.outbox.runner import Runner
from console.outbox.shelf import NoShelf, Shelf

if TYPE_CHECKING:
    from console.feeds.line import Line

_LOGGER = logging.getLogger(__name__)
#: What is held is looked at so often, in seconds: it grows old without anything happening.
_LOOK_S = 60.0


@dataclass(frozen=True)
class _Tried:
    """What came of one attempt: an answer, none, or (neither) central keeps another log."""

    letter: Letter
    outcome: Outcome | None = None
    error: LinkError | None = None
    log_id: str = ""


_Job = Callable[[], None]


class RestOutbox:
    """`Outbox` to a central. With a `shelf` it survives a crash, without one it does not.

    With `read_only` (a wall) orders are answered READ_ONLY and only history is asked for.
    """

    def __init__(
        self,
        url: Address,
        token: Token,
        read_only: bool = False,
        shelf: Shelf | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self.read_only = read_only
        self._answers: Answers = _nowhere
        self._shelf, self._now = shelf or NoShelf(), now
        self._clerk = Clerk(self._shelf, self._say, now)
        self._postman = _Postman(url, token, self._tried)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._under_way = ""
        self._retry_at = 0.0
        self._thread: threading.Thread | None = None
        self._archive = Archive(url, token)
        self._files = Files(url, token)
        key_of(token).listen(lambda: self._jobs.put(self._try_again))

    def start(self, answers: Answers) -> None:
        self._answers = answers
        self._archive.start(answers)
        self._files.start(self._file_told)
        self._thread = threading.Thread(target=self._run, name="outbox", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Returns at once; an order under way is abandoned, central may still carry it out.

        What was given before is still written down: `join` waits for that.
        """
        self._stopping.set()
        self._jobs.put(None)
        self._archive.stop()
        self._postman.stop()
        self._files.stop()

    def join(self, timeout_s: float) -> bool:
        """Wait for the threads' end, `timeout_s` seconds each; False when one is still there."""
        own = ended(self._thread, timeout_s)  # it gives work to the others until it ends
        others = [part.join(timeout_s) for part in (self._postman, self._archive, self._files)]
        return own and all(others)

    def send(self, order: Order) -> None:
        self._post(letter_of(order))

    def take_next(self, command_id: str) -> None:
        self._post(next_letter(command_id))

    def cancel(self, command_id: str) -> None:
        self._jobs.put(lambda: self._clerk.cancel(command_id, self._under_way == command_id))

    def send_anyway(self, command_id: str) -> None:
        self._jobs.put(lambda: self._clerk.send_anyway(command_id))

    def forget_finished(self) -> None:
        self._jobs.put(self._clerk.forget_finished)

    def ask_history(self, case_id: int) -> None:
        self._archive.ask(case_id)

    def ask_colleagues(self) -> None:
        self._archive.ask_colleagues()

    def ask_component(self, code: str) -> None:
        self._archive.ask_component(code)

    def carry(self, job: FileJob) -> None:
        if self.read_only and isinstance(job, SendFile):
            no = Trouble.READ_ONLY
            self._answers(Outcome(job.command_id, job.case_id, "attach", trouble=no))
        elif isinstance(job, SendFile):
            self._jobs.put(lambda: self._files.carry(self._clerk.give_file(job)))
        else:
            self._files.carry(job)

    def _file_told(self, answer: Answer) -> None:
        """What comes of files; called on their threads."""
        self._answers(answer)
        if isinstance(answer, Outcome) and answer.final:
            self._jobs.put(lambda: self._clerk.file_over(answer.command_id))

    def _post(self, letter: Letter) -> None:
        if self.read_only:
            self._answers(
                Outcome(letter.command_id, letter.case_id, letter.verb, trouble=Trouble.READ_ONLY)
            )
        else:
            self._jobs.put(lambda: self._clerk.give(letter))

    def _say(self, item: object) -> None:
        if not self._stopping.is_set():
            self._answers(item)  # type: ignore[arg-type]

    # -- the thread --------------------------------------------------------------------------

    def _run(self) -> None:
        if self.read_only:
            return
        try:
            self._clerk.open()
            self._go_on_with_files()
            self._postman.start(ask_first=not isinstance(self._shelf, NoShelf))
            while not self._stopping.is_set():
                self._hand_out()
                self._clerk.publish()
                self._work(self._patience_s())
            self._work(0.0)
        except Exception:
            # Whatever it is, it must not take the commands along without a word.
            _LOGGER.exception("the outbox stumbled")
            raise
        finally:
            self._clerk.close()

    def _go_on_with_files(self) -> None:
        """What was on its way when an earlier console ended is sent again, with the same id."""
        for job in self._clerk.left_behind():
            self._answers(FileProgress(job.command_id, job.case_id, job.name, 0, 1))
            self._files.carry(job)

    def _work(self, patience_s: float) -> None:
        """Everything that has come in; at least one thing within `patience_s` seconds."""
        try:
            job = self._jobs.get(timeout=patience_s) if patience_s else self._jobs.get_nowait()
            while True:
                if job is not None:
                    job()
                job = self._jobs.get_nowait()
        except queue.Empty:
            return

    def _hand_out(self) -> None:
        """Give the postman the next one, when he is back and it is worth going again."""
        if self._under_way or time.monotonic() < self._retry_at:
            return
        letter = self._clerk.due()
        if letter is not None:
            self._under_way = letter.command_id
            self._postman.carry(letter)

    def _try_again(self) -> None:
        """Somebody has signed in: what waited for that goes out at once."""
        self._retry_at = 0.0

    def _patience_s(self) -> float:
        left = self._retry_at - time.monotonic()
        return left if left > 0 and not self._under_way else _LOOK_S

    def _tried(self, tried: _Tried) -> None:
        """The postman is back; called on his thread."""
        self._jobs.put(lambda: self._take(tried))

    def _take(self, tried: _Tried) -> None:
        self._under_way = ""
        if self._stopping.is_set() and tried.error is not None:
            return
        if tried.log_id:
            self._clerk.hear_log(tried.log_id)
        if tried.outcome is not None:
            self._clerk.came(tried.outcome)
        elif tried.error is not None:
            self._clerk.failed(tried.letter, tried.error)
        else:
            self._clerk.misplaced(tried.letter)
        self._retry_at = time.monotonic() + self._clerk.wait_s if self._clerk.wait_s else 0.0


class _Postman:
    """One attempt at a time, on a thread of his own."""

    def __init__(self, url: Address, token: Token, back: Callable[[_Tried], None]) -> None:
        self._back = back
        self._runner = Runner[Letter]("postman", url, token, self._go)
        self._ask_first = False
        self._log_id = ""  # "" while central may have become another one

    def start(self, ask_first: bool) -> None:
        """`ask_first`: make sure, after every break, that central keeps the log that is meant."""
        self._ask_first = ask_first
        self._runner.start()

    def carry(self, letter: Letter) -> None:
        self._runner.put(letter)

    def stop(self) -> None:
        self._runner.stop()

    def join(self, timeout_s: float) -> bool:
        return self._runner.join(timeout_s)

    def _go(self, letter: Letter) -> None:
        self._back(self._attempt(letter))

    def _attempt(self, letter: Letter) -> _Tried:
        try:
            line = self._runner.line()
            if self._ask_first and not self._log_id:
                self._log_id = log_of(line)
            if self._log_id and letter.log_id not in ("", self._log_id):
                return _Tried(letter, log_id=self._log_id)
            return _Tried(letter, outcome=_post(line, letter), log_id=self._log_id)
        except Exception as error:
            known = translate(error)
            if known is None:
                _LOGGER.exception("the outbox stumbled over %s", letter.verb)
                known = NotCentral(repr(error))
            self._log_id = ""
            return _Tried(letter, error=known)


def _post(line: Line, letter: Letter) -> Outcome:
    """One attempt.

    Raises:
        LinkError: no answer; worth another try unless it is `refused`.
    """
    headers = {"Idempotency-Key": letter.command_id}
    if letter.sent_version is not None:
        headers["If-Match"] = f'"{letter.sent_version}"'
    response = line.ask("POST", letter.path, body=letter.body, headers=headers)
    return outcome_of(response, letter.command_id, letter.case_id, letter.verb)


def _nowhere(_item: object) -> None:
    """Where answers go before `start`."""
