"""Orders over HTTP: in order, one at a time, tried with the same id until somebody answers.

An order that got no answer may have been carried out all the same; only repeating it with the same
idempotency key makes it happen exactly once. A no is never repeated: it is shown.
"""

from __future__ import annotations

import logging
import queue
import threading
from dataclasses import dataclass

import msgspec

from casework.codec import verb_of
from casework.commands import Order
from casework.dutycommands import DutyCommand
from console.feeds.errors import LinkError, NotCentral, translate
from console.feeds.line import Line
from console.feeds.port import Trouble
from console.outbox import duty
from console.outbox.archive import Archive
from console.outbox.port import Answers, Outcome
from console.outbox.reply import outcome_of

FIRST_WAIT_S, LONGEST_WAIT_S = 0.25, 2.0
_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True)
class Letter:
    """An order as it goes over the wire. `version`: None where the case is not named yet."""

    command_id: str
    case_id: int
    verb: str
    path: str
    body: bytes
    version: int | None


class RestOutbox:
    """`Outbox` to a central.

    With `read_only` (a wall) orders are answered READ_ONLY and only history is asked for.
    """

    def __init__(self, url: str, token: str, read_only: bool = False) -> None:
        self.read_only = read_only
        self._url, self._token = url, token
        self._letters: queue.SimpleQueue[Letter | None] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._line: Line | None = None
        self._thread: threading.Thread | None = None
        self._answers: Answers = _nowhere
        self._archive = Archive(url, token)

    def start(self, answers: Answers) -> None:
        self._answers = answers
        self._archive.start(answers)
        self._thread = threading.Thread(target=self._run, name="outbox", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Returns at once; an order under way is abandoned, central may still carry it out."""
        self._stopping.set()
        self._letters.put(None)
        self._archive.stop()
        if self._line is not None:
            self._line.hang_up()

    def join(self, timeout_s: float) -> bool:
        """Wait for both threads' end, `timeout_s` seconds each; False when one is still there."""
        if self._thread is not None:
            self._thread.join(timeout_s)
        ended = self._thread is None or not self._thread.is_alive()
        return self._archive.join(timeout_s) and ended

    def send(self, order: Order) -> None:
        self._post(_letter(order))

    def take_next(self, command_id: str) -> None:
        self._post(Letter(command_id, 0, "next", "/v1/next", b"{}", None))

    def ask_history(self, case_id: int) -> None:
        self._archive.ask(case_id)

    def ask_colleagues(self) -> None:
        self._archive.ask_colleagues()

    def _post(self, letter: Letter) -> None:
        if self.read_only:
            self._answers(_no_answer(letter, Trouble.READ_ONLY, ""))
        else:
            self._letters.put(letter)

    # -- the thread --------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            while (letter := self._letters.get()) is not None and not self._stopping.is_set():
                self._deliver(letter)
        finally:
            if self._line is not None:
                self._line.close()

    def _deliver(self, letter: Letter) -> None:
        """Until it is answered or the outbox stops."""
        wait_s, told = FIRST_WAIT_S, False
        while not self._stopping.is_set():
            try:
                self._answers(self._try(letter))
                return
            except LinkError as error:
                if self._stopping.is_set():
                    return
                if error.refused:
                    self._answers(_no_answer(letter, error.trouble, error.detail))
                    return
                if not told:
                    self._answers(_no_answer(letter, error.trouble, error.detail, final=False))
                    told = True
            self._stopping.wait(wait_s)
            wait_s = min(wait_s * 2, LONGEST_WAIT_S)

    def _try(self, letter: Letter) -> Outcome:
        """One attempt.

        Raises:
            LinkError: no answer; worth another try unless it is `refused`.
        """
        headers = {"Idempotency-Key": letter.command_id}
        if letter.version is not None:
            headers["If-Match"] = f'"{letter.version}"'
        try:
            response = self._reach().ask("POST", letter.path, body=letter.body, headers=headers)
            return outcome_of(response, letter.command_id, letter.case_id, letter.verb)
        except Exception as error:
            known = translate(error)
            if known is None:
                _LOGGER.exception("the outbox stumbled over %s", letter.verb)
                known = NotCentral(repr(error))
            raise known from error

    def _reach(self) -> Line:
        if self._line is None:
            self._line = Line(self._url, self._token)
            if self._stopping.is_set():
                self._line.hang_up()
        return self._line


def _letter(order: Order) -> Letter:
    verb = verb_of(order.command)
    if isinstance(order.command, DutyCommand):
        path, raw = duty.written(order.command)
        return Letter(order.command_id, 0, verb, path, raw, None)
    body = msgspec.to_builtins(order.command)
    del body["verb"]  # the path says it
    path = f"/v1/cases/{order.case_id}/{verb}" if order.case_id else "/v1/cases"
    version = order.version if order.case_id else None
    return Letter(order.command_id, order.case_id, verb, path, msgspec.json.encode(body), version)


def _no_answer(letter: Letter, trouble: Trouble, detail: str, final: bool = True) -> Outcome:
    return Outcome(
        letter.command_id, letter.case_id, letter.verb, trouble=trouble, detail=detail, final=final
    )


def _nowhere(_item: object) -> None:
    """Where answers go before `start`."""
