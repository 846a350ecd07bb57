"""The histories of single cases, asked for on a line of their own.

A slow or repeated order must not keep somebody from reading what happened to a case.
"""

from __future__ import annotations

import logging
import queue
import threading
from urllib.parse import quote

import msgspec
import requests

from casework.codec import WireEnvelope, open_wire
from casework.component import Component
from casework.events import Envelope
from console.feeds.errors import NotCentral, translate
from console.feeds.key import Token
from console.feeds.line import Line, checked
from console.outbox.fileport import ComponentAnswer
from console.outbox.port import Answer, Answers, Colleague, ColleaguesAnswer, HistoryAnswer

_LOGGER = logging.getLogger(__name__)


class _Told(msgspec.Struct):
    history: list[WireEnvelope]


class _Who(msgspec.Struct):
    colleagues: list[Colleague]


class _Thing(msgspec.Struct, frozen=True):
    """A question for a component of the register."""

    code: str


_COMPONENT = msgspec.json.Decoder(Component)
_WHO = msgspec.json.Decoder(_Who)
_COLLEAGUES = "colleagues"
_TOLD = msgspec.json.Decoder(_Told)


class Archive:
    """Answers each question once, in order; a question that fails is not repeated by itself."""

    def __init__(self, url: str, token: Token) -> None:
        self._url, self._token = url, token
        self._asked: queue.SimpleQueue[int | str | _Thing | None] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._line: Line | None = None
        self._thread: threading.Thread | None = None

    def start(self, answers: Answers) -> None:
        self._thread = threading.Thread(
            target=self._run, args=(answers,), name="archive", daemon=True
        )
        self._thread.start()

    def ask(self, case_id: int) -> None:
        self._asked.put(case_id)

    def ask_colleagues(self) -> None:
        self._asked.put(_COLLEAGUES)

    def ask_component(self, code: str) -> None:
        self._asked.put(_Thing(code))

    def stop(self) -> None:
        self._stopping.set()
        self._asked.put(None)
        if self._line is not None:
            self._line.hang_up()

    def join(self, timeout_s: float) -> bool:
        if self._thread is not None:
            self._thread.join(timeout_s)
        return self._thread is None or not self._thread.is_alive()

    def _run(self, answers: Answers) -> None:
        try:
            while (asked := self._asked.get()) is not None and not self._stopping.is_set():
                answer = self._reply(asked)
                if not self._stopping.is_set():
                    answers(answer)
        finally:
            if self._line is not None:
                self._line.close()

    def _reply(self, asked: int | str | _Thing) -> Answer:
        if isinstance(asked, _Thing):
            return self._component(asked.code)
        return self._answer(asked) if isinstance(asked, int) else self._who()

    def _answer(self, case_id: int) -> HistoryAnswer:
        try:
            return HistoryAnswer(case_id, self._fetch(case_id))
        except Exception as error:
            known = translate(error)
            if known is None:
                _LOGGER.exception("the archive stumbled over case %s", case_id)
                known = NotCentral(repr(error))
            return HistoryAnswer(case_id, trouble=known.trouble)

    def _who(self) -> ColleaguesAnswer:
        try:
            return ColleaguesAnswer(tuple(_WHO.decode(self._get("/v1/colleagues")).colleagues))
        except Exception as error:
            known = translate(error)
            if known is None:
                _LOGGER.exception("the archive stumbled over the colleagues")
                known = NotCentral(repr(error))
            return ColleaguesAnswer(trouble=known.trouble)

    def _component(self, code: str) -> ComponentAnswer:
        try:
            response = self._reach().ask("GET", f"/v1/components/{quote(code, safe='')}")
            if response.status_code == requests.codes.not_found:
                return ComponentAnswer(code)
            return ComponentAnswer(code, _COMPONENT.decode(checked(response).content))
        except Exception as error:
            known = translate(error)
            if known is None:
                _LOGGER.exception("the archive stumbled over component %s", code)
                known = NotCentral(repr(error))
            return ComponentAnswer(code, trouble=known.trouble)

    def _fetch(self, case_id: int) -> tuple[Envelope, ...]:
        raw = self._get(f"/v1/cases/{case_id}")
        return tuple(open_wire(w) for w in _TOLD.decode(raw).history)

    def _get(self, path: str) -> bytes:
        return self._reach().get(path)

    def _reach(self) -> Line:
        if self._line is None:
            self._line = Line(self._url, self._token)
            if self._stopping.is_set():
                self._line.hang_up()
        return self._line
