"""A seat with cases, its window, and a clock that the test sets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from console.views.parts import languages
from console.views.window import ConsoleWindow
from tests.gui.alerts.coming import comes, told
from tests.gui.window.opening import begin, opened
from tests.support.seat import Seat


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    languages.install("en")
    yield
    languages.install("en")


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Seat]:
    made = begin(qtbot)
    yield made
    made.session.stop()


@pytest.fixture
def window(at: Seat, qtbot: QtBot) -> Iterator[ConsoleWindow]:
    made = opened(at, qtbot)
    made.alerts.ringer._command = ("/bin/true",)
    yield made
    made.close()


@pytest.fixture
def emergency(window: ConsoleWindow, at: Seat, qtbot: QtBot) -> Iterator[ConsoleWindow]:
    qtbot.waitUntil(lambda: not window.alerts.alerting.alerts.behind)
    comes(at, 50)
    told(window)
    window.do("alerts")
    return window
