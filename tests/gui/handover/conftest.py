"""A seat that holds three cases, and its window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from casework import events as ev
from casework.instant import from_ms
from console.views.parts import languages
from console.views.window import ConsoleWindow
from tests.gui.window.draw import Memory
from tests.gui.window.opening import begin, opened
from tests.support.seat import ME, NOW_MS, Seat


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    languages.install("en")
    yield
    languages.install("en")


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Seat]:
    made = begin(qtbot)
    until = from_ms(NOW_MS + 900_000)
    for case_id in (2, 1, 3):
        made.session._apply([made.envelope(case_id, ev.CaseClaimed(ME, until))], [], False)
    yield made
    made.session.stop()


@pytest.fixture
def memory() -> Memory:
    return Memory("en")


@pytest.fixture
def window(at: Seat, qtbot: QtBot, memory: Memory) -> Iterator[ConsoleWindow]:
    made = opened(at, qtbot, memory)
    yield made
    made.close()
