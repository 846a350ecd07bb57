"""The histories of single cases, asked for on a line of their own.

A slow or repeated order must not keep somebody from reading what happened to a case.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec

from casework.codec import WireEnvelope, open_wire
from casework.component import Component
from console.feeds.answer import Address, checked
from console.feeds.errors import translate
from console.feeds.key import Token
from console.feeds.port import Trouble
from console.outbox.fileport import ComponentAnswer
from console.outbox.port import Answer, Answers, Colleague, ColleaguesAnswer, HistoryAnswer
from console.outbox.runner import Runner

if TYPE_CHECKING:
    from console.feeds.line import Line

_LOGGER = logging.getLogger(__name__)


class _Told(msgspec.Struct):
    history: list[WireEnvelope]


class _Who(msgspec.Struct):
    colleagues: list[Colleague]


_COMPONENT = msgspec.json.Decoder(Component)
_WHO = msgspec.json.Decoder(_Who)
_TOLD = msgspec.json.Decoder(_Told)
_Reach = Callable[[], "Line"]
_Question = Callable[[_Reach], Answer]


class Archive:
    """Answers each question once, in order; a question that fails is not repeated by itself."""

    def __init__(self, url: Address, token: Token) -> None:
        self._answers: Answers = lambda _answer: None
        self._runner = Runner[_Question]("archive", url, token, self._reply)

    def start(self, answers: Answers) -> None:
        self._answers = answers
        self._runner.start()

    def ask(self, case_id: int) -> None:
        self._runner.put(lambda reach: _history(reach, case_id))

    def ask_colleagues(self) -> None:
        self._runner.put(_colleagues)

    def ask_component(self, code: str) -> None:
        self._runner.put(lambda reach: _component(reach, code))

    def stop(self) -> None:
        self._runner.stop()

    def join(self, timeout_s: float) -> bool:
        return self._runner.join(timeout_s)

    def _reply(self, question: _Question) -> None:
        answer = question(self._runner.line)
        if not self._runner.stopping.is_set():
            self._answers(answer)


def _history(reach: _Reach, case_id: int) -> HistoryAnswer:
    try:
        told = _TOLD.decode(reach().get(f"/v1/cases/{case_id}")).history
        return HistoryAnswer(case_id, tuple(open_wire(w) for w in told))
    except Exception as error:
        return HistoryAnswer(case_id, trouble=_trouble(error, f"case {case_id}"))


def _colleagues(reach: _Reach) -> ColleaguesAnswer:
    try:
        return ColleaguesAnswer(tuple(_WHO.decode(reach().get("/v1/colleagues")).colleagues))
    except Exception as error:
        return ColleaguesAnswer(trouble=_trouble(error, "the colleagues"))


def _component(reach: _Reach, code: str) -> ComponentAnswer:
    try:
        response = reach().ask("GET", f"/v1/components/{quote(code, safe='')}")
        if response.status_code == HTTPStatus.NOT_FOUND:
            return ComponentAnswer(code)
        return ComponentAnswer(code, _COMPONENT.decode(checked(response).content))
    except Exception as error:
        return ComponentAnswer(code, trouble=_trouble(error, f"component {code}"))


def _trouble(error: Exception, what: str) -> Trouble:
    known = translate(error)
    if known is None:
        _LOGGER.exception("the archive stumbled over %s", what)
        return Trouble.NOT_CENTRAL
    return known.trouble
